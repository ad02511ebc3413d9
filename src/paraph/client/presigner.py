"""Sign a call into a URL, for the few calls that carry another one (copies between regions)."""

from __future__ import annotations

from paraph.client.signing import amz_date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from paraph.core.credentials import CredentialSource
    from paraph.core.message import Request
    from paraph.model.service import Service

# An hour, as botocore's `generate_presigned_url`
_EXPIRES = 3600


class Presigner:
    """Presigns requests of one service with one source of credentials."""

    __slots__ = ("_credentials", "_now", "_service", "region")

    def __init__(
        self,
        credentials: CredentialSource | None,
        service: Service,
        region: str,
        now: Callable[[], float],
    ) -> None:
        self._credentials = credentials
        self._service = service
        self._now = now
        # Where the call itself goes
        self.region = region

    def presign(self, request: Request, region: str) -> str:
        """Return the URL of `request`, signed for `region`; as it is where nothing is signed."""
        if self._credentials is None:
            return request.url
        from paraph.sigv4.sign import presign_at  # noqa: PLC0415  lazy: rare

        return presign_at(
            request,
            self._credentials.get(),
            service=self._service.signing_name,
            region=region,
            stamp=amz_date(self._now()),
            expires=_EXPIRES,
        )
