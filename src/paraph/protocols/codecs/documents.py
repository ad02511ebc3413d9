"""Shapes and JSON-like documents: what JSON and CBOR have in common.

A reader is a function compiled from a shape and kept on it; one that has nothing to do is None, and
the document's own value is the result. How blobs, timestamps and numbers look is the `Dialect`'s.
"""

from __future__ import annotations

from paraph.core.timestamp import TimestampError
from paraph.protocols.codecs.reading import travels_elsewhere
from paraph.protocols.errors import (
    MalformedRequestError,
    MalformedResponseError,
    ProtocolError,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from paraph.model.shape import Shape
    from paraph.protocols.codecs.reading import Scalars

    Reader = Callable[[Any], Any]


_KINDS = {dict: "an object", list: "a list", str: "a string", type(None): "null", bool: "a boolean"}


class DocumentError(ProtocolError):
    """A document does not have the form of its shape."""


class UnionError(DocumentError):
    """A union does not have its one member."""


class Dialect:
    """How a protocol represents what a document cannot hold as it is."""

    __slots__ = ("convert", "is_text", "write_scalar")

    def __init__(
        self,
        convert: dict[str, Reader],
        write_scalar: Callable[[Shape, Any], Any],
        *,
        is_text: bool,
    ) -> None:
        # Type → conversion of a value read; none for the types that need none
        self.convert = convert
        self.write_scalar = write_scalar
        # Whether blobs are Base64
        self.is_text = is_text

    def read_timestamp(self, scalars: Scalars) -> Reader | None:
        """Return the conversion of a timestamp's representation."""
        return scalars.timestamp


def read_value(dialect: Dialect, shape: Shape, value: Any, scalars: Scalars) -> Any:
    """Return the modelled value of a document. Raises DocumentError."""
    reader = _reader(dialect, shape, scalars)
    try:
        return value if reader is None else reader(value)
    except (ValueError, TypeError, AttributeError) as error:
        raise DocumentError(str(error)) from error


def _reader(dialect: Dialect, shape: Shape, scalars: Scalars) -> Reader | None:
    match shape.type_name:
        case "structure" if not shape.document:
            return _structure_reader(dialect, shape, scalars)
        case "list":
            return _list_reader(dialect, shape, scalars)
        case "map":
            return _map_reader(dialect, shape, scalars)
        case "timestamp":
            return dialect.read_timestamp(scalars)
        case "blob" if dialect.is_text:
            return scalars.blob
        case kind:
            return dialect.convert.get(kind)


def _structure_reader(dialect: Dialect, shape: Shape, scalars: Scalars) -> Reader:
    known: Reader | None = scalars.kept(shape)
    if known is not None:
        return known
    # Filled when first used: shapes recurse.
    fields: list[tuple[str, str, Reader | None]] = []
    by_wire_name: dict[str, tuple[str, Reader | None]] = {}
    is_union = shape.union

    def read(value: Any) -> Any:
        if not isinstance(value, dict):
            raise _mismatch(shape, value)
        if not fields:
            fields.extend(_fields(dialect, shape, scalars))
            by_wire_name.update({wire: (name, convert) for wire, name, convert in fields})
        if is_union:
            value = _one_member(shape, value)
        if len(value) == 1:
            # DynamoDB's values, and unions: of ten members there is one.
            return _read_one(value, by_wire_name, is_union=is_union)
        result = {}
        for wire, name, convert in fields:
            raw = value.get(wire)
            if raw is not None:
                result[name] = raw if convert is None else convert(raw)
        return result

    scalars.keep(shape, read)
    return read


def _fields(
    dialect: Dialect, shape: Shape, scalars: Scalars
) -> list[tuple[str, str, Reader | None]]:
    return [
        (
            member.location_name or name,
            name,
            _reader(dialect, member, scalars),
        )
        for name, member in shape.members.items()
        if not travels_elsewhere(member)
    ]


def _one_member(shape: Shape, value: dict[str, Any]) -> dict[str, Any]:
    members = {tag: item for tag, item in value.items() if item is not None and tag != "__type"}
    if len(members) != 1:
        msg = f"{shape.name} must have one and only one member set."
        raise UnionError(msg)
    return members


def _read_one(
    value: dict[str, Any], known: dict[str, tuple[str, Reader | None]], *, is_union: bool
) -> dict[str, Any]:
    ((wire_name, raw),) = value.items()
    field = known.get(wire_name)
    if field is None:
        # A union's member that is newer than our model, in the form that v2 shows.
        return {"SDK_UNKNOWN_MEMBER": {"name": wire_name}} if is_union else {}
    if raw is None:
        return {}
    name, convert = field
    return {name: raw if convert is None else convert(raw)}


def _list_reader(dialect: Dialect, shape: Shape, scalars: Scalars) -> Reader:
    convert = _reader(dialect, shape.element, scalars)

    def read(value: Any) -> Any:
        if not isinstance(value, list):
            raise _mismatch(shape, value)
        if convert is None:
            return value
        return [None if item is None else convert(item) for item in value]

    return read


def _map_reader(dialect: Dialect, shape: Shape, scalars: Scalars) -> Reader:
    convert = _reader(dialect, shape.value, scalars)

    def read(value: Any) -> Any:
        if not isinstance(value, dict):
            raise _mismatch(shape, value)
        if convert is None:
            return value
        return {key: None if item is None else convert(item) for key, item in value.items()}

    return read


def _mismatch(shape: Shape, value: object) -> DocumentError:
    kind = _KINDS.get(type(value), "a number")
    return DocumentError(f"{shape.name} is {kind}, not a {shape.type_name}")


def read_output(dialect: Dialect, shape: Shape, value: Any, scalars: Scalars) -> Any:
    """Return the modelled value of a response's document. Raises MalformedResponseError."""
    try:
        return read_value(dialect, shape, value, scalars)
    except UnionError as error:
        msg = f"Invalid service response: {error}"
        raise MalformedResponseError(msg) from error
    except DocumentError as error:
        msg = f"Unable to parse response: {error}"
        raise MalformedResponseError(msg) from error


def read_input(dialect: Dialect, shape: Shape, value: Any, scalars: Scalars) -> Any:
    """Return the modelled value of a request's document. Raises MalformedRequestError."""
    try:
        return read_value(dialect, shape, value, scalars)
    except (DocumentError, TimestampError) as error:
        raise MalformedRequestError(str(error)) from error


def write_value(dialect: Dialect, shape: Shape, value: Any) -> Any:
    """Return the document that holds a modelled value; members that are None stay out."""
    match shape.type_name:
        case "structure" if not shape.document:
            return _write_structure(dialect, shape, value)
        case "list":
            element = shape.element
            return [None if item is None else write_value(dialect, element, item) for item in value]
        case "map":
            of = shape.value
            return {
                key: None if item is None else write_value(dialect, of, item)
                for key, item in value.items()
            }
        case "structure":
            return value
    return dialect.write_scalar(shape, value)


def _write_structure(dialect: Dialect, shape: Shape, value: dict[str, Any]) -> dict[str, Any]:
    document = {}
    for name, item in value.items():
        member = shape.members.get(name)
        if member is None:
            msg = f"{shape.name} has no member {name}"
            raise ProtocolError(msg)
        if item is not None and not travels_elsewhere(member):
            document[member.location_name or name] = write_value(dialect, member, item)
    return document
