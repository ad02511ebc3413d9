"""`--output json`: the whole result as one document, indented by four."""

from __future__ import annotations

from paraph.cli.output.json_encoder import JsonEncoder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from paraph.cli.output.result import Query, Result
    from paraph.cli.output.sink import Sink


def write(result: Result, sink: Sink, *, query: Query | None, colour: bool) -> None:  # noqa: ARG001  a format
    """Show `result`; nothing for an empty object. Pages become one document.

    Nothing is written before the last page has come: a failure leaves standard output empty.
    """
    if result.pages is not None and query is None:
        from paraph.cli.output.json_pages import write_pages  # noqa: PLC0415  lazy: lists only

        write_pages(result.pages, sink)
    else:
        value = result.whole(query)
        if value != {}:
            text = JsonEncoder().encode(value) + "\n"
            sink.write(text, lambda: pieces(text))
    sink.flush()


def pieces(document: str) -> Iterator[str]:
    """Cut a document as Python's `json.dump` writes it; needed where a character is unwritable."""
    import json  # noqa: PLC0415  lazy: only before an error

    value: Any = json.loads(document)
    yield from json.JSONEncoder(ensure_ascii=False, indent=4).iterencode(value)
    yield "\n"
