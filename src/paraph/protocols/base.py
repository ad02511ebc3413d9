"""What the protocols share: the host prefix, idempotency tokens, and the making of a fault."""

from __future__ import annotations

from paraph.protocols.errors import ProtocolError
from paraph.protocols.fault import ServiceFault
from paraph.protocols.status import reason_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from paraph.core.message import Response
    from paraph.model.operation import Operation
    from paraph.model.shape import Shape

# Members of an answer that v2 never takes for fields of an error.
_RESERVED = frozenset({"Error", "ResponseMetadata", "Code", "Message"})


def host_prefix(operation: Operation, params: dict[str, Any]) -> str:
    """Return what stands before the endpoint's host for this call, "" for most.

    Raises ProtocolError where a label would not be one of a host name (RFC 1123 §2.1).
    """
    pattern = operation.host_prefix
    # Where the endpoint's own rules put the account in front, the model's prefix would do so twice.
    if pattern is None or operation.static_context_params.get("RequiresAccountId") is True:
        return ""
    head, *labels = pattern.split("{")
    parts = [head]
    for label in labels:
        name, _, rest = label.partition("}")
        parts += [_host_label(name, params.get(name)), rest]
    return "".join(parts)


def _host_label(name: str, value: Any) -> str:
    text = "" if value is None else str(value)
    if not text or not text.isascii() or not text.replace("-", "").replace(".", "").isalnum():
        msg = f"{name} must only contain a-z, A-Z, 0-9 and `-`."
        raise ProtocolError(msg)
    return text


def fill_idempotency_tokens(
    shape: Shape | None, params: dict[str, Any], new_token: Callable[[], str]
) -> dict[str, Any]:
    """Return `params` with every idempotency token that the caller left out.

    Members of the input itself only, as in v2: nested ones stay as they are.
    """
    if shape is None:
        return params
    missing = [
        name
        for name, member in shape.members.items()
        if member.idempotency_token and name not in params
    ]
    return {**params, **{name: new_token() for name in missing}} if missing else params


def is_streaming(shape: Shape | None) -> bool:
    """Tell whether the structure's payload is a blob or string, its body passed on unread."""
    if shape is None or shape.payload is None:
        return False
    return shape.members[shape.payload].type_name in ("blob", "string")


def find_error(operation: Operation, code: object) -> Shape | None:
    """Return the structure of the error with this code, or None."""
    shape = operation.error(code) if isinstance(code, str) else None
    # An error that has a code of its own does not answer to the name of its shape.
    if shape is not None and shape.error_code is not None and shape.error_code != code:
        return None
    return shape


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
    """Tell whether a server or proxy between us and the service answered: no body, or a web page."""
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
    """Return the error's code of the service's query past (`x-amzn-query-error: Code;Sender`), or None.

    The type goes into `details`.

    https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#aws-protocols-awsquerycompatible-trait
    """
    code, semicolon, fault_type = (response.headers.get("x-amzn-query-error") or "").partition(";")
    if not code or not semicolon or ";" in fault_type:
        return None
    details["Type"] = fault_type
    return code
