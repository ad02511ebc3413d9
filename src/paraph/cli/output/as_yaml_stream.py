"""`--output yaml-stream`: a list whose items are the pages, each shown as soon as it has come."""

from __future__ import annotations

from paraph.cli.output.yaml_emitter import emit, pieces

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from paraph.cli.output.sink import Query, Result, Sink


def write(result: Result, sink: Sink, *, query: Query | None, colour: bool) -> None:  # noqa: ARG001  a format
    """Show `result` page by page, pages as the service gave them; `query` is applied to each."""
    for value in _values(result, query):
        text = emit([value])
        sink.write(text, lambda text=text: pieces(text))  # type: ignore[misc]
        sink.flush()
        if sink.closed:
            return


def _values(result: Result, query: Query | None) -> Iterable[Any]:
    if result.pages is not None:
        return result.pages if query is None else map(query, result.pages)
    value = result.whole(query)
    # An operation without output shows nothing.
    return () if value == {} else (value,)
