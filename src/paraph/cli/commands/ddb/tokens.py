"""The words of a DynamoDB expression as people write it: `size(Tags) >= 2 AND Genre = "Rock"`.

Letters and words in 'single quotes' are names; "double quotes", numbers, b"base64", TRUE, FALSE
and NULL are values. Messages and positions are those of v2.36.7, with its mistakes.
"""

from __future__ import annotations

from binascii import Error as InvalidBase64
from binascii import a2b_base64
from decimal import Decimal, InvalidOperation

from paraph.cli.errors import CommandError, ParamValidationError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_")
_DIGITS = frozenset("0123456789")
_WORD = _LETTERS | _DIGITS
_NUMBER = _DIGITS | {"-"}
_BASE64 = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=")
_BLANKS = " \t\n\r"
_SIGNS = {
    ".": "dot",
    ",": "comma",
    ":": "colon",
    "(": "lparen",
    ")": "rparen",
    "{": "lbrace",
    "}": "rbrace",
    "[": "lbracket",
    "]": "rbracket",
    "=": "eq",
}
# What a word means that is no name: its type, or a literal's value
_OPERATORS = frozenset({"and", "between", "in", "or", "not"})
_CONSTANTS = {"true": True, "false": False, "null": None}


class Token:
    """A word: its type, what it means, and where it is."""

    __slots__ = ("end", "start", "type", "value")

    def __init__(self, type_name: str, value: Any, start: int, end: int) -> None:
        self.type = type_name
        self.value = value
        self.start = start
        self.end = end

    @property
    def underline(self) -> str:
        """Carets below the word."""
        return " " * self.start + "^" * max(self.end - self.start, 1)


class EmptyExpressionError(ParamValidationError):
    """An expression without a word."""

    def __init__(self) -> None:
        super().__init__("Expressions must not be empty")


class WordError(ParamValidationError):
    """Something that is no word, at `position`."""

    def __init__(self, expression: str, position: int, message: str) -> None:
        super().__init__(f"{message}\n{expression}\n{' ' * position}^")


def tokenize(expression: str) -> list[Token]:
    """Return the words of `expression`, the last of type "eof"; raises WordError."""
    if not expression:
        raise EmptyExpressionError
    return list(_Reader(expression).tokens())


class _Reader:
    """Where in the text we are. At its end the position stays at the last character."""

    __slots__ = ("char", "position", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.char: str | None = text[0]

    def tokens(self) -> Iterator[Token]:
        while self.char is not None:
            token = self._token(self.char)
            if token is not None:
                yield token
        yield Token("eof", "", len(self.text), len(self.text))

    def _token(self, char: str) -> Token | None:
        if char in _SIGNS:
            start = self.position
            self._next()
            return Token(_SIGNS[char], char, start, start + 1)
        if char in _LETTERS:
            return self._word(char)
        if char == "'":
            return self._quoted("identifier", "'")
        if char == '"':
            return self._quoted("literal", '"')
        if char in _BLANKS:
            self._next()
            return None
        if char in _NUMBER:
            return self._number()
        if char in "<>":
            return self._comparator(char)
        raise WordError(self.text, self.position, f"Unrecognized character {char}")

    def _next(self) -> str | None:
        if self.position == len(self.text) - 1:
            self.char = None
        else:
            self.position += 1
            self.char = self.text[self.position]
        return self.char

    def _word(self, first: str) -> Token:
        start, word = self.position, first
        following = self._next()
        if first in "bB" and following == '"':
            return self._binary()
        while following in _WORD:
            word += str(following)
            following = self._next()
        end, lower = start + len(word), word.lower()
        if lower in _OPERATORS:
            return Token(lower, word, start, end)
        if lower in _CONSTANTS:
            return Token("literal", _CONSTANTS[lower], start, end)
        return Token("unquoted_identifier", word, start, end)

    def _quoted(self, type_name: str, quote: str) -> Token:
        start, inner = self.position, ""
        self._next()
        while self.char != quote:
            if self.char == "\\":
                inner += "\\"
                self._next()
            if self.char is None:
                raise WordError(self.text, start, f"Unclosed {quote} delimiter")
            inner += self.char
            self._next()
        self._next()
        # The end is where v2 says: the length.
        return Token(type_name, inner.replace(f"\\{quote}", quote), start, self.position - start)

    def _binary(self) -> Token:
        start = self.position - 1
        token = self._quoted("literal", '"')
        text = token.value
        if text and text[0] not in _BASE64:
            raise WordError(self.text, start, f'Invalid base64 string b"{text}"')
        try:
            token.value = a2b_base64(text)
        except (InvalidBase64, ValueError) as error:
            raise WordError(self.text, start, f'Invalid base64 string b"{text}": {error}') from None
        token.start = start
        return token

    def _number(self) -> Token:
        start = self.position
        text = self._integer()
        if self.char == ".":
            text += "."
            if self._next() not in _DIGITS:
                raise self._unexpected("fractional")
            text += self._integer()
        if self.char in ("e", "E"):
            text += self.char
            if self._next() not in _NUMBER and self.char != "+":
                raise self._unexpected("exponential")
            text += self._integer()
        try:
            value = Decimal(text)
        except InvalidOperation as error:
            raise CommandError(str(error)) from error
        return Token("literal", value, start, start + len(text))

    def _unexpected(self, kind: str) -> WordError:
        return WordError(self.text, self.position, f"Invalid {kind} character {self.char}")

    def _integer(self) -> str:
        text = str(self.char)
        while self._next() in _DIGITS:
            text += str(self.char)
        if text == "-":
            raise WordError(self.text, self.position, f"Unknown token {text}")
        return text

    def _comparator(self, first: str) -> Token:
        following = self._next()
        type_name, value = ("lt", "<") if first == "<" else ("gt", ">")
        if following == "=":
            type_name, value = f"{type_name}e", f"{first}="
        elif first == "<" and following == ">":
            type_name, value = "ne", "<>"
        if len(value) > 1:
            self._next()
        return Token(type_name, value, self.position - len(value), self.position)
