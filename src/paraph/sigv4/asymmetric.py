"""Signature Version 4A: ECDSA over P-256, good in a set of regions.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html. The key is derived from the
secret by the counter KDF of NIST SP 800-108; the curve's arithmetic is `cryptography`'s, imported
when a service asks for this signature and never before.
"""

from paraph.core.credentials import Credentials
from paraph.core.message import Headers, Request
from paraph.core.uri import Url
from paraph.sigv4.canonical import (
    OPAQUE_PATH_SERVICES,
    canonical_headers,
    canonical_path,
    canonical_query,
    canonical_request,
    host_of,
)
from paraph.sigv4.errors import SigningError
from paraph.sigv4.hashing import UNSIGNED, hex_sha256, hmac_sha256, payload_hash
from paraph.sigv4.sign import refuse_signed, string_to_sign

ALGORITHM = "AWS4-ECDSA-P256-SHA256"
# The order of the curve P-256 (FIPS 186-4, D.1.2.3)
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def sign_asymmetric_at(
    request: Request,
    credentials: Credentials,
    *,
    service: str,
    region_set: str,
    stamp: str,
    body_hash: str | None = None,
) -> Request:
    """Return a signed copy of `request`; `region_set` is "*" or a list such as "us-east-1,eu-*"."""
    refuse_signed(request)
    url = Url(request.url)
    headers = Headers(request.headers)
    headers.set("X-Amz-Date", stamp)
    headers.set("X-Amz-Region-Set", region_set)
    if credentials.session_token:
        headers.set("X-Amz-Security-Token", credentials.session_token)
    if body_hash is None:
        body_hash = headers.get("X-Amz-Content-SHA256") or payload_hash(request.body)
    is_opaque = service in OPAQUE_PATH_SERVICES
    if is_opaque or body_hash == UNSIGNED:
        headers.set("X-Amz-Content-SHA256", body_hash)
    signed = canonical_headers(headers, host_of(url))
    canonical = canonical_request(
        request.method,
        canonical_path(url.path, is_opaque=is_opaque),
        canonical_query(url.query),
        signed,
        body_hash,
    )
    scope = f"{stamp[:8]}/{service}/aws4_request"
    text = string_to_sign(ALGORITHM, stamp, scope, hex_sha256(canonical.encode()))
    signature = _ecdsa(private_scalar(credentials), text.encode())
    names = ";".join([name for name, _ in signed])
    headers.set(
        "Authorization",
        f"{ALGORITHM} Credential={credentials.access_key_id}/{scope}, "
        f"SignedHeaders={names}, Signature={signature}",
    )
    return Request(request.method, request.url, headers, request.body)


def private_scalar(credentials: Credentials) -> int:
    """Return the private key on P-256 that belongs to an access key."""
    key = f"AWS4A{credentials.secret_access_key}".encode()
    for counter in range(1, 255):
        message = (
            b"\x00\x00\x00\x01"
            + ALGORITHM.encode()
            + b"\x00"
            + credentials.access_key_id.encode()
            + bytes((counter,))
            + b"\x00\x00\x01\x00"
        )
        candidate = int.from_bytes(hmac_sha256(key, message), "big")
        # A candidate outside the group is one in 2**32; the counter then moves on.
        if candidate <= _ORDER - 2:
            return candidate + 1
    raise SigningError("secret_access_key", "no key on P-256 can be derived from it")


def _ecdsa(scalar: int, message: bytes) -> str:
    try:
        from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415  lazy: 10 ms
        from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415
    except ImportError as error:
        raise SigningError("SigV4A", "needs the package cryptography") from error
    key = ec.derive_private_key(scalar, ec.SECP256R1())
    return key.sign(message, ec.ECDSA(SHA256())).hex()
