"""Commands below a service that are not one generated call: where each is.

A row's function is called with a `ServiceCommand` and returns the exit code. A name that is also an
operation's takes its place.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from paraph.cli.commands.service_command import ServiceCommand

    Run = Callable[[ServiceCommand], int]

_HERE = "paraph.cli.commands."

# Service → command → "module:function", imported when the command is run.
SERVICE_COMMANDS: dict[str, dict[str, str]] = {
    "emr": {
        "add-instance-groups": "emr.add_instance_groups:run",
        "add-steps": "emr.add_steps:run",
        "create-cluster": "emr.create_cluster:run",
        "describe-cluster": "emr.describe_cluster:run",
        "install-applications": "emr.install_applications:run",
        "modify-cluster-attributes": "emr.modify_cluster_attributes:run",
        "terminate-clusters": "emr.terminate_clusters:run",
    },
}


def load(place: str) -> Run:
    """Return the function of a row."""
    module_name, _, function = place.partition(":")
    module = __import__(_HERE + module_name, fromlist=(function,))
    run: Run = getattr(module, function)
    return run
