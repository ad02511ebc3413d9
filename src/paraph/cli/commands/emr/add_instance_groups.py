"""`aws emr add-instance-groups`."""

from __future__ import annotations

from paraph.cli.commands.emr import schemas
from paraph.cli.commands.emr.instances import build_groups
from paraph.cli.commands.emr.profile import configured_options
from paraph.cli.commands.own_options import OwnOption, read_options

TYPE_CHECKING = False
if TYPE_CHECKING:
    from paraph.cli.commands.service_command import ServiceCommand

OPTIONS = (
    OwnOption("cluster-id", required=True),
    OwnOption("instance-groups", schemas.INSTANCE_GROUPS, required=True),
)


def run(command: ServiceCommand) -> int:
    """Add the groups and show their identifiers."""
    configured = configured_options(command.settings)
    values = read_options(OPTIONS, command, configured=configured)
    params = {
        "JobFlowId": values["cluster-id"],
        "InstanceGroups": build_groups(values["instance-groups"]),
    }
    added = command.call("emr", "AddInstanceGroups", params)
    shown = {}
    if added.get("JobFlowId") is not None and added.get("InstanceGroupIds") is not None:
        shown = {
            "ClusterId": added["JobFlowId"],
            "InstanceGroupIds": added["InstanceGroupIds"],
            "ClusterArn": added.get("ClusterArn"),
        }
    command.show("AddInstanceGroups", shown)
    return 0
