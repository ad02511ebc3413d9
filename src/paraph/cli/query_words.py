"""The words of a JMESPath expression."""

from __future__ import annotations

from paraph.cli.query_nodes import Unfit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    # What it is (one of the names below, or the sign itself) and its value.
    Word = tuple[str, Any]

NAME, QUOTED, NUMBER, LITERAL, END = "name", "quoted", "number", "literal", "end"

# Longer ones first.
_SIGNS = ("[]", "[?", "||", "&&", "==", "!=", "<=", ">=", *".*],:@(){}[|&<>!")
_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_")
_DIGITS = frozenset("0123456789")
_QUOTES = {'"': QUOTED, "'": LITERAL, "`": LITERAL}
_CONSTANTS = {"true": True, "false": False, "null": None}


def words(expression: str) -> list[Word]:
    """Cut `expression` into words, `END` the last. Raises Unfit for what is not plain."""
    found: list[Word] = []
    at = 0
    while at < len(expression):
        character = expression[at]
        if character in " \t\n\r":
            at += 1
        elif character in _QUOTES:
            end = expression.find(character, at + 1)
            found.append((_QUOTES[character], _quoted(expression[at + 1 : end], character, end)))
            at = end + 1
        else:
            word = _word(expression, at)
            found.append(word)
            at += len(str(word[1]))
    found.append((END, ""))
    return found


def _word(expression: str, at: int) -> Word:
    character = expression[at]
    if character in _LETTERS:
        return (NAME, _run(expression, at, _LETTERS | _DIGITS))
    if character in _DIGITS:
        return (NUMBER, _run(expression, at, _DIGITS))
    if character == "-":
        digits = _run(expression, at + 1, _DIGITS)
        if digits:
            return (NUMBER, f"-{digits}")
        raise Unfit
    for sign in _SIGNS:
        if expression.startswith(sign, at):
            return (sign, sign)
    raise Unfit


def _run(expression: str, start: int, characters: frozenset[str]) -> str:
    end = start
    while end < len(expression) and expression[end] in characters:
        end += 1
    return expression[start:end]


def _quoted(text: str, quote: str, end: int) -> Any:
    if end < 0 or "\\" in text:
        raise Unfit
    if quote == "'":
        return text
    if quote == '"':
        if not text.isprintable():
            raise Unfit
        return text
    return _json(text.strip(" \t\n\r"))


def _json(text: str) -> Any:
    """Read a literal: a whole number, a constant, a string."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    inner = text[1:-1]
    if len(text) > 1 and text[0] == text[-1] == '"' and '"' not in inner and inner.isprintable():
        return inner
    digits = text.removeprefix("-")
    # JSON has no leading zeros.
    if not digits or not _DIGITS.issuperset(digits) or (digits[0] == "0" and digits != "0"):
        raise Unfit
    return int(text)
