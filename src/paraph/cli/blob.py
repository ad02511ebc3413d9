"""Blobs on the command line: base64 by default, plain text with `raw-in-base64-out`.

Bytes (from `fileb://`, from YAML's !!binary) and open files are never touched.
"""

from __future__ import annotations

from binascii import Error as InvalidBase64
from binascii import a2b_base64

from paraph.cli.parameter_errors import ConversionError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from paraph.model.shape import Shape

RAW = "raw-in-base64-out"


def decode_blobs(params: dict[str, Any], shape: Shape | None, binary_format: str) -> None:
    """Replace the text of every blob in `params` by its bytes, in place.

    `shape` is the operation's input, `binary_format` "base64" or "raw-in-base64-out". Raises
    ConversionError for text that is no base64.
    """
    if shape is not None:
        _visit(params, shape, _from_text if binary_format == RAW else _from_base64)


def _visit(value: Any, shape: Shape, decode: Callable[[str], bytes]) -> Any:
    """Return `value`, or its bytes where it is the text of a blob."""
    match shape.type_name:
        case "blob":
            return decode(value) if isinstance(value, str) else value
        case "structure" if isinstance(value, dict):
            for name, member in shape.members.items():
                if name in value:
                    value[name] = _visit(value[name], member, decode)
        case "list" if isinstance(value, list):
            value[:] = [_visit(item, shape.element, decode) for item in value]
        case "map" if isinstance(value, dict):
            for key in value:
                value[key] = _visit(value[key], shape.value, decode)
    return value


def _from_base64(text: str) -> bytes:
    try:
        # Not strict, as in v2: what is outside the alphabet is skipped.
        return a2b_base64(text)
    except InvalidBase64:
        msg = f'Invalid base64: "{text}"'
        raise ConversionError(msg) from None
    except ValueError as error:
        raise ConversionError(str(error)) from None


def _from_text(text: str) -> bytes:
    # Bytes of an argument that are no UTF-8 travel as surrogates (PEP 383).
    return text.encode("utf-8", "surrogateescape")
