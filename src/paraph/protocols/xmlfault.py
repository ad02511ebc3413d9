"""The errors of the protocols that speak XML."""

from __future__ import annotations

from paraph.core.message import Response
from paraph.protocols.base import fault_of_status, find_error, is_generic, make_fault, request_id_of
from paraph.protocols.codecs.xmlshapes import plan_of, wrapped
from paraph.protocols.codecs.xmltext import XmlError, XmlValueError, read_document
from paraph.protocols.codecs.xmltree import Element, parse_tree
from paraph.protocols.codecs.xmlwriter import (
    XmlWriter,
    escape,
    format_element,
    format_namespace,
)
from paraph.protocols.errors import MalformedResponseError, UnreadableBodyError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.model.operation import Operation
    from paraph.model.service import Service
    from paraph.model.shape import Shape
    from paraph.protocols.codecs.scalars import Scalars
    from paraph.protocols.codecs.xmltext import Plan
    from paraph.protocols.fault import ServiceFault

_WRITER = XmlWriter()


def read_body(body: bytes, plan: Plan) -> Any:
    """Return the value of a response's document. Raises MalformedResponseError in v2's words."""
    try:
        return read_document(body, plan)
    except XmlError as error:
        raise malformed(body, error) from None
    except XmlValueError as error:
        raise MalformedResponseError(str(error)) from error


def malformed(body: bytes, error: XmlError) -> UnreadableBodyError:
    """Return the error for a response that is no XML."""
    return UnreadableBodyError(
        f"Unable to parse response ({error}), invalid XML received."
        f" Further retries may succeed:\n{body!r}"
    )


def read_query_fault(operation: Operation, response: Response, scalars: Scalars) -> ServiceFault:
    """Return the fault of a query response, also in EC2's form, which has `Errors` around the error.

    Raises MalformedResponseError where there is no XML.
    """
    if is_generic(response):
        return fault_of_status(response)
    body = response.content()
    try:
        root = parse_tree(body)
    except XmlError as error:
        raise malformed(body, error) from None
    path = ("Error",) if root.find("Errors") is None else ("Errors", "Error")
    details = details_of(find_path(root, path))
    request_id = find_text(root, "RequestId") or find_text(root, "RequestID")
    shape = find_error(operation, details.get("Code"))
    return make_fault(
        response,
        details,
        {} if shape is None else read_members(body, root, shape, path, scalars),
        shape,
        request_id or request_id_of(response),
    )


def find_path(root: Element, path: tuple[str, ...]) -> Element | None:
    """Return the element below the root at `path`, or None."""
    element: Element | None = root
    for name in path:
        element = None if element is None else element.find(name)
    return element


def find_text(element: Element, name: str) -> str | None:
    """Return the text of the first child of that name, or None."""
    child = element.find(name)
    return None if child is None else child.text


def details_of(error: Element | None) -> dict[str, Any]:
    """Return what an error element holds, by name."""
    content = None if error is None else error.content()
    return content if isinstance(content, dict) else {}


def read_members(
    body: bytes, root: Element, shape: Shape, path: tuple[str, ...], scalars: Scalars
) -> dict[str, Any]:
    """Return the modelled members of the error at `path`, or of the root where there is no such path."""
    plan = plan_of(shape, scalars)
    if find_path(root, path) is None:
        path = ()
    for name in reversed(path):
        plan = wrapped(name, plan)
    value = read_body(body, plan)
    for _ in path:
        value = value[""]
    members: dict[str, Any] = value
    return members


def xml_response(status: int, document: str) -> Response:
    """Return a response with an XML body."""
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n{document}'.encode()
    return Response(status, [("Content-Type", "text/xml;charset=UTF-8")], body)


def format_fault(service: Service, operation: Operation | None, fault: ServiceFault) -> str:
    """Return the error document of the query protocol, which REST services other than S3 use too."""
    kind = fault.type or ("Sender" if fault.status < 500 else "Receiver")
    members = format_element("Type", "", escape(kind)) + format_fault_members(operation, fault)
    content = format_element("Error", "", members)
    content += format_element("RequestId", "", escape(fault.request_id or ""))
    return format_element("ErrorResponse", format_namespace(service.xml_namespace), content)


def format_fault_members(operation: Operation | None, fault: ServiceFault) -> str:
    """Return the elements inside an error: code, message, and the modelled members beyond them."""
    text = format_element("Code", "", escape(fault.code))
    text += format_element("Message", "", escape(fault.message))
    shape = None if operation is None else find_error(operation, fault.code)
    for name, value in fault.members.items():
        member = None if shape is None else shape.members.get(name)
        if name.lower() in ("code", "message") or value is None:
            continue
        if member is None:
            text += format_element(name, "", escape(str(value)))
        elif member.location is None:
            text += _WRITER.element(member, value, member.location_name or name)
    return text
