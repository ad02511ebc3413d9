"""HTTP messages as values: what a protocol writes, the signer signs and the transport sends."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Protocol
else:
    Protocol = object  # typing costs 4 ms


class Headers:
    """An ordered list of fields. Small, so look-ups walk it: a request carries about ten."""

    __slots__ = ("_fields",)

    def __init__(self, fields: dict[str, str] | Iterable[tuple[str, str]] | Headers = ()) -> None:
        self._fields: list[tuple[str, str]]
        if isinstance(fields, Headers):
            self._fields = list(fields._fields)
        elif isinstance(fields, dict):
            self._fields = list(fields.items())
        else:
            self._fields = list(fields)

    def get(self, name: str, default: str | None = None) -> str | None:
        """Return the first value of `name`, or `default`."""
        wanted = name.lower()
        for key, value in self._fields:
            if key.lower() == wanted:
                return value
        return default

    def joined(self, name: str) -> str | None:
        """Return all values of `name` as one list-valued field (RFC 9110 §5.3), or None."""
        wanted = name.lower()
        values = [value for key, value in self._fields if key.lower() == wanted]
        return ", ".join(values) if values else None

    def set(self, name: str, value: str) -> None:
        """Replace every field called `name` by this one, in the first one's place."""
        wanted = name.lower()
        for position, (key, _) in enumerate(self._fields):
            if key.lower() == wanted:
                self._fields[position] = (name, value)
                self._fields[position + 1 :] = [
                    field for field in self._fields[position + 1 :] if field[0].lower() != wanted
                ]
                return
        self._fields.append((name, value))

    def add(self, name: str, value: str) -> None:
        """Append a field, keeping those that have the same name."""
        self._fields.append((name, value))

    def set_default(self, name: str, value: str) -> None:
        """Add the field unless one of that name is there."""
        if name not in self:
            self._fields.append((name, value))

    def remove(self, name: str) -> None:
        """Drop every field called `name`."""
        wanted = name.lower()
        self._fields = [field for field in self._fields if field[0].lower() != wanted]

    def items(self) -> list[tuple[str, str]]:
        """Return the fields in order."""
        return list(self._fields)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self.get(name) is not None

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Headers) and self._fields == other._fields

    def __hash__(self) -> int:
        return hash(tuple(self._fields))

    def __repr__(self) -> str:
        # Names only: values carry signatures and session tokens.
        return f"Headers({[name for name, _ in self._fields]})"


class ByteStream(Protocol):
    """A body too large to hold: a file, or what remains of a response."""

    def read(self, size: int = -1, /) -> bytes:
        """Return up to `size` bytes (all that is left when negative); b"" at the end."""


Body = bytes | ByteStream


class Request:
    """An HTTP request. `url` is absolute, or a path and query until an endpoint is chosen."""

    __slots__ = ("body", "headers", "method", "url")

    def __init__(
        self,
        method: str,
        url: str,
        headers: dict[str, str] | Iterable[tuple[str, str]] | Headers = (),
        body: Body = b"",
    ) -> None:
        self.method = method
        self.url = url
        self.headers = headers if isinstance(headers, Headers) else Headers(headers)
        self.body = body

    def __repr__(self) -> str:
        return f"Request({self.method} {self.url.partition('?')[0]})"


class Response:
    """An HTTP response. `body` is bytes once read, a stream while it is still on the wire."""

    __slots__ = ("body", "headers", "reason", "status")

    def __init__(
        self,
        status: int,
        headers: dict[str, str] | Iterable[tuple[str, str]] | Headers = (),
        body: Body = b"",
        reason: str = "",
    ) -> None:
        self.status = status
        self.headers = headers if isinstance(headers, Headers) else Headers(headers)
        self.body = body
        self.reason = reason

    def content(self) -> bytes:
        """Return the whole body, reading what is left of a stream once."""
        if not isinstance(self.body, bytes):
            self.body = self.body.read()
        return self.body

    def __repr__(self) -> str:
        return f"Response({self.status})"
