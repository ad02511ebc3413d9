"""SHA-256, HMAC-SHA-256 and the payload's hash.

Straight from OpenSSL's module: `hashlib` and `hmac` cost 3 ms to import.
"""

from __future__ import annotations

from paraph.core.message import Body
from paraph.sigv4.errors import SigningError

try:
    from _hashlib import openssl_sha256
except ImportError:  # An interpreter without OpenSSL
    from hashlib import sha256 as openssl_sha256

sha256 = openssl_sha256

_INNER = int.from_bytes(b"\x36" * 64, "big")
_OUTER = int.from_bytes(b"\x5c" * 64, "big")


def hmac_sha256(key: bytes, message: bytes) -> bytes:
    """Return the HMAC of RFC 2104 over SHA-256 (32 bytes)."""
    if len(key) > 64:
        key = sha256(key).digest()
    block = int.from_bytes(key.ljust(64, b"\0"), "big")
    inner = sha256((block ^ _INNER).to_bytes(64, "big") + message).digest()
    return sha256((block ^ _OUTER).to_bytes(64, "big") + inner).digest()


def hex_sha256(data: bytes) -> str:
    """Return the SHA-256 of `data` in lower-case hexadecimal."""
    return sha256(data).hexdigest()


UNSIGNED = "UNSIGNED-PAYLOAD"
UNSIGNED_TRAILER = "STREAMING-UNSIGNED-PAYLOAD-TRAILER"
EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

_BLOCK = 1024 * 1024


def payload_hash(body: Body) -> str:
    """Return the body's SHA-256 in hexadecimal; a stream is read and put back where it was.

    Raises SigningError for a stream that cannot be rewound: it needs `UNSIGNED` or chunks.
    """
    if isinstance(body, bytes):
        return sha256(body).hexdigest() if body else EMPTY_SHA256
    tell = getattr(body, "tell", None)
    seek = getattr(body, "seek", None)
    if tell is None or seek is None:
        raise SigningError("body", "a stream that cannot be rewound has no hash beforehand")
    start = tell()
    digest = sha256()
    while block := body.read(_BLOCK):
        digest.update(block)
    seek(start)
    return digest.hexdigest()
