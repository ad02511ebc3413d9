"""`aws emr-containers update-role-trust-policy`: let EMR's service accounts assume a role."""

from __future__ import annotations

from paraph.cli.commands.default_roles import partition_of
from paraph.cli.commands.emr_containers_roles import account_of, base36, describe_cluster
from paraph.cli.commands.own_options import OwnOption, flag, read_options
from paraph.cli.commands.service_command import require, require_part

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.cli.commands.service_command import ServiceCommand

OPTIONS = (
    OwnOption("cluster-name", required=True),
    OwnOption("namespace", required=True),
    OwnOption("role-name", required=True),
    OwnOption("iam-endpoint", None),
    flag("dry-run"),
)


def run(command: ServiceCommand) -> int:
    """Add the statement to the role's trust policy, unless it is there."""
    import json  # noqa: PLC0415  lazy: 8 ms

    values = read_options(OPTIONS, command)
    role = values["role-name"]
    statement = _statement(command, values)
    iam = command.at(values["iam-endpoint"])
    found = require(iam.call("iam", "GetRole", {"RoleName": role}), "Role")
    policy = found.get("AssumeRolePolicyDocument") or {}
    if any(_is_same(statement, existing) for existing in policy.get("Statement") or []):
        command.write(
            f"Trust policy statement already exists for role {role}. No changes were made!\n"
        )
        return 0
    policy["Statement"] = [*(policy.get("Statement") or []), statement]
    if values["dry-run"]:
        command.write(json.dumps(policy, indent=2) + "\n")
        return 0
    params = {"RoleName": role, "PolicyDocument": json.dumps(policy)}
    iam.call("iam", "UpdateAssumeRolePolicy", params)
    command.write(f"Successfully updated trust policy of role {role}\n")
    return 0


def _statement(command: ServiceCommand, values: dict[str, Any]) -> dict[str, Any]:
    cluster = describe_cluster(command.at(None), values["cluster-name"])
    account = account_of(cluster)
    issuer = cluster.get("identity", {}).get("oidc", {}).get("issuer", "")
    provider = require_part(issuer.split("https://"), 1)
    partition = partition_of(command.settings.region)
    subject = (
        f"system:serviceaccount:{values['namespace']}:emr-containers-sa-*-*-{account}-"
        f"{base36(values['role-name'])}"
    )
    return {
        "Effect": "Allow",
        "Principal": {"Federated": f"arn:{partition}:iam::{account}:oidc-provider/{provider}"},
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": {"StringLike": {f"{provider}:sub": subject}},
    }


def _is_same(wanted: dict[str, Any], existing: Any) -> bool:
    """Say whether two statements have the same members; a list of one is not its element."""
    return isinstance(existing, dict) and wanted == existing
