"""The functions of JMESPath that are asked for most, for arguments of the right types.

Any other function, any other argument: `Unfit`, and jmespath says what there is to say.
"""

from __future__ import annotations

from paraph.cli.query_nodes import Unfit, constant

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from paraph.cli.query_nodes import Evaluator

_NUMBERS = (int, float)


def _require(*, fits: bool) -> None:
    if not fits:
        raise Unfit


def _length(value: Any) -> int:
    _require(fits=type(value) in (str, list, dict))
    return len(value)


def _contains(subject: Any, search: Any) -> bool:
    _require(fits=type(subject) is list or (type(subject) is str and type(search) is str))
    return search in subject


def _starts_with(text: Any, start: Any) -> bool:
    _require(fits=type(text) is str and type(start) is str)
    return bool(text.startswith(start))


def _ends_with(text: Any, end: Any) -> bool:
    _require(fits=type(text) is str and type(end) is str)
    return bool(text.endswith(end))


def _join(separator: Any, texts: Any) -> str:
    _require(fits=type(separator) is str and type(texts) is list)
    _require(fits=all(type(text) is str for text in texts))
    return str(separator.join(texts))


def _keys(value: Any) -> list[str]:
    _require(fits=type(value) is dict)
    return list(value)


def _values(value: Any) -> list[Any]:
    _require(fits=type(value) is dict)
    return list(value.values())


def _reverse(value: Any) -> Any:
    _require(fits=type(value) in (str, list))
    return value[::-1]


def _sum(numbers: Any) -> Any:
    _require(fits=type(numbers) is list and _are_numbers(numbers))
    return sum(numbers)


def _max(values: Any) -> Any:
    _require_comparable(values)
    return max(values, default=None)


def _min(values: Any) -> Any:
    _require_comparable(values)
    return min(values, default=None)


def _sort(values: Any) -> list[Any]:
    _require_comparable(values)
    return sorted(values)


def _sort_by(values: Any, key: Evaluator) -> Any:
    keys = _keys_of(values, key)
    return [values[at] for at in sorted(range(len(keys)), key=keys.__getitem__)]


def _max_by(values: Any, key: Evaluator) -> Any:
    keys = _keys_of(values, key)
    return values[max(range(len(keys)), key=keys.__getitem__)] if keys else None


def _min_by(values: Any, key: Evaluator) -> Any:
    keys = _keys_of(values, key)
    return values[min(range(len(keys)), key=keys.__getitem__)] if keys else None


def _map(each: Evaluator, values: Any) -> list[Any]:
    _require(fits=type(values) is list)
    return list(map(each, values))


def _keys_of(values: Any, key: Evaluator) -> list[Any]:
    _require(fits=type(values) is list)
    keys = list(map(key, values))
    _require_comparable(keys)
    return keys


def _are_numbers(values: list[Any]) -> bool:
    return all(type(value) in _NUMBERS for value in values)


def _require_comparable(values: Any) -> None:
    _require(fits=type(values) is list)
    _require(fits=_are_numbers(values) or all(type(value) is str for value in values))


def _not_null(*values: Any) -> Any:
    return next((value for value in values if value is not None), None)


# Name → (function, how many arguments, which of them is an expression `&…`).
_FUNCTIONS: dict[str, tuple[Callable[..., Any], int, int | None]] = {
    "length": (_length, 1, None),
    "contains": (_contains, 2, None),
    "starts_with": (_starts_with, 2, None),
    "ends_with": (_ends_with, 2, None),
    "join": (_join, 2, None),
    "keys": (_keys, 1, None),
    "values": (_values, 1, None),
    "reverse": (_reverse, 1, None),
    "sum": (_sum, 1, None),
    "max": (_max, 1, None),
    "min": (_min, 1, None),
    "sort": (_sort, 1, None),
    "sort_by": (_sort_by, 2, 1),
    "max_by": (_max_by, 2, 1),
    "min_by": (_min_by, 2, 1),
    "map": (_map, 2, 0),
}


def call(name: str, arguments: list[tuple[Evaluator, bool]]) -> Evaluator:
    """Return the evaluator of `name(…)`; an argument comes with whether it is an expression `&…`.

    Raises Unfit for a function that is not here, and for arguments that it does not take.
    """
    if name == "not_null" and arguments:
        return _apply(_not_null, arguments, None)
    if name not in _FUNCTIONS:
        raise Unfit
    function, count, expression_at = _FUNCTIONS[name]
    if len(arguments) != count:
        raise Unfit
    return _apply(function, arguments, expression_at)


def _apply(
    function: Callable[..., Any], arguments: list[tuple[Evaluator, bool]], expression_at: int | None
) -> Evaluator:
    for at, (_, is_expression) in enumerate(arguments):
        if is_expression is not (at == expression_at):
            raise Unfit
    finders = [constant(find) if is_expression else find for find, is_expression in arguments]
    return lambda value: function(*[find(value) for find in finders])
