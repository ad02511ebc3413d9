"""Amazon EC2's dialect of the query protocol.

https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html
"""

from __future__ import annotations

from binascii import a2b_base64

from paraph.core.timestamp import parse
from paraph.protocols.codecs.formshapes import Style, read_form, write_form
from paraph.protocols.codecs.reading import Scalars
from paraph.protocols.codecs.xmlshapes import plan_of, read_body
from paraph.protocols.codecs.xmltext import Plan

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.core.message import Request, Response
    from paraph.model.service import Operation, Service
    from paraph.model.shape import Shape
    from paraph.protocols.codecs.reading import Convert
    from paraph.protocols.fault import ServiceFault


def _member_name(name: str, member: Shape) -> str:
    if member.query_name is not None:
        return member.query_name
    wire_name = member.location_name
    # The name of the XML element, but with a capital.
    return name if wire_name is None else wire_name[:1].upper() + wire_name[1:]


def _name_items(prefix: str, shape: Shape) -> str:  # noqa: ARG001  all lists are flattened
    return prefix


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
    service: Service,
    operation: Operation,  # noqa: ARG001  the signature of every protocol
    response: Response,
    *,
    timestamp: Convert | None = parse,
    blob: Convert | None = a2b_base64,
) -> ServiceFault:
    """Return the fault. Raises MalformedResponseError where the body is no XML."""
    from paraph.protocols.xmlfault import read_query_fault  # noqa: PLC0415  lazy: refused calls only

    return read_query_fault(service, response, Scalars(timestamp, blob))


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
    from paraph.protocols.xmlserver import ec2_response  # noqa: PLC0415  lazy: servers only

    return ec2_response(service, operation, output, request_id)


def write_error(
    service: Service,
    operation: Operation | None,  # noqa: ARG001  the signature of every protocol
    fault: ServiceFault,
) -> Response:
    """Return the response to a request that failed; `operation` is None where it is unknown."""
    from paraph.protocols.xmlserver import ec2_error  # noqa: PLC0415  lazy: servers only

    return ec2_error(service, fault)
