"""Text as a YAML scalar, in the style and with the line breaks that libyaml gives it.

The official CLI writes YAML with libyaml (by way of ruamel.yaml): lines are folded at the first
blank after column 80, and a text is quoted when it could be read as something else under YAML 1.2,
or under the parts of YAML 1.1 that ruamel.yaml goes on resolving (https://yaml.org/spec/1.2.2/).
"""

from __future__ import annotations

import re

from paraph.cli.output.errors import OutputError

_WIDTH = 80

# What libyaml does not write as it is; characters beyond U+FFFF are among them.
_SPECIAL = re.compile("[^\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd]")
_BREAK = re.compile("[\n\u2028\u2029]")
_BREAK_IN_KEY = re.compile("[\n\r\x85\u2028\u2029]")
_BLANK_AT_BREAK = re.compile(" [\n\u2028\u2029]|[\n\u2028\u2029] ")
_LINES = re.compile("([\n\u2028\u2029])")
# What a text must not have to stand without quotes: a start or a middle with a meaning in YAML.
_INDICATOR = re.compile(r"""\A(?:---|\.\.\.|[#,\[\]{}&*!|>'"%@`]|[?:-](?: |\Z))|:(?: |\Z)| #""")
# What stands without quotes for something that is not a string.
_RESOLVED = re.compile(
    r"""(?:
        ~ | null | Null | NULL | true | True | TRUE | false | False | FALSE | << | =
      | [-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?
      | [-+]?[0-9][0-9_]*[eE][-+]?[0-9]+
      | [-+]?\.[0-9_]+(?:[eE][-+][0-9]+)?
      | [-+]?\.(?:inf|Inf|INF) | \.(?:nan|NaN|NAN)
      | [-+]?0b[01_]+ | [-+]?0o?[0-7_]+ | [-+]?[0-9_]+ | [-+]?0x[0-9a-fA-F_]+
      | [0-9]{4}-[0-9]{2}-[0-9]{2}
      | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?
        (?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?
    )""",
    re.VERBOSE,
)
# Most texts are these: words, names, paths, ARNs, dates. They stand as they are, unless resolved.
_PLAIN = re.compile(
    r"[A-Za-z0-9/_]"
    r"[A-Za-z0-9/_.,;=+@(){}\[\]$%&*!?<>|^~'\"-]*"
    r"(?:(?::(?=[^ ])| (?=[^ #]))[A-Za-z0-9/_.,;=+@(){}\[\]$%&*!?<>|^~'\"-]*)*"
)
# What may be resolved begins so; nothing else does.
_RESOLVED_START = frozenset("nNtTfF0123456789+-.~<=")
_ESCAPES = {
    "\0": "0", "\a": "a", "\b": "b", "\t": "t", "\n": "n", "\v": "v", "\f": "f", "\r": "r",
    "\x1b": "e", '"': '"', "\\": "\\", "\x85": "N", "\u2028": "L", "\u2029": "P",
}  # fmt: skip
_ESCAPED = re.compile(
    r"[^\x20\x21\x23-\x5b\x5d-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]"
)


def scalar(text: str, column: int, indent: int) -> str:
    """Return `text` as it stands from `column` on; its further lines are indented by `indent`.

    Raises OutputError for a lone surrogate, which has no place in a YAML stream.
    """
    if _PLAIN.fullmatch(text):
        if _is_resolved(text):
            return f"'{_fold(_doubled(text), column + 1, indent)}'"
        return text if column + len(text) <= _WIDTH else _fold(text, column, indent)
    if not (text.isascii() and text.isprintable()):
        if _SPECIAL.search(text) or _BLANK_AT_BREAK.search(text):
            return _double_quoted(text, column, indent)
        if _BREAK.search(text):
            return _single_quoted_lines(text, column, indent)
    if _needs_quotes(text):
        return f"'{_fold(_doubled(text), column + 1, indent)}'"
    return _fold(text, column, indent)


def key(text: str) -> str | None:
    """Return `text` as the key of a mapping; None for one that is too long to stand in its line."""
    if _BREAK_IN_KEY.search(text) or len(text.encode("utf-8", "surrogatepass")) > 128:
        return None
    if _SPECIAL.search(text):
        return _double_quoted(text, -1 << 30, 0)
    return f"'{_doubled(text)}'" if _needs_quotes(text) else text


def _doubled(text: str) -> str:
    return text.replace("'", "''")


def _needs_quotes(text: str) -> bool:
    return (
        text[:1] in ("", " ")
        or text[-1] == " "
        or _INDICATOR.search(text) is not None
        or _is_resolved(text)
    )


def _is_resolved(text: str) -> bool:
    return text[0] in _RESOLVED_START and _RESOLVED.fullmatch(text) is not None


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
    for index, piece in enumerate(_LINES.split(text)):
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
            if _ESCAPED.match(character):
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
