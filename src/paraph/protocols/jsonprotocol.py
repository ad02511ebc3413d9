"""What the JSON protocols share: bodies and errors."""

from __future__ import annotations

from binascii import b2a_base64

from paraph.core.timestamp import epoch_number, format_wire, parse
from paraph.protocols.base import (
    find_error,
    make_fault,
    request_id_of,
    short_code,
    take_query_error,
)
from paraph.protocols.codecs.documents import Dialect
from paraph.protocols.codecs.jsontext import format_json, parse_json
from paraph.protocols.codecs.numbers import special_float
from paraph.protocols.errors import MalformedRequestError, MalformedResponseError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from paraph.core.message import Request, Response
    from paraph.model.operation import Operation
    from paraph.model.shape import Shape
    from paraph.protocols.fault import ServiceFault


def _write_scalar(shape: Shape, value: Any) -> Any:
    match shape.type_name:
        case "timestamp":
            return format_wire(value, shape.timestamp_format or "unixTimestamp")
        case "blob":
            data = value.encode() if isinstance(value, str) else value
            return b2a_base64(data, newline=False).decode("ascii")
        case "float" | "double":
            return special_float(value if isinstance(value, (int, float)) else float(value))
    return value


def _write_server_scalar(shape: Shape, value: Any) -> Any:
    if shape.type_name == "timestamp" and shape.timestamp_format in (None, "unixTimestamp"):
        return epoch_number(parse(value))
    return _write_scalar(shape, value)


def _parse_boolean(value: Any) -> bool:
    return value if isinstance(value, bool) else isinstance(value, str) and value.lower() == "true"


_CONVERSIONS = {
    "boolean": _parse_boolean,
    "integer": int,
    "long": int,
    "float": float,
    "double": float,
}
# AWS JSON shows scalars as the service sent them, even a string where a number should be. In REST JSON
# numbers and booleans may be strings, and 5 is 5.0 where a float is due.
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


def parse_object(body: bytes) -> dict[str, Any]:
    """Return the JSON object of a body (see `parse_body`). Raises MalformedResponseError."""
    value = parse_body(body)
    if not isinstance(value, dict):
        msg = f"Unable to parse response: a JSON object is expected, received: {value!r}"
        raise MalformedResponseError(msg)
    return value


def format_body(value: Any) -> bytes:
    """Return the bytes of a JSON body."""
    return format_json(value).encode("ascii")


def read_fault(
    operation: Operation,
    response: Response,
    read_members: Callable[[Shape, dict[str, Any]], dict[str, Any]],
    *,
    code_outside_type: bool,
) -> ServiceFault:
    """Return the fault of a JSON response.

    `read_members` returns the members of an error's structure, given the body; `code_outside_type` says
    that a header or a member `code` may name the error, as REST services do.
    """
    body = parse_object(response.content())
    # In the order of v2's own error values, which `--cli-error-format json` shows.
    details: dict[str, Any] = {
        "Message": body.get("message", body.get("Message", "")),
        "Code": "",
    }
    code = take_query_error(response, details)
    if code is None:
        code = body.get("__type", str(response.status))
    if code is not None:
        details["Code"] = short_code(str(code))
    if code_outside_type:
        outside = response.headers.get("x-amzn-errortype", body.get("code", body.get("Code")))
        if outside is not None:
            details["Code"] = short_code(str(outside))
    shape = find_error(operation, details["Code"])
    members = {} if shape is None else read_members(shape, body)
    return make_fault(response, details, members, shape, request_id_of(response))


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
