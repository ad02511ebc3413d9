"""The checksum algorithms, each loaded when it is first wanted."""

from __future__ import annotations

from binascii import crc32

from paraph.client.errors import ChecksumError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Protocol

    class Digest(Protocol):
        """A checksum in the making."""

        def update(self, data: bytes, /) -> object:
            """Take in the next bytes."""

        def digest(self) -> bytes:
            """Return the checksum of all bytes so far, most significant byte first."""


class MissingAlgorithmError(ChecksumError):
    """The package that computes a checksum is not installed."""

    def __init__(self, algorithm: str, package: str) -> None:
        super().__init__(
            f"The checksum algorithm {algorithm} needs a package that is missing: "
            f"pip install {package}"
        )
        self.algorithm = algorithm
        self.package = package


def new_digest(algorithm: str) -> Digest:
    """Return a fresh digest for "CRC32", "sha256", … (in either case).

    Raises KeyError for an unknown name, MissingAlgorithmError where the package is missing.
    """
    return _NEW[algorithm.lower()]()


class Crc32:
    """CRC-32 of the standard library (ISO 3309)."""

    __slots__ = ("_crc",)

    def __init__(self) -> None:
        self._crc = 0

    def update(self, data: bytes, /) -> None:
        """Take in the next bytes."""
        self._crc = crc32(data, self._crc)

    def digest(self) -> bytes:
        """Return the checksum."""
        return self._crc.to_bytes(4, "big")


class ReflectedCrc:
    """A CRC of the reflected kind, all ones before and after (CRC32C, CRC64NVME).

    `anycrc` is 1,500 times as fast as a loop in Python, and its import takes 20 ms: the loop has
    done 100 KiB by then, and most bodies that are not files are smaller.
    """

    __slots__ = ("_crc", "_fast", "_model", "_ones", "_polynomial", "_table", "_width")

    _SMALL = 64 * 1024

    def __init__(self, model: str, polynomial: int, width: int) -> None:
        self._model = model
        self._polynomial = polynomial
        self._width = width
        self._ones = (1 << 8 * width) - 1
        self._crc = 0
        self._fast: Callable[[bytes, int], int] | None = None
        self._table: list[int] = []

    def update(self, data: bytes, /) -> None:
        """Take in the next bytes."""
        if self._fast is None and len(data) <= self._SMALL:
            self._loop(data)
            return
        if self._fast is None:
            self._fast = _anycrc(self._model)
        self._crc = self._fast(data, self._crc)

    def _loop(self, data: bytes) -> None:
        if data and not self._table:
            self._table = _reflected_table(self._polynomial)
        table, crc = self._table, self._crc ^ self._ones
        for byte in data:
            crc = table[(crc ^ byte) & 0xFF] ^ (crc >> 8)
        self._crc = crc ^ self._ones

    def digest(self) -> bytes:
        """Return the checksum."""
        return self._crc.to_bytes(self._width, "big")


def _reflected_table(polynomial: int) -> list[int]:
    table = []
    for crc in range(256):
        for _ in range(8):
            crc = (crc >> 1) ^ polynomial if crc & 1 else crc >> 1  # noqa: PLW2901
        table.append(crc)
    return table


def _anycrc(model: str) -> Callable[[bytes, int], int]:
    try:
        import anycrc  # noqa: PLC0415  lazy: see ReflectedCrc
    except ImportError as error:
        raise MissingAlgorithmError(model, "anycrc") from error
    calculate: Callable[[bytes, int], int] = anycrc.Model(model).calc
    return calculate


def _openssl(name: str) -> Digest:
    new: Callable[..., Digest]
    try:
        from _hashlib import new  # noqa: PLC0415  lazy: OpenSSL's library is 2 ms
    except ImportError:
        from hashlib import new  # noqa: PLC0415  an interpreter without OpenSSL
    # Not for security: FIPS builds refuse SHA-1 and MD5 otherwise.
    return new(name, b"", usedforsecurity=False)


def _xxhash(name: str) -> Digest:
    try:
        # By name, so that types can be checked where it is not installed.
        xxhash: Any = __import__("xxhash")
    except ImportError as error:
        raise MissingAlgorithmError(name, "xxhash") from error
    constructors: dict[str, Callable[[], Digest]] = {
        "xxhash64": xxhash.xxh64,
        "xxhash3": xxhash.xxh3_64,
        "xxhash128": xxhash.xxh3_128,
    }
    return constructors[name]()


_NEW: dict[str, Callable[[], Digest]] = {
    "crc32": Crc32,
    # RFC 3720 §12.1 (Castagnoli)
    "crc32c": lambda: ReflectedCrc("CRC32C", 0x82F63B78, 4),
    # NVM Express command set specification §5.2.1.3.4
    "crc64nvme": lambda: ReflectedCrc("CRC64-NVME", 0x9A6C9329AC4BC9B5, 8),
    "md5": lambda: _openssl("md5"),
    "sha1": lambda: _openssl("sha1"),
    "sha256": lambda: _openssl("sha256"),
    "sha512": lambda: _openssl("sha512"),
    "xxhash64": lambda: _xxhash("xxhash64"),
    "xxhash3": lambda: _xxhash("xxhash3"),
    "xxhash128": lambda: _xxhash("xxhash128"),
}
