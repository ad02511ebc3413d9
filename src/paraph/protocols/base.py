"""What is common to the requests of all protocols: the host prefix and idempotency tokens."""

from __future__ import annotations

from paraph.protocols.errors import ProtocolError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from paraph.model.service import Operation
    from paraph.model.shape import Shape


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
