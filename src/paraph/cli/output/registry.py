"""The formats of `--output`, each a module with `write`, imported when chosen."""

from __future__ import annotations

from paraph.cli.output.errors import UnknownFormatError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol

    from paraph.cli.output.sink import Query, Result, Sink

    class Format(Protocol):
        """A way to show a result."""

        def write(self, result: Result, sink: Sink, *, query: Query | None, colour: bool) -> None:
            """Show `result` on `sink`. Raises OutputError, and what fetching its pages raises."""


FORMATS = {
    "json": "as_json",
    "text": "as_text",
    "table": "as_table",
    "yaml": "as_yaml",
    "yaml-stream": "as_yaml_stream",
    "off": "as_off",
}


def load(format_name: str) -> Format:
    """Return the module that writes `format_name`. Raises UnknownFormatError."""
    module = FORMATS.get(format_name)
    if module is None:
        raise UnknownFormatError(format_name)
    loaded: Format = __import__(f"paraph.cli.output.{module}", fromlist=("write",))
    return loaded
