"""XML documents straight into modelled values.

On `pyexpat` itself: ElementTree costs 10 ms to import and builds a tree that nobody wants.
`_Reader` is a state machine over the parser's events; what it expects next comes from a plan
(`xmlshapes` compiles it from a shape).
"""

from __future__ import annotations

from pyexpat import ExpatError, ParserCreate

from paraph.protocols.errors import ProtocolError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

# Long texts (a template, a policy) arrive in few pieces.
_BUFFER = 1 << 16
# A plan remembers tags with prefixes that it has met, but not without end.
_REMEMBERED = 256


class XmlError(ProtocolError):
    """A document is not well-formed; the message is the parser's."""


class XmlValueError(ProtocolError):
    """A well-formed document holds what its shape does not have."""


def read_document(body: bytes, plan: Plan) -> Any:
    """Return the value of the root element, whatever its name. Raises XmlError, XmlValueError."""
    reader = _Reader(plan)
    try:
        reader.parse(body)
    except ExpatError as error:
        raise XmlError(str(error)) from None
    except ValueError as error:
        raise XmlValueError(str(error)) from error
    return reader.result


class Field:
    """What an element of some name is to its parent: a text to convert, or a plan of its own."""

    __slots__ = ("_make", "_plan", "convert", "is_leaf", "many", "name")

    def __init__(
        self,
        name: str,
        *,
        convert: Callable[[str], Any] | None = None,
        make: Callable[[], Plan] | None = None,
        many: type | None = None,
    ) -> None:
        # The member that it sets
        self.name = name
        # None: the text itself
        self.convert = convert
        self.is_leaf = make is None
        # Flattened: each such element adds to a list, or to a map
        self.many = many
        self._make = make
        self._plan: Plan | None = None

    @property
    def plan(self) -> Plan:
        """How to read the content; compiled when first met, because shapes recurse."""
        if self._plan is None:
            self._plan = self._make() if self._make is not None else Plan({})
        return self._plan


class Plan:
    """How to read an element with children; this class reads a structure."""

    __slots__ = ("attributes", "fields", "names")

    def __init__(
        self,
        fields: dict[str, Field],
        names: tuple[str, ...] = (),
        attributes: tuple[tuple[str, str], ...] = (),
    ) -> None:
        # Tag → field; grows by the spellings with a prefix
        self.fields = fields
        # The members in the model's order, which is the order of the result
        self.names = names
        # Pairs of attribute and member
        self.attributes = attributes

    def new(self, attributes: dict[str, str]) -> Any:
        """Return an empty value for an element that starts."""
        value: dict[str, Any] = {}
        for attribute, member in self.attributes:
            text = _find_attribute(attributes, attribute)
            if text is not None:
                value[member] = text
        return value

    def find(self, tag: str) -> Field | None:
        """Return the field of a tag that does not stand in `fields`: prefixes do not count."""
        field = self.fields.get(tag.rpartition(":")[2])
        if field is not None and len(self.fields) < _REMEMBERED:
            self.fields[tag] = field
        return field

    def add(self, value: Any, field: Field, item: Any) -> None:
        """Put a finished child into the value. Of repeated members the first counts."""
        if field.many is None:
            value.setdefault(field.name, item)
        elif field.many is list:
            value.setdefault(field.name, []).append(item)
        else:
            value.setdefault(field.name, {})[item[0]] = item[1]

    def finish(self, value: Any) -> Any:
        """Return the value when its element ends."""
        if len(value) < 2:
            return value
        return {name: value[name] for name in self.names if name in value}


class UnionPlan(Plan):
    """A union: exactly one member, which may be newer than our model."""

    __slots__ = ("shape_name",)

    def __init__(self, fields: dict[str, Field], shape_name: str) -> None:
        super().__init__(fields)
        self.shape_name = shape_name

    def find(self, tag: str) -> Field | None:
        """Return the field; for an unknown member one that notes it the way v2 shows it."""
        local = tag.rpartition(":")[2]
        unknown = {"name": local}
        return self.fields.get(local) or Field("SDK_UNKNOWN_MEMBER", convert=lambda _: unknown)

    def finish(self, value: Any) -> Any:
        """Return the value, which must have one member."""
        if len(value) != 1:
            raise XmlValueError(union_message(self.shape_name))
        return value


class ListPlan(Plan):
    """A list inside an element of its own: every child is an item, whatever its name."""

    __slots__ = ("item",)

    def __init__(self, item: Field) -> None:
        super().__init__({})
        self.item = item

    def new(self, attributes: dict[str, str]) -> Any:  # noqa: ARG002
        """Return an empty list."""
        return []

    def find(self, tag: str) -> Field | None:
        """Return the item's field, always."""
        if len(self.fields) < _REMEMBERED:
            self.fields[tag] = self.item
        return self.item

    def add(self, value: Any, field: Field, item: Any) -> None:  # noqa: ARG002
        """Append the item."""
        value.append(item)

    def finish(self, value: Any) -> Any:
        """Return the list."""
        return value


class MapPlan(ListPlan):
    """A map inside an element of its own: every child is an entry."""

    __slots__ = ()

    def new(self, attributes: dict[str, str]) -> Any:  # noqa: ARG002
        """Return an empty map."""
        return {}

    def add(self, value: Any, field: Field, item: Any) -> None:  # noqa: ARG002
        """Put the entry in."""
        value[item[0]] = item[1]


class EntryPlan(Plan):
    """One entry of a map, its fields called "key" and "value"."""

    __slots__ = ()

    def find(self, tag: str) -> Field | None:
        """Return the field; nothing else may stand there."""
        field = super().find(tag)
        if field is None:
            msg = f"Unknown tag: {tag}"
            raise XmlValueError(msg)
        return field

    def finish(self, value: Any) -> Any:
        """Return (key, value)."""
        return value.get("key"), value.get("value")


def union_message(shape_name: str) -> str:
    """Return what is wrong with a union that has no member, or two."""
    return f"Invalid service response: {shape_name} must have one and only one member set."


def _find_attribute(attributes: dict[str, str], name: str) -> str | None:
    """Return an attribute; `xsi:type` is also found under another prefix."""
    text = attributes.get(name)
    if text is None and ":" in name:
        suffix = name[name.index(":") :]
        for key, value in attributes.items():
            if key.endswith(suffix):
                return value
    return text


class _Reader:
    """Where we are in one document, and the values that are still open."""

    __slots__ = (
        "_depth",
        "_fields",
        "_frozen",
        "_leaf",
        "_parser",
        "_parts",
        "_plan",
        "_stack",
        "_value",
        "result",
    )

    def __init__(self, plan: Plan) -> None:
        self.result: Any = None
        self._plan = plan
        self._fields = plan.fields
        self._value: Any = None
        # The element without children that is open, and the pieces of its text
        self._leaf: Field | None = None
        self._parts: list[str] = []
        # (value, plan, field of the child that is open) of every element above
        self._stack: list[tuple[Any, Plan, Field]] = []
        self._depth = 0
        self._frozen = ""
        # UTF-8 whatever the document says, as all AWS protocols have it
        self._parser = ParserCreate("utf-8")

    def parse(self, body: bytes) -> None:
        parser = self._parser
        parser.buffer_text = True
        parser.buffer_size = _BUFFER
        parser.StartElementHandler = self._start_root
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._parts.append
        parser.Parse(body, True)

    def _start_root(self, _tag: str, attributes: dict[str, str]) -> None:
        self._value = self._plan.new(attributes)
        self._parser.StartElementHandler = self._start

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._leaf is not None:
            self._skip()
            return
        self._parts.clear()
        field = self._fields.get(tag) or self._plan.find(tag)
        if field is None:
            self._skip()
        elif field.is_leaf:
            self._leaf = field
        else:
            self._stack.append((self._value, self._plan, field))
            self._plan = plan = field.plan
            self._fields = plan.fields
            self._value = plan.new(attributes)

    def _end(self, _tag: str) -> None:
        field = self._leaf
        if field is not None:
            item: Any = "".join(self._parts)
            if field.convert is not None:
                item = field.convert(item)
            self._leaf = None
        else:
            item = self._plan.finish(self._value)
            if not self._stack:
                self.result = item
                return
            self._value, self._plan, field = self._stack.pop()
            self._fields = self._plan.fields
        self._plan.add(self._value, field, item)

    def _skip(self) -> None:
        """Pass over the element that has just started. A leaf's text is what stood before it."""
        self._frozen = "".join(self._parts)
        self._depth = 1
        parser = self._parser
        parser.StartElementHandler = self._skip_start
        parser.EndElementHandler = self._skip_end
        parser.CharacterDataHandler = None

    def _skip_start(self, _tag: str, _attributes: dict[str, str]) -> None:
        self._depth += 1

    def _skip_end(self, _tag: str) -> None:
        self._depth -= 1
        if self._depth:
            return
        parser = self._parser
        parser.StartElementHandler = self._start
        if self._leaf is None:
            parser.EndElementHandler = self._end
            parser.CharacterDataHandler = self._parts.append
        else:
            self._parts[:] = [self._frozen]
            parser.EndElementHandler = self._end_frozen

    def _end_frozen(self, tag: str) -> None:
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._parts.append
        self._end(tag)
