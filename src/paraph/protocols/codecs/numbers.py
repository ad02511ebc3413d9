"""Floating-point numbers as text. JSON has no infinities; Smithy names them."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

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
