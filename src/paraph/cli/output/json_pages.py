"""One JSON document out of many pages, without holding their objects.

What the pages share out (the result keys) becomes text as each page comes and waits in a spool; the
rest of the document is a small tree in which spools stand for the lists.
"""

from __future__ import annotations

from paraph.cli.output.as_json import JsonEncoder, pieces
from paraph.cli.output.spool import Spool

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from paraph.cli.output.sink import Key, Pages, Sink

# Stands in the tree's text where a spool's goes. JSON never has a raw control character.
_MARK = "\x00"


def write_pages(pages: Pages, sink: Sink) -> None:
    """Read all `pages`, then write them as one document."""
    document = _Document()
    try:
        for page in pages:
            for key in pages.result_keys:
                document.add(key, key.find(page))
        document.merge(pages.non_aggregate)
        if pages.resume_token is not None:
            document.tree["NextToken"] = pages.resume_token
        _write(document, sink)
    finally:
        document.close()


def _write(document: _Document, sink: Sink) -> None:
    if not document.tree:
        return
    written = 0
    for chunk in document.chunks():
        start = written
        sink.write(chunk, lambda start=start: _rest(document, start))  # type: ignore[misc]
        written += len(chunk)


def _rest(document: _Document, start: int) -> Iterator[str]:
    """Cut the document as `as_json.pieces`, without its first `start` characters."""
    for piece in pieces("".join(document.chunks())):
        if start < len(piece):
            yield piece[start:]
        start = max(start - len(piece), 0)


class _Document:
    """The merged result: members in the order in which they first had a value."""

    __slots__ = ("_encoder", "_spools", "tree")

    def __init__(self) -> None:
        self.tree: dict[str, Any] = {}
        self._encoder = JsonEncoder(self._mark)
        self._spools: list[_List] = []

    def add(self, key: Key, value: Any) -> None:
        """Add a page's value of `key`: lists go on, numbers add up, strings are joined."""
        if value is None:
            return
        known = key.find(self.tree)
        if isinstance(known, _List):
            known.extend(value)
        elif isinstance(value, list):
            spooled = _List(self._encoder, len(key.names) + 1)
            self._spools.append(spooled)
            spooled.extend(value)
            key.set(self.tree, spooled)
        elif known is None:
            key.set(self.tree, value)
        elif isinstance(value, int | float | str):
            key.set(self.tree, known + value)

    def merge(self, part: dict[str, Any]) -> None:
        """Lay what is said once for all pages over the tree."""
        _merge(self.tree, part)

    def chunks(self) -> Iterator[str]:
        """Give the document's text."""
        for index, text in enumerate(self._encoder.encode(self.tree).split(_MARK)):
            if index % 2:
                yield from self._spools[int(text)].chunks()
            else:
                yield text
        yield "\n"

    def close(self) -> None:
        """Give back memory and files."""
        for spooled in self._spools:
            spooled.close()

    def _mark(self, value: Any) -> str:
        return f"{_MARK}{self._spools.index(value)}{_MARK}"


def _merge(tree: dict[str, Any], part: dict[str, Any]) -> None:
    for name, value in part.items():
        known = tree.get(name)
        if isinstance(known, dict) and isinstance(value, dict):
            _merge(known, value)
        elif not isinstance(known, _List):
            # A list that goes on stays: `part` has its first page's part.
            tree[name] = value


class _List:
    """A list whose items are text already."""

    __slots__ = ("_depth", "_encoder", "_spool")

    def __init__(self, encoder: JsonEncoder, depth: int) -> None:
        self._encoder = encoder
        self._depth = depth
        self._spool = Spool()

    def extend(self, values: list[Any]) -> None:
        """Add a page's items."""
        if values:
            text = self._encoder.items(values, self._depth)
            self._spool.append(text if self._spool.empty else f",{text}")

    def chunks(self) -> Iterator[str]:
        """Give the list's text."""
        if self._spool.empty:
            yield "[]"
            return
        yield "["
        yield from self._spool
        yield self._encoder.pad(self._depth - 1) + "]"

    def close(self) -> None:
        self._spool.close()
