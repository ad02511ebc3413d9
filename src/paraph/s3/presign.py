"""A call of S3 as a URL that carries its own signature, for whoever has it.

https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
"""

from __future__ import annotations

from paraph.client.signing import amz_date, choose_signature
from paraph.core.message import Request
from paraph.core.uri import join_url
from paraph.protocols import registry
from paraph.sigv4.sign import presign_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.client.call import Client
    from paraph.config.settings import Settings


def presign(
    client: Client,
    name: str,
    params: dict[str, Any],
    settings: Settings,
    *,
    now: float,
    expires: int,
) -> str:
    """Return the URL of the operation `name`, good for `expires` seconds from `now`.

    Without credentials (`--no-sign-request`) it is the bare URL.
    """
    operation = client.service.operation(name)
    endpoint = client.endpoint(operation, params)
    request: Request = registry.load(client.service.protocol).write_request(
        client.service, operation, params
    )
    bare = Request(request.method, join_url(endpoint.url, request.url))
    credentials = client.credentials()
    if credentials is None:
        return bare.url
    signature = choose_signature(client.service, operation, endpoint, settings)
    return presign_at(
        bare,
        credentials,
        service=signature.name,
        region=signature.region,
        stamp=amz_date(now),
        expires=expires,
    )
