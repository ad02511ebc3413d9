"""REST XML and what Amazon S3 adds to it.

https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html
"""

from __future__ import annotations

from binascii import a2b_base64

from paraph.core.message import Headers, Request, Response
from paraph.core.timestamp import TimestampError, parse
from paraph.protocols.base import is_streaming
from paraph.protocols.codecs.reading import Scalars
from paraph.protocols.codecs.xmlshapes import plan_of, read_body
from paraph.protocols.codecs.xmltext import XmlError, XmlValueError, read_document
from paraph.protocols.codecs.xmlwriter import XmlWriter
from paraph.protocols.errors import (
    HiddenFaultError,
    MalformedRequestError,
    UnreadableBodyError,
)
from paraph.protocols.rest import Bound, format_payload, format_target
from paraph.protocols.restread import read_bound, read_input_payload, read_located, read_payload

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.core.message import Body
    from paraph.model.service import Operation, Service
    from paraph.model.shape import Shape
    from paraph.protocols.codecs.reading import Convert
    from paraph.protocols.fault import ServiceFault

_WRITER = XmlWriter()


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
    return Request(operation.method, url, bound.headers, _body(shape, params, bound))


def _is_s3(service: Service) -> bool:
    return service.service_id == "S3"


def _body(shape: Shape, values: dict[str, Any], bound: Bound) -> Body:
    if shape.payload is not None:
        return format_payload(shape, values, _write, b"")
    return _write(shape, bound.body) if bound.body else b""


def _write(shape: Shape, value: Any) -> bytes:
    return _WRITER.element(shape, value, shape.location_name or shape.name).encode("utf-8")


def read_response(
    service: Service,
    operation: Operation,
    response: Response,
    *,
    timestamp: Convert | None = parse,
    blob: Convert | None = a2b_base64,
) -> dict[str, Any]:
    """Return the output; an event stream is an iterator of events.

    Raises MalformedResponseError; for S3 HiddenFaultError where a fault hides behind the status
    200.
    """
    scalars = Scalars(timestamp, blob)
    shape = operation.output
    if shape is None:
        return {}
    if not _is_s3(service):
        return _read_structure(shape, response, scalars)
    return _read_s3(service, operation, shape, response, scalars)


def _read_structure(shape: Shape, response: Response, scalars: Scalars) -> dict[str, Any]:
    def read(of: Shape, body: bytes) -> Any:
        return read_body(body, plan_of(of, scalars)) if body else {}

    output = read_located(shape, response, scalars)
    if shape.payload is None:
        output.update(read(shape, response.content()))
    else:
        output[shape.payload] = read_payload(shape, response, read, scalars)
    return output


def _read_s3(
    service: Service, operation: Operation, shape: Shape, response: Response, scalars: Scalars
) -> dict[str, Any]:
    """Read an answer of S3, which may send 200 first and learn of its failure later."""
    can_hide_fault = not is_streaming(shape) and operation.event_stream_output is None
    if can_hide_fault and _is_error_document(response.content()):
        raise _hidden_fault(service, response, scalars)
    readable, expires = _without_bad_expires(shape, response)
    try:
        output = _read_structure(shape, readable, scalars)
    except UnreadableBodyError:
        # The connection broke before the end of the document.
        raise _hidden_fault(service, response, scalars) from None
    if expires is not None:
        output["ExpiresString"] = expires
    return output


def _is_error_document(body: bytes) -> bool:
    if b"<Error" not in body[:400]:
        return False
    from paraph.protocols.codecs.xmltree import parse_tree  # noqa: PLC0415  lazy: rare

    try:
        return parse_tree(body).name == "Error"
    except XmlError:
        return False


def _hidden_fault(service: Service, response: Response, scalars: Scalars) -> HiddenFaultError:
    from paraph.protocols.xmlfault import read_rest_fault  # noqa: PLC0415  lazy: refused calls only

    failure = Response(HiddenFaultError.status, response.headers, response.content())
    return HiddenFaultError(read_rest_fault(service, failure, scalars))


def _without_bad_expires(shape: Shape, response: Response) -> tuple[Response, str | None]:
    """Return the response and its header Expires as it came, which may be any text.

    Where it is no date, the response returned does not have it.
    """
    member = shape.members.get("Expires")
    text = None if member is None else response.headers.get("Expires")
    if not text:
        return response, None
    try:
        parse(text)
    except TimestampError:
        headers = Headers(response.headers)
        headers.remove("Expires")
        return Response(response.status, headers, response.body, response.reason), text
    return response, text


def read_error(
    service: Service,
    operation: Operation,  # noqa: ARG001  the signature of every protocol
    response: Response,
    *,
    timestamp: Convert | None = parse,
    blob: Convert | None = a2b_base64,
) -> ServiceFault:
    """Return the fault; a body that is no XML (HEAD has none) leaves the status to speak."""
    from paraph.protocols.xmlfault import read_rest_fault  # noqa: PLC0415  lazy: refused calls only

    return read_rest_fault(service, response, Scalars(timestamp, blob))


def read_request(service: Service, operation: Operation, request: Request) -> dict[str, Any]:
    """Return the parameters, S3's bucket from the path. Raises MalformedRequestError."""
    shape = operation.input
    if shape is None:
        return {}
    scalars = Scalars(parse, a2b_base64)
    template = operation.request_uri
    if _is_s3(service) and "Bucket" in shape.members:
        # The model leaves the bucket to the endpoint's rules; here it has arrived.
        template = "/{Bucket}" + template
    params = read_bound(shape, request, template, scalars)

    def read(of: Shape, content: bytes) -> Any:
        try:
            return read_document(content, plan_of(of, scalars))
        except (XmlError, XmlValueError, TimestampError) as error:
            raise MalformedRequestError(str(error)) from error

    if shape.payload is not None:
        return {**params, **read_input_payload(shape, request, read)}
    content = request.body if isinstance(request.body, bytes) else request.body.read()
    return {**read(shape, content), **params} if content else params


def write_response(
    service: Service, operation: Operation, output: dict[str, Any], *, request_id: str = ""
) -> Response:
    """Return the response, as a server gives it; a stream or events are sent as they come."""
    headers = [(_request_id_header(service), request_id)]
    shape = operation.output
    if shape is None:
        return Response(operation.response_code, headers)
    bound = Bound(shape, output, is_response=True)
    response = Response(bound.status or operation.response_code, headers + bound.headers)
    if operation.event_stream_output is not None:
        from paraph.protocols.events import rest_events_body  # noqa: PLC0415  lazy: rare

        response.headers.set("Content-Type", "application/vnd.amazon.eventstream")
        response.body = rest_events_body(shape, output, _write, "text/xml")
    else:
        response.body = _body(shape, output, bound)
        if response.body != b"":
            response.headers.set_default("Content-Type", "application/xml")
    return response


def _request_id_header(service: Service) -> str:
    return "x-amz-request-id" if _is_s3(service) else "x-amzn-RequestId"


def write_error(service: Service, operation: Operation | None, fault: ServiceFault) -> Response:
    """Return the response to a request that failed; `operation` is None where it is unknown."""
    from paraph.protocols.xmlserver import query_error, s3_error  # noqa: PLC0415  lazy: servers only

    response = (s3_error if _is_s3(service) else query_error)(service, fault)
    response.headers.add(_request_id_header(service), fault.request_id or "")
    if operation is not None and operation.method == "HEAD":
        response.body = b""
    return response
