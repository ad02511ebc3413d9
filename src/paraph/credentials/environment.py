"""Credentials in environment variables."""

from __future__ import annotations

from paraph.core.credentials import Credentials
from paraph.credentials.errors import PartialCredentialsError
from paraph.credentials.source import Fixed, Refreshing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from paraph.config.settings import Settings
    from paraph.core.credentials import CredentialSource
    from paraph.credentials.chain import Surroundings

METHOD = "env"

# The old name first: so botocore reads them, whichever was set last.
_TOKENS = ("AWS_SECURITY_TOKEN", "AWS_SESSION_TOKEN")


def find(settings: Settings, world: Surroundings) -> CredentialSource | None:
    """Return the keys of the environment; an empty variable counts as none.

    Raises PartialCredentialsError for an access key without a secret, CredentialError for an
    AWS_CREDENTIAL_EXPIRATION that is no time.
    """
    environ = settings.environ
    if not environ.get("AWS_ACCESS_KEY_ID"):
        return None
    credentials = _read(environ)
    if credentials.expiry is None:
        return Fixed(credentials)
    return Refreshing(credentials, lambda: _read(environ), world.now)


def _read(environ: Mapping[str, str]) -> Credentials:
    secret = environ.get("AWS_SECRET_ACCESS_KEY")
    if not secret:
        raise PartialCredentialsError(METHOD, "AWS_SECRET_ACCESS_KEY")
    expiration = environ.get("AWS_CREDENTIAL_EXPIRATION")
    return Credentials(
        environ["AWS_ACCESS_KEY_ID"],
        secret,
        next((environ[name] for name in _TOKENS if environ.get(name)), None),
        expiry=_expiry(expiration) if expiration else None,
        account_id=environ.get("AWS_ACCOUNT_ID") or None,
        method=METHOD,
    )


def _expiry(text: str) -> float:
    from paraph.credentials.expiry import parse_expiry  # noqa: PLC0415  lazy: few have an end

    return parse_expiry(text)
