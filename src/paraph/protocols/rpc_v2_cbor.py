"""Smithy RPC v2 CBOR (https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html)."""

from __future__ import annotations

from binascii import a2b_base64

from paraph.core.message import Request, Response
from paraph.core.timestamp import epoch_number, format_wire, parse
from paraph.protocols.codecs.cbor import Epoch, SinglePrecision, decode_cbor, encode_cbor
from paraph.protocols.codecs.documents import Dialect, read_input, read_output, write_value
from paraph.protocols.codecs.reading import Scalars
from paraph.protocols.errors import MalformedResponseError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.model.service import Operation, Service
    from paraph.model.shape import Shape
    from paraph.protocols.codecs.reading import Convert
    from paraph.protocols.fault import ServiceFault

CONTENT_TYPE = "application/cbor"
_HEADERS = (("smithy-protocol", "rpc-v2-cbor"), ("Content-Type", CONTENT_TYPE))
EVENT_STREAM_TYPE = "application/vnd.amazon.eventstream"


def _write_scalar(shape: Shape, value: Any) -> Any:
    match shape.type_name:
        case "timestamp":
            return Epoch(int(format_wire(value, "unixTimestamp")))
        case "blob":
            return value.encode() if isinstance(value, str) else value
        case "float":
            return SinglePrecision(value)
        case "double":
            return float(value)
    return value


class _CborDialect(Dialect):
    """Documents whose timestamps are told apart from numbers by a tag."""

    __slots__ = ()

    def read_timestamp(self, scalars: Scalars) -> Convert:
        """Return the conversion of an Epoch."""
        convert = scalars.timestamp

        def read(value: Any) -> Any:
            seconds = value.seconds if isinstance(value, Epoch) else value
            return seconds if convert is None else convert(seconds)

        return read


def _write_server_scalar(shape: Shape, value: Any) -> Any:
    if shape.type_name == "timestamp":
        return Epoch(epoch_number(parse(value)))
    return _write_scalar(shape, value)


_SERVER_DIALECT = _CborDialect({}, _write_server_scalar, is_text=False)
_DIALECT = _CborDialect({}, _write_scalar, is_text=False)


def write_request(service: Service, operation: Operation, params: dict[str, Any]) -> Request:
    """Return the request, its URL a path."""
    has_events = operation.event_stream_output is not None
    headers = [
        ("smithy-protocol", "rpc-v2-cbor"),
        ("Accept", EVENT_STREAM_TYPE if has_events else CONTENT_TYPE),
    ]
    if service.aws_query_compatible:
        headers.append(("x-amzn-query-mode", "true"))
    body = b""
    if operation.input is not None:
        body = encode_cbor(write_value(_DIALECT, operation.input, params))
        headers.append(("Content-Type", CONTENT_TYPE))
    url = f"/service/{service.target_prefix}/operation/{operation.name}"
    return Request("POST", url, headers, body)


def _read(shape: Shape, body: bytes, scalars: Scalars) -> Any:
    return read_output(_DIALECT, shape, decode_cbor(body) if body else {}, scalars)


def read_response(
    service: Service,  # noqa: ARG001  the signature of every protocol
    operation: Operation,
    response: Response,
    *,
    timestamp: Convert | None = parse,
    blob: Convert | None = a2b_base64,
) -> dict[str, Any]:
    """Return the output; an event stream is an iterator of events. Raises ProtocolError."""
    scalars = Scalars(timestamp, blob)
    shape = operation.output
    if shape is None:
        response.content()
        return {}
    if operation.event_stream_output is not None:
        from paraph.protocols.events import read_rpc_events  # noqa: PLC0415  lazy: few have events

        return read_rpc_events(
            operation, response, lambda of, body: _read(of, body, scalars), scalars
        )
    output: dict[str, Any] = _read(shape, response.content(), scalars)
    return output


def read_error(
    service: Service,
    operation: Operation,  # noqa: ARG001  the signature of every protocol
    response: Response,
    *,
    timestamp: Convert | None = parse,
    blob: Convert | None = a2b_base64,
) -> ServiceFault:
    """Return the fault. Raises ProtocolError for a body that is no CBOR object."""
    from paraph.protocols import faults  # noqa: PLC0415  lazy: refused calls only

    if faults.is_generic(response):
        return faults.fault_of_status(response)
    content = response.content()
    body = decode_cbor(content) if content else {}
    if not isinstance(body, dict):
        msg = f"Unable to parse response: a CBOR map is expected, received: {body!r}"
        raise MalformedResponseError(msg)
    details: dict[str, Any] = {
        "Message": body.get("message", body.get("Message", "")),
        "Code": faults.short_code(str(body.get("__type") or response.status)),
    }
    code = faults.take_query_error(response, details)
    if code is not None:
        details["QueryErrorCode"], details["Code"] = details["Code"], code
    shape = service.error(details["Code"])
    members = {} if shape is None else _read(shape, content, Scalars(timestamp, blob))
    request_id = faults.request_id_of(response)
    return faults.make_fault(response, details, members, shape, request_id)


def read_request(
    service: Service,  # noqa: ARG001  the signature of every protocol
    operation: Operation,
    request: Request,
) -> dict[str, Any]:
    """Return the parameters. Raises MalformedRequestError, CborError."""
    body = request.body if isinstance(request.body, bytes) else request.body.read()
    if operation.input is None or not body:
        return {}
    params: dict[str, Any] = read_input(
        _SERVER_DIALECT, operation.input, decode_cbor(body), Scalars(parse, a2b_base64)
    )
    return params


def write_response(
    service: Service,  # noqa: ARG001  the signature of every protocol
    operation: Operation,
    output: dict[str, Any],
    *,
    request_id: str = "",
) -> Response:
    """Return the response, as a server gives it; events are sent as they come."""
    headers = [*_HEADERS, ("x-amzn-RequestId", request_id)]
    shape = operation.output
    if shape is not None and operation.event_stream_output is not None:
        from paraph.protocols.events import rpc_events_response  # noqa: PLC0415  lazy: rare

        return rpc_events_response(operation, output, headers, _write, CONTENT_TYPE)
    return Response(200, headers, encode_cbor({}) if shape is None else _write(shape, output))


def _write(shape: Shape, value: Any) -> bytes:
    return encode_cbor(write_value(_SERVER_DIALECT, shape, value))


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

    document = {"__type": fault.code, **fault_document(_SERVER_DIALECT, service, fault)}
    headers = [
        *_HEADERS,
        ("x-amzn-RequestId", fault.request_id or ""),
        *query_error_headers(service, fault),
    ]
    return Response(fault.status, headers, encode_cbor(document))
