"""Read HTTP/1.1 responses from a stream of bytes (RFC 9112), without `email` and `re`.

Pure but for the stream, of which only `recv_into` is used: sockets, TLS and tests look alike.
Limits are those of `http.client`, lenience too: a bare LF ends a line, a length that is no number
is not there.
"""

from __future__ import annotations

from paraph.core.message import Headers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol
else:
    Protocol = object

MAX_LINE = 65536
MAX_FIELDS = 100
# One block serves a whole head and most bodies. Larger reads go around it.
_BUFFER = MAX_LINE + 2
_LONG_LINE = f"got more than {MAX_LINE} bytes when reading header line"
_MANY_FIELDS = f"got more than {MAX_FIELDS} headers"
_BLANK = " \t\r"


class Incoming(Protocol):
    """Where the bytes come from."""

    def recv_into(self, buffer: memoryview, /) -> int:
        """Fill `buffer` with what has come, at least a byte; 0 at the end. Raises OSError."""


class BrokenResponse(Exception):  # noqa: N818  becomes a TransportError at the layer's edge
    """What came is not a response. The text says why."""


class NoResponse(BrokenResponse):
    """Nothing came at all before the end."""


class ConflictingLengths(BrokenResponse):
    """Two Content-Length fields that differ: nobody can say where the body ends."""


class CutBody(BrokenResponse):
    """A body ended before its length. The text is what `http.client` says of it."""


class Reader:
    """A stream behind a buffer."""

    __slots__ = ("_buffer", "_end", "_start", "_stream", "_view")

    def __init__(self, stream: Incoming) -> None:
        self._stream = stream
        self._buffer = bytearray(_BUFFER)
        self._view = memoryview(self._buffer)
        self._start = self._end = 0

    @property
    def is_empty(self) -> bool:
        """Whether all that came has been read."""
        return self._start == self._end

    def peek(self) -> bool:
        """Wait for something to read; False at the end of the stream."""
        return not self.is_empty or self.fill()

    def fill(self) -> bool:
        """Wait for more bytes; False at the end of the stream. The buffer must have room."""
        if self._start == self._end:
            self._start = self._end = 0
        elif self._end == _BUFFER:
            rest = self._buffer[self._start : self._end]
            self._buffer[: len(rest)] = rest
            self._start, self._end = 0, len(rest)
        count = self._stream.recv_into(self._view[self._end :])
        self._end += count
        return count > 0

    def line(self) -> str:
        """Return the next line without its end. Raises BrokenResponse at the stream's end."""
        while True:
            at = self._buffer.find(b"\n", self._start, self._end)
            if at >= 0:
                line = self._buffer[self._start : at].rstrip(b"\r").decode("latin-1")
                self._start = at + 1
                return line
            if self._end - self._start > MAX_LINE:
                raise BrokenResponse(_LONG_LINE)
            if not self.fill():
                raise BrokenResponse("the connection was closed in the middle of a line")

    def head(self) -> list[str]:
        """Return the lines up to the next empty one. Raises NoResponse if nothing comes."""
        if self._start == self._end and not self.fill():
            raise NoResponse("Remote end closed connection without response")
        # Most heads come in one piece: cut it up at once.
        at = self._buffer.find(b"\n\r\n", self._start, self._end)
        if at >= 0 and self._buffer.find(b"\n\n", self._start, at + 1) < 0:
            text = self._buffer[self._start : at].decode("latin-1")
            self._start = at + 3
            return text.rstrip("\r").replace("\r\n", "\n").split("\n")
        lines = [self.line()]
        while (line := self.line()) != "":
            lines.append(line)
            if len(lines) > 2 * MAX_FIELDS:
                raise BrokenResponse(_MANY_FIELDS)
        return lines

    def readinto(self, view: memoryview) -> int:
        """Fill `view` with what there is, at least a byte; 0 at the end of the stream."""
        held = self._end - self._start
        if not held:
            if len(view) >= _BUFFER:
                return self._stream.recv_into(view)
            if not self.fill():
                return 0
            held = self._end - self._start
        count = min(held, len(view))
        view[:count] = self._view[self._start : self._start + count]
        self._start += count
        return count

    def skip(self, expected: bytes) -> bool:
        """Pass over `expected` if exactly that is what has already come."""
        end = self._start + len(expected)
        if end <= self._end and self._view[self._start : end] == expected:
            self._start = end
            return True
        return False


class Head:
    """Status line and fields."""

    __slots__ = ("headers", "minor", "reason", "status")

    def __init__(self, status: int, reason: str, minor: int, headers: Headers) -> None:
        self.status = status
        self.reason = reason
        # The 1 of HTTP/1.1
        self.minor = minor
        self.headers = headers

    @property
    def keeps_alive(self) -> bool:
        """Whether the connection may be used again (RFC 9112 §9.3)."""
        options = (self.headers.joined("Connection") or "").lower()
        if self.minor == 0:
            return "keep-alive" in options
        return "close" not in options


def read_head(reader: Reader) -> Head:
    """Read a status line and its fields."""
    first, *rest = reader.head()
    version, _, after = first.partition(" ")
    status, _, reason = after.strip().partition(" ")
    if not version.startswith("HTTP/1.") or not (status.isascii() and status.isdigit()):
        msg = f"not a status line: {first[:80]!r}"
        raise BrokenResponse(msg)
    if len(status) != 3 or status < "100":
        msg = f"not a status: {status[:80]!r}"
        raise BrokenResponse(msg)
    return Head(int(status), reason.strip(), 0 if version == "HTTP/1.0" else 1, _fields(rest))


def _fields(lines: list[str]) -> Headers:
    fields: list[tuple[str, str]] = []
    for line in lines:
        if line[:1] in {" ", "\t"}:
            # obs-fold: a continued value (RFC 9112 §5.2: as if it were a blank)
            if fields:
                name, value = fields[-1]
                fields[-1] = (name, f"{value} {line.strip(_BLANK)}")
            continue
        name, colon, value = line.partition(":")
        # What has no colon is no field, and worth no failure.
        if colon:
            fields.append((name.rstrip(_BLANK), value.strip(_BLANK)))
    if len(fields) > MAX_FIELDS:
        raise BrokenResponse(_MANY_FIELDS)
    if any(len(line) > MAX_LINE for line in lines):
        raise BrokenResponse(_LONG_LINE)
    return Headers(fields)


class Framing(Protocol):
    """One way to tell where a body ends."""

    # Has the end been seen?
    is_done: bool
    # Can the connection carry another response after this body?
    is_delimited: bool
    # Is what had come before a cut handed out, as `http.client` does for a body of known length?
    keeps_partial: bool

    def readinto(self, view: memoryview) -> int:
        """Fill `view` with what there is, at least a byte; 0 at the end. Raises CutBody."""

    def size_hint(self, size: int) -> int:
        """Return how much of `size` bytes may still come."""

    def describe_cut(self, taken: int) -> str:
        """Return the text of a CutBody when `taken` bytes were in hand at that read."""


class LengthFraming:
    """A body of so many bytes."""

    __slots__ = ("_left", "_reader", "_received", "is_delimited", "is_done", "keeps_partial")

    def __init__(self, reader: Reader, length: int) -> None:
        self._reader = reader
        self._left = length
        self._received = 0
        self.is_done = length == 0
        self.is_delimited = self.keeps_partial = True

    def readinto(self, view: memoryview) -> int:
        """Fill `view`; see Framing."""
        if not self._left:
            return 0
        count = self._reader.readinto(view[: self._left])
        if not count:
            raise CutBody
        self._left -= count
        self._received += count
        self.is_done = not self._left
        return count

    def size_hint(self, size: int) -> int:
        """Return how much of `size` bytes may still come."""
        return min(size, self._left)

    def describe_cut(self, taken: int) -> str:  # noqa: ARG002  counted from the start here
        """Return urllib3's words for an early end."""
        return f"IncompleteRead({self._received} bytes read, {self._left} more expected)"


class ChunkedFraming:
    """A body in chunks, each behind its size (RFC 9112 §7.1); extensions, trailers are dropped."""

    __slots__ = (
        "_at_start",
        "_left",
        "_reader",
        "_received",
        "is_delimited",
        "is_done",
        "keeps_partial",
    )

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        # Of the chunk at hand
        self._left = self._received = 0
        self._at_start = True
        self.is_done = self.keeps_partial = False
        self.is_delimited = True

    def readinto(self, view: memoryview) -> int:
        """Fill `view`; see Framing."""
        if not self._left and not self.is_done:
            self._next_chunk()
        if self.is_done:
            return 0
        count = self._reader.readinto(view[: self._left])
        if not count:
            raise CutBody
        self._left -= count
        self._received += count
        if not self._left:
            # The end is often already here: then the connection is free at once.
            self.is_done = self._reader.skip(b"\r\n0\r\n\r\n")
        return count

    def _next_chunk(self) -> None:
        try:
            if not self._at_start and self._reader.line():
                raise CutBody
            self._at_start = False
            size = self._reader.line().partition(";")[0].strip(_BLANK)
            self._left, self._received = _parse_size(size), 0
            if not self._left:
                self._skip_trailers()
        except BrokenResponse as error:
            raise CutBody from error

    def _skip_trailers(self) -> None:
        for _ in range(MAX_FIELDS + 1):
            if not self._reader.line():
                self.is_done = True
                return
        raise CutBody

    def size_hint(self, size: int) -> int:
        """Return how much of `size` bytes may still come: who knows."""
        return size

    def describe_cut(self, taken: int) -> str:
        """Return `http.client`'s words, which count whole chunks only."""
        unfinished = self._received if self._left else 0
        return f"IncompleteRead({max(taken - unfinished, 0)} bytes read)"


def _parse_size(text: str) -> int:
    # int() alone would also take signs, blanks and underscores.
    if not text or len(text) > 16 or text.strip("0123456789abcdefABCDEF"):
        raise CutBody
    return int(text, 16)


class CloseFraming:
    """A body that ends with the connection."""

    __slots__ = ("_reader", "is_delimited", "is_done", "keeps_partial")

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.is_done = self.is_delimited = self.keeps_partial = False

    def readinto(self, view: memoryview) -> int:
        """Fill `view`; see Framing."""
        count = 0 if self.is_done else self._reader.readinto(view)
        self.is_done = not count
        return count

    def size_hint(self, size: int) -> int:
        """Return how much of `size` bytes may still come: who knows."""
        return size

    def describe_cut(self, taken: int) -> str:
        """Return a text that is never needed: any end is a good one."""
        return f"IncompleteRead({taken} bytes read)"


def body_framing(reader: Reader, method: str, head: Head) -> Framing:
    """Say how the body that follows `head` ends (RFC 9112 §6.3)."""
    if method == "HEAD" or head.status in {204, 304} or head.status < 200:
        return LengthFraming(reader, 0)
    codings = head.headers.joined("Transfer-Encoding")
    if codings is not None:
        if codings.rpartition(",")[2].strip().lower() == "chunked":
            return ChunkedFraming(reader)
        return CloseFraming(reader)
    length = _content_length(head)
    return CloseFraming(reader) if length is None else LengthFraming(reader, length)


def _content_length(head: Head) -> int | None:
    joined = head.headers.joined("Content-Length")
    if joined is None:
        return None
    values = [value.strip() for value in joined.split(",")]
    # v2 (http.client) reads to the end of the connection where the value is no number.
    if not all(value.isascii() and value.isdigit() and len(value) < 19 for value in values):
        return None
    lengths = sorted({int(value) for value in values})
    if len(lengths) > 1:
        shown = ", ".join(values)
        msg = f"Content-Length contained multiple unmatching values ({shown})"
        raise ConflictingLengths(msg)
    return lengths[0]
