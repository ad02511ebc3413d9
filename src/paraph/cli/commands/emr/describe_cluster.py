"""`aws emr describe-cluster`: the cluster with its instances and bootstrap actions."""

from __future__ import annotations

from paraph.cli.commands.emr.profile import configured_options
from paraph.cli.commands.own_options import OwnOption, read_options
from paraph.cli.errors import CommandError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from paraph.cli.commands.service_command import ServiceCommand

OPTIONS = (OwnOption("cluster-id", required=True),)


def run(command: ServiceCommand) -> int:
    """Ask for the three parts and show them as one."""
    configured = configured_options(command.settings)
    values = read_options(OPTIONS, command, configured=configured)
    params = {"ClusterId": values["cluster-id"]}
    described = command.call("emr", "DescribeCluster", params)
    is_fleet = (described.get("Cluster") or {}).get("InstanceCollectionType") == "INSTANCE_FLEET"
    member = "InstanceFleets" if is_fleet else "InstanceGroups"
    instances = command.call("emr", f"List{member}", params)
    actions = command.call("emr", "ListBootstrapActions", params)
    if "Cluster" not in described:
        # v2 shows the name of what is missing, and nothing more.
        msg = "'Cluster'"
        raise CommandError(msg)
    cluster = described["Cluster"]
    cluster["BootstrapActions"] = []
    if instances.get(member) is not None:
        cluster[member] = instances[member]
    if actions.get("BootstrapActions") is not None:
        cluster["BootstrapActions"] = actions["BootstrapActions"]
    command.show("DescribeCluster", described)
    return 0
