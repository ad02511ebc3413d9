"""Keys written into the credentials file, or into the config file.

Two providers, since others come between them. Each reads its own file only.
"""

from __future__ import annotations

from paraph.core.credentials import Credentials
from paraph.credentials.errors import CredentialRetrievalError, PartialCredentialsError
from paraph.credentials.source import Fixed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from paraph.config.ini import Section
    from paraph.config.settings import Settings
    from paraph.core.credentials import CredentialSource
    from paraph.credentials.chain import Surroundings

# The old name first: so botocore reads them.
_TOKENS = ("aws_security_token", "aws_session_token")


def find_in_credentials_file(
    settings: Settings,
    world: Surroundings,  # noqa: ARG001  keys in a file have no end
) -> CredentialSource | None:
    """Return the keys of the profile in the credentials file. Raises PartialCredentialsError."""
    section = settings.files.credentials.get(settings.profile_name, {})
    return read_keys(section, "shared-credentials-file")


def find_in_config_file(
    settings: Settings,
    world: Surroundings,  # noqa: ARG001  keys in a file have no end
) -> CredentialSource | None:
    """Return the keys of the profile in the config file. Raises PartialCredentialsError."""
    section = settings.files.config.profiles.get(settings.profile_name, {})
    return read_keys(section, "config-file")


def read_keys(section: Section, method: str) -> CredentialSource | None:
    """Return the keys of a section; None where it has no access key."""
    if "aws_access_key_id" not in section:
        return None
    if "aws_secret_access_key" not in section:
        raise PartialCredentialsError(method, "aws_secret_access_key")
    token = next((name for name in _TOKENS if name in section), "")
    return Fixed(
        Credentials(
            _text(section, "aws_access_key_id", method) or "",
            _text(section, "aws_secret_access_key", method) or "",
            # An empty token would be signed and sent, and refused.
            _text(section, token, method) or None,
            account_id=_text(section, "aws_account_id", method) or None,
            method=method,
        )
    )


def _text(section: Section, key: str, method: str) -> str | None:
    value = section.get(key)
    if isinstance(value, dict):
        raise CredentialRetrievalError(method, f"{key} must be a value, not a section")
    return value
