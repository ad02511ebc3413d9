"""Shapes and XML: the plans by which `xmltext` reads a shape."""

from __future__ import annotations

from paraph.protocols.codecs.reading import travels_elsewhere
from paraph.protocols.codecs.xmltext import (
    EntryPlan,
    Field,
    ListPlan,
    MapPlan,
    Plan,
    UnionPlan,
    XmlError,
    XmlValueError,
    read_document,
)
from paraph.protocols.errors import MalformedResponseError, UnreadableBodyError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from paraph.model.shape import Shape
    from paraph.protocols.codecs.reading import Scalars

# How the text of an element becomes a value; what is missing here stays text.
_CONVERTERS: dict[str, Callable[[str], Any]] = {
    "boolean": "true".__eq__,
    "integer": int,
    "long": int,
    "float": float,
    "double": float,
}


def plan_of(shape: Shape, scalars: Scalars) -> Plan:
    """Return the plan that reads a structure, compiled once for all pages of a command."""
    plan: Plan | None = scalars.kept(shape)
    if plan is None:
        plan = _structure_plan(shape, scalars)
        scalars.keep(shape, plan)
    return plan


def wrapped(tag: str, plan: Plan) -> Plan:
    """Return the plan of an element that holds the wanted one, and nothing else of interest."""
    return Plan({tag: Field("", make=lambda: plan)}, ("",))


def _structure_plan(shape: Shape, scalars: Scalars) -> Plan:
    fields: dict[str, Field] = {}
    attributes: list[tuple[str, str]] = []
    for name, member in shape.members.items():
        if travels_elsewhere(member):
            continue
        if member.xml_attribute:
            attributes.append((member.location_name or name, name))
        else:
            for tag in _tags(name, member):
                fields.setdefault(tag, _field(name, member, scalars))
    if shape.union:
        return UnionPlan(fields, shape.name)
    return Plan(fields, tuple(shape.members), tuple(attributes))


def _tags(name: str, member: Shape) -> tuple[str, ...]:
    own = member.location_name or name
    # Smithy names the elements of a flattened list after the list, SimpleDB and botocore after its
    # items.
    if member.type_name == "list" and member.flattened and member.element.location_name:
        return member.element.location_name, own
    return (own,)


def _field(name: str, shape: Shape, scalars: Scalars) -> Field:
    match shape.type_name:
        case "structure":
            return Field(name, make=lambda: plan_of(shape, scalars))
        case "list" if shape.flattened:
            item = _field(name, shape.element, scalars)
            item.many = list
            return item
        case "list":
            return Field(name, make=lambda: ListPlan(_field("", shape.element, scalars)))
        case "map" if shape.flattened:
            return Field(name, make=lambda: _entry_plan(shape, scalars), many=dict)
        case "map":
            entry = Field("", make=lambda: _entry_plan(shape, scalars))
            return Field(name, make=lambda: MapPlan(entry))
        case "timestamp":
            return Field(name, convert=scalars.timestamp)
        case "blob":
            return Field(name, convert=scalars.blob)
        case kind:
            return Field(name, convert=_CONVERTERS.get(kind))


def _entry_plan(shape: Shape, scalars: Scalars) -> Plan:
    return EntryPlan(
        {
            shape.key.location_name or "key": _field("key", shape.key, scalars),
            shape.value.location_name or "value": _field("value", shape.value, scalars),
        }
    )


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
