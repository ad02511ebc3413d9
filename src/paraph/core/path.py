"""The JMESPath expressions of service models: where the next token is, which value ends a wait.

Nearly all are a dotted path, and importing `jmespath` costs as much as starting Python twice; so
the forms that models use are evaluated here, exactly as jmespath does
(https://jmespath.org/specification.html), and every other one goes to jmespath itself:

    choice      = both *( "||" both )
    both        = comparison *( "&&" comparison )
    comparison  = operand [ ( "==" / "!=" / ">" ) operand ]
    operand     = "length(" choice ")" / "`" integer "`" / "'" text "'" / path
    path        = step *( "." step / "[]" / "[" integer "]" )
    step        = identifier / "*"
"""

from __future__ import annotations

from paraph.core.errors import Error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Evaluator = Callable[[Any], Any]


class PathError(Error):
    """An expression that is no JMESPath, or that does not fit the value it is applied to."""


class _Beyond(Exception):  # noqa: N818  not an error: jmespath takes over
    """The expression uses more of JMESPath than the forms above."""


def compile_path(expression: str) -> Evaluator:
    """Return a function from a value to what `expression` finds in it, None for nothing.

    Raises PathError for an invalid expression; so does the function, for a value of the wrong type.
    """
    if "." not in expression and _is_identifier(expression):
        return _field(expression)
    evaluator = compile_simple(expression)
    return _compile_with_jmespath(expression) if evaluator is None else evaluator


def compile_simple(expression: str) -> Evaluator | None:
    """Return the function without the help of jmespath; None for an expression that needs it."""
    try:
        parser = _Parser(expression)
        evaluator = parser.choice()
        parser.end()
    except _Beyond:
        return None
    return evaluator


def _is_identifier(text: str) -> bool:
    return text.isidentifier() and text.isascii()


def _field(name: str) -> Evaluator:
    return lambda value: value.get(name) if isinstance(value, dict) else None


def _compile_with_jmespath(expression: str) -> Evaluator:
    import jmespath  # noqa: PLC0415  lazy: 20 ms, for a handful of expressions

    try:
        compiled = jmespath.compile(expression)
    except jmespath.exceptions.JMESPathError as error:
        raise PathError(str(error)) from error

    def evaluate(value: Any) -> Any:
        try:
            return compiled.search(value)
        except jmespath.exceptions.JMESPathError as error:
            raise PathError(str(error)) from error

    return evaluate


class _Parser:
    """Recursive descent over the text; each method consumes what it is named after."""

    __slots__ = ("_position", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._position = 0

    def choice(self) -> Evaluator:
        left = self._both()
        while self._skip("||"):
            left = _either(left, self._both())
        return left

    def end(self) -> None:
        self._blanks()
        if self._position != len(self._text):
            raise _Beyond

    def _both(self) -> Evaluator:
        left = self._comparison()
        while self._skip("&&"):
            left = _each(left, self._comparison())
        return left

    def _comparison(self) -> Evaluator:
        left = self._operand()
        for operator, compare in _COMPARISONS:
            if self._skip(operator):
                return compare(left, self._operand())
        return left

    def _operand(self) -> Evaluator:
        if self._skip("length("):
            argument = self.choice()
            self._expect(")")
            return _length(argument)
        if self._skip("`"):
            return _constant(self._integer("`"))
        if self._skip("'"):
            return _constant(self._until("'"))
        return self._path()

    def _path(self) -> Evaluator:
        steps = [self._step()]
        while True:
            if self._skip("[]"):
                steps.append(_FLATTEN)
            elif self._skip("["):
                steps.append(self._integer("]"))
            elif self._skip("."):
                steps.append(self._step())
            else:
                return _walk(steps)

    def _step(self) -> _Step:
        if self._skip("*"):
            return _VALUES
        self._blanks()
        end = self._position
        while end < len(self._text) and (self._text[end].isalnum() or self._text[end] == "_"):
            end += 1
        name = self._text[self._position : end]
        if not _is_identifier(name):
            raise _Beyond
        self._position = end
        return name

    def _integer(self, closing: str) -> int:
        text = self._until(closing)
        digits = text.removeprefix("-")
        if not (digits.isdigit() and digits.isascii()):
            raise _Beyond
        return int(text)

    def _until(self, closing: str) -> str:
        end = self._text.find(closing, self._position)
        text = self._text[self._position : end]
        if end < 0 or "\\" in text:
            raise _Beyond
        self._position = end + 1
        return text

    def _expect(self, token: str) -> None:
        if not self._skip(token):
            raise _Beyond

    def _skip(self, token: str) -> bool:
        self._blanks()
        if self._text.startswith(token, self._position):
            self._position += len(token)
            return True
        return False

    def _blanks(self) -> None:
        while self._text[self._position : self._position + 1] == " ":
            self._position += 1


class _Marker:
    """A step that is neither a name nor an index."""

    __slots__ = ()


_FLATTEN = _Marker()
_VALUES = _Marker()
_Step = str | int | _Marker


def _walk(steps: list[_Step]) -> Evaluator:
    if all(isinstance(step, str) for step in steps):
        return _fields([step for step in steps if isinstance(step, str)])
    # `*` inside a projection nests lists in lists; no model needs it.
    if _VALUES in [step for step in steps if isinstance(step, _Marker)][1:]:
        raise _Beyond

    def evaluate(value: Any) -> Any:
        # After `[]` or `*` the steps apply to each element, and what they do not find is dropped.
        projecting = False
        for step in steps:
            if step is _FLATTEN:
                value, projecting = _flattened(value), True
            elif step is _VALUES:
                value, projecting = _values(value), True
            elif projecting:
                value = _found([_take(item, step) for item in value])
            else:
                value = _take(value, step)
            if value is None:
                return None
        return value

    return evaluate


def _fields(names: list[str]) -> Evaluator:
    def evaluate(value: Any) -> Any:
        for name in names:
            if not isinstance(value, dict):
                return None
            value = value.get(name)
        return value

    return evaluate


def _take(value: Any, step: _Step) -> Any:
    if isinstance(step, str):
        return value.get(step) if isinstance(value, dict) else None
    if isinstance(step, int) and isinstance(value, list) and -len(value) <= step < len(value):
        return value[step]
    return None


def _flattened(value: Any) -> list[Any] | None:
    if not isinstance(value, list):
        return None
    merged: list[Any] = []
    for item in value:
        if isinstance(item, list):
            merged.extend(item)
        else:
            merged.append(item)
    return _found(merged)


def _values(value: Any) -> list[Any] | None:
    return _found(list(value.values())) if isinstance(value, dict) else None


def _found(items: list[Any]) -> list[Any]:
    return [item for item in items if item is not None]


def _constant(value: Any) -> Evaluator:
    return lambda _: value


def _is_true(value: Any) -> bool:
    # Zero is true in JMESPath; what is absent or empty is not.
    return not (value is None or value is False or value in ("", [], {}))


def _either(left: Evaluator, right: Evaluator) -> Evaluator:
    def evaluate(value: Any) -> Any:
        found = left(value)
        return found if _is_true(found) else right(value)

    return evaluate


def _each(left: Evaluator, right: Evaluator) -> Evaluator:
    def evaluate(value: Any) -> Any:
        found = left(value)
        return right(value) if _is_true(found) else found

    return evaluate


def _length(argument: Evaluator) -> Evaluator:
    def evaluate(value: Any) -> int:
        found = argument(value)
        if not isinstance(found, str | list | dict):
            # jmespath's own words: the official CLI shows them.
            msg = (
                f"In function length(), invalid type for value: {found}, expected one of: "
                f"['string', 'array', 'object'], received: \"{_type_of(found)}\""
            )
            raise PathError(msg)
        return len(found)

    return evaluate


def _type_of(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    return "number" if isinstance(value, int | float) else "unknown"


def _equal(left: Evaluator, right: Evaluator) -> Evaluator:
    return lambda value: _same(left(value), right(value))


def _unequal(left: Evaluator, right: Evaluator) -> Evaluator:
    return lambda value: not _same(left(value), right(value))


def _same(left: Any, right: Any) -> bool:
    # Python's True equals 1; JSON's does not.
    return isinstance(left, bool) is isinstance(right, bool) and bool(left == right)


def _greater(left: Evaluator, right: Evaluator) -> Evaluator:
    def evaluate(value: Any) -> bool | None:
        one, other = left(value), right(value)
        for item in (one, other):
            if isinstance(item, bool) or not isinstance(item, int | float | str):
                return None
        if isinstance(one, str) is not isinstance(other, str):
            return None
        return bool(one > other)

    return evaluate


_COMPARISONS = (("==", _equal), ("!=", _unequal), (">", _greater))
