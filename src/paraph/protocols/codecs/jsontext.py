"""JSON text, on the C functions under the `json` module, whose import costs as much as bare Python.

`json` itself is asked whenever the short way does not give a plain answer, so that errors and
oddities are its own.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

try:
    import _json
except ImportError:  # another Python than CPython
    _c_json: Any = None
else:
    _c_json = _json

_CONSTANTS = {
    "NaN": float("nan"),
    "Infinity": float("inf"),
    "-Infinity": float("-inf"),
}
_WHITESPACE = " \t\n\r"


class _Context:
    """What `make_scanner` wants to know, as in `json.decoder.JSONDecoder`."""

    strict = True
    object_hook = None
    object_pairs_hook = None
    parse_float = float
    parse_int = int
    parse_constant = _CONSTANTS.__getitem__
    memo: dict[str, str] = {}  # noqa: RUF012  cleared by the scanner itself


_scan: Callable[[str, int], tuple[Any, int]] | None = (
    None if _c_json is None else _c_json.make_scanner(_Context)
)


def parse_json(text: str) -> Any:
    """Return the value of a JSON text. Raises ValueError (`json.JSONDecodeError`)."""
    if _scan is not None:
        stripped = text.strip(_WHITESPACE)
        try:
            value, end = _scan(stripped, 0)
        except (StopIteration, ValueError, SystemError):
            value, end = None, -1
        if end == len(stripped):
            return value
    import json  # noqa: PLC0415  lazy: 8 ms, for errors

    return json.loads(text)


def format_json(value: Any, *, compact: bool = False) -> str:
    """Return JSON in ASCII, spaced as `json.dumps` does it, or without blanks."""
    comma, colon = (",", ":") if compact else (", ", ": ")
    if _c_json is not None:
        escape = _c_json.encode_basestring_ascii
        try:
            encode = _c_json.make_encoder(
                None, _refuse, escape, None, colon, comma, False, False, True
            )
            return "".join(encode(value, 0))
        except TypeError:
            pass
    import json  # noqa: PLC0415  lazy: 8 ms, for errors

    return json.dumps(value, separators=(comma, colon))


def _refuse(value: object) -> Any:
    msg = f"Object of type {type(value).__name__} is not JSON serializable"
    raise TypeError(msg)
