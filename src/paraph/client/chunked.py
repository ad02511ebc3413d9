"""The aws-chunked encoding of an unsigned body, with its checksum behind it.

https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html:
`SIZE-IN-HEX CRLF DATA CRLF …  0 CRLF NAME ":" CHECKSUM CRLF CRLF`.
"""

from __future__ import annotations

from binascii import b2a_base64

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from paraph.client.digest import Digest
    from paraph.core.message import Body, ByteStream

_CHUNK = 1024 * 1024


class _Bytes:
    """Bytes as a stream (`io` would do; this one is rewound without asking)."""

    __slots__ = ("_data", "_position")

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._position = 0

    def read(self, size: int = -1, /) -> bytes:
        end = len(self._data) if size < 0 else self._position + size
        block = self._data[self._position : end]
        self._position += len(block)
        return block

    def seek(self, position: int) -> None:
        self._position = position

    def tell(self) -> int:
        return self._position


class ChunkedBody:
    """A stream of the encoded `body`; the checksum called `name` is computed as it is read."""

    __slots__ = ("_digest", "_done", "_name", "_new", "_pending", "_raw", "_start")

    def __init__(self, body: Body, name: str, new: Callable[[], Digest]) -> None:
        self._raw: ByteStream = _Bytes(body) if isinstance(body, bytes) else body
        self._name = name
        self._new = new
        self._start = self._position()
        self._digest = new()
        self._pending = b""
        self._done = False

    def _position(self) -> int | None:
        tell = getattr(self._raw, "tell", None)
        if tell is None:
            return None
        try:
            position: int = tell()
        except OSError:
            return None
        return position

    def read(self, size: int = -1, /) -> bytes:
        """Return up to `size` bytes of the encoding, all that is left when negative."""
        parts, held = [self._pending], len(self._pending)
        while not self._done and (size < 0 or held < size):
            chunk = self._next_chunk()
            parts.append(chunk)
            held += len(chunk)
        data = b"".join(parts)
        end = len(data) if size < 0 else size
        self._pending = data[end:]
        return data[:end]

    def tell(self) -> int:
        """Return 0: the only place to come back to."""
        if self._start is None:
            msg = "the body comes from a pipe"
            raise OSError(msg)
        return 0

    def seek(self, position: int) -> int:
        """Go back to the start, for another attempt. Raises OSError where that cannot be."""
        if self._start is None or position != 0:
            msg = "the body can only be sent again from its start"
            raise OSError(msg)
        seek: Callable[[int], object] = getattr(self._raw, "seek")  # noqa: B009  not in ByteStream
        seek(self._start)
        self._digest = self._new()
        self._pending = b""
        self._done = False
        return 0

    def _next_chunk(self) -> bytes:
        data = self._raw.read(_CHUNK)
        if data:
            self._digest.update(data)
            return b"%x\r\n%b\r\n" % (len(data), data)
        self._done = True
        checksum = b2a_base64(self._digest.digest(), newline=False)
        return b"0\r\n%b:%b\r\n\r\n" % (self._name.encode(), checksum)
