"""Values and DynamoDB's typed form of them: `1` and `{"N": "1"}`.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html
"""

from __future__ import annotations

from binascii import a2b_base64, b2a_base64
from decimal import (
    Clamped,
    Context,
    Decimal,
    DecimalException,
    Inexact,
    Overflow,
    Rounded,
    Underflow,
)

from paraph.cli.commands.ddb.expression import LiteralSet
from paraph.cli.errors import CommandError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from paraph.model.shape import Shape

# DynamoDB's numbers: 38 digits, 1E-130 to 9.99…E+125. What does not fit is refused, not rounded.
_NUMBERS = Context(
    Emin=-128, Emax=126, prec=38, traps=[Clamped, Overflow, Inexact, Rounded, Underflow]
)
_ATTRIBUTE = "AttributeValue"


class Number(Decimal):
    """A number as it came, which YAML shows with all its digits."""

    @property
    def yaml_text(self) -> str:
        """The number in YAML; a whole one that does not look so is tagged."""
        text = str(self)
        is_plain = text.removeprefix("-").isdigit() or self != self.to_integral_value()
        return text if is_plain else f"!!int {text}"


class Binary(bytes):
    """Bytes, which YAML shows in one line of base64."""

    @property
    def yaml_text(self) -> str:
        """The bytes in YAML."""
        return f'!!binary "{b2a_base64(self, newline=False).decode()}"'


class ValueSet:
    """A set of values; YAML has a mapping for it whose values are null."""

    __slots__ = ("yaml_set",)

    def __init__(self, values: list[Any]) -> None:
        self.yaml_set = values


def serialize(value: Any) -> dict[str, Any]:
    """Return the typed form of a value; CommandError for a type that DynamoDB does not have."""
    if value is None:
        return {"NULL": True}
    if isinstance(value, float):
        msg = "Float types are not supported. Use Decimal types instead."
        raise CommandError(msg)
    for kinds, write in _WRITERS:
        if isinstance(value, kinds):
            return write(value)
    raise _unsupported(value)


def _serialize_set(values: list[Any], whole: Any) -> dict[str, Any]:
    if all(isinstance(value, int | Decimal) and not isinstance(value, bool) for value in values):
        return {"NS": [_number(value) for value in values]}
    if all(isinstance(value, str) for value in values):
        return {"SS": list(values)}
    if all(isinstance(value, bytes) for value in values):
        return {"BS": [bytes(value) for value in values]}
    raise _unsupported(whole)


def _unsupported(value: Any) -> CommandError:
    return CommandError(f'Unsupported type "{type(value)}" for value "{value}"')


def _number(value: int | Decimal) -> str:
    try:
        text = str(_NUMBERS.create_decimal(value))
    except DecimalException as error:
        raise CommandError(str(error)) from error
    if text in ("Infinity", "NaN"):
        msg = "Infinity and NaN not supported"
        raise CommandError(msg)
    return text


def deserialize(typed: dict[str, Any]) -> Any:
    """Return the value of a typed form, whose blobs are base64."""
    for type_name, value in typed.items():
        if type_name in _READERS:
            return _READERS[type_name](value)
        msg = f"Dynamodb type {type_name} is not supported"
        raise CommandError(msg)
    msg = "Value must be a nonempty dictionary whose key is a valid dynamodb type."
    raise CommandError(msg)


def deserialize_all(value: Any, shape: Shape | None) -> Any:
    """Return a service's answer with every typed value in it replaced by what it means."""
    if shape is None:
        return value
    if shape.name == _ATTRIBUTE:
        return deserialize(value)
    match shape.type_name:
        case "structure" if isinstance(value, dict):
            members = shape.members
            return {name: deserialize_all(item, members.get(name)) for name, item in value.items()}
        case "map" if isinstance(value, dict):
            inner = shape.value
            return {key: deserialize_all(item, inner) for key, item in value.items()}
        case "list" if isinstance(value, list):
            inner = shape.element
            return [deserialize_all(item, inner) for item in value]
    return value


def _read_number(text: str) -> Number:
    try:
        return Number(_NUMBERS.create_decimal(text))
    except DecimalException as error:
        raise CommandError(str(error)) from error


def _read_binary(text: str) -> Binary:
    return Binary(a2b_base64(text))


# The first row that fits counts: True is an int, too.
_WRITERS: tuple[tuple[Any, Callable[[Any], dict[str, Any]]], ...] = (
    (bool, lambda value: {"BOOL": value}),
    ((int, Decimal), lambda value: {"N": _number(value)}),
    (str, lambda value: {"S": value}),
    ((bytes, bytearray), lambda value: {"B": bytes(value)}),
    (LiteralSet, lambda value: _serialize_set(value.values, value)),
    (ValueSet, lambda value: _serialize_set(value.yaml_set, value)),
    ((set, frozenset), lambda value: _serialize_set(sorted(value, key=str), value)),
    (dict, lambda value: {"M": {key: serialize(item) for key, item in value.items()}}),
    (list, lambda value: {"L": [serialize(item) for item in value]}),
)
_READERS: dict[str, Callable[[Any], Any]] = {
    "NULL": lambda _: None,
    "BOOL": bool,
    "S": str,
    "N": _read_number,
    "B": _read_binary,
    "SS": lambda values: ValueSet(sorted(values)),
    "NS": lambda values: ValueSet(sorted(map(_read_number, values))),
    "BS": lambda values: ValueSet(sorted(map(_read_binary, values))),
    "L": lambda values: [deserialize(value) for value in values],
    "M": lambda values: {key: deserialize(value) for key, value in values.items()},
}
