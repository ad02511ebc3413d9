"""AWS Query: forms in, XML out (https://smithy.io/2.0/aws/protocols/aws-query-protocol.html)."""

from __future__ import annotations

from binascii import a2b_base64

from paraph.core.message import Request, Response
from paraph.core.timestamp import parse
from paraph.protocols.codecs.formshapes import Style
from paraph.protocols.codecs.scalars import Scalars
from paraph.protocols.codecs.xmlshapes import plan_of, wrapped
from paraph.protocols.codecs.xmltext import Plan
from paraph.protocols.codecs.xmlwriter import (
    XmlWriter,
    escape,
    format_element,
    format_namespace,
)
from paraph.protocols.errors import MalformedResponseError
from paraph.protocols.forms import read_form, write_form
from paraph.protocols.xmlfault import (
    format_fault,
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
    return member.location_name or name


def _name_items(prefix: str, shape: Shape) -> str:
    if not shape.flattened:
        return f"{prefix}.{shape.element.location_name or 'member'}"
    # A flattened list goes by its items' name, if they have one.
    if shape.element.location_name is None:
        return prefix
    above, dot, _ = prefix.rpartition(".")
    return above + dot + shape.element.location_name


_WRITER = XmlWriter(has_item_names=True)
STYLE = Style(_member_name, _name_items, has_empty_lists=True)


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
    body = response.content()
    shape = operation.output
    plan = Plan({}) if shape is None else plan_of(shape, scalars)
    if operation.result_wrapper is None or shape is None:
        output: dict[str, Any] = read_body(body, plan)
        return output
    output = read_body(body, wrapped(operation.result_wrapper, plan))
    if "" not in output:
        msg = f"Unable to parse response: it has no element {operation.result_wrapper}"
        raise MalformedResponseError(msg)
    result: dict[str, Any] = output[""]
    return result


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
    shape, wrapper = operation.output, operation.result_wrapper
    result = "" if shape is None else _WRITER.members(shape, output)
    if wrapper is not None:
        result = format_element(wrapper, "", result)
    metadata = format_element("RequestId", "", escape(request_id))
    result += format_element("ResponseMetadata", "", metadata)
    tag, namespace = f"{operation.name}Response", format_namespace(service.xml_namespace)
    return xml_response(200, format_element(tag, namespace, result))


def write_error(service: Service, operation: Operation | None, fault: ServiceFault) -> Response:
    """Return the response to a request that failed; `operation` is None where it is unknown."""
    return xml_response(fault.status, format_fault(service, operation, fault))
