"""Directory buckets: requests are signed with a session of the bucket's own, good for five minutes.

https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateSession.html
"""

from __future__ import annotations

from paraph.core.credentials import Credentials
from paraph.core.message import Request
from paraph.sigv4.sign import sign_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from paraph.client.signing import Signature

# A session is renewed when so many seconds of it are left.
_MARGIN = 60.0


class BucketSessions:
    """The sessions of the buckets that this process has talked to.

    `create` calls CreateSession for a bucket and returns its result, `now` is the clock.
    """

    __slots__ = ("_create", "_found", "_now")

    def __init__(self, create: Callable[[str], dict[str, Any]], now: Callable[[], float]) -> None:
        self._create = create
        self._now = now
        self._found: dict[str, tuple[float, Credentials]] = {}

    def credentials(self, bucket: str) -> Credentials:
        """Return credentials for `bucket` that have at least a minute left."""
        expiry, found = self._found.get(bucket, (0.0, None))
        if found is None or expiry - self._now() < _MARGIN:
            session = self._create(bucket)["Credentials"]
            found = Credentials(
                session["AccessKeyId"], session["SecretAccessKey"], session["SessionToken"]
            )
            self._found[bucket] = (self._now() + 300.0, found)
        return found


def sign_in_session(
    request: Request,
    signature: Signature,
    session: Credentials,
    *,
    stamp: str,
    body_hash: str | None,
) -> Request:
    """Return `request` signed with a bucket's session, whose token has a header of its own."""
    request = Request(request.method, request.url, list(request.headers), request.body)
    request.headers.set("x-amz-s3session-token", session.session_token or "")
    keys = Credentials(session.access_key_id, session.secret_access_key)
    return sign_at(
        request,
        keys,
        service=signature.name,
        region=signature.region,
        stamp=stamp,
        body_hash=body_hash,
    )
