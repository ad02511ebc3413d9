"""The signing key, task 3: derived from the secret for one day, region and service."""

from paraph.sigv4.hashing import hmac_sha256

ALGORITHM = "AWS4-HMAC-SHA256"

# A key is good for a day; a process that signs many requests derives it once.
_CACHE: dict[tuple[str, str, str, str], bytes] = {}
_CACHE_SIZE = 64


def signing_key(secret: str, date: str, region: str, service: str) -> bytes:
    """Return the key for `date` (YYYYMMDD), 32 bytes."""
    identity = (secret, date, region, service)
    key = _CACHE.get(identity)
    if key is None:
        key = hmac_sha256(f"AWS4{secret}".encode(), date.encode())
        for part in (region, service, "aws4_request"):
            key = hmac_sha256(key, part.encode())
        if len(_CACHE) >= _CACHE_SIZE:
            _CACHE.clear()
        _CACHE[identity] = key
    return key


def credential_scope(date: str, region: str, service: str) -> str:
    """Return what the key is good for: `20260102/us-east-1/sts/aws4_request`."""
    return f"{date}/{region}/{service}/aws4_request"


def string_to_sign(algorithm: str, stamp: str, scope: str, canonical_hash: str) -> str:
    """Return task 2's four lines; `stamp` is `20260102T030405Z`."""
    return f"{algorithm}\n{stamp}\n{scope}\n{canonical_hash}"
