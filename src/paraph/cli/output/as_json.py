"""`--output json`: the whole result as one document, indented by four."""

from __future__ import annotations

from _json import encode_basestring

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from paraph.cli.output.sink import Query, Result, Sink

    Writer = Callable[[Any], str]
    Unknown = Callable[[Any], str]


def write(result: Result, sink: Sink, *, query: Query | None, colour: bool) -> None:  # noqa: ARG001  a format
    """Show `result`; nothing for an empty object. Pages become one document.

    Nothing is written before the last page has come: a failure leaves standard output empty.
    """
    if result.pages is not None and query is None:
        from paraph.cli.output.json_pages import write_pages  # noqa: PLC0415  lazy: lists only

        write_pages(result.pages, sink)
    else:
        value = result.whole(query)
        if value != {}:
            text = JsonEncoder().encode(value) + "\n"
            sink.write(text, lambda: pieces(text))
    sink.flush()


def pieces(document: str) -> Iterator[str]:
    """Cut a document as Python's `json.dump` writes it; needed where a character is unwritable."""
    import json  # noqa: PLC0415  lazy: only before an error

    value: Any = json.loads(document)
    yield from json.JSONEncoder(ensure_ascii=False, indent=4).iterencode(value)
    yield "\n"


_INDENT = "    "
_CONSTANTS = {True: "true", False: "false", None: "null"}
_NOT_FINITE = {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}
# Maps have names that occur once; no more templates than this are kept at one depth.
_MOST_TEMPLATES = 512


class JsonEncoder:
    """Encodes values; keeps what it has learnt from one to the next.

    `unknown` gets values that JSON has no text for, and returns text.
    """

    __slots__ = ("_levels", "_unknown")

    def __init__(self, unknown: Unknown | None = None) -> None:
        self._unknown = _refuse if unknown is None else unknown
        self._levels: list[_Level] = []

    def encode(self, value: Any) -> str:
        """Return the text of `value`."""
        return self._level(0)[type(value)](value)

    def items(self, values: list[Any], depth: int) -> str:
        """Return the text of a list's items, which stand `depth` deep; the first in a new line."""
        level = self._level(depth)
        return level.pad + level.listed(values)

    def pad(self, depth: int) -> str:
        """Return the line end and the blanks before what stands `depth` deep."""
        return self._level(depth).pad

    def _level(self, depth: int) -> _Level:
        while len(self._levels) <= depth:
            above = self._levels[-1] if self._levels else None
            self._levels.append(_Level(above, self._unknown))
        return self._levels[depth]


class _Level(dict[type, "Writer"]):
    """How values are written that stand at one depth: from a type to a function."""

    __slots__ = ("_below", "_templates", "_unknown", "pad")

    def __init__(self, above: _Level | None, unknown: Unknown) -> None:
        super().__init__(_SCALARS)
        self[dict] = self._object
        self[list] = self._array
        self.pad: str = "\n" if above is None else above.pad + _INDENT
        self._unknown = unknown
        self._templates: dict[tuple[str, ...], str] = {}
        self._below: _Level | None = None
        if above is not None:
            above._below = self  # noqa: SLF001  the level below

    def listed(self, values: list[Any]) -> str:
        """Return the items of a list as they stand at this depth."""
        if type(values[0]) is str:
            try:
                return f",{self.pad}".join(map(encode_basestring, values))
            except TypeError:
                # The first was a string, another is not.
                pass
        return f",{self.pad}".join([self[type(value)](value) for value in values])

    def _object(self, value: dict[str, Any]) -> str:
        if not value:
            return "{}"
        below = self._below or self._descend()
        names = tuple(value)
        template = self._templates.get(names)
        if template is None:
            template = self._template(names, below.pad)
        return template % tuple([below[type(item)](item) for item in value.values()])

    def _array(self, value: list[Any]) -> str:
        if not value:
            return "[]"
        below = self._below or self._descend()
        return f"[{below.pad}{below.listed(value)}{self.pad}]"

    def _template(self, names: tuple[str, ...], pad: str) -> str:
        keys = [encode_basestring(name).replace("%", "%%") + ": %s" for name in names]
        template = f"{{{pad}{f',{pad}'.join(keys)}{self.pad}}}"
        if len(self._templates) < _MOST_TEMPLATES:
            self._templates[names] = template
        return template

    def _descend(self) -> _Level:
        return _Level(self, self._unknown)

    def __missing__(self, kind: type) -> Writer:
        for known in (str, bool, int, float, dict, list):
            if issubclass(kind, known):
                return _subclassed_text if known is str else self[known]
        return self._array_of if issubclass(kind, tuple) else self._unknown

    def _array_of(self, value: tuple[Any, ...]) -> str:
        return self._array(list(value))


def _subclassed_text(value: str) -> str:
    return encode_basestring(str(value))


def _float(value: float) -> str:
    text = float.__repr__(value)
    return _NOT_FINITE.get(text, text)


def _blob(value: bytes) -> str:
    from binascii import b2a_base64  # noqa: PLC0415  lazy: one protocol gives bytes

    return f'"{b2a_base64(value, newline=False).decode()}"'


def _refuse(value: Any) -> str:
    msg = f"JSON has no text for a value of type {type(value).__name__}"
    raise TypeError(msg)


_SCALARS: dict[type, Writer] = {
    str: encode_basestring,
    int: int.__repr__,
    bool: _CONSTANTS.__getitem__,
    type(None): _CONSTANTS.__getitem__,
    float: _float,
    bytes: _blob,
}
