"""The errors of the JSON protocols, as clients read them."""

from __future__ import annotations

from paraph.protocols.errors import MalformedResponseError
from paraph.protocols.faults import (
    fault_of_status,
    is_generic,
    make_fault,
    request_id_of,
    short_code,
    take_query_error,
)
from paraph.protocols.jsonprotocol import parse_body

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from paraph.core.message import Response
    from paraph.model.service import Service
    from paraph.model.shape import Shape
    from paraph.protocols.fault import ServiceFault


def read_fault(
    service: Service,
    response: Response,
    read_members: Callable[[Shape, dict[str, Any]], dict[str, Any]],
    *,
    code_outside_type: bool,
) -> ServiceFault:
    """Return the fault of a JSON response.

    `read_members` returns the members of an error's structure, given the body; `code_outside_type`
    says that a header or a member `code` may name the error, as REST services do.
    """
    if is_generic(response):
        return fault_of_status(response)
    body = parse_object(response.content())
    # In the order of v2's own error values, which `--cli-error-format json` shows.
    details: dict[str, Any] = {
        "Message": body.get("message", body.get("Message", "")),
        "Code": "",
    }
    code = take_query_error(response, details)
    if code is None:
        code = body.get("__type", str(response.status))
    if code is not None:
        details["Code"] = short_code(str(code))
    if code_outside_type:
        outside = response.headers.get("x-amzn-errortype", body.get("code", body.get("Code")))
        if outside is not None:
            details["Code"] = short_code(str(outside))
    shape = service.error(details["Code"])
    members = {} if shape is None else read_members(shape, body)
    return make_fault(response, details, members, shape, request_id_of(response))


def parse_object(body: bytes) -> dict[str, Any]:
    """Return the JSON object of a body (see `parse_body`). Raises MalformedResponseError."""
    value = parse_body(body)
    if not isinstance(value, dict):
        msg = f"Unable to parse response: a JSON object is expected, received: {value!r}"
        raise MalformedResponseError(msg)
    return value
