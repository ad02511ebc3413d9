"""Which signature a call wants, and putting it on.

The scheme comes from the endpoint's rules, else from the operation, else from the service (Smithy's
auth traits); https://smithy.io/2.0/aws/aws-auth.html. Signature formats themselves are `sigv4`'s.
"""

from __future__ import annotations

from paraph.client.errors import AuthenticationError
from paraph.core.message import Request
from paraph.sigv4.canonical import OPAQUE_PATH_SERVICES
from paraph.sigv4.hashing import UNSIGNED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from paraph.config.settings import Settings
    from paraph.core.credentials import Credentials
    from paraph.endpoints.rules import AuthScheme, Endpoint
    from paraph.model.service import Operation, Service

NONE = "none"
BEARER = "bearer"
V2 = "v2"
V4 = "v4"
V4A = "v4a"
S3_EXPRESS = "v4-s3express"

# Smithy's and the rule sets' names for what we can do.
_SCHEMES = {
    "aws.auth#sigv4": V4,
    "aws.auth#sigv4a": V4A,
    "smithy.api#httpBearerAuth": BEARER,
    "smithy.api#noAuth": NONE,
    "sigv4": V4,
    "sigv4a": V4A,
    "sigv4-s3express": S3_EXPRESS,
    "bearer": BEARER,
    "none": NONE,
}
# `authtype` of operations and `signatureVersion` of services, from before Smithy.
_LEGACY = {
    "none": NONE,
    "bearer": BEARER,
    "v4-unsigned-body": V4,
    "v4": V4,
    "s3": V4,
    "s3v4": V4,
    "v4a": V4A,
}
# SimpleDB knows nothing newer; Import/Export's model says v2 too, but it takes v4.
_V2_SERVICES = frozenset({"sdb"})


# Services whose model says another name than the one their requests are signed for.
_SIGNING_NAMES = {"importexport": "IngestionService"}


class Signature:
    """The signature of one call: scheme, name and region or set of regions it is good for."""

    __slots__ = ("name", "region", "region_set", "scheme", "unsigned_payload")

    def __init__(
        self,
        scheme: str,
        name: str,
        region: str,
        region_set: str = "*",
        *,
        unsigned_payload: bool = False,
    ) -> None:
        self.scheme = scheme
        self.name = name
        self.region = region
        self.region_set = region_set
        self.unsigned_payload = unsigned_payload


def choose_signature(
    service: Service, operation: Operation, endpoint: Endpoint, settings: Settings
) -> Signature:
    """Return the signature that this operation wants at this endpoint."""
    name = _SIGNING_NAMES.get(service.name, service.signing_name)
    unsigned = operation.unsigned_payload or operation.auth_type == "v4-unsigned-body"
    if not settings.sign_requests or operation.auth_type == NONE:
        return Signature(NONE, name, settings.region)
    preferred = _modelled_scheme(service, operation, settings)
    if preferred in (NONE, BEARER, V2):
        return Signature(preferred, name, settings.region)
    offered = _offered(endpoint.auth_schemes, settings)
    if offered is None:
        region_set = settings.sigv4a_signing_region_set or "*"
        return Signature(
            preferred,
            name,
            settings.region,
            region_set,
            unsigned_payload=unsigned,
        )
    return Signature(
        _SCHEMES[offered.name],
        offered.signing_name or name,
        offered.signing_region or settings.region,
        settings.sigv4a_signing_region_set or ",".join(offered.signing_region_set or ("*",)),
        unsigned_payload=unsigned,
    )


def _offered(schemes: list[AuthScheme], settings: Settings) -> AuthScheme | None:
    known = [scheme for scheme in schemes if scheme.name in _SCHEMES]
    for wanted in settings.auth_scheme_preference:
        for scheme in known:
            if scheme.name == wanted:
                return scheme
    return known[0] if known else None


def _modelled_scheme(service: Service, operation: Operation, settings: Settings) -> str:
    schemes = operation.auth or service.auth
    if operation.auth_type in _LEGACY and not operation.auth:
        return _LEGACY[operation.auth_type]
    if service.name in _V2_SERVICES:
        return V2
    names = [name for name in schemes if name in _SCHEMES]
    has_token = settings.bearer_token(service.signing_name) is not None
    for wanted in settings.auth_scheme_preference:
        for name in names:
            if name.partition("#")[2] == wanted:
                return _SCHEMES[name]
    # A token in the environment is there to be used; without one the next scheme has to do.
    if has_token and "smithy.api#httpBearerAuth" in names:
        return BEARER
    for name in names:
        if name != "smithy.api#httpBearerAuth":
            return _SCHEMES[name]
    return BEARER if names else _LEGACY.get(service.signature_version, V4)


def payload_word(
    request: Request, signature: Signature, operation: Operation, settings: Settings
) -> str | None:
    """Return the word that takes the place of the body's hash, None where the body is hashed.

    S3 takes a body unsigned, over TLS only, whose checksum is signed or trails.
    """
    is_opaque = signature.name in OPAQUE_PATH_SERVICES
    if signature.unsigned_payload and not is_opaque:
        return UNSIGNED
    if not request.url.startswith("https:"):
        return None
    if "X-Amz-Trailer" in request.headers:
        # The header says it already: STREAMING-UNSIGNED-PAYLOAD-TRAILER (client/checksum.py).
        return None
    if signature.unsigned_payload:
        return UNSIGNED
    if not is_opaque or settings.s3.payload_signing_enabled:
        return None
    is_checked = (
        "Content-MD5" in request.headers or "x-amz-sdk-checksum-algorithm" in request.headers
    )
    return UNSIGNED if is_checked and operation.streaming_input is not None else None


def put_signature(
    request: Request,
    signature: Signature,
    credentials: Credentials | None,
    *,
    stamp: str,
    body_hash: str | None,
    token: str | None = None,
) -> Request:
    """Return the request signed; `stamp` is `20260102T030405Z`, `token` a bearer token."""
    if signature.scheme == NONE:
        return request
    if signature.scheme == BEARER:
        if token is None:
            raise AuthenticationError
        signed = Request(request.method, request.url, list(request.headers), request.body)
        signed.headers.set("Authorization", f"Bearer {token}")
        return signed
    if credentials is None:
        return request
    if signature.scheme == V4A:
        from paraph.sigv4.asymmetric import sign_asymmetric_at  # noqa: PLC0415  lazy: rare

        return sign_asymmetric_at(
            request,
            credentials,
            service=signature.name,
            region_set=signature.region_set,
            stamp=stamp,
            body_hash=body_hash,
        )
    if signature.scheme == V2:
        from paraph.sigv4.version2 import sign_form_at  # noqa: PLC0415  lazy: one service

        return sign_form_at(request, credentials, stamp=stamp)
    from paraph.sigv4.sign import sign_at  # noqa: PLC0415  lazy: --no-sign-request needs none

    return sign_at(
        request,
        credentials,
        service=signature.name,
        region=signature.region,
        stamp=stamp,
        body_hash=body_hash,
    )


def amz_date(seconds: float) -> str:
    """Return epoch seconds as `20260102T030405Z`."""
    from time import gmtime  # noqa: PLC0415  built in

    year, month, day, hour, minute, second = gmtime(seconds)[:6]
    return f"{year:04d}{month:02d}{day:02d}T{hour:02d}{minute:02d}{second:02d}Z"
