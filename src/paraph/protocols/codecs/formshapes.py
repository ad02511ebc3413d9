"""Shapes as the flat names of the query protocols: `Filter.1.Value.2=x`.

https://smithy.io/2.0/aws/protocols/aws-query-protocol.html and aws-ec2-query-protocol.html; the two
differ in how they name members and lists, which is what a `Style` holds.
"""

from __future__ import annotations

from binascii import a2b_base64

from paraph.core.message import Request
from paraph.core.timestamp import TimestampError, parse
from paraph.core.uri import UNRESERVED, decode, encode
from paraph.protocols.codecs.scalartext import format_scalar
from paraph.protocols.errors import MalformedRequestError, ProtocolError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from paraph.model.shape import Shape

    Pairs = list[tuple[str, str]]

    from paraph.model.service import Operation, Service


class Style:
    """A dialect of the query protocol."""

    __slots__ = ("has_empty_lists", "member_name", "name_items")

    def __init__(
        self,
        member_name: Callable[[str, Shape], str],
        name_items: Callable[[str, Shape], str],
        *,
        has_empty_lists: bool,
    ) -> None:
        # The member's name on the wire
        self.member_name = member_name
        # What stands before the number of a list's item, given the list's own name
        self.name_items = name_items
        # Whether `Names=` says that the list is empty
        self.has_empty_lists = has_empty_lists


def write_params(style: Style, shape: Shape, params: dict[str, Any]) -> Pairs:
    """Return the input as pairs, members in the order given."""
    pairs: Pairs = []
    _write(style, pairs, shape, params, "")
    return pairs


def _write(style: Style, pairs: Pairs, shape: Shape, value: Any, prefix: str) -> None:
    match shape.type_name:
        case "structure":
            for name, item in value.items():
                member = shape.members.get(name)
                if member is None:
                    msg = f"{shape.name} has no member {name}"
                    raise ProtocolError(msg)
                if item is not None:
                    wire_name = style.member_name(name, member)
                    path = f"{prefix}.{wire_name}" if prefix else wire_name
                    _write(style, pairs, member, item, path)
        case "list":
            _write_list(style, pairs, shape, value, prefix)
        case "map":
            entries = _entries(prefix, shape)
            for number, (key, item) in enumerate(value.items(), 1):
                key_name, value_name = _entry_names(f"{entries}.{number}", shape)
                _write(style, pairs, shape.key, key, key_name)
                _write(style, pairs, shape.value, item, value_name)
        case _:
            pairs.append((prefix, format_scalar(shape, value)))


def _write_list(style: Style, pairs: Pairs, shape: Shape, value: list[Any], prefix: str) -> None:
    if not value and style.has_empty_lists:
        pairs.append((prefix, ""))
    items = style.name_items(prefix, shape)
    for number, item in enumerate(value, 1):
        _write(style, pairs, shape.element, item, f"{items}.{number}")


def _entries(prefix: str, shape: Shape) -> str:
    return prefix if shape.flattened else f"{prefix}.entry"


def _entry_names(entry: str, shape: Shape) -> tuple[str, str]:
    key = shape.key.location_name or "key"
    value = shape.value.location_name or "value"
    return f"{entry}.{key}", f"{entry}.{value}"


def read_params(style: Style, shape: Shape, pairs: Pairs) -> dict[str, Any]:
    """Return what `write_params` wrote. Raises MalformedRequestError."""
    names = _Names(pairs)
    value: dict[str, Any] = _read(style, names, shape, "")
    return value


class _Names:
    """The pairs of a form, and for every name what may follow it after a dot."""

    def __init__(self, pairs: Pairs) -> None:
        self.texts = dict(pairs)
        self._following: dict[str, dict[str, None]] = {}
        for name, _ in pairs:
            while name:
                above, _, last = name.rpartition(".")
                following = self._following.setdefault(above, {})
                if last in following:
                    break
                following[last] = None
                name = above  # noqa: PLW2901  up to the root

    def has(self, name: str) -> bool:
        return name in self.texts or name in self._following

    def numbers(self, name: str) -> list[int]:
        return sorted(int(part) for part in self._following.get(name, ()) if part.isdecimal())


def _read(style: Style, names: _Names, shape: Shape, prefix: str) -> Any:
    match shape.type_name:
        case "structure":
            value: dict[str, Any] = {}
            for name, member in shape.members.items():
                path = style.member_name(name, member)
                path = f"{prefix}.{path}" if prefix else path
                if names.has(path) or _has_items(style, names, member, path):
                    value[name] = _read(style, names, member, path)
            return value
        case "list":
            items = style.name_items(prefix, shape)
            return [
                _read(style, names, shape.element, f"{items}.{number}")
                for number in names.numbers(items)
            ]
        case "map":
            return _read_map(style, names, shape, prefix)
    return parse_scalar(shape, names.texts.get(prefix, ""), prefix)


def _has_items(style: Style, names: _Names, shape: Shape, path: str) -> bool:
    # A flattened list may go by its items' name instead of its own.
    return shape.type_name == "list" and bool(names.numbers(style.name_items(path, shape)))


def _read_map(style: Style, names: _Names, shape: Shape, prefix: str) -> dict[Any, Any]:
    entries = _entries(prefix, shape)
    value = {}
    for number in names.numbers(entries):
        key_name, value_name = _entry_names(f"{entries}.{number}", shape)
        key = _read(style, names, shape.key, key_name)
        value[key] = _read(style, names, shape.value, value_name)
    return value


def parse_scalar(shape: Shape, text: str, name: str) -> Any:
    """Return the value of a scalar's text. Raises MalformedRequestError."""
    try:
        match shape.type_name:
            case "boolean":
                return text.lower() == "true"
            case "integer" | "long":
                return int(text)
            case "float" | "double":
                return float(text)
            case "blob":
                return a2b_base64(text)
            case "timestamp":
                return parse(text)
    except (ValueError, TimestampError):
        msg = f"The value '{text}' of {name} is not of type {shape.type_name}"
        raise MalformedRequestError(msg) from None
    return text


_SAFE = UNRESERVED + b" "
_CONTENT_TYPE = "application/x-www-form-urlencoded; charset=utf-8"


def write_form(
    style: Style, service: Service, operation: Operation, params: dict[str, Any]
) -> Request:
    """Return the request of an operation, its URL a path."""
    pairs = [("Action", operation.name), ("Version", service.api_version)]
    if operation.input is not None:
        pairs += write_params(style, operation.input, params)
    return Request(operation.method, "/", [("Content-Type", _CONTENT_TYPE)], format_form(pairs))


def read_form(style: Style, operation: Operation, request: Request) -> dict[str, Any]:
    """Return the parameters of a request; they may also stand in the query of a GET.

    Raises MalformedRequestError.
    """
    if operation.input is None:
        return {}
    body = request.body if isinstance(request.body, bytes) else request.body.read()
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise MalformedRequestError(str(error)) from None
    pairs = parse_form(text or request.url.partition("?")[2])
    return read_params(style, operation.input, pairs)


def format_form(pairs: list[tuple[str, str]]) -> bytes:
    """Return the pairs as a form: blanks as `+`, everything else reserved percent-encoded."""
    return "&".join(
        [f"{encode(name, _SAFE)}={encode(value, _SAFE)}".replace(" ", "+") for name, value in pairs]
    ).encode("ascii")


def parse_form(body: str) -> list[tuple[str, str]]:
    """Return the pairs of a form in order; a name without `=` has the value ""."""
    pairs = []
    for part in body.split("&"):
        if part:
            name, _, value = part.partition("=")
            pairs.append((decode(name, plus=True), decode(value, plus=True)))
    return pairs
