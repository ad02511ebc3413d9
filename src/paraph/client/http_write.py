"""Write HTTP/1.1 requests (RFC 9112 §3, §6): where to, the head, the body.

Nothing that could smuggle a second request or field gets through: a control character in the
target, a line break or NUL in a field.
"""

from __future__ import annotations

from paraph.client.errors import InvalidRequestError
from paraph.core.message import Body, Request
from paraph.core.uri import Url

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

# What is read of a stream, and handed to the socket, at a time: large enough for its cost not to
# count, small enough that one block goes out within the timeout on a slow line.
BLOCK = 256 * 1024
DEFAULT_PORTS = {"http": 80, "https": 443}
_TOKEN = b"!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_VISIBLE = bytes(range(0x21, 0x7F))
# Methods that mean a body, hence a length even where there is none (RFC 9110 §8.6)
_WITH_BODY = frozenset({"POST", "PUT", "PATCH"})


class UnreadableBody(Exception):  # noqa: N818  unpacked before anybody sees it
    """The stream to send failed: an error of its file, not of the connection."""

    def __init__(self, error: OSError) -> None:
        super().__init__(str(error))
        self.error = error


class Target:
    """Where a request goes: the parts of its URL."""

    __slots__ = ("host", "path", "port", "scheme", "url")

    def __init__(self, url: str) -> None:
        parsed = Url(url)
        scheme = parsed.scheme
        if scheme not in DEFAULT_PORTS:
            raise InvalidRequestError(url, f"Not an HTTP URL: {url!r}")
        if not parsed.host:
            raise InvalidRequestError(url, f"No host specified in {url!r}")
        self.url = url
        self.scheme = scheme
        # In ASCII: what is looked up, sent as Host and matched with the certificate
        self.host = _ascii(parsed.host, url)
        self.port = _port(parsed)
        self.path = (parsed.path or "/") + (f"?{parsed.query}" if parsed.query else "")
        odd = self.path.encode("utf-8", "surrogatepass").translate(None, _VISIBLE)
        if odd:
            shown = f"{self.path!r} (found at least {odd[:1]!r})"
            raise InvalidRequestError(url, f"URL can't contain control characters. {shown}")

    @property
    def authority(self) -> str:
        """The value of the Host field: the port only where it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def address(self) -> str:
        """Host and port, as CONNECT wants them (RFC 9110 §9.3.6)."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


def _ascii(host: str, url: str) -> str:
    # An ASCII name stays away from the codec, whose tables are 9 ms to load.
    if host.isascii():
        if host.encode("ascii").translate(None, _VISIBLE):
            raise InvalidRequestError(url, f"Failed to parse: {url!r}")
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise InvalidRequestError(url, f"Failed to parse: {url!r}, {error}") from error


def _port(parsed: Url) -> int:
    written = parsed.netloc.rpartition("@")[2].rpartition("]")[2].rpartition(":")
    if not written[1] or not written[2]:
        return DEFAULT_PORTS[parsed.scheme]
    port = parsed.port
    if port is None or port > 65535:
        url = f"{parsed.scheme}://{parsed.netloc}"
        raise InvalidRequestError(url, f"Failed to parse: {url}")
    return port


def format_head(
    request: Request,
    target: Target,
    known: dict[str, str],
    framing: tuple[tuple[str, str], ...],
    *,
    absolute: bool = False,
    proxy_authorization: str | None = None,
) -> bytes:
    """Return the request line and fields.

    `known` are the request's fields by their name in lower case, `framing` those to put behind
    them. `absolute` writes the whole URL, for a proxy.
    """
    fields = request.headers.items()
    added = [] if "host" in known else [("Host", target.authority)]
    if "accept-encoding" not in known:
        # Bodies are handed on as they come: ask for none that is compressed.
        added.append(("Accept-Encoding", "identity"))
    if proxy_authorization is not None:
        added.append(("Proxy-Authorization", proxy_authorization))
    line = target.path
    if absolute:
        line = f"{target.scheme}://{target.authority}{target.path}"
    _check_method(request)
    return _join(request, f"{request.method} {line} HTTP/1.1", [*added, *fields, *framing])


def _check_method(request: Request) -> None:
    if not request.method or request.method.encode("utf-8", "replace").translate(None, _TOKEN):
        raise InvalidRequestError(request.url, f"Invalid method {request.method!r}")


def _join(request: Request, first: str, fields: list[tuple[str, str]]) -> bytes:
    # v2 writes values as UTF-8.
    text = "\r\n".join([first, *[f"{name}: {value}" for name, value in fields], "", ""])
    try:
        head = text.encode()
    except UnicodeEncodeError as error:
        raise InvalidRequestError(request.url, f"{error.reason} in a header") from error
    lines = len(fields) + 2
    names = "".join([name for name, _ in fields]).encode()
    if (
        head.count(b"\n") != lines
        or head.count(b"\r") != lines
        or b"\0" in head
        or names.translate(None, _TOKEN)
        or not all(name for name, _ in fields)
    ):
        _check_fields(request.url, fields)
    return head


def _check_fields(url: str, fields: list[tuple[str, str]]) -> None:
    """Raise for the first field that must not be sent. Odd but harmless names pass, as in v2."""
    for name, value in fields:
        raw = name.encode()
        odd = raw.translate(None, _VISIBLE)
        if not raw or b":" in raw or raw[:1] == b" " or odd.strip(b" "):
            raise InvalidRequestError(url, f"Invalid header name {raw!r}")
        raw = value.encode()
        if b"\n" in raw or b"\r" in raw or b"\0" in raw:
            raise InvalidRequestError(url, f"Invalid header value {raw!r}")


def body_framing_fields(request: Request, known: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the fields that tell where the body ends, unless they are among the `known`."""
    if "content-length" in known or "transfer-encoding" in known:
        return ()
    length = body_length(request.body)
    if length is None:
        return (("Transfer-Encoding", "chunked"),)
    if length or request.method in _WITH_BODY:
        return (("Content-Length", str(length)),)
    return ()


def body_length(body: Body) -> int | None:
    """Return how many bytes `body` will give; None where only reading would tell."""
    if isinstance(body, bytes | bytearray | memoryview):
        return len(body)
    stream: Any = body
    try:
        here: int = stream.tell()
        end: int = stream.seek(0, 2)
        stream.seek(here)
    except (AttributeError, OSError, TypeError, ValueError):
        return None
    return max(end - here, 0)


def send_body(
    request: Request, length: int | None, send: Callable[[bytes | memoryview], None]
) -> None:
    """Hand the body to `send`, a block at a time; in chunks where `length` is None.

    Raises InvalidRequestError when the body does not have the `length` that was announced.
    """
    given = 0
    for block in _blocks(request.body, length):
        given += len(block)
        send(block if length is not None else b"%x\r\n%b\r\n" % (len(block), bytes(block)))
    if length is None:
        send(b"0\r\n\r\n")
    elif given != length:
        reason = f"the body has {given} bytes where Content-Length says {length}"
        raise InvalidRequestError(request.url, reason)


def _blocks(body: Body, length: int | None) -> Iterator[bytes | memoryview]:
    """Yield the body, not more than `length` bytes of a stream."""
    if isinstance(body, bytes | bytearray | memoryview):
        view = memoryview(body)
        for start in range(0, len(view), BLOCK):
            yield view[start : start + BLOCK]
        return
    left = length
    while left is None or left > 0:
        try:
            block = body.read(BLOCK if left is None else min(BLOCK, left))
        except OSError as error:
            raise UnreadableBody(error) from error
        if not block:
            return
        if left is not None:
            left -= len(block)
        yield block
