"""`aws emr modify-cluster-attributes`: four switches, each an operation of its own."""

from __future__ import annotations

from paraph.cli.commands.emr.errors import MutuallyExclusiveError
from paraph.cli.commands.emr.profile import configured_options
from paraph.cli.commands.own_options import OwnOption, flag, read_options
from paraph.cli.errors import ParamValidationError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from paraph.cli.commands.service_command import ServiceCommand

# Option → operation, its member, and what the member is when the option is given
_SWITCHES = {
    "visible-to-all-users": ("SetVisibleToAllUsers", "VisibleToAllUsers", True),
    "termination-protected": ("SetTerminationProtection", "TerminationProtected", True),
    "auto-terminate": ("SetKeepJobFlowAliveWhenNoSteps", "KeepJobFlowAliveWhenNoSteps", False),
    "unhealthy-node-replacement": (
        "SetUnhealthyNodeReplacement",
        "UnhealthyNodeReplacement",
        True,
    ),
}
OPTIONS = (
    OwnOption("cluster-id", required=True),
    *(flag(name) for switch in _SWITCHES for name in (switch, f"no-{switch}")),
)


def run(command: ServiceCommand) -> int:
    """Turn every switch that was given."""
    configured = configured_options(command.settings)
    values = read_options(OPTIONS, command, configured=configured)
    for name in _SWITCHES:
        if values[name] and values[f"no-{name}"]:
            raise MutuallyExclusiveError(f"--{name}", f"--no-{name}")
    given = [name for name in _SWITCHES if values[name] or values[f"no-{name}"]]
    if not given:
        choices = ", ".join([f"--{name}|--no-{name}" for name in _SWITCHES])
        msg = f"Must specify one of the following boolean options: {choices}."
        raise ParamValidationError(msg)
    for name in given:
        operation, member, meaning = _SWITCHES[name]
        is_on = values[name] == meaning
        params = {"JobFlowIds": [values["cluster-id"]], member: is_on}
        command.call_and_show("emr", operation, params)
    return 0
