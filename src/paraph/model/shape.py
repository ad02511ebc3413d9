"""Shapes: the types of a service model, as one operation's record holds them.

A record holds a table of rows `(name, type, traits, content)`; content is `(members, required)` of
a structure, the element's row of a list, the (key, value) rows of a map. A row stands for a shape
*as referred to*: a member's own traits (location, name on the wire, …) are already laid over those
of the shape it refers to, so that nobody has to look in two places. Rows refer to each other by
position, because shapes recurse.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Row = tuple[str, str, dict[str, Any], Any]


class Shape:
    """One row, its references resolved when first asked for.

    The traits are Smithy's and the service model's (https://smithy.io/2.0/spec/); each is an
    attribute, absent ones have the default below. Created by the hundred in a call, hence a
    plain class whose instance dictionary is filled in one step.
    """

    # Where a member travels: "header", "headers", "querystring", "uri", "statusCode"; None = body.
    location: str | None = None
    # Its name there. Lists in XML and query bodies also use it for their elements.
    location_name: str | None = None
    flattened: bool = False
    # The URI, and the prefix or ""
    xml_namespace: tuple[str, str] | None = None
    xml_attribute: bool = False
    # "iso8601", "rfc822" or "unixTimestamp"; None = the protocol's own
    timestamp_format: str | None = None
    streaming: bool = False
    requires_length: bool = False
    # A JSON document inside a string or header
    json_value: bool = False
    # A member that fills a `{label}` of the operation's host prefix
    host_label: bool = False
    idempotency_token: bool = False
    # Of a structure: the member that is the whole body
    payload: str | None = None
    # Any JSON value
    document: bool = False
    union: bool = False
    event_stream: bool = False
    event: bool = False
    event_header: bool = False
    event_payload: bool = False
    box: bool = False
    sparse: bool = False
    sensitive: bool = False
    # The name in EC2's query protocol
    query_name: str | None = None
    # The endpoint rules' parameter that this member sets
    context_param: str | None = None
    min: float | None = None
    max: float | None = None
    enum: tuple[str, ...] = ()
    # Of an error structure
    exception: bool = False
    error_code: str | None = None
    http_status: int | None = None
    sender_fault: bool = False
    fault: bool = False
    # Worth another attempt; and one that says to slow down
    retryable: bool = False
    throttling: bool = False
    # RDS's and others' results wrapped in an element of the shape's name
    wrapper: bool = False
    deprecated: bool = False
    # What a protocol has compiled to read this shape, kept here so that all pages share it
    reader: Any = None

    def __init__(self, table: ShapeTable, row: Row) -> None:
        self.name, self.type_name, traits, self._content = row
        self._table = table
        self._members: dict[str, Shape] | None = None
        self.__dict__.update(traits)

    @property
    def members(self) -> dict[str, Shape]:
        """The members of a structure in the model's order; empty for every other type."""
        if self._members is None:
            shape = self._table.shape
            content = self._content[0] if self.type_name == "structure" else {}
            self._members = {name: shape(index) for name, index in content.items()}
        return self._members

    @property
    def required(self) -> tuple[str, ...]:
        """The names of a structure's required members."""
        names: tuple[str, ...] = self._content[1]
        return names

    @property
    def element(self) -> Shape:
        """What a list holds."""
        return self._table.shape(self._content)

    @property
    def key(self) -> Shape:
        """A map's key."""
        return self._table.shape(self._content[0])

    @property
    def value(self) -> Shape:
        """A map's value."""
        return self._table.shape(self._content[1])

    def __repr__(self) -> str:
        return f"Shape({self.name}: {self.type_name})"


class ShapeTable:
    """The rows of one record, each made a Shape at most once."""

    __slots__ = ("_rows", "_shapes")

    def __init__(self, rows: list[Row]) -> None:
        self._rows = rows
        self._shapes: list[Shape | None] = [None] * len(rows)

    def shape(self, index: int) -> Shape:
        """Return the shape in row `index`."""
        found = self._shapes[index]
        if found is None:
            found = self._shapes[index] = Shape(self, self._rows[index])
        return found
