"""Text as a YAML scalar, in the style and with the line breaks that libyaml gives it.

The official CLI writes YAML with libyaml (by way of ruamel.yaml): lines are folded at the first
blank after column 80, and a text is quoted when it could be read as something else under YAML 1.2,
or under the parts of YAML 1.1 that ruamel.yaml goes on resolving (https://yaml.org/spec/1.2.2/).
"""

from __future__ import annotations

from paraph.cli.output.errors import OutputError
from paraph.cli.output.yaml_resolve import is_resolved

_WIDTH = 80

_BREAKS = "\n\u2028\u2029"
# Breaks too, but never written as they are; in a key they make it one of several lines.
_ESCAPED_BREAKS = "\r\x85"
# What a text must not begin with to stand without quotes: always, or before a blank or the end.
_INDICATORS = frozenset("#,[]{}&*!|>'\"%@` ")
_INDICATORS_BEFORE_BLANK = frozenset("?:-")
_ESCAPES = {
    "\0": "0", "\a": "a", "\b": "b", "\t": "t", "\n": "n", "\v": "v", "\f": "f", "\r": "r",
    "\x1b": "e", '"': '"', "\\": "\\", "\x85": "N", "\u2028": "L", "\u2029": "P",
}  # fmt: skip
_LONGEST_KEY = 128


def scalar(text: str, column: int, indent: int) -> str:
    """Return `text` as it stands from `column` on; its further lines are indented by `indent`.

    Raises OutputError for a lone surrogate, which has no place in a YAML stream.
    """
    if not _is_simple(text):
        if _is_special(text) or _has_blank_at_break(text):
            return _double_quoted(text, column, indent)
        if _has_any(text, _BREAKS):
            return _single_quoted_lines(text, column, indent)
    if _needs_quotes(text):
        return f"'{_fold(_doubled(text), column + 1, indent)}'"
    return text if column + len(text) <= _WIDTH else _fold(text, column, indent)


def key(text: str) -> str | None:
    """Return `text` as the key of a mapping; None for one that is too long to stand in its line."""
    if len(text.encode("utf-8", "surrogatepass")) > _LONGEST_KEY:
        return None
    if not _is_simple(text):
        if _has_any(text, _BREAKS + _ESCAPED_BREAKS):
            return None
        if _is_special(text):
            return _double_quoted(text, -1 << 30, 0)
    return f"'{_doubled(text)}'" if _needs_quotes(text) else text


def _is_simple(text: str) -> bool:
    """Return whether all characters are written as they are, in one line; false when in doubt."""
    return text.isprintable() and (text.isascii() or max(text) <= "\ufffd")


def _is_special(text: str) -> bool:
    return any(map(_is_unwritten, text))


def _is_unwritten(character: str) -> bool:
    """Return whether libyaml escapes `character`: controls, BOM, surrogates, all beyond U+FFFF."""
    if character <= "~":
        return character < " " and character != "\n"
    return not ("\xa0" <= character <= "\ud7ff" or "\ue000" <= character <= "\ufffd") or (
        character == "\ufeff"
    )


def _has_any(text: str, characters: str) -> bool:
    return any(character in text for character in characters)


def _has_blank_at_break(text: str) -> bool:
    return any(f" {end}" in text or f"{end} " in text for end in _BREAKS)


def _doubled(text: str) -> str:
    return text.replace("'", "''")


def _needs_quotes(text: str) -> bool:
    if not text:
        return True
    first = text[0]
    return (
        first in _INDICATORS
        or text[-1] in " :"
        or ": " in text
        or " #" in text
        or (first in _INDICATORS_BEFORE_BLANK and text[1:2] in (" ", ""))
        or text.startswith(("---", "..."))
        or (text.isascii() and is_resolved(text))
    )


def _fold(text: str, column: int, indent: int) -> str:
    """Break the lines of `text` at single blanks that stand beyond the width."""
    if column + len(text) <= _WIDTH:
        return text
    lines, start, last = [], 0, len(text) - 1
    at = text.find(" ", max(_WIDTH + 1 - column, 0))
    while 0 <= at < last:
        if at > 0 and text[at - 1] != " " and text[at + 1] != " ":
            lines.append(text[start:at])
            start = at + 1
            at = text.find(" ", start + max(_WIDTH + 1 - indent, 0))
        else:
            at = text.find(" ", at + 1)
    lines.append(text[start:])
    return f"\n{' ' * indent}".join(lines)


def _single_quoted_lines(text: str, column: int, indent: int) -> str:
    """Quote a text of several lines: the first of several line ends is doubled."""
    parts, column, ended = ["'"], column + 1, False
    for index, piece in enumerate(_lines(text)):
        if index % 2:
            parts.append("\n\n" if piece == "\n" and not ended else piece)
            ended = True
        elif piece:
            if ended:
                parts.append(" " * indent)
                column = indent
            parts.append(_fold(_doubled(piece), column, indent))
            ended = False
    if ended:
        parts.append(" " * indent)
    parts.append("'")
    return "".join(parts)


def _lines(text: str) -> list[str]:
    """Cut `text` into lines and, between them, what ends them."""
    pieces: list[str] = []
    start = 0
    for index, character in enumerate(text):
        if character in _BREAKS:
            pieces += (text[start:index], character)
            start = index + 1
    pieces.append(text[start:])
    return pieces


def _double_quoted(text: str, column: int, indent: int) -> str:
    """Quote and escape `text`; a break in a line that falls before two blanks is escaped too."""
    _require_encodable(text)
    parts, column, last = ['"'], column + 1, len(text) - 1
    after_blank = False
    for index, character in enumerate(text):
        piece = character
        if character == " ":
            if not after_blank and column > _WIDTH and 0 < index < last:
                piece = f"\n{' ' * indent}" + ("\\" if text[index + 1] == " " else "")
                column = indent - len(piece) + (text[index + 1] == " ")
            after_blank = True
        else:
            after_blank = False
            if character in _ESCAPES or _is_unwritten(character):
                piece = _escape(character)
        parts.append(piece)
        column += len(piece)
    parts.append('"')
    return "".join(parts)


def _escape(character: str) -> str:
    letter = _ESCAPES.get(character)
    if letter is not None:
        return f"\\{letter}"
    code = ord(character)
    if code <= 0xFF:
        return f"\\x{code:02X}"
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"


def _require_encodable(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise OutputError(str(error)) from error
