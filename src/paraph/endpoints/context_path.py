"""Find a parameter's value in an operation's input, by the paths of `operationContextParams`.

They are a subset of JMESPath: identifiers, sub-expressions, wildcards, multi-select lists,
flattening and `keys()` (https://smithy.io/2.0/additional-specs/rules-engine/parameters.html).
DynamoDB's batch operations need one on every call, and importing jmespath would cost more than all
else about an endpoint.

A path is parsed into steps: a name, `_EACH` (`[*]`), `_VALUES` (`.*`), `_FLATTEN` (`[]`), or a
tuple of paths (a multi-select list).
"""

from __future__ import annotations

from paraph.endpoints.errors import EndpointError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Step = str | tuple[Any, ...]

_EACH = "[*]"
_VALUES = "*"
_FLATTEN = "[]"


def find_value(path: str, document: Any) -> Any:
    """Return what `path` selects in `document`, None where there is nothing.

    Raises EndpointError for an expression outside the subset.
    """
    text = path.strip()
    if text.startswith("keys(") and text.endswith(")"):
        selected = find_value(text[5:-1], document)
        return list(selected) if isinstance(selected, dict) else None
    return _select(_steps(text, path), document)


def _select(steps: list[Step], value: Any) -> Any:
    """Apply the steps to `value`, one projection after the other."""
    if _FLATTEN in steps:
        # It ends the projections before it. The last one, because each takes all that they give.
        place = len(steps) - 1 - steps[::-1].index(_FLATTEN)
        found = _select(steps[:place], value)
        return _project(steps[place + 1 :], _flattened(found)) if isinstance(found, list) else None
    for place, step in enumerate(steps):
        if step == _EACH:
            return _project(steps[place + 1 :], value) if isinstance(value, list) else None
        if step == _VALUES:
            values = list(value.values()) if isinstance(value, dict) else None
            return None if values is None else _project(steps[place + 1 :], values)
        if isinstance(step, tuple):
            value = None if value is None else [_select(list(path), value) for path in step]
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value


def _project(steps: list[Step], values: list[Any]) -> Any:
    """Apply the steps to each of `values`, leaving out where they find nothing.

    A multi-select list right after the projection is its last step, as the reference implementation
    parses it: what follows applies to the whole result.
    """
    end = 1 if steps and isinstance(steps[0], tuple) else len(steps)
    found = [_select(steps[:end], value) for value in values]
    return _select(steps[end:], [value for value in found if value is not None])


def _flattened(values: list[Any]) -> list[Any]:
    merged: list[Any] = []
    for value in values:
        if isinstance(value, list):
            merged.extend(value)
        else:
            merged.append(value)
    return merged


def _steps(text: str, path: str) -> list[Step]:
    steps: list[Step] = []
    rest = text
    while rest:
        token, rest = _next_step(rest, path, is_first=not steps)
        steps.append(token)
    if not steps:
        raise _outside(path)
    return steps


def _next_step(text: str, path: str, *, is_first: bool) -> tuple[Step, str]:
    for brackets in (_EACH, _FLATTEN):
        if text.startswith(brackets):
            return brackets, text[len(brackets) :]
    if not is_first:
        if not text.startswith("."):
            raise _outside(path)
        text = text[1:].lstrip()
    if text.startswith("["):
        inside, rest = _bracketed(text, path)
        return tuple(_steps(part.strip(), path) for part in _parts(inside)), rest.lstrip()
    if text.startswith("*"):
        return _VALUES, text[1:]
    length = 0
    while length < len(text) and (text[length].isalnum() or text[length] == "_"):
        length += 1
    name = text[:length]
    if not name.isidentifier() or not name.isascii():
        raise _outside(path)
    return name, text[length:].lstrip()


def _bracketed(text: str, path: str) -> tuple[str, str]:
    """Split "[…]rest" into what is inside the outer brackets and the rest."""
    depth = 0
    for place, character in enumerate(text):
        depth += (character == "[") - (character == "]")
        if depth == 0:
            return text[1:place], text[place + 1 :]
    raise _outside(path)


def _parts(text: str) -> list[str]:
    """Split at the commas that are not inside brackets."""
    parts = [""]
    depth = 0
    for character in text:
        depth += (character == "[") - (character == "]")
        if character == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return parts


def _outside(path: str) -> EndpointError:
    return EndpointError(f"The endpoint rules of this service use a path that is not known: {path}")
