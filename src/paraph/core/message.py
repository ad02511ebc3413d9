"""HTTP messages as values: what a protocol writes, the signer signs and the transport sends."""

from __future__ import annotations

from paraph.core.headers import Headers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Protocol
else:
    Protocol = object  # typing costs 4 ms


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
