"""Small XML documents of unknown form as a tree: the errors of the XML protocols."""

from __future__ import annotations

from pyexpat import ExpatError, ParserCreate

from paraph.protocols.codecs.xmltext import XmlError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Element:
    """An element: its name without prefix, its children, and the text before the first of them."""

    __slots__ = ("children", "name", "text")

    def __init__(self, name: str) -> None:
        self.name = name
        self.children: list[Element] = []
        self.text: str | None = None

    def find(self, name: str) -> Element | None:
        """Return the first child of that name, or None."""
        for child in self.children:
            if child.name == name:
                return child
        return None

    def content(self) -> Any:
        """Return the children by name (the first of each), or the text, or None."""
        if not self.children:
            return self.text
        content: dict[str, Any] = {}
        for child in self.children:
            content.setdefault(child.name, child.content())
        return content


def parse_tree(body: bytes) -> Element:
    """Return the root element. Raises XmlError."""
    document = Element("")
    above = [document]

    def start(tag: str, _attributes: dict[str, str]) -> None:
        element = Element(tag.rpartition(":")[2])
        above[-1].children.append(element)
        above.append(element)

    def end(_tag: str) -> None:
        above.pop()

    def text(data: str) -> None:
        element = above[-1]
        if not element.children:
            element.text = (element.text or "") + data

    parser = ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    try:
        parser.Parse(body, True)
    except ExpatError as error:
        raise XmlError(str(error)) from None
    return document.children[0]
