"""`aws emr add-steps`: more work for a cluster."""

from __future__ import annotations

from paraph.cli.commands.emr import schemas
from paraph.cli.commands.emr.profile import configured_options
from paraph.cli.commands.emr.steps import build_steps
from paraph.cli.commands.own_options import OwnOption, read_options

TYPE_CHECKING = False
if TYPE_CHECKING:
    from paraph.cli.commands.service_command import ServiceCommand

OPTIONS = (
    OwnOption("cluster-id", required=True),
    OwnOption("steps", schemas.STEPS, required=True),
    OwnOption("execution-role-arn"),
)


def run(command: ServiceCommand) -> int:
    """Ask for the cluster's release, on which the steps depend, and add them."""
    settings = command.settings
    values = read_options(OPTIONS, command, configured=configured_options(settings))
    label = release_label(command, values["cluster-id"])
    params = {
        "JobFlowId": values["cluster-id"],
        "Steps": build_steps(values["steps"], settings.region, label),
    }
    if values["execution-role-arn"] is not None:
        params["ExecutionRoleArn"] = values["execution-role-arn"]
    command.call_and_show("emr", "AddJobFlowSteps", params)
    return 0


def release_label(command: ServiceCommand, cluster_id: str) -> str | None:
    """Return the cluster's release label; None for the older clusters made of AMI versions."""
    described = command.call("emr", "DescribeCluster", {"ClusterId": cluster_id})
    label: str | None = (described.get("Cluster") or {}).get("ReleaseLabel")
    return label
