"""SHA-256 and HMAC-SHA-256, straight from OpenSSL's module: `hashlib` and `hmac` cost 3 ms to import."""

try:
    from _hashlib import openssl_sha256
except ImportError:  # An interpreter without OpenSSL
    from hashlib import sha256 as openssl_sha256

sha256 = openssl_sha256

_INNER = bytes(byte ^ 0x36 for byte in range(256))
_OUTER = bytes(byte ^ 0x5C for byte in range(256))


def hmac_sha256(key: bytes, message: bytes) -> bytes:
    """Return the HMAC of RFC 2104 over SHA-256 (32 bytes)."""
    if len(key) > 64:
        key = sha256(key).digest()
    block = key.ljust(64, b"\0")
    inner = sha256(block.translate(_INNER) + message).digest()
    return sha256(block.translate(_OUTER) + inner).digest()


def hex_sha256(data: bytes) -> str:
    """Return the SHA-256 of `data` in lower-case hexadecimal."""
    return sha256(data).hexdigest()
