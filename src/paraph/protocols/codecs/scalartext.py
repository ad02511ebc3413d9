"""Scalars as text, as XML, forms, headers and (what it has no numbers for) JSON hold them."""

from __future__ import annotations

from binascii import b2a_base64

from paraph.core.timestamp import format_wire

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.model.shape import Shape

_INFINITY = float("inf")


def special_float(value: Any) -> Any:
    """Return "NaN", "Infinity" or "-Infinity" for those, and every other value as it is."""
    if value != value:  # noqa: PLR0124  only NaN differs from itself
        return "NaN"
    if value == _INFINITY:
        return "Infinity"
    return "-Infinity" if value == -_INFINITY else value


def format_float(value: Any) -> str:
    """Return a number's text."""
    return str(special_float(value))


def format_scalar(shape: Shape, value: Any) -> str:
    """Return the text of a scalar in an XML or query document."""
    match shape.type_name:
        case "boolean":
            return "true" if value else "false"
        case "blob":
            return format_blob(value)
        case "timestamp":
            return str(format_wire(value, shape.timestamp_format or "iso8601"))
        case "float" | "double":
            return format_float(value)
    return str(value)


def format_blob(value: bytes | str) -> str:
    """Return Base64 on one line; text is taken as UTF-8."""
    data = value.encode() if isinstance(value, str) else value
    return b2a_base64(data, newline=False).decode("ascii")
