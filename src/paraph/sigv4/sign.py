"""Sign a request with headers, or in its query: Signature Version 4 from end to end.

`sign` reads like the specification: canonical request, string to sign, signature, field. It and
`presign` return new requests; nothing here looks at a clock.
"""

from __future__ import annotations

from paraph.core.credentials import Credentials
from paraph.core.message import Headers, Request
from paraph.core.uri import Url, encode
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

MAX_EXPIRY = 604_800


def sign_at(
    request: Request,
    credentials: Credentials,
    *,
    service: str,
    region: str,
    stamp: str,
    body_hash: str | None = None,
) -> Request:
    """Return a copy of `request` with X-Amz-Date, any token, and Authorization.

    `stamp` is the time as `20260102T030405Z`. `body_hash` is a hash known already or one of
    payload.py's words; by default the body's own. Raises SigningError for a request that is
    signed already and for a body that can be read only once.
    """
    refuse_signed(request)
    url = Url(request.url)
    headers = Headers(request.headers)
    headers.set("X-Amz-Date", stamp)
    if credentials.session_token:
        headers.set("X-Amz-Security-Token", credentials.session_token)
    if body_hash is None:
        body_hash = headers.get("X-Amz-Content-SHA256") or payload_hash(request.body)
    is_opaque = service in OPAQUE_PATH_SERVICES
    # S3 demands the hash as a header too; elsewhere it is sent where it is not the body's own.
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
    scope = credential_scope(stamp[:8], region, service)
    text = string_to_sign(ALGORITHM, stamp, scope, hex_sha256(canonical.encode()))
    key = signing_key(credentials.secret_access_key, stamp[:8], region, service)
    signature = hmac_sha256(key, text.encode()).hex()
    names = ";".join([name for name, _ in signed])
    headers.set(
        "Authorization",
        f"{ALGORITHM} Credential={credentials.access_key_id}/{scope}, "
        f"SignedHeaders={names}, Signature={signature}",
    )
    return Request(request.method, request.url, headers, request.body)


def presign_at(
    request: Request,
    credentials: Credentials,
    *,
    service: str,
    region: str,
    stamp: str,
    expires: int,
    body_hash: str | None = None,
) -> str:
    """Return the request's URL with its signature in the query, good for `expires` seconds.

    The request's headers are signed and have to be sent. The body's hash is that of an empty body,
    for S3 `UNSIGNED-PAYLOAD`, unless `body_hash` says otherwise.
    """
    refuse_signed(request)
    if not 1 <= expires <= MAX_EXPIRY:
        raise SigningError("expires", f"{expires} is not between 1 and {MAX_EXPIRY} seconds")
    url = Url(request.url)
    is_opaque = service in OPAQUE_PATH_SERVICES
    if body_hash is None:
        body_hash = UNSIGNED if is_opaque else payload_hash(request.body)
    signed = canonical_headers(request.headers, host_of(url))
    scope = credential_scope(stamp[:8], region, service)
    added = [
        ("X-Amz-Algorithm", ALGORITHM),
        ("X-Amz-Credential", f"{credentials.access_key_id}/{scope}"),
        ("X-Amz-Date", stamp),
        ("X-Amz-Expires", str(expires)),
        ("X-Amz-SignedHeaders", ";".join([name for name, _ in signed])),
    ]
    if credentials.session_token:
        added.append(("X-Amz-Security-Token", credentials.session_token))
    query = "&".join([f"{name}={encode(value)}" for name, value in added])
    if url.query:
        query = f"{url.query}&{query}"
    canonical = canonical_request(
        request.method,
        canonical_path(url.path, is_opaque=is_opaque),
        canonical_query(query),
        signed,
        body_hash,
    )
    text = string_to_sign(ALGORITHM, stamp, scope, hex_sha256(canonical.encode()))
    key = signing_key(credentials.secret_access_key, stamp[:8], region, service)
    signature = hmac_sha256(key, text.encode()).hex()
    return f"{url.scheme}://{url.netloc}{url.path}?{query}&X-Amz-Signature={signature}"


def refuse_signed(request: Request) -> None:
    """Raise SigningError for a request that carries a signature: two would contradict."""
    for name in ("Authorization", "X-Amz-Date"):
        if name in request.headers:
            raise SigningError(name, "the request is signed already")
    if "X-Amz-Signature=" in request.url:
        raise SigningError("X-Amz-Signature", "the request is signed already")


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
