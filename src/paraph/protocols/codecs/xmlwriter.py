"""Modelled values as XML elements; requests byte for byte as botocore writes them."""

from __future__ import annotations

from paraph.protocols.codecs.reading import travels_elsewhere
from paraph.protocols.codecs.scalartext import format_scalar
from paraph.protocols.errors import ProtocolError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.model.shape import Shape


class XmlWriter:
    """Writes elements of shapes; `has_item_names` as in query responses.

    There the elements of a flattened list go by the name of its items, elsewhere by the list's own.
    """

    __slots__ = ("_has_item_names",)

    def __init__(self, *, has_item_names: bool = False) -> None:
        self._has_item_names = has_item_names

    def element(self, shape: Shape, value: Any, tag: str) -> str:
        """Return the element `tag` (several, where the shape is flattened) holding `value`."""
        match shape.type_name:
            case "structure":
                attributes = format_namespace(shape.xml_namespace) + _attributes(shape, value)
                return format_element(tag, attributes, self.members(shape, value))
            case "list":
                return self._list(shape, value, tag)
            case "map":
                return self._map(shape, value, tag)
        return format_element(
            tag, format_namespace(shape.xml_namespace), escape(format_scalar(shape, value))
        )

    def members(self, shape: Shape, value: dict[str, Any]) -> str:
        """Return the elements of a structure's members in the body, in the order given."""
        parts = []
        for name, item in value.items():
            member = shape.members.get(name)
            if member is None:
                msg = f"{shape.name} has no member {name}"
                raise ProtocolError(msg)
            if not (item is None or member.xml_attribute or travels_elsewhere(member)):
                parts.append(self.element(member, item, member.location_name or name))
        return "".join(parts)

    def _list(self, shape: Shape, value: list[Any], tag: str) -> str:
        item_shape = shape.element
        item_tag = item_shape.location_name
        if shape.flattened:
            item_tag = item_tag if item_tag and self._has_item_names else tag
            return "".join([self.element(item_shape, item, item_tag) for item in value])
        items = [self.element(item_shape, item, item_tag or "member") for item in value]
        return format_element(tag, format_namespace(shape.xml_namespace), "".join(items))

    def _map(self, shape: Shape, value: dict[str, Any], tag: str) -> str:
        entry_tag = tag if shape.flattened else "entry"
        entries = []
        for key, item in value.items():
            entry = self.element(shape.key, key, shape.key.location_name or "key")
            if item is not None:
                entry += self.element(shape.value, item, shape.value.location_name or "value")
            entries.append(format_element(entry_tag, "", entry))
        if shape.flattened:
            return "".join(entries)
        return format_element(tag, format_namespace(shape.xml_namespace), "".join(entries))


def format_element(tag: str, attributes: str, content: str) -> str:
    """Return an element, an empty one as `<tag />`; `attributes` begin with a blank."""
    return f"<{tag}{attributes}>{content}</{tag}>" if content else f"<{tag}{attributes} />"


def escape(text: str) -> str:
    """Return text for use between tags; a bare carriage return would be read as a line feed."""
    if "&" in text or "<" in text or ">" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\r", "&#xD;") if "\r" in text else text


def _attributes(shape: Shape, value: dict[str, Any]) -> str:
    text = ""
    for name, item in value.items():
        member = shape.members.get(name)
        if member is not None and member.xml_attribute and item is not None:
            text += f' {member.location_name or name}="{_escape_attribute(str(item))}"'
    return text


def format_namespace(namespace: tuple[str, str] | None) -> str:
    """Return the attribute that declares (URI, prefix or ""), "" for None."""
    if namespace is None:
        return ""
    uri, prefix = namespace
    name = f"xmlns:{prefix}" if prefix else "xmlns"
    return f' {name}="{_escape_attribute(uri)}"'


def _escape_attribute(text: str) -> str:
    text = escape(text).replace('"', "&quot;")
    return text.replace("\n", "&#10;").replace("\t", "&#09;")
