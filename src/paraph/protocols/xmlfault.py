"""The errors of the protocols that speak XML."""

from __future__ import annotations

from paraph.protocols.codecs.xmlshapes import malformed, plan_of, read_body, wrapped
from paraph.protocols.codecs.xmltext import XmlError
from paraph.protocols.codecs.xmltree import Element, parse_tree
from paraph.protocols.faults import (
    fault_of_status,
    is_generic,
    make_fault,
    request_id_of,
)
from paraph.protocols.restread import read_located

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.core.message import Response
    from paraph.model.service import Service
    from paraph.model.shape import Shape
    from paraph.protocols.codecs.reading import Scalars
    from paraph.protocols.fault import ServiceFault


def read_query_fault(service: Service, response: Response, scalars: Scalars) -> ServiceFault:
    """Return the fault of a query response, or of EC2's, which has `Errors` around it.

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
    shape = service.error(str(details.get("Code")))
    return make_fault(
        response,
        details,
        {} if shape is None else read_members(body, root, shape, path, scalars),
        shape,
        request_id or request_id_of(response),
    )


def read_rest_fault(service: Service, response: Response, scalars: Scalars) -> ServiceFault:
    """Return the fault of a REST XML response; without XML (HEAD has none) the status speaks."""
    body = response.content()
    if not body or is_generic(response):
        return fault_of_status(response)
    try:
        root = parse_tree(body)
    except XmlError:
        return fault_of_status(response)
    path, details = _rest_details(root)
    request_id = find_text(root, "RequestId") or request_id_of(response)
    shape = service.error(str(details.get("Code")))
    members: dict[str, Any] = {}
    if shape is not None:
        members = read_located(shape, response, scalars)
        members.update(read_members(body, root, shape, path, scalars))
    return make_fault(response, details, members, shape, request_id)


def _rest_details(root: Element) -> tuple[tuple[str, ...], dict[str, Any]]:
    """Return the path from the root to the error (S3 has it as the root), and what it holds."""
    if root.name == "Error":
        details = details_of(root)
        # They are the response's, and stand in its headers too.
        details.pop("RequestId", None)
        details.pop("HostId", None)
        return (), details
    return ("Error",), {"Message": "", "Code": "", **details_of(root.find("Error"))}


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
    """Return the modelled members of the error at `path`, or else of the root."""
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
