"""CBOR (RFC 8949): as much of it as Smithy's RPC v2 uses, strict about all else.

Encoding is definite-length; decoding takes what other encoders may send: indefinite lengths, floats
of three widths.
"""

from __future__ import annotations

from struct import error as struct_error
from struct import pack, unpack_from

from paraph.protocols.errors import ProtocolError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_UNSIGNED, _NEGATIVE, _BYTES, _TEXT, _ARRAY, _MAP, _TAG, _SIMPLE = range(8)
_INDEFINITE = 31
_BREAK = 0xFF
_EPOCH_TAG = 1
_SIMPLE_VALUES = {20: False, 21: True, 22: None, 23: None}
_FLOATS = {25: (">e", 2), 26: (">f", 4), 27: (">d", 8)}
# Deep enough for every model, and shallow enough for Python's stack.
_MAX_DEPTH = 200


class CborError(ProtocolError):
    """Bytes that are no CBOR, or none that we understand; the messages are v2's."""


class Epoch:
    """A point in time: seconds since 1970, an int or a float (tag 1, RFC 8949 §3.4.2)."""

    __slots__ = ("seconds",)

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Epoch) and self.seconds == other.seconds

    def __hash__(self) -> int:
        return hash(self.seconds)

    def __repr__(self) -> str:
        return f"Epoch({self.seconds})"


class SinglePrecision(float):
    """A float that is to be written with 32 bits."""

    __slots__ = ()


def encode_cbor(value: Any) -> bytes:
    """Return the encoding of plain values, `Epoch` and `SinglePrecision`."""
    out = bytearray()
    _encode(out, value)
    return bytes(out)


def _encode(out: bytearray, value: Any) -> None:
    if isinstance(value, dict):
        _append_head(out, _MAP, len(value))
        for key, item in value.items():
            _encode(out, key)
            _encode(out, item)
    elif isinstance(value, (list, tuple)):
        _append_head(out, _ARRAY, len(value))
        for item in value:
            _encode(out, item)
    elif isinstance(value, str):
        data = value.encode("utf-8")
        _append_head(out, _TEXT, len(data))
        out += data
    elif isinstance(value, (bytes, bytearray)):
        _append_head(out, _BYTES, len(value))
        out += value
    elif isinstance(value, Epoch):
        _append_head(out, _TAG, _EPOCH_TAG)
        _encode(out, value.seconds)
    else:
        _encode_number(out, value)


def _encode_number(out: bytearray, value: Any) -> None:
    if value is None:
        out.append(_SIMPLE << 5 | 22)
    elif isinstance(value, bool):
        out.append(_SIMPLE << 5 | (21 if value else 20))
    elif isinstance(value, int):
        if value < 0:
            _append_head(out, _NEGATIVE, -1 - value)
        else:
            _append_head(out, _UNSIGNED, value)
    elif isinstance(value, float):
        _encode_float(out, value)
    else:
        msg = f"A {type(value).__name__} cannot be written as CBOR"
        raise CborError(msg)


def _encode_float(out: bytearray, value: float) -> None:
    # 16 bits hold what is no number as well as 64 do.
    if value != value or value in (float("inf"), -float("inf")):  # noqa: PLR0124  NaN
        out += pack(">Be", _SIMPLE << 5 | 25, value)
    elif isinstance(value, SinglePrecision):
        try:
            out += pack(">Bf", _SIMPLE << 5 | 26, value)
        except OverflowError:
            msg = f"{float(value)} does not fit into a 32-bit float"
            raise CborError(msg) from None
    else:
        out += pack(">Bd", _SIMPLE << 5 | 27, value)


def _append_head(out: bytearray, major: int, argument: int) -> None:
    """Append an initial byte and its argument in the fewest bytes (RFC 8949 §3)."""
    major <<= 5
    if argument < 24:
        out.append(major | argument)
    elif argument < 1 << 8:
        out += pack(">BB", major | 24, argument)
    elif argument < 1 << 16:
        out += pack(">BH", major | 25, argument)
    elif argument < 1 << 32:
        out += pack(">BI", major | 26, argument)
    elif argument < 1 << 64:
        out += pack(">BQ", major | 27, argument)
    else:
        msg = f"The integer {argument} does not fit into 64 bits"
        raise CborError(msg)


def decode_cbor(data: bytes) -> Any:
    """Return the first value in `data`. Raises CborError."""
    decoder = _Decoder(data)
    try:
        return decoder.value(0)
    except (IndexError, struct_error):
        msg = (
            "End of stream reached; this indicates a malformed CBOR response from the server"
            " or an issue in botocore"
        )
        raise CborError(msg) from None
    except (UnicodeDecodeError, TypeError, OverflowError) as error:
        msg = f"Unable to parse CBOR: {error}"
        raise CborError(msg) from None


class _Decoder:
    """A place in the bytes."""

    __slots__ = ("_at", "_data")

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def value(self, depth: int) -> Any:
        if depth > _MAX_DEPTH:
            msg = "Unable to parse CBOR: the document is nested too deeply"
            raise CborError(msg)
        initial = self._data[self._at]
        self._at += 1
        major, info = initial >> 5, initial & 31
        match major:
            case 0:
                return self._argument(info)
            case 1:
                return -1 - self._argument(info)
            case 2:
                return self._string(info, _BYTES)
            case 3:
                return self._string(info, _TEXT).decode("utf-8")
            case 4:
                return self._array(info, depth + 1)
            case 5:
                return self._map(info, depth + 1)
            case 6:
                return self._tagged(info, depth + 1)
        return self._simple(info)

    def _argument(self, info: int) -> int:
        if info < 24:
            return info
        if info > 27:
            raise _unknown(info)
        size = 1 << (info - 24)
        return int.from_bytes(self._take(size), "big")

    def _take(self, size: int) -> bytes:
        piece = self._data[self._at : self._at + size]
        if len(piece) != size:
            raise IndexError
        self._at += size
        return piece

    def _ends(self) -> bool:
        """Tell whether an item of indefinite length ends here."""
        if self._data[self._at] != _BREAK:
            return False
        self._at += 1
        return True

    def _string(self, info: int, major: int) -> bytes:
        if info != _INDEFINITE:
            return self._take(self._argument(info))
        pieces = []
        while not self._ends():
            initial = self._take(1)[0]
            if initial >> 5 != major or initial & 31 == _INDEFINITE:
                raise _unknown(initial & 31)
            pieces.append(self._take(self._argument(initial & 31)))
        return b"".join(pieces)

    def _array(self, info: int, depth: int) -> list[Any]:
        if info != _INDEFINITE:
            return [self.value(depth) for _ in range(self._argument(info))]
        items = []
        while not self._ends():
            items.append(self.value(depth))
        return items

    def _map(self, info: int, depth: int) -> dict[Any, Any]:
        items: dict[Any, Any] = {}
        if info != _INDEFINITE:
            for _ in range(self._argument(info)):
                key = self.value(depth)
                items[key] = self.value(depth)
            return items
        while not self._ends():
            key = self.value(depth)
            items[key] = self.value(depth)
        return items

    def _tagged(self, info: int, depth: int) -> Epoch:
        tag = self._argument(info)
        value = self.value(depth)
        if tag != _EPOCH_TAG:
            msg = f"Found CBOR tag not supported by botocore: {tag}"
            raise CborError(msg)
        if not isinstance(value, (int, float)):
            msg = f"Unable to parse datetime value: {value}"
            raise CborError(msg)
        return Epoch(value)

    def _simple(self, info: int) -> Any:
        if info in _SIMPLE_VALUES:
            return _SIMPLE_VALUES[info]
        if info not in _FLOATS:
            msg = (
                f"Invalid additional info found for major type 7: {info}."
                "  This indicates an unsupported simple type or an indefinite float value"
            )
            raise CborError(msg)
        style, size = _FLOATS[info]
        (value,) = unpack_from(style, self._data, self._at)
        self._at += size
        return value


def _unknown(info: int) -> CborError:
    return CborError(
        "Invalid CBOR integer returned from the service; unparsable additional info found for"
        f" major type 0 or 1: {info}"
    )
