"""The making of a fault from an error response: what the protocols share."""

from __future__ import annotations

from paraph.protocols.fault import ServiceFault
from paraph.protocols.status import reason_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.core.message import Response
    from paraph.model.shape import Shape

# Members of an answer that v2 never takes for fields of an error.
_RESERVED = frozenset({"Error", "ResponseMetadata", "Code", "Message"})


def make_fault(
    response: Response,
    details: dict[str, Any],
    modelled: dict[str, Any],
    shape: Shape | None,
    request_id: str | None,
) -> ServiceFault:
    """Return the fault from the error as received (`details`) and its modelled members.

    Unmodelled details stay out of what is shown: v2 holds that they may be private.
    """
    known = {"code", "message"}
    if shape is not None:
        known.update([name.lower() for name in shape.members])
    members = {name: value for name, value in details.items() if name.lower() in known}
    for name, value in modelled.items():
        if name not in _RESERVED and name not in members:
            members[name] = value
    return ServiceFault(
        str(details.get("Code", "Unknown")),
        str(details.get("Message", "Unknown")),
        members,
        request_id,
        details.get("Type"),
        status=response.status,
        details=details,
    )


def is_generic(response: Response) -> bool:
    """Tell whether something between us and the service answered: no body, or a web page."""
    if response.status < 500:
        return False
    body = response.content().strip()
    return not body or body.startswith(b"<html>")


def fault_of_status(response: Response) -> ServiceFault:
    """Return the fault of a response that says nothing but its status."""
    details = {"Code": str(response.status), "Message": reason_of(response.status)}
    return ServiceFault(
        details["Code"],
        details["Message"],
        dict(details),
        request_id_of(response),
        status=response.status,
        details=details,
    )


def request_id_of(response: Response) -> str | None:
    """Return the request's id from the headers, or None."""
    headers = response.headers
    return headers.get("x-amzn-requestid") or headers.get("x-amz-request-id")


def short_code(code: str) -> str:
    """Return an error's plain name: `aws.protocoltests#FooError:http://…` is `FooError`."""
    return code.partition(":")[0].rpartition("#")[2]


def take_query_error(response: Response, details: dict[str, Any]) -> str | None:
    """Return the error's code of the service's query past, or None.

    It comes as `x-amzn-query-error: Code;Sender`; the type goes into `details`.

    https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#aws-protocols-awsquerycompatible-trait
    """
    code, semicolon, fault_type = (response.headers.get("x-amzn-query-error") or "").partition(";")
    if not code or not semicolon or ";" in fault_type:
        return None
    details["Type"] = fault_type
    return code
