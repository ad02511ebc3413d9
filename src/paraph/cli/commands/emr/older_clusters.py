"""Commands that only clusters without a release label understand."""

from __future__ import annotations

from paraph.cli.commands.emr.add_steps import release_label
from paraph.cli.errors import ParamValidationError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from paraph.cli.commands.service_command import ServiceCommand


def refuse_release(command: ServiceCommand, name: str, cluster_id: str) -> None:
    """Raise ParamValidationError where the cluster has a release label."""
    label = release_label(command, cluster_id)
    if label:
        msg = f"{name} is not supported with '{label}' release."
        raise ParamValidationError(msg)
