"""What servers of the XML protocols write: responses and errors."""

from __future__ import annotations

from paraph.core.message import Response
from paraph.protocols.codecs.xmlwriter import (
    XmlWriter,
    escape,
    format_element,
    format_namespace,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.model.service import Operation, Service
    from paraph.protocols.fault import ServiceFault

_WRITER = XmlWriter()
_QUERY_WRITER = XmlWriter(has_item_names=True)


def query_response(
    service: Service, operation: Operation, output: dict[str, Any], request_id: str
) -> Response:
    """Return the response of the query protocol."""
    shape, wrapper = operation.output, operation.result_wrapper
    result = "" if shape is None else _QUERY_WRITER.members(shape, output)
    if wrapper is not None:
        result = format_element(wrapper, "", result)
    metadata = format_element("RequestId", "", escape(request_id))
    result += format_element("ResponseMetadata", "", metadata)
    return _operation_response(service, operation, result)


def ec2_response(
    service: Service, operation: Operation, output: dict[str, Any], request_id: str
) -> Response:
    """Return the response of EC2's protocol."""
    result = format_element("requestId", "", escape(request_id))
    if operation.output is not None:
        result += _WRITER.members(operation.output, output)
    return _operation_response(service, operation, result)


def _operation_response(service: Service, operation: Operation, result: str) -> Response:
    namespace = format_namespace(service.xml_namespace)
    return xml_response(200, format_element(f"{operation.name}Response", namespace, result))


def query_error(service: Service, fault: ServiceFault) -> Response:
    """Return the error of the query protocol, which REST services other than S3 use too."""
    kind = fault.type or ("Sender" if fault.status < 500 else "Receiver")
    members = format_element("Type", "", escape(kind)) + _fault_members(service, fault)
    content = format_element("Error", "", members)
    content += format_element("RequestId", "", escape(fault.request_id or ""))
    namespace = format_namespace(service.xml_namespace)
    return xml_response(fault.status, format_element("ErrorResponse", namespace, content))


def ec2_error(service: Service, fault: ServiceFault) -> Response:
    """Return the error of EC2's protocol."""
    error = format_element("Error", "", _fault_members(service, fault))
    request_id = format_element("RequestID", "", escape(fault.request_id or ""))
    content = format_element("Errors", "", error) + request_id
    return xml_response(fault.status, format_element("Response", "", content))


def s3_error(service: Service, fault: ServiceFault) -> Response:
    """Return S3's error, whose root is the error itself."""
    content = _fault_members(service, fault)
    content += format_element("RequestId", "", escape(fault.request_id or ""))
    return xml_response(fault.status, format_element("Error", "", content))


def xml_response(status: int, document: str) -> Response:
    """Return a response with an XML body."""
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n{document}'.encode()
    return Response(status, [("Content-Type", "text/xml;charset=UTF-8")], body)


def _fault_members(service: Service, fault: ServiceFault) -> str:
    """Return what is inside an error: code, message, and the modelled members beyond them."""
    text = format_element("Code", "", escape(fault.code))
    text += format_element("Message", "", escape(fault.message))
    shape = service.error(fault.code)
    for name, value in fault.members.items():
        member = None if shape is None else shape.members.get(name)
        if name.lower() in ("code", "message") or value is None:
            continue
        if member is None:
            text += format_element(name, "", escape(str(value)))
        elif member.location is None:
            text += _WRITER.element(member, value, member.location_name or name)
    return text
