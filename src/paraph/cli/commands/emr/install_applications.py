"""`aws emr install-applications`: Hive and Pig on a running cluster without a release label."""

from __future__ import annotations

from paraph.cli.commands.emr import applications, schemas
from paraph.cli.commands.emr.older_clusters import refuse_release
from paraph.cli.commands.emr.profile import configured_options
from paraph.cli.commands.own_options import OwnOption, read_options
from paraph.cli.errors import ParamValidationError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from paraph.cli.commands.service_command import ServiceCommand

OPTIONS = (
    OwnOption("cluster-id", required=True),
    OwnOption("applications", schemas.APPLICATIONS, required=True),
)
_INSTALLED = ("HIVE", "PIG")
_KNOWN = (
    "HIVE", "PIG", "HBASE", "GANGLIA", "IMPALA", "SPARK", "MAPR", "MAPR_M3", "MAPR_M5", "MAPR_M7",
)  # fmt: skip


def run(command: ServiceCommand) -> int:
    """Add the steps that install the applications."""
    configured = configured_options(command.settings)
    values = read_options(OPTIONS, command, configured=configured)
    refuse_release(command, "install-applications", values["cluster-id"])
    for application in values["applications"]:
        _check(application["Name"])
    installation = applications.install(values["applications"], command.settings.region)
    params = {"JobFlowId": values["cluster-id"], "Steps": installation.steps}
    command.call_and_show("emr", "AddJobFlowSteps", params)
    return 0


def _check(name: str) -> None:
    if name.upper() not in _KNOWN:
        msg = (
            f"Unknown application: {name}. 'Name' should be one of the following: "
            f"{', '.join(_KNOWN)}"
        )
        raise ParamValidationError(msg)
    if name.upper() not in _INSTALLED:
        msg = (
            f"{name} cannot be installed on a running cluster. 'Name' should be one of the "
            f"following: {', '.join(_INSTALLED)}"
        )
        raise ParamValidationError(msg)
