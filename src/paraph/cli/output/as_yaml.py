"""`--output yaml`: the whole result as one document."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from paraph.cli.output.sink import Query, Result, Sink


def write(result: Result, sink: Sink, *, query: Query | None, colour: bool) -> None:  # noqa: ARG001  a format
    """Show `result`, all pages as one; nothing for an empty object.

    A result that is a single scalar is shown as JSON: in YAML `...` would have to follow it.
    """
    value = result.whole(query)
    if isinstance(value, dict | list | bytes):
        if value != {}:
            from paraph.cli.output.yaml_emitter import emit, pieces  # noqa: PLC0415  lazy: re

            text = emit(value)
            sink.write(text, lambda: pieces(text))
    else:
        from paraph.cli.output.as_json import JsonEncoder  # noqa: PLC0415  lazy: rare

        sink.write_pieces([JsonEncoder().encode(value), "\n"])
    sink.flush()
