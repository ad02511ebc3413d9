"""SHA-256 and HMAC-SHA-256, straight from OpenSSL's module: `hashlib` and `hmac` cost 3 ms to import."""

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
