"""Sign a call into a URL, for the few calls that carry another one (copies between regions)."""

from __future__ import annotations

from paraph.client.signing import amz_date
from paraph.sigv4.sign import presign_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from paraph.core.credentials import Credentials
    from paraph.core.message import Request
    from paraph.model.service import Service

# An hour, as botocore's `generate_presigned_url`
_EXPIRES = 3600


def presign(
    request: Request,
    credentials: Credentials | None,
    service: Service,
    *,
    region: str,
    now: float,
) -> str:
    """Return the URL of `request` signed for `region`; as it is where nothing is signed."""
    if credentials is None:
        return request.url
    return presign_at(
        request,
        credentials,
        service=service.signing_name,
        region=region,
        stamp=amz_date(now),
        expires=_EXPIRES,
    )
