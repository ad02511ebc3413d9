"""From an expression as people write it to the API's: names and values replaced by placeholders.

    expression  = path *( "," operand ) / condition *( ( "AND" / "OR" ) condition )
    condition   = "(" expression ")" / "NOT" condition / function / operand [ test ]
    function    = name "(" operand *( "," operand ) ")"
    test        = comparator operand / "IN" "(" operands ")" / "BETWEEN" operand "AND" operand
    operand     = path / literal
    path        = name [ "[" number "]" ] *( "." name [ "[" number "]" ] )
    literal     = value / "[" [ literals ] "]" / "{" [ "key" ":" literal … / values ] "}"

The text that comes out, blanks included, is that of v2.36.7; so are the messages.
"""

from __future__ import annotations

from decimal import Decimal

from paraph.cli.commands.ddb.tokens import EmptyExpressionError, Token, tokenize
from paraph.cli.errors import CommandError, ParamValidationError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    # Text, and whether it is a path alone
    Piece = tuple[str, bool]

_COMPARATORS = {"eq": "=", "ne": "<>", "lt": "<", "lte": "<=", "gt": ">", "gte": ">="}
_NAMES = ["identifier", "unquoted_identifier"]
_LITERALS = ["literal", "lbracket", "lbrace"]
# Spelt as v2 does in its message.
_OPERANDS = [*_LITERALS, "identifier", "unquoted_identiifer"]


class Expression:
    """The parsed expression: `text` with placeholders, which stand for `names` and `values`."""

    __slots__ = ("names", "text", "values")

    def __init__(self, source: str, first: int = 0) -> None:
        """Parse `source`, its placeholders numbered from `first` on; ParamValidationError."""
        self.names: dict[str, Any] = {}
        self.values: dict[str, Any] = {}
        self.text = _Parser(source, first, self).parse().strip()

    @property
    def count(self) -> int:
        """How many placeholders there are."""
        return len(self.names) + len(self.values)


class LiteralSet:
    """A set as it is written, `{1, 2}`: each value once, in order."""

    __slots__ = ("values",)

    def __init__(self, values: list[Any]) -> None:
        self.values = values


class _UnexpectedTokenError(ParamValidationError):
    def __init__(self, token: Token | None, expected: str | list[str], source: str) -> None:
        found = Token("None", None, len(source), len(source)) if token is None else token
        super().__init__(
            f"Unexpected token `{found.value}` of type `{found.type}`. Expected type: {expected}\n"
            f"{source}\n{found.underline}"
        )


class _Parser:
    __slots__ = ("_first", "_index", "_result", "_source", "_token", "_tokens")

    def __init__(self, source: str, first: int, result: Expression) -> None:
        self._source = source
        self._first = first
        self._result = result
        self._tokens = tokenize(source)
        self._index = 0
        # None after the last
        self._token: Token | None = self._tokens[0]

    def parse(self) -> str:
        text = self._expression()
        if not self._is("eof"):
            raise self._unexpected("eof")
        return text

    def _expression(self) -> str:
        if self._token is None or self._is("eof"):
            raise EmptyExpressionError
        text, is_path = self._condition()
        if is_path and self._is("comma"):
            self._advance()
            return ", ".join([text.strip(), *self._operands()])
        while self._is("and", "or"):
            word = "AND" if self._is("and") else "OR"
            self._advance()
            text = f"{text}{word} {self._condition()[0]}"
        return text

    def _condition(self) -> Piece:
        if self._is("lparen"):
            self._advance()
            inner = self._expression()
            self._step("rparen")
            return f"( {inner}) ", False
        if self._is("not"):
            self._advance()
            return f"NOT {self._condition()[0]}", False
        if self._peek() == "lparen":
            return self._function(), False
        if not self._is(*_LITERALS, *_NAMES):
            raise self._unknown()
        is_path = self._is(*_NAMES)
        left = self._operand()
        if self._is("in"):
            return self._in(left), False
        if self._is("between"):
            return self._between(left), False
        if self._token is not None and self._token.type in _COMPARATORS:
            sign = _COMPARATORS[self._token.type]
            self._advance()
            return f"{left}{sign} {self._operand()}", False
        return left, is_path

    def _function(self) -> str:
        name = self._token.value if self._token else ""
        self._step(_NAMES)
        self._step("lparen")
        arguments = ", ".join(self._operands())
        self._step("rparen")
        return f"{name}({arguments}) "

    def _in(self, left: str) -> str:
        self._advance()
        self._step("lparen")
        choices = ", ".join(self._operands())
        self._step("rparen")
        return f"{left}IN ({choices}) "

    def _between(self, left: str) -> str:
        self._advance()
        low = self._operand()
        self._step("and")
        return f"{left}BETWEEN {low}AND {self._operand()}"

    def _operands(self) -> list[str]:
        operands = [self._operand().strip()]
        while self._is("comma"):
            self._advance()
            operands.append(self._operand().strip())
        return operands

    def _operand(self) -> str:
        if self._is(*_LITERALS):
            return self._placeholder(":n", self._result.values, self._literal())
        if self._is(*_NAMES):
            return self._path()
        raise self._unexpected(_OPERANDS)

    def _path(self) -> str:
        text = self._name()
        while self._is("dot"):
            self._advance()
            text = f"{text.strip()}.{self._name()}"
        return text

    def _name(self) -> str:
        """Read a name; after a dot v2 takes any word for one."""
        if self._token is None:
            msg = "'NoneType' object is not subscriptable"
            raise CommandError(msg)
        text = self._placeholder("#n", self._result.names, self._token.value)
        self._advance()
        if not self._is("lbracket"):
            return text
        self._advance()
        index = self._literal()
        if not isinstance(index, Decimal) or index.to_integral_value() != index:
            raise self._invalid("List indices must be whole numbers.")
        self._step("rbracket")
        return f"{text.strip()}[{index}] "

    def _placeholder(self, prefix: str, table: dict[str, Any], value: Any) -> str:
        placeholder = f"{prefix}{self._first + self._result.count}"
        table[placeholder] = value
        return f"{placeholder} "

    def _literal(self) -> Any:
        if self._token is not None and self._is("literal"):
            value = self._token.value
            self._advance()
        elif self._is("lbracket"):
            self._advance()
            value = [] if self._is("rbracket") else self._list()
            self._step("rbracket")
        elif self._is("lbrace"):
            self._advance()
            is_map = self._peek() == "colon" or self._is("rbrace")
            value = self._map() if is_map else self._set()
            self._step("rbrace")
        else:
            raise self._unexpected(_LITERALS)
        return value

    def _list(self) -> list[Any]:
        values = [self._literal()]
        while self._is("comma"):
            self._advance()
            values.append(self._literal())
        return values

    def _map(self) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while not (self._is("rbrace") and not values):
            key = self._token.value if self._token else None
            if not isinstance(key, str):
                raise self._invalid(f"Keys must be of type `str`, found `{type(key)}`")
            self._step("literal")
            self._step("colon")
            values[key] = self._literal()
            if not self._is("comma"):
                break
            self._advance()
        return values

    def _set(self) -> LiteralSet:
        first = type(self._token.value) if self._token else None
        values: list[Any] = []
        while True:
            if self._token is None or not self._is("literal"):
                raise self._unexpected("literal")
            value = self._token.value
            # The types that v2 names as found are those of its own tokens.
            if not isinstance(value, str | bytes | Decimal):
                raise self._invalid(
                    f"Sets may only contain numbers, strings, or bytes, "
                    f"but literal of type `{str}` was found"
                )
            if type(value) is not first:
                raise self._invalid(
                    f"Set values must all be of the same type. First type was `{first}`, "
                    f"but found value of type `{str}`"
                )
            if value not in values:
                values.append(value)
            self._advance()
            if not self._is("comma"):
                return LiteralSet(values)
            self._advance()

    def _advance(self) -> None:
        if self._index == len(self._tokens) - 1:
            self._token = None
        else:
            self._index += 1
            self._token = self._tokens[self._index]

    def _step(self, expected: str | list[str]) -> None:
        """Go past a word of the type (or one of the types) `expected`."""
        wanted = [expected] if isinstance(expected, str) else expected
        if not self._is(*wanted):
            raise self._unexpected(expected)
        self._advance()

    def _is(self, *types: str) -> bool:
        return self._token is not None and self._token.type in types

    def _peek(self) -> str | None:
        """Return the type of the word after this one."""
        if self._index == len(self._tokens) - 1:
            return None
        return self._tokens[self._index + 1].type

    def _unexpected(self, expected: str | list[str]) -> ParamValidationError:
        return _UnexpectedTokenError(self._token, expected, self._source)

    def _unknown(self) -> ParamValidationError:
        if self._token is None:
            return self._unexpected(_OPERANDS)
        return ParamValidationError(
            f"Unknown expression type starting at token `{self._token.value}`\n"
            f"{self._source}\n{self._token.underline}"
        )

    def _invalid(self, message: str) -> ParamValidationError:
        token = self._token or Token("None", None, len(self._source), len(self._source))
        return ParamValidationError(
            f"Invalid token value: {message}\n{self._source}\n{token.underline}\n"
        )
