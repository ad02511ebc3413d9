"""`aws emr-containers …-role-associations`: pod identities for EMR's service accounts in EKS."""

from __future__ import annotations

from paraph.cli.commands.default_roles import partition_of
from paraph.cli.commands.own_options import OwnOption, read_options
from paraph.cli.commands.service_command import require, require_part
from paraph.cli.errors import CommandError
from paraph.client.errors import ServiceError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.cli.commands.service_command import ServiceCommand

    Associations = list[dict[str, Any]]

# Submission model → the account of its operator (in the operator's namespace, None: no operator),
# the framework and the components that have accounts of their own (in the jobs' namespace)
_MODELS: dict[str, tuple[str | None, str, tuple[str, ...]]] = {
    "start_job_run": (None, "spark", ("client", "driver", "executor")),
    "interactive_endpoint": (None, "spark", ("jeg", "jeg-kernel", "session")),
    "spark_operator": ("emr-containers-sa-spark-operator", "spark", ("driver", "executor")),
    "flink_operator": ("emr-containers-sa-flink-operator", "flink", ("jobmanager", "taskmanager")),
    "livy": ("emr-containers-sa-livy", "spark", ()),
}
_LIVY_JOBS = "emr-container-sa-spark-livy"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
OPTIONS = (
    OwnOption("cluster-name", required=True),
    OwnOption("namespace", required=True),
    OwnOption("role-name", required=True),
    OwnOption("type", choices=tuple(_MODELS)),
    OwnOption("operator-namespace"),
    OwnOption("service-account-name"),
)


class _Roles:
    """One command: the cluster, the role, and the EKS client."""

    __slots__ = ("cluster", "command", "eks", "values")

    def __init__(self, command: ServiceCommand) -> None:
        self.values = read_options(OPTIONS, command)
        self.cluster: str = self.values["cluster-name"]
        self.command = command
        # A user's own endpoint is not that of EKS.
        self.eks = command.at(None)

    def call(self, operation: str, params: dict[str, Any]) -> dict[str, Any]:
        """Call EKS about the cluster."""
        return self.eks.call("eks", operation, {"clusterName": self.cluster, **params})

    def warn(self, message: str) -> None:
        """Tell the user on standard error."""
        self.command.context.stderr.write(f"{message}\n")

    def describe(self, account: str, namespace: str) -> str:
        """Return an association in words."""
        role = self.values["role-name"]
        return f"service account {account} and role {role} in namespace {namespace}"

    def failure(self, verb: str, account: str, namespace: str, error: ServiceError) -> CommandError:
        """Return what is said when EKS refuses."""
        role = self.values["role-name"]
        return CommandError(
            f"Failed to {verb} pod identity association for service account {account}, "
            f"role {role} in namespace {namespace}: {error.message}"
        )

    def finish(self, associations: Associations) -> int:
        """Print what has changed, if anything has."""
        if associations:
            import json  # noqa: PLC0415  lazy: 8 ms

            self.command.write(json.dumps(associations, indent=4))
        return 0


def run_create(command: ServiceCommand) -> int:
    """Associate the role with each service account; all or, when one fails, none."""
    roles = _Roles(command)
    account_id = account_of(describe_cluster(roles.eks, roles.cluster))
    partition = partition_of(command.settings.region)
    role_arn = f"arn:{partition}:iam::{account_id}:role/{roles.values['role-name']}"
    created: Associations = []
    for account, namespace in _service_accounts(roles.values, account_id):
        params = {"namespace": namespace, "roleArn": role_arn, "serviceAccount": account}
        try:
            answer = roles.call("CreatePodIdentityAssociation", params)
        except ServiceError as error:
            if error.code != "ResourceInUseException":
                _roll_back(roles, created, account, namespace)
                raise roles.failure("create", account, namespace, error) from error
            roles.warn(
                f"Skipping pod identity association creation because pod identity association "
                f"already exists for {roles.describe(account, namespace)}: {error.message}"
            )
        else:
            created.append(answer.get("association", answer))
    return roles.finish(created)


def run_delete(command: ServiceCommand) -> int:
    """Take the associations of each service account away."""
    roles = _Roles(command)
    account_id = account_of(describe_cluster(roles.eks, roles.cluster))
    deleted: Associations = []
    for account, namespace in _service_accounts(roles.values, account_id):
        params = {"namespace": namespace, "serviceAccount": account}
        try:
            found = roles.call("ListPodIdentityAssociations", params).get("associations")
            if not found:
                roles.warn(
                    f"Skipping deletion as no pod identity association found for "
                    f"{roles.describe(account, namespace)}"
                )
                continue
            identifier = {"associationId": require(found[0], "associationId")}
            answer = roles.call("DeletePodIdentityAssociation", identifier)
        except ServiceError as error:
            raise roles.failure("delete", account, namespace, error) from error
        deleted.append(answer.get("association", answer))
    return roles.finish(deleted)


def describe_cluster(eks: ServiceCommand, name: str) -> dict[str, Any]:
    """Return what EKS says of the cluster; empty where it says nothing."""
    cluster: dict[str, Any] = eks.call("eks", "DescribeCluster", {"name": name}).get("cluster", {})
    return cluster


def account_of(cluster: dict[str, Any]) -> str:
    """Return the account that owns the cluster."""
    account: str = require_part(cluster.get("arn", "").split(":"), 4)
    return account


def base36(text: str) -> str:
    """Return the text, read as one big number, in base 36: part of EMR's account names."""
    number = 0
    for char in text:
        number = number * 256 + ord(char)
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits or "0"


def _service_accounts(values: dict[str, Any], account_id: str) -> list[tuple[str, str]]:
    """Return the service accounts with their namespaces."""
    namespace = values["namespace"]
    if values["service-account-name"]:
        return [(values["service-account-name"], namespace)]
    model = values["type"] or "start_job_run"
    operator, framework, components = _MODELS[model]
    accounts = []
    if operator is not None:
        accounts.append((operator, values["operator-namespace"] or namespace))
    suffix = f"{account_id}-{base36(values['role-name'])}"
    accounts += [
        (f"emr-containers-sa-{framework}-{component}-{suffix}", namespace)
        for component in components
    ]
    if model == "livy":
        accounts.append((_LIVY_JOBS, namespace))
    return accounts


def _roll_back(roles: _Roles, created: Associations, account: str, namespace: str) -> None:
    for association in created:
        roles.warn(
            f"Rolling back association for {roles.describe(account, namespace)} as an error was "
            f"encountered"
        )
        params = {"associationId": require(association, "associationId")}
        roles.call("DeletePodIdentityAssociation", params)
