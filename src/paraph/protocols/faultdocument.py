"""Errors as documents: what servers of the JSON-like protocols write."""

from __future__ import annotations

from paraph.protocols.codecs.documents import write_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.model.service import Service
    from paraph.protocols.codecs.documents import Dialect
    from paraph.protocols.fault import ServiceFault


def fault_document(dialect: Dialect, service: Service, fault: ServiceFault) -> dict[str, Any]:
    """Return the members of an error in a document: its message and what its structure has."""
    shape = service.error(fault.code)
    members = {} if shape is None else shape.members
    document: dict[str, Any] = {"Message" if "Message" in members else "message": fault.message}
    for name, value in fault.members.items():
        if name.lower() in ("code", "message") or value is None:
            continue
        member = members.get(name)
        if member is None:
            document[name] = value
        elif member.location is None:
            document[member.location_name or name] = write_value(dialect, member, value)
    return document


def query_error_headers(service: Service, fault: ServiceFault) -> list[tuple[str, str]]:
    """Return the header that tells clients of a service's query past its error of that time."""
    if not service.aws_query_compatible:
        return []
    kind = fault.type or ("Sender" if fault.status < 500 else "Receiver")
    return [("x-amzn-query-error", f"{fault.code};{kind}")]
