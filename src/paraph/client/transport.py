"""The one interface through which the client reaches the network, and the fake that tests use.

`client/connection.py` holds the real one.
"""

from __future__ import annotations

from paraph.core.message import Request, Response

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Protocol
else:
    Protocol = object


class Transport(Protocol):
    """Sends requests. Safe to share between threads."""

    def send(self, request: Request, *, stream: bool = False) -> Response:
        """Send `request` (absolute URL) and return the response.

        Without `stream` the body has been read and is bytes. With it the body is a stream: its
        connection is kept for the next request once the stream is drained, and is given up
        when the stream is closed before. Content encodings (gzip) are left as they are.

        Raises a subclass of `client.errors.TransportError`; a stream's `read` does too.
        """

    def close(self) -> None:
        """Close the connections that are kept. Sending again opens new ones."""


class FakeTransport:
    """Answers with what it was given, in order, and remembers what it was asked.

    `answers` holds responses, and exceptions to raise. `requests` holds each request sent, as an
    independent copy with its body read.
    """

    def __init__(self, answers: Iterable[Response | Exception] = ()) -> None:
        self.answers = list(answers)
        self.requests: list[Request] = []
        self.is_closed = False

    def send(self, request: Request, *, stream: bool = False) -> Response:
        """Record `request`; return or raise the next answer."""
        body = request.body if isinstance(request.body, bytes) else request.body.read()
        self.requests.append(Request(request.method, request.url, request.headers.items(), body))
        if not self.answers:
            msg = f"no answer left for {request!r}"
            raise AssertionError(msg)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        if not stream:
            answer.content()
        return answer

    def close(self) -> None:
        """Remember that it was closed."""
        self.is_closed = True
