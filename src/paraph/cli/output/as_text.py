"""`--output text`: lines of values between tabs, for `cut`, `awk` and `while read`."""

from __future__ import annotations

from paraph.cli.output.errors import OutputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from paraph.cli.output.sink import Pages, Query, Result, Sink


def write(result: Result, sink: Sink, *, query: Query | None, colour: bool) -> None:  # noqa: ARG001  a format
    """Show `result` page by page, each as soon as it has come; `query` is applied to each."""
    parts = _parts_of(result.pages) if result.pages is not None else (result.response or {},)
    for part in parts:
        if sink.closed:
            return
        text = _Text()
        try:
            text.add(part if query is None else query(part))
        finally:
            # What precedes a value that text cannot show is shown, as in v2.36.7.
            sink.write_pieces(text.pieces)
            sink.flush()


def _parts_of(pages: Pages) -> Iterator[dict[str, Any]]:
    """Give each page reduced to the result keys; with the first what is said once for all pages.

    Keys that a page lacks are None there: text shows them, in v2.36.7 too.
    """
    first = True
    for page in pages:
        part = pages.non_aggregate if first else {}
        first = False
        for key in pages.result_keys:
            key.set(part, key.find(page))
        yield part
    if pages.resume_token:
        yield {"NextToken": {"NextToken": pages.resume_token}}


class _Text:
    """Collects the pieces of the lines; a piece never holds more than one line."""

    __slots__ = ("pieces",)

    def __init__(self) -> None:
        self.pieces: list[str] = []

    def add(self, value: Any, label: str | None = None) -> None:
        if isinstance(value, dict):
            self._add_object(value, label)
        elif isinstance(value, list):
            self._add_list(value, label)
        else:
            self.pieces += (str(value), "\n")

    def _add_list(self, values: list[Any], label: str | None) -> None:
        if not values:
            return
        if any(isinstance(item, dict) for item in values):
            self._add_rows(values, label)
        elif any(isinstance(item, list) for item in values):
            scalars = [item for item in values if not isinstance(item, list)]
            if scalars:
                self._add_scalars(scalars, label)
            for item in values:
                if isinstance(item, list):
                    self._add_list(item, label)
        else:
            self._add_scalars(values, label)

    def _add_scalars(self, values: list[Any], label: str | None) -> None:
        if label is None:
            self.pieces += ("\t".join(map(str, values)), "\n")
        else:
            self.pieces += [f"{label.upper()}\t{value}\n" for value in values]

    def _add_rows(self, values: list[Any], label: str | None) -> None:
        """Add objects under common columns: what one of them lacks leaves its place empty."""
        columns = _columns(values)
        for value in values:
            row = [str(value.get(name, "")) for name in columns]
            # A key that is a scalar in one object may be a list in another: then it is a column.
            self._add_line(row, label)
            for name in sorted(value.keys() - columns):
                self.add(value[name], name)

    def _add_object(self, value: dict[str, Any], label: str | None) -> None:
        row: list[str] = []
        nested: list[str] = []
        for name in sorted(value):
            item = value[name]
            if isinstance(item, dict | list):
                nested.append(name)
            else:
                row.append(str(item))
        self._add_line(row, label)
        for name in nested:
            self.add(value[name], name)

    def _add_line(self, row: list[str], label: str | None) -> None:
        if not row:
            return
        if label is not None:
            row.insert(0, label.upper())
        self.pieces += ("\t".join(row), "\n")


def _columns(values: list[Any]) -> list[str]:
    """Return the sorted names of whatever is a scalar in any of the objects."""
    names: set[str] = set()
    for value in values:
        if not isinstance(value, dict):
            msg = (
                "Text output cannot show a list in which objects stand beside other values. "
                "Choose another --output, or change --query."
            )
            raise OutputError(msg)
        for name, item in value.items():
            if not isinstance(item, dict | list):
                names.add(name)
    return sorted(names)
