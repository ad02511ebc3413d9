"""Do parameters fit their shape? All that is wrong with them, in the words of v2.36.7.

Only what no service could understand is an error: wrong types, missing and unknown members, and
minima. Maxima, patterns and enumerations are the service's to judge; its model here may be older.
"""

from __future__ import annotations

from paraph.core.timestamp import TimestampError, format_wire
from paraph.model.errors import ParamValidationError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from paraph.model.shape import Shape

    Problems = list[str]

_INTEGER = ("<class 'int'>",)
_FLOAT = ("<class 'float'>", "<class 'decimal.Decimal'>", "<class 'int'>")
_BLOB = ("<class 'bytes'>", "<class 'bytearray'>", "file-like object")
_TIMESTAMP = ("<class 'datetime.datetime'>", "timestamp-string")
_LIST = ("<class 'list'>", "<class 'tuple'>")
_DOCUMENT = (
    "<class 'str'>", "<class 'int'>", "<class 'bool'>", "<class 'float'>", "<class 'list'>",
    "<class 'dict'>",
)  # fmt: skip


def check(shape: Shape | None, params: dict[str, Any]) -> None:
    """Raise ParamValidationError, with one line for each problem, unless `params` fit `shape`."""
    if shape is not None:
        problems = report(shape, params)
        if problems:
            raise ParamValidationError("\n".join(problems))


def report(shape: Shape, params: Any) -> Problems:
    """Return a line for each thing wrong with `params`, in the order in which v2 finds them."""
    problems: Problems = []
    _check(params, shape, "", problems)
    return problems


def _check(value: Any, shape: Shape, name: str, problems: Problems) -> None:
    if shape.json_value and shape.location == "header" and shape.type_name == "string":
        _check_json(value, name, problems)
    else:
        _CHECKS.get(shape.type_name, _check_string)(value, shape, name, problems)


def _check_structure(value: Any, shape: Shape, name: str, problems: Problems) -> None:
    if shape.document:
        _check_document(value, name, problems)
        return
    if not isinstance(value, dict):
        _wrong_type(value, name, ("<class 'dict'>",), problems)
        return
    members = shape.members
    if shape.union:
        _check_union(value, members, name, problems)
    where = _shown(name)
    for member in shape.required:
        if member not in value:
            problems.append(f'Missing required parameter in {where}: "{member}"')
    for member in value:
        if member not in members:
            known = ", ".join(members)
            problems.append(f'Unknown parameter in {where}: "{member}", must be one of: {known}')
    for member, part in value.items():
        if member in members:
            _check(part, members[member], f"{name}.{member}", problems)


def _check_union(
    value: dict[str, Any], members: dict[str, Shape], name: str, problems: Problems
) -> None:
    keys = ". ".join(members)
    if len(value) > 1:
        problems.append(
            f"Invalid number of parameters set for tagged union structure {_shown(name)}. "
            f"Can only set one of the following keys: {keys}."
        )
    elif not value:
        # Without a blank between the words, as v2 has it.
        problems.append(
            f"Must set one of the following keys for tagged unionstructure {_shown(name)}: {keys}."
        )


def _check_list(value: Any, shape: Shape, name: str, problems: Problems) -> None:
    if not isinstance(value, (list, tuple)):
        _wrong_type(value, name, _LIST, problems)
        return
    _check_length(value, shape, name, problems)
    element = shape.element
    for index, item in enumerate(value):
        _check(item, element, f"{name}[{index}]", problems)


def _check_map(value: Any, shape: Shape, name: str, problems: Problems) -> None:
    if not isinstance(value, dict):
        _wrong_type(value, name, ("<class 'dict'>",), problems)
        return
    for key, item in value.items():
        _check(key, shape.key, f"{name} (key: {key})", problems)
        _check(item, shape.value, f"{name}.{key}", problems)


def _check_string(value: Any, shape: Shape, name: str, problems: Problems) -> None:
    if isinstance(value, str):
        _check_length(value, shape, name, problems)
    else:
        _wrong_type(value, name, ("<class 'str'>",), problems)


def _check_integer(value: Any, shape: Shape, name: str, problems: Problems) -> None:
    if isinstance(value, int):
        _check_range(value, shape, name, problems)
    else:
        _wrong_type(value, name, _INTEGER, problems)


def _check_float(value: Any, shape: Shape, name: str, problems: Problems) -> None:
    # By its name: `decimal` is 2 ms, and whoever passes one has imported it.
    if isinstance(value, (int, float)) or type(value).__name__ == "Decimal":
        _check_range(value, shape, name, problems)
    else:
        _wrong_type(value, name, _FLOAT, problems)


def _check_boolean(value: Any, shape: Shape, name: str, problems: Problems) -> None:
    del shape
    if not isinstance(value, bool):
        _wrong_type(value, name, ("<class 'bool'>",), problems)


def _check_blob(value: Any, shape: Shape, name: str, problems: Problems) -> None:
    del shape
    if not isinstance(value, (bytes, bytearray, str)) and not hasattr(value, "read"):
        _wrong_type(value, name, _BLOB, problems)


def _check_timestamp(value: Any, shape: Shape, name: str, problems: Problems) -> None:
    del shape
    try:
        format_wire(value, "iso8601")
    except TimestampError:
        _wrong_type(value, name, _TIMESTAMP, problems)


def _check_json(value: Any, name: str, problems: Problems) -> None:
    import json  # noqa: PLC0415  lazy: two headers of Lex

    try:
        json.dumps(value)
    except (ValueError, TypeError) as error:
        problems.append(f"Invalid parameter {_shown(name)} must be json serializable: {error}")


def _check_document(value: Any, name: str, problems: Problems) -> None:
    if isinstance(value, dict):
        for key, item in value.items():
            # The key alone, without what is around it, as v2 has it.
            _check_document(item, key, problems)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            _check_document(item, f"{name}[{index}]", problems)
    elif value is not None and not isinstance(value, (str, int, float)):
        problems.append(
            f"Invalid type for document parameter {_shown(name)}, value: {value}, "
            f"type: {type(value)}, valid types: {', '.join(_DOCUMENT)}"
        )


def _check_length(value: Any, shape: Shape, name: str, problems: Problems) -> None:
    least = _minimum(shape)
    if least is not None and len(value) < least:
        problems.append(
            f"Invalid length for parameter {_shown(name)}, value: {len(value)}, "
            f"valid min length: {least}"
        )


def _check_range(value: Any, shape: Shape, name: str, problems: Problems) -> None:
    least = _minimum(shape)
    if least is not None and value < least:
        problems.append(
            f"Invalid value for parameter {_shown(name)}, value: {value}, valid min value: {least}"
        )


def _minimum(shape: Shape) -> float | None:
    if shape.min is None and shape.host_label:
        # A label of a host name cannot be empty.
        return 1
    return shape.min


def _wrong_type(value: Any, name: str, valid: tuple[str, ...], problems: Problems) -> None:
    problems.append(
        f"Invalid type for parameter {_shown(name)}, value: {value}, type: {type(value)}, "
        f"valid types: {', '.join(valid)}"
    )


def _shown(name: str) -> str:
    return name.removeprefix(".") or "input"


_CHECKS: dict[str, Callable[[Any, Shape, str, Problems], None]] = {
    "structure": _check_structure,
    "list": _check_list,
    "map": _check_map,
    "string": _check_string,
    "integer": _check_integer,
    "long": _check_integer,
    "float": _check_float,
    "double": _check_float,
    "boolean": _check_boolean,
    "blob": _check_blob,
    "timestamp": _check_timestamp,
}
