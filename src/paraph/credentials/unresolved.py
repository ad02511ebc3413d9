"""Ways to credentials that this version knows of but does not go.

Each takes the place in the chain that its provider will have. To pass over the setting would sign
with other keys than the user means, so it is an error instead.
"""

from __future__ import annotations

from paraph.credentials.errors import UnresolvedCredentialsError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from paraph.config.settings import Settings
    from paraph.credentials.chain import Surroundings

_ENVIRONMENT = "The environment"


def find_role(settings: Settings, world: Surroundings) -> None:  # noqa: ARG001  no clock
    """Refuse a profile with `role_arn`; with a token file it belongs to the next row."""
    if "web_identity_token_file" not in settings.section:
        _refuse(settings, "role_arn")


def find_web_identity(settings: Settings, world: Surroundings) -> None:  # noqa: ARG001
    """Refuse a token file; `--profile` makes v2 pass over the one in the environment."""
    if not settings.flags.profile and "AWS_WEB_IDENTITY_TOKEN_FILE" in settings.environ:
        raise UnresolvedCredentialsError(_ENVIRONMENT, "AWS_WEB_IDENTITY_TOKEN_FILE")
    _refuse(settings, "web_identity_token_file")


def find_sso(settings: Settings, world: Surroundings) -> None:  # noqa: ARG001
    """Refuse a profile of IAM Identity Center."""
    _refuse(settings, "sso_account_id", "sso_role_name")


def find_login(settings: Settings, world: Surroundings) -> None:  # noqa: ARG001
    """Refuse a profile that `aws login` made."""
    _refuse(settings, "login_session")


def find_container(settings: Settings, world: Surroundings) -> None:  # noqa: ARG001
    """Refuse the credentials of a container."""
    for name in ("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI"):
        if name in settings.environ:
            raise UnresolvedCredentialsError(_ENVIRONMENT, name)


def _refuse(settings: Settings, *keys: str) -> None:
    for key in keys:
        if key in settings.section:
            msg = f'The profile "{settings.profile_name}"'
            raise UnresolvedCredentialsError(msg, key)
