"""Frames of `application/vnd.amazon.eventstream`, both ways, without I/O.

A message is a prelude (total length, headers' length, CRC of both), typed headers, a payload, and a
CRC of all that: https://docs.aws.amazon.com/transcribe/latest/dg/event-stream.html.
"""

from __future__ import annotations

from binascii import crc32
from struct import error as struct_error
from struct import pack, unpack_from

from paraph.protocols.errors import EventStreamError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_PRELUDE = 12
_CRC = 4
_MAX_HEADERS = 128 * 1024
_MAX_MESSAGE = 24 * 1024 * 1024
_MAX_STRING = (1 << 15) - 1

_TRUE, _FALSE, _BYTE, _SHORT, _INTEGER, _LONG, _BYTES, _STRING, _TIMESTAMP, _UUID = range(10)
# Type → format and size of the numbers
_NUMBERS = {_BYTE: (">b", 1), _SHORT: (">h", 2), _INTEGER: (">i", 4), _LONG: (">q", 8)}


class Byte(int):
    """A header's number of 8 bits."""

    __slots__ = ()


class Short(int):
    """A header's number of 16 bits."""

    __slots__ = ()


class Long(int):
    """A header's number of 64 bits; a plain int has 32 where they suffice."""

    __slots__ = ()


class Milliseconds(int):
    """A header's point in time: milliseconds since 1970."""

    __slots__ = ()


class Uuid(bytes):
    """A header's UUID: 16 bytes."""

    __slots__ = ()


class Message:
    """One frame. Header values: bool, int and its kinds above, bytes, str, Milliseconds, Uuid."""

    __slots__ = ("headers", "payload")

    def __init__(self, headers: dict[str, Any], payload: bytes = b"") -> None:
        self.headers = headers
        self.payload = payload

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Message)
            and self.headers == other.headers
            and self.payload == other.payload
        )

    def __hash__(self) -> int:
        return hash((tuple(self.headers), self.payload))

    def __repr__(self) -> str:
        return f"Message({self.headers}, {len(self.payload)} bytes)"


def encode_message(message: Message) -> bytes:
    """Return the frame. Raises EventStreamError for headers that do not fit."""
    headers = b"".join([_encode_header(name, value) for name, value in message.headers.items()])
    if len(headers) > _MAX_HEADERS:
        raise _too_long("Header", len(headers), _MAX_HEADERS)
    total = _PRELUDE + len(headers) + len(message.payload) + _CRC
    prelude = pack(">II", total, len(headers))
    start = prelude + pack(">I", crc32(prelude))
    body = headers + message.payload
    return start + body + pack(">I", crc32(body, crc32(start)))


def _encode_header(name: str, value: Any) -> bytes:
    encoded = name.encode("utf-8")
    if not 0 < len(encoded) < 256:
        raise _too_long("Header name", len(encoded), 255)
    try:
        return pack(">B", len(encoded)) + encoded + _encode_value(value)
    except struct_error as error:
        msg = f"The value of header {name} does not fit: {error}"
        raise EventStreamError(msg) from None


def _encode_value(value: Any) -> bytes:
    match value:
        case bool():
            return pack(">B", _TRUE if value else _FALSE)
        case int():
            return _encode_number(value)
        case Uuid():
            return pack(">B16s", _UUID, value)
        case bytes():
            return _encode_text(_BYTES, value)
    return _encode_text(_STRING, str(value).encode("utf-8"))


def _encode_number(value: int) -> bytes:
    if isinstance(value, Byte):
        return pack(">Bb", _BYTE, value)
    if isinstance(value, Short):
        return pack(">Bh", _SHORT, value)
    if isinstance(value, Milliseconds):
        return pack(">Bq", _TIMESTAMP, value)
    if isinstance(value, Long) or not -(1 << 31) <= value < 1 << 31:
        return pack(">Bq", _LONG, value)
    return pack(">Bi", _INTEGER, value)


def _encode_text(kind: int, data: bytes) -> bytes:
    if len(data) > _MAX_STRING:
        raise _too_long("Header value", len(data), _MAX_STRING)
    return pack(">BH", kind, len(data)) + data


def _too_long(what: str, length: int, most: int) -> EventStreamError:
    return EventStreamError(f"{what} length of {length} exceeded the maximum of {most}")


class Decoder:
    """Takes bytes in pieces of any size and gives the messages that are complete."""

    __slots__ = ("_buffer",)

    def __init__(self) -> None:
        self._buffer = bytearray()

    @property
    def is_between_messages(self) -> bool:
        """Whether nothing of an unfinished message has been received."""
        return not self._buffer

    def receive(self, data: bytes) -> Iterator[Message]:
        """Yield the messages that `data` completes. Raises EventStreamError."""
        buffer = self._buffer
        buffer += data
        while len(buffer) >= _PRELUDE:
            total, headers_length, prelude_crc = unpack_from(">III", buffer)
            _check(prelude_crc, crc32(buffer[:8]))
            if headers_length > _MAX_HEADERS:
                raise _too_long("Header", headers_length, _MAX_HEADERS)
            if not _PRELUDE + headers_length + _CRC <= total <= _MAX_MESSAGE:
                raise _too_long("Message", total, _MAX_MESSAGE)
            if len(buffer) < total:
                return
            frame = bytes(buffer[:total])
            del buffer[:total]
            yield _decode_frame(frame, _PRELUDE + headers_length)


def _decode_frame(frame: bytes, headers_end: int) -> Message:
    (expected,) = unpack_from(">I", frame, len(frame) - _CRC)
    _check(expected, crc32(frame[:-_CRC]))
    return Message(_decode_headers(frame[_PRELUDE:headers_end]), frame[headers_end:-_CRC])


def _check(expected: int, calculated: int) -> None:
    if expected != calculated:
        msg = f"Checksum mismatch: expected 0x{expected:08x}, calculated 0x{calculated:08x}"
        raise EventStreamError(msg)


def _decode_headers(data: bytes) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    at = 0
    try:
        while at < len(data):
            end = at + 1 + data[at]
            name = data[at + 1 : end].decode("utf-8")
            if name in headers:
                msg = f'Duplicate header present: "{name}"'
                raise EventStreamError(msg)
            headers[name], at = _decode_value(data, end)
    except (struct_error, IndexError, UnicodeDecodeError):
        msg = "An event's headers are damaged"
        raise EventStreamError(msg) from None
    return headers


def _decode_value(data: bytes, at: int) -> tuple[Any, int]:
    """Return the typed value at `at` and the place after it."""
    kind = data[at]
    at += 1
    if kind in (_TRUE, _FALSE):
        return kind == _TRUE, at
    if kind in _NUMBERS:
        style, size = _NUMBERS[kind]
        (number,) = unpack_from(style, data, at)
        return _NUMBER_KINDS[kind](number), at + size
    if kind == _TIMESTAMP:
        (number,) = unpack_from(">q", data, at)
        return Milliseconds(number), at + 8
    if kind == _UUID:
        (text,) = unpack_from(">16s", data, at)
        return Uuid(text), at + 16
    if kind not in (_BYTES, _STRING):
        msg = f"An event has a header of the unknown type {kind}"
        raise EventStreamError(msg)
    (length,) = unpack_from(">H", data, at)
    (text,) = unpack_from(f">{length}s", data, at + 2)
    return (text if kind == _BYTES else text.decode("utf-8")), at + 2 + length


_NUMBER_KINDS = {_BYTE: Byte, _SHORT: Short, _INTEGER: int, _LONG: Long}
