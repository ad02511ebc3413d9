"""The checksum of a whole object, from those of the ranges in which it came.

S3 keeps a CRC of the whole for objects whose checksum type is FULL_OBJECT. CRCs of neighbouring
ranges can be combined without the bytes: appending n zero bytes to a message multiplies its CRC by
x^8n modulo the polynomial, and CRCs of messages of one length add up (Mark Adler's crc32_combine).
"""

from __future__ import annotations

from binascii import b2a_base64

from paraph.client.digest import new_digest
from paraph.s3.errors import DownloadChecksumError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from paraph.client.digest import Digest
    from paraph.s3.job import Workshop

# Member → algorithm, its width in bits, its polynomial with the bits in reverse
_CRCS = {
    "ChecksumCRC32": ("crc32", 32, 0xEDB88320),
    "ChecksumCRC32C": ("crc32c", 32, 0x82F63B78),
    "ChecksumCRC64NVME": ("crc64nvme", 64, 0x9A6C9329AC4BC9B5),
}


class WholeChecksum:
    """Collects the CRCs of ranges; threads may add to different ranges at the same time."""

    __slots__ = ("_algorithm", "_expected", "_parts", "_polynomial", "_width")

    def __init__(self, algorithm: str, width: int, polynomial: int, expected: str) -> None:
        self._algorithm = algorithm
        self._width = width
        self._polynomial = polynomial
        self._expected = expected
        # Start → digest and the number of bytes in it
        self._parts: dict[int, _Part] = {}

    @staticmethod
    def of(facts: dict[str, Any] | None, shop: Workshop) -> WholeChecksum | None:
        """Return a collector for the object of these `facts` (HeadObject); None for no checksum."""
        asked = shop.calls.asks_checksums or shop.options.checksum_mode == "ENABLED"
        if not asked or not facts or facts.get("ChecksumType", "").upper() != "FULL_OBJECT":
            return None
        for member, row in _CRCS.items():
            if facts.get(member):
                return WholeChecksum(*row, facts[member])
        return None

    def part(self, start: int) -> Callable[[bytes], None]:
        """Return what takes the bytes of the range from `start` on, from its beginning."""
        part = self._parts[start] = _Part(new_digest(self._algorithm))
        return part.update

    def check(self) -> None:
        """Raise DownloadChecksumError unless the ranges together are the object."""
        combined = 0
        for _, part in sorted(self._parts.items()):
            shifted = shift_crc(combined, part.length, self._width, self._polynomial)
            combined = shifted ^ int.from_bytes(part.digest.digest(), "big")
        found = b2a_base64(combined.to_bytes(self._width // 8, "big"), newline=False).decode()
        if found != self._expected:
            raise DownloadChecksumError(self._algorithm, self._expected, found)


class _Part:
    __slots__ = ("digest", "length")

    def __init__(self, digest: Digest) -> None:
        self.digest = digest
        self.length = 0

    def update(self, block: bytes) -> None:
        self.digest.update(block)
        self.length += len(block)


def shift_crc(crc: int, count: int, width: int, polynomial: int) -> int:
    """Return the CRC after `count` zero bytes, as far as it depends on `crc`."""
    # x^8 to the power of `count`, by squaring; bits are reversed, so x^8 is bit (width - 9).
    factor, power = 1 << (width - 1), 1 << (width - 9)
    while count:
        if count & 1:
            factor = _multiply(factor, power, width, polynomial)
        power = _multiply(power, power, width, polynomial)
        count >>= 1
    return _multiply(crc, factor, width, polynomial)


def _multiply(left: int, right: int, width: int, polynomial: int) -> int:
    """Multiply modulo the polynomial over GF(2), with the bits in reverse."""
    product, bit = 0, 1 << (width - 1)
    while bit:
        if left & bit:
            product ^= right
        right = (right >> 1) ^ (polynomial if right & 1 else 0)
        bit >>= 1
    return product
