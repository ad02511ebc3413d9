"""What the REST protocols share: where members travel in an HTTP message.

https://smithy.io/2.0/spec/http-bindings.html; `restread` is the way back.
"""

from __future__ import annotations

from paraph.core.uri import encode, encode_path
from paraph.protocols.base import is_streaming
from paraph.protocols.codecs.headertext import format_header, format_text
from paraph.protocols.codecs.reading import travels_elsewhere
from paraph.protocols.errors import ProtocolError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from paraph.core.message import Body
    from paraph.model.shape import Shape


class Bound:
    """The members of an input or output by where they travel; those that are None do not."""

    __slots__ = ("body", "headers", "labels", "query", "status")

    def __init__(self, shape: Shape, values: dict[str, Any], *, is_response: bool = False) -> None:
        self.labels: dict[str, str] = {}
        self.query: dict[str, list[str]] = {}
        self.headers: list[tuple[str, str]] = []
        self.status: int | None = None
        self.body: dict[str, Any] = {}
        maps = []
        for name, value in values.items():
            member = shape.members.get(name)
            if member is None:
                msg = f"{shape.name} has no member {name}"
                raise ProtocolError(msg)
            if is_response and not travels_elsewhere(member):
                self.body[name] = value
            elif member.location == "querystring" and member.type_name == "map":
                maps.append((member.value, value))
            elif value is not None:
                self._put(name, member, value)
        for of, items in maps:
            for key, item in (items or {}).items():
                # A member of that name on its own wins over a map that has it too.
                self.query.setdefault(key, _query_values(of, item))

    def _put(self, name: str, member: Shape, value: Any) -> None:
        wire_name = member.location_name or name
        match member.location:
            case "uri":
                self.labels[wire_name] = format_text(member, value)
            case "querystring":
                self.query[wire_name] = _query_values(member, value)
            case "header" if value or member.type_name != "list":
                self.headers.append((wire_name, format_header(member, value)))
            case "header":
                pass
            case "headers":
                prefix = member.location_name or ""
                self.headers += [(prefix + key, str(item)) for key, item in value.items()]
            case "statusCode":
                self.status = value
            case _:
                self.body[name] = value


def _query_values(shape: Shape, value: Any) -> list[str]:
    if shape.type_name == "list":
        return [format_text(shape.element, item) for item in value if item is not None]
    return [format_text(shape, value)]


def format_target(template: str, bound: Bound) -> str:
    """Return a request's path and query from the operation's template (`/{Bucket}/{Key+}?acl`).

    Raises ProtocolError for a label that has no value.
    """
    head, *labels = template.split("{")
    parts = [head]
    for label in labels:
        name, _, rest = label.partition("}")
        value = bound.labels.get(name.removesuffix("+"))
        if value is None:
            msg = f"The request has no value for {name.removesuffix('+')}, which its path needs"
            raise ProtocolError(msg)
        parts += [encode_path(value) if name.endswith("+") else encode(value), rest]
    target = "".join(parts)
    query = "&".join(
        [
            f"{encode(name)}={encode(value)}"
            for name, values in bound.query.items()
            for value in values
        ]
    )
    if query:
        target += ("&" if "?" in target else "?") + query
    return target


def format_payload(
    shape: Shape, values: dict[str, Any], write: Callable[[Shape, Any], bytes], empty: bytes
) -> Body:
    """Return the body where one member is all of it: a stream unread, or a document.

    `write` returns the bytes of a document; `empty` stands for one whose member is not there.
    """
    value = values.get(shape.payload or "")
    if is_streaming(shape):
        value = b"" if value is None else value
        return value.encode() if isinstance(value, str) else value
    return empty if value is None else write(shape.members[shape.payload or ""], value)
