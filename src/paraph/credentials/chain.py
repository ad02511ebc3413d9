"""Who is asked for credentials, in which order: the first that has any decides.

The order is that of aws-cli v2.36.7. A provider is a function `(settings, world) -> source or None`
in a file of its own; it is imported when its turn comes.
"""

from __future__ import annotations

from paraph.credentials.source import Missing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Protocol

    from paraph.config.settings import Settings
    from paraph.core.credentials import CredentialSource

    class Surroundings(Protocol):
        """What providers need of the world outside."""

        def now(self) -> float:
            """Return epoch seconds."""

    Provider = Callable[[Settings, Surroundings], CredentialSource | None]

# What `aws configure list` calls it, and where it is. Each reads the profile in force.
PROVIDERS = (
    # `--profile` takes this one out, AWS_PROFILE does not: keys in the environment win over it.
    ("env", "paraph.credentials.environment:find"),
    ("assume-role", "paraph.credentials.unresolved:find_role"),
    ("assume-role-with-web-identity", "paraph.credentials.unresolved:find_web_identity"),
    ("sso", "paraph.credentials.unresolved:find_sso"),
    ("shared-credentials-file", "paraph.credentials.shared_files:find_in_credentials_file"),
    ("login", "paraph.credentials.unresolved:find_login"),
    ("custom-process", "paraph.credentials.process:find"),
    ("config-file", "paraph.credentials.shared_files:find_in_config_file"),
    ("ec2-credentials-file", "paraph.credentials.legacy_files:find_in_ec2_file"),
    ("boto-config", "paraph.credentials.legacy_files:find_in_boto_files"),
    ("container-role", "paraph.credentials.unresolved:find_container"),
)


def resolve(settings: Settings, world: Surroundings) -> CredentialSource:
    """Return the source of credentials; where nobody has any, its `get` says so.

    Raises CredentialError for a provider that has to answer and cannot,
    ConfigError for files that cannot be read. Call `settings.check_region` before and
    `settings.check_client` after, if mistakes are to come in v2's order.
    """
    return find(settings, world) or Missing()


def find(settings: Settings, world: Surroundings) -> CredentialSource | None:
    """Return the source of the first provider that has credentials, or None."""
    for method, place in PROVIDERS:
        if method == "env" and settings.flags.profile:
            continue
        source = _load(place)(settings, world)
        if source is not None:
            return source
    return None


def _load(place: str) -> Provider:
    module_name, _, function = place.partition(":")
    # `importlib` is not needed for this: with a non-empty list, __import__ gives the module itself.
    module = __import__(module_name, fromlist=[function])
    return getattr(module, function)  # type: ignore[no-any-return]
