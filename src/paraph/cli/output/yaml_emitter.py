"""YAML documents in block style, byte for byte those of the official CLI (libyaml's).

Keys are sorted. Sequences inside a mapping are not indented. A list or an object that stands in
two places of a result, which a query can bring about, is written once and referred to.
"""

from __future__ import annotations

from binascii import b2a_base64

from paraph.cli.output.yaml_scalar import key, scalar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

# How far what belongs to something is indented.
_STEP = 2
# Bytes in a line of base64.
_BASE64_LINE = 57
# Maps have keys that occur once; no more than this are remembered.
_MOST_KEYS = 1024
# libyaml hands its text over when so many bytes are waiting: a buffer, less room for a character.
_BUFFER = 16384 - 5


def emit(value: Any) -> str:
    """Return the document of `value`: an object, a list, bytes, or what has a `yaml_set`."""
    if isinstance(value, bytes):
        return _scalar(value, 0, _STEP) + "\n"
    emitter = _Emitter(_anchors(value))
    emitter.node(value, -_STEP, 0, in_line=True, in_mapping=False)
    return "".join(emitter.parts) + "\n"


def pieces(document: str) -> Iterator[str]:
    """Cut `document` as libyaml hands it over; needed where a character is unwritable."""
    start = size = 0
    for index, character in enumerate(document):
        if size >= _BUFFER:
            yield document[start:index]
            start, size = index, 0
        size += len(character.encode("utf-8", "surrogatepass"))
    yield document[start:]


class _Emitter:
    """Appends the parts of a document's text.

    `in_line`: the node may begin in the line of what it belongs to (`- - 1`, `- a: 1`).
    """

    __slots__ = ("_anchors", "_keys", "_written", "parts")

    def __init__(self, anchors: dict[int, str]) -> None:
        self.parts: list[str] = []
        self._anchors = anchors
        self._written: set[int] = set()
        self._keys: dict[str, str | None] = {}

    def node(
        self, value: Any, indent: int, column: int, *, in_line: bool, in_mapping: bool
    ) -> None:
        """Append `value`, which belongs to what is indented by `indent` and ends at `column`."""
        if isinstance(value, dict | list):
            anchor = self._anchors.get(id(value)) if self._anchors else None
            if anchor is not None:
                if id(value) in self._written:
                    self.parts.append(f" *{anchor}")
                    return
                self._written.add(id(value))
                self.parts.append(f" &{anchor}" if column else f"&{anchor}")
                in_line = False
            if not value:
                self.parts.append(_blank(self.parts) + ("[]" if isinstance(value, list) else "{}"))
            elif isinstance(value, dict):
                self._mapping(value, indent + _STEP, column, in_line=in_line)
            else:
                inner = indent if in_mapping and not in_line else indent + _STEP
                self._sequence(value, inner, column, in_line=in_line)
        elif hasattr(value, "yaml_set"):
            self._set(value.yaml_set, indent + _STEP)
        else:
            self.parts.append(_blank(self.parts) + _scalar(value, column + 1, indent + _STEP))

    def _set(self, values: list[Any], indent: int) -> None:
        """Append a set (https://yaml.org/type/set.html): a mapping of its values to null."""
        self.parts.append(_blank(self.parts) + "!!set")
        for value in values:
            shown = key(value) if isinstance(value, str) else _scalar(value, indent, indent)
            if shown is None:
                shown = f"? {scalar(str(value), indent + _STEP, indent + _STEP)}\n{' ' * indent}"
            self.parts.append(f"\n{' ' * indent}{shown}: null")

    def _sequence(self, values: list[Any], indent: int, column: int, *, in_line: bool) -> None:
        line = "\n" + " " * indent
        start = " " * (indent - column) if in_line else line
        for value in values:
            self.parts.append(f"{start}-")
            start = line
            if type(value) is str:
                self.parts.append(f" {scalar(value, indent + _STEP, indent + _STEP)}")
            else:
                self.node(value, indent, indent + 1, in_line=True, in_mapping=False)

    def _mapping(self, value: dict[str, Any], indent: int, column: int, *, in_line: bool) -> None:
        line = "\n" + " " * indent
        start = " " * (indent - column) if in_line else line
        for name in sorted(value):
            text, item = self._key(name), value[name]
            if text is None:
                self.parts.append(f"{start}? {scalar(name, indent + _STEP, indent + _STEP)}{line}:")
                self.node(item, indent, indent + 1, in_line=True, in_mapping=True)
            elif type(item) is str:
                shown = scalar(item, indent + len(text) + 2, indent + _STEP)
                self.parts.append(f"{start}{text}: {shown}")
            else:
                self.parts.append(f"{start}{text}:")
                at = indent + len(text) + 1
                self.node(item, indent, at, in_line=False, in_mapping=True)
            start = line

    def _key(self, name: str) -> str | None:
        try:
            return self._keys[name]
        except KeyError:
            text = key(name)
            if len(self._keys) < _MOST_KEYS:
                self._keys[name] = text
            return text


def _blank(parts: list[str]) -> str:
    return " " if parts else ""


def _scalar(value: Any, column: int, indent: int) -> str:
    if isinstance(value, str):
        return scalar(value, column, indent)
    if hasattr(value, "yaml_text"):
        # A value that knows how it looks: DynamoDB's numbers (see `commands/ddb/values.py`)
        text: str = value.yaml_text
        return text
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, bytes):
        return _blob(value, indent)
    msg = f"YAML has no text for a value of type {type(value).__name__}"
    raise TypeError(msg)


def _number(value: float) -> str:
    text = repr(value)
    return {"nan": ".nan", "inf": ".inf", "-inf": "-.inf"}.get(text, text)


def _blob(value: bytes, indent: int) -> str:
    if not value:
        return '!!binary ""'
    lines = [
        b2a_base64(value[at : at + _BASE64_LINE], newline=False).decode()
        for at in range(0, len(value), _BASE64_LINE)
    ]
    return "".join(["!!binary |", *[f"\n{' ' * indent}{line}" for line in lines]])


def _anchors(value: Any) -> dict[int, str]:
    """Name what stands in more than one place, in the order of the second places."""
    seen: set[int] = set()
    anchors: dict[int, str] = {}
    waiting = [iter((value,))]
    while waiting:
        for item in waiting[-1]:
            if not isinstance(item, dict | list):
                continue
            if id(item) in seen:
                anchors.setdefault(id(item), f"id{len(anchors) + 1:03d}")
                continue
            seen.add(id(item))
            waiting.append(
                map(item.__getitem__, sorted(item)) if isinstance(item, dict) else iter(item)
            )
            break
        else:
            waiting.pop()
    return anchors
