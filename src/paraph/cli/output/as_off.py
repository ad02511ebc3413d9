"""`--output off`: nothing is shown, yet every page is asked for."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from paraph.cli.output.sink import Query, Result, Sink


def write(result: Result, sink: Sink, *, query: Query | None, colour: bool) -> None:  # noqa: ARG001  a format
    """Read the pages of `result` and show nothing; `query` is not even applied."""
    for _ in result.pages or ():
        pass
