"""What the parts of a JMESPath expression do, as functions from a value to what is found in it.

Exactly as the `jmespath` package does it (https://jmespath.org/specification.html). What a value
of the wrong type gives is left to that package: `Unfit` is raised, and its words are used.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Evaluator = Callable[[Any], Any]


class Unfit(Exception):  # noqa: N818  not an error: jmespath takes over
    """The expression, or a value it meets, is beyond what is written out here."""


def identity(value: Any) -> Any:
    """Return the value itself: `@`."""
    return value


def constant(found: Any) -> Evaluator:
    """Find `found` whatever the value: a literal."""
    return lambda _: found


def field(name: str) -> Evaluator:
    """Find a member of an object: `name`."""
    return lambda value: value.get(name) if isinstance(value, dict) else None


def then(first: Evaluator, second: Evaluator) -> Evaluator:
    """Find `second` in what `first` finds: `first.second`, `first | second`."""
    return lambda value: second(first(value))


def index(position: int) -> Evaluator:
    """Find an item of a list: `[position]`."""

    def evaluate(value: Any) -> Any:
        if isinstance(value, list) and -len(value) <= position < len(value):
            return value[position]
        return None

    return evaluate


def part(start: int | None, stop: int | None, step: int | None) -> Evaluator:
    """Find some items of a list: `[start:stop:step]`."""
    if step == 0:
        raise Unfit
    wanted = slice(start, stop, step)
    return lambda value: value[wanted] if isinstance(value, list) else None


def flatten(inner: Evaluator) -> Evaluator:
    """Lay open the lists in a list: what `inner[]` does before it projects."""

    def evaluate(value: Any) -> Any:
        base = inner(value)
        if not isinstance(base, list):
            return None
        merged: list[Any] = []
        for item in base:
            if isinstance(item, list):
                merged += item
            else:
                merged.append(item)
        return merged

    return evaluate


def project(base: Evaluator, each: Evaluator) -> Evaluator:
    """Find something in each item, leaving out what is absent: `base[*].each`."""

    def evaluate(value: Any) -> Any:
        items = base(value)
        return _found(each, items) if isinstance(items, list) else None

    return evaluate


def project_values(base: Evaluator, each: Evaluator) -> Evaluator:
    """Do so for the values of an object: `base.*.each`."""

    def evaluate(value: Any) -> Any:
        items = base(value)
        return _found(each, list(items.values())) if isinstance(items, dict) else None

    return evaluate


def project_if(base: Evaluator, each: Evaluator, condition: Evaluator) -> Evaluator:
    """Do so for the items for which `condition` holds: `base[?condition].each`."""

    def evaluate(value: Any) -> Any:
        items = base(value)
        if not isinstance(items, list):
            return None
        return _found(each, [item for item in items if not is_false(condition(item))])

    return evaluate


def _found(each: Evaluator, items: list[Any]) -> list[Any]:
    if each is not identity:
        items = list(map(each, items))
    return [item for item in items if item is not None]


def select_list(evaluators: list[Evaluator]) -> Evaluator:
    """Make a list of what is found: `[a, b]`."""
    return lambda value: None if value is None else [find(value) for find in evaluators]


def select_object(evaluators: dict[str, Evaluator]) -> Evaluator:
    """Make an object of what is found: `{a: b}`."""

    def evaluate(value: Any) -> Any:
        if value is None:
            return None
        return {name: find(value) for name, find in evaluators.items()}

    return evaluate


def is_false(value: Any) -> bool:
    """Return whether `value` counts as false: zero does not."""
    return value is None or value is False or value in ("", [], {})


def either(left: Evaluator, right: Evaluator) -> Evaluator:
    """Find the first that is true: `left || right`."""

    def evaluate(value: Any) -> Any:
        found = left(value)
        return right(value) if is_false(found) else found

    return evaluate


def both(left: Evaluator, right: Evaluator) -> Evaluator:
    """Find the first that is false, else the last: `left && right`."""

    def evaluate(value: Any) -> Any:
        found = left(value)
        return found if is_false(found) else right(value)

    return evaluate


def negate(inner: Evaluator) -> Evaluator:
    """Find whether it is false: `!inner`. Numbers never are."""

    def evaluate(value: Any) -> bool:
        found = inner(value)
        return False if is_number(found) else not found

    return evaluate


def is_number(value: Any) -> bool:
    """Return whether `value` is a number: to JSON a boolean is none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def _equal(one: Any, other: Any) -> bool:
    # Python's True equals 1. (Deeper down it does in jmespath too.)
    if isinstance(one, bool) is not isinstance(other, bool):
        return False
    return bool(one == other)


def equal(left: Evaluator, right: Evaluator) -> Evaluator:
    """Compare: `left == right`."""
    return lambda value: _equal(left(value), right(value))


def unequal(left: Evaluator, right: Evaluator) -> Evaluator:
    """Compare: `left != right`."""
    return lambda value: not _equal(left(value), right(value))


def ordered(compare: Callable[[Any, Any], bool]) -> Callable[[Evaluator, Evaluator], Evaluator]:
    """Compare two numbers or two strings: `left < right` and its like; null for others."""

    def build(left: Evaluator, right: Evaluator) -> Evaluator:
        def evaluate(value: Any) -> bool | None:
            one, other = left(value), right(value)
            if not (is_number(one) or isinstance(one, str)):
                return None
            if not (is_number(other) or isinstance(other, str)):
                return None
            if isinstance(one, str) is not isinstance(other, str):
                raise Unfit
            return compare(one, other)

        return evaluate

    return build
