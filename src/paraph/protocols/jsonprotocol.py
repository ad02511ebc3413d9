"""What the JSON protocols share: bodies and errors."""

from __future__ import annotations

from paraph.core.timestamp import epoch_number, format_wire, parse
from paraph.protocols.codecs.documents import Dialect
from paraph.protocols.codecs.jsontext import format_json, parse_json
from paraph.protocols.codecs.scalartext import format_blob, special_float
from paraph.protocols.errors import MalformedRequestError, MalformedResponseError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.core.message import Request
    from paraph.model.shape import Shape
    from paraph.protocols.codecs.reading import Convert


def _write_scalar(shape: Shape, value: Any) -> Any:
    match shape.type_name:
        case "timestamp":
            return format_wire(value, shape.timestamp_format or "unixTimestamp")
        case "blob":
            return format_blob(value)
        case "float" | "double":
            return special_float(value if isinstance(value, (int, float)) else float(value))
    return value


def _write_server_scalar(shape: Shape, value: Any) -> Any:
    if shape.type_name == "timestamp" and shape.timestamp_format in (None, "unixTimestamp"):
        return epoch_number(parse(value))
    return _write_scalar(shape, value)


def _parse_boolean(value: Any) -> bool:
    return value if isinstance(value, bool) else isinstance(value, str) and value.lower() == "true"


_CONVERSIONS: dict[str, Convert] = {
    "boolean": _parse_boolean,
    "integer": int,
    "long": int,
    "float": float,
    "double": float,
}
# AWS JSON shows scalars as the service sent them, even a string where a number should be. In REST
# JSON numbers and booleans may be strings, and 5 is 5.0 where a float is due.
DIALECT = Dialect({}, _write_scalar, is_text=True)
REST_DIALECT = Dialect(_CONVERSIONS, _write_scalar, is_text=True)
# Servers take the types seriously, and their timestamps keep fractions of a second.
SERVER_DIALECT = Dialect(_CONVERSIONS, _write_server_scalar, is_text=True)


def parse_body(body: bytes) -> Any:
    """Return the JSON value of a body; {} for none, and for what is no JSON it is the message.

    Raises MalformedResponseError for bytes that are no UTF-8.
    """
    if not body:
        return {}
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise MalformedResponseError(str(error)) from None
    try:
        return parse_json(text)
    except ValueError:
        return {"message": text}


def format_body(value: Any) -> bytes:
    """Return the bytes of a JSON body."""
    return format_json(value).encode("ascii")


def parse_request_body(request: Request) -> Any:
    """Return the JSON value of a request's body, {} for none. Raises MalformedRequestError."""
    body = request.body if isinstance(request.body, bytes) else request.body.read()
    if not body:
        return {}
    try:
        return parse_json(body.decode("utf-8"))
    except ValueError as error:
        msg = f"The request's body is not JSON: {error}"
        raise MalformedRequestError(msg) from None
