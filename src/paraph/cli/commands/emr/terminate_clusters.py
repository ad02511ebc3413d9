"""`aws emr terminate-clusters`."""

from __future__ import annotations

from paraph.cli.commands.emr.profile import configured_options
from paraph.cli.commands.own_options import OwnOption, read_options

TYPE_CHECKING = False
if TYPE_CHECKING:
    from paraph.cli.commands.service_command import ServiceCommand

OPTIONS = (OwnOption("cluster-ids", ["string"], required=True),)


def run(command: ServiceCommand) -> int:
    """Terminate the clusters."""
    configured = configured_options(command.settings)
    values = read_options(OPTIONS, command, configured=configured)
    command.call_and_show("emr", "TerminateJobFlows", {"JobFlowIds": values["cluster-ids"]})
    return 0
