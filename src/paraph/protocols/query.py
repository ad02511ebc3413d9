"""AWS Query: forms in, XML out (https://smithy.io/2.0/aws/protocols/aws-query-protocol.html)."""

from __future__ import annotations

from binascii import a2b_base64

from paraph.core.timestamp import parse
from paraph.protocols.codecs.formshapes import Style, read_form, write_form
from paraph.protocols.codecs.reading import Scalars
from paraph.protocols.codecs.xmlshapes import plan_of, read_body, wrapped
from paraph.protocols.codecs.xmltext import Plan
from paraph.protocols.errors import MalformedResponseError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.core.message import Request, Response
    from paraph.model.service import Operation, Service
    from paraph.model.shape import Shape
    from paraph.protocols.codecs.reading import Convert
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
    from paraph.protocols.xmlserver import query_response  # noqa: PLC0415  lazy: servers only

    return query_response(service, operation, output, request_id)


def write_error(
    service: Service,
    operation: Operation | None,  # noqa: ARG001  the signature of every protocol
    fault: ServiceFault,
) -> Response:
    """Return the response to a request that failed; `operation` is None where it is unknown."""
    from paraph.protocols.xmlserver import query_error  # noqa: PLC0415  lazy: servers only

    return query_error(service, fault)
