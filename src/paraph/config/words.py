"""Splits text into words as a POSIX shell does, without running one: section names and commands.

The rules are those of Python's `shlex.split` (POSIX XCU 2.2, quoting), which aws-cli v2 uses for
both. Written here because importing `shlex` costs more than reading forty profiles.
"""

_BLANKS = " \t\r\n"
_SPECIAL = "'\"\\"


def split_words(text: str) -> list[str]:
    """Return the words of `text`, quotes and backslashes undone.

    Raises ValueError where a quotation or an escape is not finished.
    """
    if not any(character in text for character in _SPECIAL):
        return [word for word in text.translate(_TO_BLANK).split(" ") if word]
    words = []
    word: str | None = None
    position = 0
    while position < len(text):
        character = text[position]
        if character in _BLANKS:
            if word is not None:
                words.append(word)
            word = None
            position += 1
        else:
            piece, position = _piece(text, position)
            word = (word or "") + piece
    if word is not None:
        words.append(word)
    return words


_TO_BLANK = dict.fromkeys(map(ord, "\t\r\n"), " ")


def _piece(text: str, position: int) -> tuple[str, int]:
    """Read one character, escape or quotation; return what it stands for and where it ends."""
    character = text[position]
    if character == "\\":
        if position + 1 == len(text):
            raise ValueError("No escaped character")
        return text[position + 1], position + 2
    if character == "'":
        end = text.find("'", position + 1)
        if end < 0:
            raise ValueError("No closing quotation")
        return text[position + 1 : end], end + 1
    if character == '"':
        return _double_quoted(text, position + 1)
    return character, position + 1


def _double_quoted(text: str, position: int) -> tuple[str, int]:
    parts: list[str] = []
    while position < len(text):
        character = text[position]
        if character == '"':
            return "".join(parts), position + 1
        if character == "\\":
            # Between double quotes a backslash escapes itself and the quote, nothing else.
            if position + 1 == len(text):
                raise ValueError("No escaped character")
            following = text[position + 1]
            parts.append(following if following in '"\\' else character + following)
            position += 1
        else:
            parts.append(character)
        position += 1
    raise ValueError("No closing quotation")
