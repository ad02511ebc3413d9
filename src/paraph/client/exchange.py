"""One request and its response over one connection."""

from __future__ import annotations

from paraph.client.errors import (
    ConnectionClosedError,
    IncompleteReadError,
    InvalidRequestError,
    ReadTimeoutError,
    TlsError,
    TransportError,
)
from paraph.client.http_read import BrokenResponse, CutBody, Head, NoResponse, Reader, read_head
from paraph.client.http_write import Target, body_framing_fields, format_head, send_body
from paraph.client.sockets import has_news
from paraph.client.tls import is_tls_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Self

    from paraph.client.http_read import Framing
    from paraph.client.proxy import Proxies, Proxy
    from paraph.client.sockets import Stream
    from paraph.core.message import Request

# How long a 100 (Continue) is waited for before the body is sent without (botocore: one second).
_CONTINUE_WAIT = 1.0
# A body up to this size leaves in one write with its head.
_SMALL = 64 * 1024
# (scheme, host, port, proxy): whom a connection leads to
Place = tuple[str, str, int, str]


class Stale(Exception):  # noqa: N818  answered by a new connection
    """A kept connection turned out to be closed before anything of an answer had come."""


class SendFailed(Exception):  # noqa: N818  followed by a look for an answer
    """The connection takes no more. Its cause is the OSError."""


class Route:
    """The way of a request: its target, and the proxy in between if there is one."""

    __slots__ = ("is_forwarded", "place", "proxy", "target")

    def __init__(self, request: Request, proxies: Proxies | None) -> None:
        target = self.target = Target(request.url)
        proxy = self.proxy = None if proxies is None else proxies.find(request.url)
        self.is_forwarded = False
        self.place: Place = (target.scheme, target.host, target.port, "")
        if proxies is not None and proxy is not None:
            # The proxy reads the request itself; else it carries a tunnel.
            forwards_https = proxies.forwards_https and proxy.scheme == "https"
            self.is_forwarded = target.scheme == "http" or forwards_https
            address = f"{proxy.scheme}://{proxy.host}:{proxy.port}"
            # A forwarding proxy is the same place for every host.
            self.place = ("", "", 0, address) if self.is_forwarded else (*self.place[:3], address)


class Outgoing:
    """A request ready to be written."""

    __slots__ = ("expects", "head", "is_plain", "keeps_alive", "length", "request", "start")

    def __init__(self, request: Request, route: Route) -> None:
        known = {name.lower(): value for name, value in request.headers.items()}
        fields = body_framing_fields(request, known)
        proxy = route.proxy if route.is_forwarded else None
        self.request = request
        self.head = format_head(
            request,
            route.target,
            known,
            fields,
            absolute=route.is_forwarded,
            proxy_authorization=None if proxy is None else proxy.authorization,
        )
        known.update([(name.lower(), value) for name, value in fields])
        # None: in chunks
        is_chunked = known.get("transfer-encoding", "").lower().endswith("chunked")
        self.length = None if is_chunked else _parse_length(request, known.get("content-length"))
        self.expects = request.body != b"" and "100-continue" in known.get("expect", "").lower()
        # Bytes and nothing to wait for: head and body can leave together.
        self.is_plain = (
            isinstance(request.body, bytes)
            and self.length == len(request.body)
            and not self.expects
        )
        self.keeps_alive = "close" not in known.get("connection", "").lower()
        self.start = _position(request)

    def rewind(self) -> bool:
        """Go back to the start of the body; False where that cannot be."""
        body = self.request.body
        if isinstance(body, bytes | bytearray | memoryview):
            return True
        if self.start is None:
            return False
        stream: Any = body
        try:
            stream.seek(self.start)
        except (AttributeError, OSError, ValueError):
            return False
        return True


def _parse_length(request: Request, text: str | None) -> int:
    if text is None:
        return 0
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise InvalidRequestError(request.url, f"Invalid Content-Length {text!r}")
    return int(text)


def _position(request: Request) -> int | None:
    if isinstance(request.body, bytes | bytearray | memoryview):
        return 0
    stream: Any = request.body
    try:
        position: int = stream.tell()
    except (AttributeError, OSError, ValueError):
        return None
    return position


class Connection:
    """An open connection and what has been read ahead of it."""

    __slots__ = ("is_used", "reader", "stream")

    def __init__(self, stream: Stream) -> None:
        self.stream = stream
        self.reader = Reader(stream)
        self.is_used = False

    def is_idle(self) -> bool:
        """Whether a kept connection is still open and silent: what it would say now is its end."""
        try:
            return not has_news(self.stream.fileno())
        except (OSError, ValueError):
            return False

    def close(self) -> None:
        """Give the connection up."""
        self.stream.close()

    def exchange(self, outgoing: Outgoing, timeout: float | None) -> tuple[Head, bool]:
        """Send the request; return the head of the response, and whether all was sent.

        Raises Stale, BrokenResponse, OSError, and what reading the body raises.
        """
        is_used, self.is_used = self.is_used, True
        self.stream.settimeout(timeout)
        try:
            answer = self._send(outgoing, timeout)
            if answer is not None:
                return answer, False
            return self._final_head(), True
        except (NoResponse, ConnectionError) as error:
            if is_used and self.reader.is_empty:
                raise Stale(str(error)) from error
            raise

    def _send(self, outgoing: Outgoing, timeout: float | None) -> Head | None:
        """Send all; return an answer that came before the end, which ends it."""
        body = outgoing.request.body
        try:
            if isinstance(body, bytes) and len(body) <= _SMALL and outgoing.is_plain:
                self._push(outgoing.head + body)
                return None
            self._push(outgoing.head)
            if outgoing.expects:
                answer = self._early_answer(timeout)
                if answer is not None:
                    return answer
            send_body(outgoing.request, outgoing.length, self._push)
        except SendFailed as failed:
            return self._answer_to_half(failed)
        return None

    def _push(self, data: bytes | memoryview) -> None:
        # Apart from errors of the body's own file, which are not the connection's.
        try:
            self.stream.sendall(data)
        except OSError as error:
            raise SendFailed from error

    def _early_answer(self, timeout: float | None) -> Head | None:
        """Wait for a 100 (Continue), but not long; return what came instead of it."""
        self.stream.settimeout(_CONTINUE_WAIT)
        try:
            has_come = self.reader.peek()
        except TimeoutError:
            return None
        finally:
            self.stream.settimeout(timeout)
        if not has_come:
            raise NoResponse("Remote end closed connection without response")
        while True:
            head = read_head(self.reader)
            if head.status == 100:
                return None
            if head.status >= 200 or head.status == 101:
                return head

    def _answer_to_half(self, failed: SendFailed) -> Head:
        """Return the answer of a server that stopped listening: it often says why (413, 400)."""
        cause = failed.__cause__
        assert isinstance(cause, OSError)  # noqa: S101  for the type checker
        if isinstance(cause, TimeoutError):
            raise cause
        try:
            self.stream.settimeout(_CONTINUE_WAIT)
            return self._final_head()
        except (OSError, BrokenResponse) as error:
            # An alert explains more than the broken pipe that it caused.
            raise (error if is_tls_error(error) else cause) from None

    def _final_head(self) -> Head:
        """Read heads up to the first that is final: 1xx are news of the way (RFC 9110 §15.2)."""
        while True:
            head = read_head(self.reader)
            if head.status >= 200 or head.status == 101:
                return head


def open_tunnel(stream: Stream, target: Target, proxy: Proxy, timeout: float | None) -> Head:
    """Ask `proxy` for a tunnel (RFC 9110 §9.3.6) and return its answer."""
    lines = [f"CONNECT {target.address} HTTP/1.1", f"Host: {target.address}"]
    if proxy.authorization is not None:
        lines.append(f"Proxy-Authorization: {proxy.authorization}")
    stream.settimeout(timeout)
    stream.sendall("\r\n".join([*lines, "", ""]).encode("ascii"))
    reader = Reader(stream)
    while True:
        head = read_head(reader)
        if head.status >= 200:
            return head


_PIECE = 64 * 1024
# A body of known length is read into one block up to here.
_WHOLE = 16 * 1024 * 1024


class BodyStream:
    """A stream of bytes. At its end, and when it is closed or fails, it lets the connection go."""

    __slots__ = ("_error", "_framing", "_give_back", "_is_streamed", "_url")

    def __init__(
        self,
        framing: Framing,
        url: str,
        give_back: Callable[[bool], None],
        *,
        is_streamed: bool,
    ) -> None:
        """`give_back` is called once, with whether the connection can be used again."""
        self._framing = framing
        self._url = url
        self._give_back: Callable[[bool], None] | None = give_back
        # Is it the caller who reads, or the transport before it returns? v2's errors differ.
        self._is_streamed = is_streamed
        self._error: TransportError | None = None
        self._check_end()

    def read(self, size: int | None = -1, /) -> bytes:
        """Return `size` bytes, fewer only at the end; all that is left when negative or None.

        Raises a TransportError when the body ends early or nothing comes in time.
        """
        if size is None or size < 0:
            return self._read_all()
        buffer = bytearray(self._framing.size_hint(size))
        view = memoryview(buffer)
        filled = 0
        while filled < len(buffer):
            count = self._fill(view[filled:], filled)
            if not count:
                break
            filled += count
        return bytes(view[:filled])

    def read1(self, size: int = _PIECE, /) -> bytes:
        """Return what has come, at least a byte and at most `size`; b"" at the end."""
        buffer = bytearray(self._framing.size_hint(size))
        count = self._fill(memoryview(buffer), 0)
        return bytes(memoryview(buffer)[:count])

    def readinto(self, buffer: bytearray | memoryview, /) -> int:
        """Fill `buffer` with what has come, at least a byte; return how many, 0 at the end."""
        return self._fill(memoryview(buffer), 0)

    def close(self) -> None:
        """Give up what is left, and the connection with it."""
        self._release(is_reusable=False)

    def _read_all(self) -> bytes:
        size = self._framing.size_hint(_WHOLE)
        if size == _WHOLE:
            size = _PIECE
        pieces = [self.read(size)]
        while pieces[-1]:
            # The end is known without asking where the length is.
            pieces.append(b"" if self._give_back is None else self.read(size))
        return pieces[0] if len(pieces) <= 2 else b"".join(pieces)

    def _fill(self, view: memoryview, held: int) -> int:
        if self._error is not None:
            raise self._error
        if self._give_back is None or not len(view):
            return 0
        try:
            count = self._framing.readinto(view)
        except CutBody as cut:
            if held and self._framing.keeps_partial:
                return 0
            error = self._broken(self._framing.describe_cut(held))
            raise self._fail(error) from cut
        except OSError as failure:
            raise self._fail(self._translated(failure)) from failure
        except BaseException:
            self.close()
            raise
        self._check_end()
        return count

    def _translated(self, failure: OSError) -> TransportError:
        if isinstance(failure, TimeoutError):
            return ReadTimeoutError(self._url, str(failure))
        if is_tls_error(failure):
            return TlsError(self._url, str(failure))
        return self._broken(repr(failure))

    def _broken(self, reason: str) -> TransportError:
        if self._is_streamed:
            return IncompleteReadError(self._url, reason)
        return ConnectionClosedError(self._url, reason)

    def _fail(self, error: TransportError) -> TransportError:
        """Close; from now on every read says the same."""
        self._error = error
        self.close()
        return error

    def _check_end(self) -> None:
        if self._framing.is_done:
            self._release(is_reusable=self._framing.is_delimited)

    def _release(self, *, is_reusable: bool) -> None:
        give_back, self._give_back = self._give_back, None
        if give_back is not None:
            give_back(is_reusable)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
