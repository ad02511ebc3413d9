"""AWS JSON 1.0 and 1.1 (https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html)."""

from __future__ import annotations

from binascii import a2b_base64

from paraph.core.message import Request, Response
from paraph.core.timestamp import parse
from paraph.protocols.codecs.documents import read_input, read_output, write_value
from paraph.protocols.codecs.reading import Scalars
from paraph.protocols.jsonprotocol import (
    DIALECT,
    SERVER_DIALECT,
    format_body,
    parse_body,
    parse_request_body,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.model.service import Operation, Service
    from paraph.model.shape import Shape
    from paraph.protocols.codecs.reading import Convert
    from paraph.protocols.fault import ServiceFault


def write_request(service: Service, operation: Operation, params: dict[str, Any]) -> Request:
    """Return the request, its URL a path."""
    headers = [
        ("X-Amz-Target", f"{service.target_prefix}.{operation.name}"),
        ("Content-Type", f"application/x-amz-json-{service.json_version}"),
    ]
    if service.aws_query_compatible:
        headers.append(("x-amzn-query-mode", "true"))
    document = {} if operation.input is None else write_value(DIALECT, operation.input, params)
    return Request(operation.method, "/", headers, format_body(document))


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
    scalars = Scalars(timestamp, blob)
    shape = operation.output
    if shape is None:
        response.content()
        return {}
    if operation.event_stream_output is not None:
        return _read_events(operation, response, scalars)
    output: dict[str, Any] = read_output(DIALECT, shape, parse_body(response.content()), scalars)
    return output


def _read_events(operation: Operation, response: Response, scalars: Scalars) -> dict[str, Any]:
    from paraph.protocols.events import read_rpc_events  # noqa: PLC0415  lazy: few have events

    def read(shape: Shape, body: bytes) -> Any:
        return read_output(DIALECT, shape, parse_body(body), scalars)

    return read_rpc_events(operation, response, read, scalars)


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

    def read_members(shape: Shape, body: dict[str, Any]) -> dict[str, Any]:
        members: dict[str, Any] = read_output(DIALECT, shape, body, scalars)
        return members

    return read_fault(service, response, read_members, code_outside_type=False)


def read_request(
    service: Service,  # noqa: ARG001  the signature of every protocol
    operation: Operation,
    request: Request,
) -> dict[str, Any]:
    """Return the parameters. Raises MalformedRequestError."""
    if operation.input is None:
        return {}
    params: dict[str, Any] = read_input(
        SERVER_DIALECT, operation.input, parse_request_body(request), Scalars(parse, a2b_base64)
    )
    return params


def write_response(
    service: Service, operation: Operation, output: dict[str, Any], *, request_id: str = ""
) -> Response:
    """Return the response, as a server gives it; events are sent as they come."""
    headers = [
        ("Content-Type", f"application/x-amz-json-{service.json_version}"),
        ("x-amzn-RequestId", request_id),
    ]
    shape = operation.output
    if shape is not None and operation.event_stream_output is not None:
        from paraph.protocols.events import rpc_events_response  # noqa: PLC0415  lazy: rare

        return rpc_events_response(operation, output, headers, _write, "application/json")
    return Response(200, headers, b"{}" if shape is None else _write(shape, output))


def _write(shape: Shape, value: Any) -> bytes:
    return format_body(write_value(SERVER_DIALECT, shape, value))


def write_error(
    service: Service,
    operation: Operation | None,  # noqa: ARG001  the signature of every protocol
    fault: ServiceFault,
) -> Response:
    """Return the response to a request that failed; `operation` is None where it is unknown."""
    from paraph.protocols.faultdocument import (  # noqa: PLC0415  lazy: servers only
        fault_document,
        query_error_headers,
    )

    document = {"__type": fault.code, **fault_document(SERVER_DIALECT, service, fault)}
    headers = [
        ("Content-Type", f"application/x-amz-json-{service.json_version}"),
        ("x-amzn-RequestId", fault.request_id or ""),
        *query_error_headers(service, fault),
    ]
    return Response(fault.status, headers, format_body(document))
