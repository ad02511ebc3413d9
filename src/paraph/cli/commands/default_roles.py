"""Roles that a service needs and a command creates: what DLM's and EMR's commands share."""

from __future__ import annotations

from paraph.cli.commands.service_command import require
from paraph.client.errors import ServiceError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.cli.commands.service_command import ServiceCommand


def partition_of(region: str) -> str:
    """Return the partition that an ARN in `region` names, as v2 finds it: by the region's name."""
    name = region.lower()
    if name.startswith("cn-"):
        return "aws-cn"
    return "aws-us-gov" if name.startswith("us-gov") else "aws"


def exists(iam: ServiceCommand, operation: str, params: dict[str, Any]) -> bool:
    """Say whether IAM has what `operation` asks for."""
    try:
        iam.call("iam", operation, params)
    except ServiceError as error:
        if error.code != "NoSuchEntity":
            raise
        return False
    return True


def policy_document(iam: ServiceCommand, arn: str) -> Any:
    """Return the document of a managed policy's default version."""
    policy = require(iam.call("iam", "GetPolicy", {"PolicyArn": arn}), "Policy")
    params = {"PolicyArn": arn, "VersionId": require(policy, "DefaultVersionId")}
    version = require(iam.call("iam", "GetPolicyVersion", params), "PolicyVersion")
    return require(version, "Document")
