"""REST JSON (https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html)."""

from __future__ import annotations

from binascii import a2b_base64

from paraph.core.message import Request, Response
from paraph.core.timestamp import parse
from paraph.protocols.base import is_streaming
from paraph.protocols.codecs.documents import read_input, read_output, write_value
from paraph.protocols.codecs.reading import Scalars
from paraph.protocols.jsonprotocol import (
    REST_DIALECT,
    SERVER_DIALECT,
    format_body,
    parse_body,
    parse_request_body,
)
from paraph.protocols.rest import Bound, format_payload, format_target
from paraph.protocols.restread import read_bound, read_input_payload, read_located, read_payload

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from paraph.core.message import Body
    from paraph.model.service import Operation, Service
    from paraph.model.shape import Shape
    from paraph.protocols.codecs.reading import Convert
    from paraph.protocols.fault import ServiceFault

CONTENT_TYPE = "application/json"


def write_request(
    service: Service,  # noqa: ARG001  the signature of every protocol
    operation: Operation,
    params: dict[str, Any],
) -> Request:
    """Return the request, its URL a path and query; a stream stays unread."""
    shape = operation.input
    if shape is None:
        return Request(operation.method, operation.request_uri)
    bound = Bound(shape, params)
    url = format_target(operation.request_uri, bound)
    request = Request(operation.method, url, bound.headers, _body(shape, params, bound, _write))
    if request.body != b"" and not is_streaming(shape):
        request.headers.set_default("Content-Type", CONTENT_TYPE)
    return request


def _body(
    shape: Shape,
    values: dict[str, Any],
    bound: Bound,
    write: Callable[[Shape, Any], bytes],
) -> Body:
    if shape.payload is not None:
        return format_payload(shape, values, write, b"{}")
    # An object is sent wherever the shape has members for one.
    has_body = any(member.location is None for member in shape.members.values())
    return write(shape, bound.body) if has_body else b""


def _write(shape: Shape, value: Any) -> bytes:
    return format_body(write_value(REST_DIALECT, shape, value))


def read_response(
    service: Service,  # noqa: ARG001  the signature of every protocol
    operation: Operation,
    response: Response,
    *,
    timestamp: Convert | None = parse,
    blob: Convert | None = a2b_base64,
) -> dict[str, Any]:
    """Return the output; an event stream is an iterator of events.

    Raises MalformedResponseError, TimestampError.
    """
    if operation.output is None:
        return {}
    return _read_structure(operation.output, response, Scalars(timestamp, blob))


def _read_structure(shape: Shape, response: Response, scalars: Scalars) -> dict[str, Any]:
    def read(of: Shape, body: bytes) -> Any:
        return read_output(REST_DIALECT, of, parse_body(body), scalars)

    output = read_located(shape, response, scalars)
    if shape.payload is None:
        output.update(read(shape, response.content()))
    else:
        output[shape.payload] = read_payload(shape, response, read, scalars)
    return output


def read_error(
    service: Service,
    operation: Operation,  # noqa: ARG001  the signature of every protocol
    response: Response,
    *,
    timestamp: Convert | None = parse,
    blob: Convert | None = a2b_base64,
) -> ServiceFault:
    """Return the fault. Raises MalformedResponseError for a body of JSON that is no object."""
    from paraph.protocols.jsonfault import read_fault  # noqa: PLC0415  lazy: refused calls only

    scalars = Scalars(timestamp, blob)

    def read_members(shape: Shape, _body: dict[str, Any]) -> dict[str, Any]:
        return _read_structure(shape, response, scalars)

    return read_fault(service, response, read_members, code_outside_type=True)


def read_request(
    service: Service,  # noqa: ARG001  the signature of every protocol
    operation: Operation,
    request: Request,
) -> dict[str, Any]:
    """Return the parameters. Raises MalformedRequestError."""
    shape = operation.input
    if shape is None:
        return {}
    scalars = Scalars(parse, a2b_base64)
    params = read_bound(shape, request, operation.request_uri, scalars)

    def read(of: Shape, _content: bytes) -> Any:
        return read_input(SERVER_DIALECT, of, parse_request_body(request), scalars)

    if shape.payload is not None:
        return {**params, **read_input_payload(shape, request, read)}
    return {**read(shape, b""), **params}


def write_response(
    service: Service,  # noqa: ARG001  the signature of every protocol
    operation: Operation,
    output: dict[str, Any],
    *,
    request_id: str = "",
) -> Response:
    """Return the response, as a server gives it; a stream or events are sent as they come."""
    headers = [("x-amzn-RequestId", request_id)]
    shape = operation.output
    if shape is None:
        return Response(operation.response_code, headers)
    bound = Bound(shape, output, is_response=True)
    status = bound.status or operation.response_code
    response = Response(status, headers + bound.headers)
    if operation.event_stream_output is not None:
        from paraph.protocols.events import rest_events_body  # noqa: PLC0415  lazy: rare

        response.headers.set("Content-Type", "application/vnd.amazon.eventstream")
        response.body = rest_events_body(shape, output, _write_server, CONTENT_TYPE)
    else:
        response.body = _body(shape, output, bound, _write_server)
        response.headers.set_default("Content-Type", CONTENT_TYPE)
    return response


def _write_server(shape: Shape, value: Any) -> bytes:
    return format_body(write_value(SERVER_DIALECT, shape, value))


def write_error(
    service: Service,
    operation: Operation | None,  # noqa: ARG001  the signature of every protocol
    fault: ServiceFault,
) -> Response:
    """Return the response to a request that failed; `operation` is None where it is unknown."""
    from paraph.protocols.faultdocument import fault_document  # noqa: PLC0415  lazy: servers only

    headers = [
        ("Content-Type", CONTENT_TYPE),
        ("x-amzn-RequestId", fault.request_id or ""),
        ("x-amzn-ErrorType", fault.code),
    ]
    shape = service.error(fault.code)
    if shape is not None:
        known = {name: value for name, value in fault.members.items() if name in shape.members}
        headers += Bound(shape, known, is_response=True).headers
    document = fault_document(SERVER_DIALECT, service, fault)
    return Response(fault.status, headers, format_body(document))
