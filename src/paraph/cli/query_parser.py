"""From the text of a JMESPath expression to the function it stands for.

Importing `jmespath` takes as long as a whole command; so the grammar is written out here
(https://jmespath.org/specification.html#grammar). It is parsed as jmespath does it, by binding
powers, which is what decides how far a projection (`[*]`, `[]`, `[?…]`, `.*`) reaches. Whatever is
not plain, errors included, is left to jmespath: `Unfit`.
"""

from __future__ import annotations

from paraph.cli import query_nodes as nodes
from paraph.cli.query_functions import call
from paraph.cli.query_nodes import Unfit
from paraph.cli.query_words import END, LITERAL, NAME, NUMBER, QUOTED, words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from paraph.cli.query_nodes import Evaluator
    from paraph.cli.query_words import Word

_POWERS = {
    "|": 1, "||": 2, "&&": 3,
    "==": 5, "!=": 5, "<": 5, "<=": 5, ">": 5, ">=": 5,
    "[]": 9, "*": 20, "[?": 21, ".": 40, "!": 45, "{": 50, "[": 55, "(": 60,
}  # fmt: skip
# What binds weaker ends a projection.
_ENDS_PROJECTION = 10

_OPERATORS = {
    "|": nodes.then,
    "||": nodes.either,
    "&&": nodes.both,
    "==": nodes.equal,
    "!=": nodes.unequal,
    "<": nodes.ordered(lambda one, other: one < other),
    "<=": nodes.ordered(lambda one, other: one <= other),
    ">": nodes.ordered(lambda one, other: one > other),
    ">=": nodes.ordered(lambda one, other: one >= other),
}


def parse(expression: str) -> Evaluator:
    """Return the function; Unfit where jmespath has to be asked."""
    parser = _Parser(words(expression))
    found = parser.expression()
    parser.take(END)
    return found


class _Parser:
    """Each method takes the words that it is named after."""

    __slots__ = ("_at", "_indexed", "_words")

    def __init__(self, found: list[Word]) -> None:
        self._words = found
        self._at = 0
        # The evaluator of the last `[n]`: what follows directly in brackets belongs to it.
        self._indexed: Evaluator | None = None

    def expression(self, power: int = 0) -> Evaluator:
        left = self._first()
        while power < _POWERS.get(self._kind, 0):
            left = self._further(left)
        return left

    def take(self, kind: str) -> str:
        if self._kind != kind:
            raise Unfit
        text: str = self._words[self._at][1]
        self._at += 1
        return text

    @property
    def _kind(self) -> str:
        return self._words[self._at][0]

    def _skip(self, kind: str) -> bool:
        if self._kind != kind:
            return False
        self._at += 1
        return True

    def _first(self) -> Evaluator:
        kind, value = self._words[self._at]
        self._at += 1
        if kind == NAME:
            return self._call(value) if self._kind == "(" else nodes.field(value)
        if kind == QUOTED:
            return nodes.field(value)
        if kind == LITERAL:
            return nodes.constant(value)
        if kind == "@":
            return nodes.identity
        if kind == "(":
            inner = self.expression()
            self.take(")")
            return inner
        return self._first_sign(kind)

    def _first_sign(self, kind: str) -> Evaluator:
        if kind == "!":
            return nodes.negate(self.expression(_POWERS["!"]))
        if kind == "{":
            return self._select_object()
        if kind == "*":
            each = nodes.identity if self._kind == "]" else self._projected("*")
            return nodes.project_values(nodes.identity, each)
        if kind == "[" and self._kind not in (NUMBER, ":") and not self._is_star_in_brackets():
            return self._select_list()
        if kind in ("[", "[]", "[?"):
            self._at -= 1
            return self._further(nodes.identity)
        raise Unfit

    def _further(self, left: Evaluator) -> Evaluator:
        """Take what is said of `left`."""
        kind = self._kind
        self._at += 1
        operator = _OPERATORS.get(kind)
        if operator is not None:
            return operator(left, self.expression(_POWERS[kind]))
        if kind == ".":
            if self._skip("*"):
                return nodes.project_values(left, self._projected("."))
            return nodes.then(left, self._after_dot("."))
        if kind == "[]":
            return nodes.project(nodes.flatten(left), self._projected("[]"))
        if kind == "[?":
            return self._filter(left)
        if kind == "[":
            return self._brackets(left)
        raise Unfit

    def _filter(self, left: Evaluator) -> Evaluator:
        condition = self.expression()
        self.take("]")
        each = nodes.identity if self._kind == "[]" else self._projected("[?")
        return nodes.project_if(left, each, condition)

    def _brackets(self, left: Evaluator) -> Evaluator:
        if self._skip("*"):
            self.take("]")
            return nodes.project(left, self._projected("*"))
        if self._kind not in (NUMBER, ":"):
            raise Unfit
        follows_index = left is self._indexed
        if self._kind == ":" or self._words[self._at + 1][0] == ":":
            part = nodes.then(left, self._slice())
            if follows_index:
                # `a[0][1:].b`: jmespath makes no projection of such a slice.
                self._indexed = part
                return part
            return nodes.project(part, self._projected("*"))
        found = nodes.then(left, nodes.index(int(self.take(NUMBER))))
        self.take("]")
        self._indexed = found
        return found

    def _slice(self) -> Evaluator:
        bounds: list[int | None] = [None, None, None]
        at = 0
        while not self._skip("]"):
            if self._skip(":"):
                at += 1
                if at == len(bounds):
                    raise Unfit
            else:
                bounds[at] = int(self.take(NUMBER))
        return nodes.part(*bounds)

    def _projected(self, kind: str) -> Evaluator:
        """Take what is said of each item of a projection that `kind` began."""
        if _POWERS.get(self._kind, 0) < _ENDS_PROJECTION:
            return nodes.identity
        if self._kind in ("[", "[?"):
            return self.expression(_POWERS[kind])
        if self._skip("."):
            return self._after_dot(kind)
        raise Unfit

    def _after_dot(self, kind: str) -> Evaluator:
        if self._kind in (NAME, QUOTED, "*"):
            return self.expression(_POWERS[kind])
        if self._skip("["):
            return self._select_list()
        self.take("{")
        return self._select_object()

    def _select_list(self) -> Evaluator:
        evaluators = [self.expression()]
        while not self._skip("]"):
            self.take(",")
            evaluators.append(self.expression())
        return nodes.select_list(evaluators)

    def _select_object(self) -> Evaluator:
        evaluators: dict[str, Evaluator] = {}
        while True:
            name = self.take(QUOTED if self._kind == QUOTED else NAME)
            self.take(":")
            evaluators[name] = self.expression()
            if self._skip("}"):
                return nodes.select_object(evaluators)
            self.take(",")

    def _call(self, name: str) -> Evaluator:
        self.take("(")
        arguments: list[tuple[Evaluator, bool]] = []
        while not self._skip(")"):
            if arguments:
                self.take(",")
            is_expression = self._skip("&")
            arguments.append((self.expression(), is_expression))
        return call(name, arguments)

    def _is_star_in_brackets(self) -> bool:
        return self._kind == "*" and self._words[self._at + 1][0] == "]"
