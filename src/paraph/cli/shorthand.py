"""The shorthand syntax of structures, lists and maps: `Name=x,Values=a,b`.

    parameter  = keyval *( "," keyval )
    keyval     = key [ "@" ] "=" [ values ]       ; "@=": strings name files (file://, fileb://)
    key        = 1*( ALPHA / DIGIT / "-" / "_" / "." / "#" / "/" / ":" )
    values     = csv / list / hash
    csv        = first *( "," second )            ; a second followed by "=" is the next key
    list       = "[" [ item *( "," item ) ] "]"
    hash       = "{" [ key [ "@" ] "=" item *( "," key [ "@" ] "=" item ) ] "}"
    item       = list / hash / first
    first      = quoted / word                    ; word up to , " ' ] }
    second     = quoted / word                    ; word up to , " ' =

Grammar: AWS CLI user guide, "Using shorthand syntax", and observed behaviour of v2.36.7, which also
fixes the messages and the place of the caret. Blanks around `,` `=` `[` `{` mean nothing.
"""

from __future__ import annotations

from paraph.cli.parameter_errors import ConversionError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from paraph.cli.paramfile import ParamFiles
    from paraph.model.shape import Shape

_BLANKS = " \t\n\r\x0b\x0c"
_KEY = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.#/:")
_NUMBERS: dict[str, Callable[[Any], Any]] = {
    "integer": int,
    "long": int,
    "double": float,
    "float": float,
}


class ShorthandError(Exception):
    """A value that is no shorthand; the caller knows the option's name."""


class _SyntaxError(ShorthandError):
    """Something else stands where the grammar wants `expected`."""

    def __init__(self, text: str, index: int, expected: str, received: str) -> None:
        super().__init__(
            f"Expected: '{expected}', received: '{received}' for input:\n {_point_at(text, index)}"
        )


def parse_shorthand(text: str, files: ParamFiles) -> dict[str, Any]:
    """Return the parsed value, all its leaves strings (bytes from `fileb://`).

    Raises ShorthandError, and ParamFileError for a file named after `@=`.
    """
    return _Parser(text, files).parameter()


def apply_types(value: Any, shape: Shape) -> Any:
    """Return `value` with its strings converted to what `shape` says, changed in place.

    A single value becomes a list of one where the model wants a list. What fits no type stays as
    it is: validation names it with its full path. Raises ShorthandError for a document, whose
    types no model tells, ConversionError for a number that is none.
    """
    if shape.type_name == "list" and not isinstance(value, list):
        # One value from a file: v2 leaves it alone, and validation says that it is no list.
        return value
    return _typed(value, shape)


class _DocumentError(Exception):
    """A document inside a structure, seen from below where the member's name is not known."""


def _typed(value: Any, shape: Shape) -> Any:
    match shape.type_name:
        case "structure":
            if shape.document and value is not None:
                raise _DocumentError
            if isinstance(value, dict):
                _type_members(value, shape)
            return value
        case "list":
            if isinstance(value, list):
                value[:] = [_typed(item, shape.element) for item in value]
                return value
            # `Values=a` for a list of strings. Only lists written as such have their items typed.
            return [value]
        case "map":
            if isinstance(value, dict):
                for key in value:
                    value[key] = _typed(value[key], shape.value)
            return value
    return _scalar(value, shape.type_name)


def _type_members(value: dict[str, Any], shape: Shape) -> None:
    for name, member in shape.members.items():
        if name not in value:
            continue
        try:
            value[name] = _typed(value[name], member)
        except _DocumentError:
            msg = (
                f"Shorthand syntax does not support document types. Use JSON input for top-level "
                f"argument to specify nested parameter: {name}"
            )
            raise ShorthandError(msg) from None


def _scalar(value: Any, type_name: str) -> Any:
    convert = _NUMBERS.get(type_name)
    try:
        if convert is not None:
            return convert(value)
        if type_name == "boolean":
            return {"true": True, "false": False}.get(value.lower(), value)
    except (ValueError, TypeError, AttributeError) as error:
        # A list or a hash where a number belongs, too
        raise ConversionError(str(error)) from error
    return value


class _Parser:
    """One value being read; `_index` is the next character."""

    __slots__ = ("_files", "_index", "_names_file", "_text")

    def __init__(self, text: str, files: ParamFiles) -> None:
        self._text = text
        self._files = files
        self._index = 0
        # The last key was followed by `@`
        self._names_file = False

    def parameter(self) -> dict[str, Any]:
        params: dict[str, Any] = {}
        while True:
            end_of_previous = self._index
            if params:
                self._expect(",")
            key = self._key()
            value = self._values()
            if key in params:
                raise _duplicate(self._text, end_of_previous + 1, key)
            params[key] = value
            if self._at_end():
                return params

    def _key(self) -> str:
        start = self._index
        text, size = self._text, len(self._text)
        while self._index < size and text[self._index] in _KEY:
            self._index += 1
        key = text[start : self._index]
        self._skip_blanks()
        self._names_file = self._current() == "@"
        if self._names_file:
            self._index += 1
        self._expect("=")
        return key

    def _values(self) -> Any:
        if self._current() == "[":
            return self._list()
        if self._current() == "{":
            return self._hash()
        return self._csv()

    def _csv(self) -> Any:
        first = self._first()
        self._skip_blanks()
        if self._current() != ",":
            return first
        self._expect(",")
        values = [first]
        ended = False
        while not ended:
            try:
                value = self._second()
                self._skip_blanks()
                ended = self._at_end()
                if not ended:
                    self._expect(",")
            except _SyntaxError:
                if self._at_end():
                    raise
                # `a=b,c,d=e`: what was read last is the next key, not a value.
                self._index = self._text.rindex(",", 0, self._index + 1)
                break
            values.append(value)
        return first if len(values) == 1 else values

    def _list(self) -> list[Any]:
        self._expect("[")
        values = []
        while self._current() != "]":
            values.append(self._item())
            self._end_of_item("]")
        self._index += 1
        return values

    def _hash(self) -> dict[str, Any]:
        self._expect("{")
        members: dict[str, Any] = {}
        while self._current() != "}":
            key = self._key()
            members[key] = self._item()
            self._end_of_item("}")
        self._index += 1
        return members

    def _item(self) -> Any:
        if self._current() == "[":
            return self._list()
        if self._current() == "{":
            return self._hash()
        return self._first()

    def _end_of_item(self, closing: str) -> None:
        self._skip_blanks()
        if self._current() != closing:
            self._expect(",")

    def _first(self) -> str | bytes:
        if self._current() in ("'", '"'):
            return self._quoted()
        word = self._word(_is_first)
        return "" if word is None else self._resolved(word)

    def _second(self) -> str | bytes:
        if self._current() in ("'", '"'):
            return self._quoted()
        word = self._word(_is_second)
        if word is None:
            raise _SyntaxError(self._text, self._index, "<second>", "<none>")
        return self._resolved(word)

    def _word(self, follows: Callable[[str], bool]) -> str | None:
        """Read an unquoted word, `\\,` standing for a comma; None where none starts here."""
        text, start = self._text, self._index
        if text.startswith("\\,", start):
            self._index += 2
        elif start < len(text) and _starts_word(text[start]):
            self._index += 1
        else:
            return None
        while self._index < len(text):
            if text.startswith("\\,", self._index):
                self._index += 2
            elif follows(text[self._index]):
                self._index += 1
            else:
                break
        return text[start : self._index].replace("\\,", ",").rstrip()

    def _quoted(self) -> str | bytes:
        quote = self._text[self._index]
        end = _closing_quote(self._text, self._index + 1, quote)
        if end is None:
            name = "<singled quoted>" if quote == "'" else "<double quoted>"
            raise _SyntaxError(self._text, self._index, name, "<none>")
        inner = self._text[self._index + 1 : end]
        self._index = end + 1
        return self._resolved(inner.replace(f"\\{quote}", quote).replace("\\\\", "\\"))

    def _resolved(self, value: str) -> str | bytes:
        loaded = self._files.load(value) if self._names_file else None
        return value if loaded is None else loaded

    def _expect(self, char: str) -> None:
        """Step over `char` and the blanks around it."""
        self._skip_blanks()
        received = self._current()
        if received != char:
            raise _SyntaxError(self._text, self._index, char, received or "EOF")
        self._index += 1
        self._skip_blanks()

    def _current(self) -> str:
        """Return the next character, "" at the end."""
        return self._text[self._index : self._index + 1]

    def _at_end(self) -> bool:
        return self._index >= len(self._text)

    def _skip_blanks(self) -> None:
        text, size = self._text, len(self._text)
        while self._index < size and text[self._index] in _BLANKS:
            self._index += 1


# The classes of characters are those of v2.36.7, found by trying every one. Nothing beyond U+FFFF
# belongs to any of them: an emoji has to be quoted.


def _starts_word(char: str) -> bool:
    return "!" <= char <= "\uffff" and char not in "\"',=[{"


def _is_first(char: str) -> bool:
    return char.isspace() or ("!" <= char <= "\uffff" and char not in "\"',]}")


def _is_second(char: str) -> bool:
    return char.isspace() or ("!" <= char <= "\uffff" and char not in "\"',=")


def _closing_quote(text: str, start: int, quote: str) -> int | None:
    """Return where the string that starts at `start` ends; None where it does not."""
    escaped = None
    index = text.find(quote, start)
    while index >= 0:
        if index == start or text[index - 1] != "\\":
            return index
        escaped = index
        index = text.find(quote, index + 1)
    # Nothing closes it but an escaped quote: then that one does.
    return escaped


def _duplicate(text: str, index: int, key: str) -> ShorthandError:
    return ShorthandError(
        f'Second instance of key "{key}" encountered for input:\n{_point_at(text, index)}\n'
        f'This is often because there is a preceding "," instead of a space.'
    )


def _point_at(text: str, index: int) -> str:
    """Return `text` with a caret in a line of its own below the character at `index`."""
    line_start = text.rfind("\n", 0, index) + 1
    line_end = text.find("\n", index)
    if line_end < 0:
        line_end = len(text)
    return f"{text[:line_end]}\n{' ' * (index - line_start)}^{text[line_end:]}"
