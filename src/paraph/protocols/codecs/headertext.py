"""Scalars and lists as text in paths, queries and headers (Smithy's HTTP bindings)."""

from __future__ import annotations

from binascii import a2b_base64

from paraph.core.timestamp import epoch_seconds, format_wire, parse
from paraph.protocols.codecs.jsontext import format_json, parse_json
from paraph.protocols.codecs.scalartext import format_blob, format_float

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.model.shape import Shape
    from paraph.protocols.codecs.reading import Scalars


def format_text(shape: Shape, value: Any) -> str:
    """Return a scalar's text in a path or query."""
    match shape.type_name:
        case "boolean":
            return str(value).lower()
        case "timestamp":
            return str(format_wire(value, shape.timestamp_format or "iso8601"))
        case "float" | "double":
            return format_float(value)
    return str(value)


def format_header(shape: Shape, value: Any) -> str:
    """Return a header's text."""
    match shape.type_name:
        case "timestamp":
            # Whole seconds, in every format.
            seconds = epoch_seconds(parse(value))
            return str(format_wire(seconds, shape.timestamp_format or "rfc822"))
        case "list":
            return ",".join(
                [_format_item(shape.element, item) for item in value if item is not None]
            )
        case _ if shape.json_value:
            return format_blob(format_json(value, compact=True))
        case "blob":
            return format_blob(value)
    return format_text(shape, value)


def _format_item(shape: Shape, value: Any) -> str:
    if shape.type_name != "string":
        return format_header(shape, value)
    text = str(value)
    # RFC 9110 §5.6.4
    return '"' + text.replace('"', '\\"') + '"' if '"' in text or "," in text else text


def parse_text(shape: Shape, text: str, scalars: Scalars) -> Any:
    """Return the value of a text in a path, query or header. Raises ValueError, TimestampError."""
    match shape.type_name:
        case "timestamp":
            return text if scalars.timestamp is None else scalars.timestamp(text)
        case "boolean":
            return text.lower() == "true"
        case "integer" | "long":
            return int(text)
        case "float" | "double":
            return float(text)
        case "list":
            items = _split_dates(text) if _has_dates(shape.element) else _split_list(text)
            return [parse_text(shape.element, item, scalars) for item in items]
        case _ if shape.json_value:
            return parse_json(a2b_base64(text).decode("utf-8"))
        case "blob":
            return text if scalars.blob is None else scalars.blob(text)
    return text


def _has_dates(shape: Shape) -> bool:
    return shape.type_name == "timestamp" and (shape.timestamp_format or "rfc822") == "rfc822"


def _split_dates(text: str) -> list[str]:
    """Return the items of a list whose items have a comma each: `Mon, 16 Dec 2019 23:48:18 GMT`."""
    parts = [part.strip() for part in text.split(",")]
    return [", ".join(parts[at : at + 2]) for at in range(0, len(parts), 2)]


def _split_list(text: str) -> list[str]:
    """Return the items of a list-valued header; quotes protect commas (RFC 9110 §5.6.1)."""
    if '"' not in text:
        return [item.strip() for item in text.split(",")]
    items, at = [], 0
    while at < len(text):
        item, at = _next_item(text, at)
        items.append(item)
    return items


def _next_item(text: str, at: int) -> tuple[str, int]:
    """Return the item that starts at `at`, and the place after its comma."""
    while at < len(text) and text[at] in " \t":
        at += 1
    if text[at : at + 1] != '"':
        item, _, _ = text[at:].partition(",")
        return item.strip(), at + len(item) + 1
    item, at = "", at + 1
    while at < len(text) and text[at] != '"':
        if text[at] == "\\":
            at += 1
        item += text[at : at + 1]
        at += 1
    comma = text.find(",", at)
    return item, len(text) if comma < 0 else comma + 1
