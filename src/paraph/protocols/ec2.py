"""Amazon EC2's dialect of the query protocol.

https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html
"""

from __future__ import annotations

from binascii import a2b_base64

from paraph.core.message import Request, Response
from paraph.core.timestamp import parse
from paraph.protocols.codecs.formshapes import Style
from paraph.protocols.codecs.scalars import Scalars
from paraph.protocols.codecs.xmlshapes import plan_of
from paraph.protocols.codecs.xmltext import Plan
from paraph.protocols.codecs.xmlwriter import (
    XmlWriter,
    escape,
    format_element,
    format_namespace,
)
from paraph.protocols.forms import read_form, write_form
from paraph.protocols.xmlfault import (
    format_fault_members,
    read_body,
    read_query_fault,
    xml_response,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.model.operation import Operation
    from paraph.model.service import Service
    from paraph.model.shape import Shape
    from paraph.protocols.codecs.scalars import Convert
    from paraph.protocols.fault import ServiceFault


def _member_name(name: str, member: Shape) -> str:
    if member.query_name is not None:
        return member.query_name
    wire_name = member.location_name
    # The name of the XML element, but with a capital.
    return name if wire_name is None else wire_name[:1].upper() + wire_name[1:]


def _name_items(prefix: str, shape: Shape) -> str:  # noqa: ARG001  all lists are flattened
    return prefix


_WRITER = XmlWriter()
STYLE = Style(_member_name, _name_items, has_empty_lists=False)


def write_request(service: Service, operation: Operation, params: dict[str, Any]) -> Request:
    """Return the request, its URL a path."""
    return write_form(STYLE, service, operation, params)


def read_response(
    service: Service,  # noqa: ARG001  the signature of every protocol
    operation: Operation,
    response: Response,
    *,
    timestamp: Convert | None = parse,
    blob: Convert | None = a2b_base64,
) -> dict[str, Any]:
    """Return the output. Raises MalformedResponseError."""
    scalars = Scalars(timestamp, blob)
    shape = operation.output
    plan = Plan({}) if shape is None else plan_of(shape, scalars)
    output: dict[str, Any] = read_body(response.content(), plan)
    return output


def read_error(
    service: Service,  # noqa: ARG001  the signature of every protocol
    operation: Operation,
    response: Response,
    *,
    timestamp: Convert | None = parse,
    blob: Convert | None = a2b_base64,
) -> ServiceFault:
    """Return the fault. Raises MalformedResponseError where the body is no XML."""
    scalars = Scalars(timestamp, blob)
    return read_query_fault(operation, response, scalars)


def read_request(
    service: Service,  # noqa: ARG001  the signature of every protocol
    operation: Operation,
    request: Request,
) -> dict[str, Any]:
    """Return the parameters. Raises MalformedRequestError."""
    return read_form(STYLE, operation, request)


def write_response(
    service: Service, operation: Operation, output: dict[str, Any], *, request_id: str = ""
) -> Response:
    """Return the response, as a server gives it."""
    result = format_element("requestId", "", escape(request_id))
    if operation.output is not None:
        result += _WRITER.members(operation.output, output)
    tag, namespace = f"{operation.name}Response", format_namespace(service.xml_namespace)
    return xml_response(200, format_element(tag, namespace, result))


def write_error(
    service: Service,  # noqa: ARG001  the signature of every protocol
    operation: Operation | None,
    fault: ServiceFault,
) -> Response:
    """Return the response to a request that failed; `operation` is None where it is unknown."""
    error = format_element("Error", "", format_fault_members(operation, fault))
    request_id = format_element("RequestID", "", escape(fault.request_id or ""))
    content = format_element("Errors", "", error) + request_id
    return xml_response(fault.status, format_element("Response", "", content))
