"""Two files of the tools before the AWS CLI, which v2 still reads: EC2's and boto's."""

from __future__ import annotations

from paraph.config.profile import expand_path, read_bytes, read_sections
from paraph.core.credentials import Credentials
from paraph.credentials.errors import CredentialError, PartialCredentialsError
from paraph.credentials.shared_files import read_keys
from paraph.credentials.source import Fixed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from paraph.config.settings import Settings
    from paraph.core.credentials import CredentialSource
    from paraph.credentials.chain import Surroundings

_BOTO_FILES = ("/etc/boto.cfg", "~/.boto")


def find_in_ec2_file(
    settings: Settings,
    world: Surroundings,  # noqa: ARG001  keys in a file have no end
) -> CredentialSource | None:
    """Return the keys of the file that AWS_CREDENTIAL_FILE names. Raises CredentialError."""
    path = settings.environ.get("AWS_CREDENTIAL_FILE")
    if path is None:
        return None
    data = read_bytes(expand_path(path, settings.environ), settings.files.unreadable)
    if not data:
        msg = f"The specified config file ({path}) could not be found."
        raise CredentialError(msg)
    lines = [line.partition("=") for line in data.decode(errors="replace").splitlines()]
    keys = {key.strip(): value.strip() for key, divider, value in lines if divider}
    if "AWSAccessKeyId" not in keys:
        return None
    if "AWSSecretKey" not in keys:
        raise PartialCredentialsError("ec2-credentials-file", "AWSSecretKey")
    return Fixed(
        Credentials(keys["AWSAccessKeyId"], keys["AWSSecretKey"], method="ec2-credentials-file")
    )


def find_in_boto_files(
    settings: Settings,
    world: Surroundings,  # noqa: ARG001  keys in a file have no end
) -> CredentialSource | None:
    """Return the keys of `[Credentials]` in boto's file. Raises PartialCredentialsError."""
    configured = settings.environ.get("BOTO_CONFIG")
    for path in _BOTO_FILES if configured is None else (configured,):
        expanded = expand_path(path, settings.environ)
        section = read_sections(expanded, settings.files.unreadable).get("Credentials", {})
        source = read_keys(section, "boto-config")
        if source is not None:
            return source
    return None
