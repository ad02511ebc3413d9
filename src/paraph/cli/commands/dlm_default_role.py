"""`aws dlm create-default-role`: the role that Data Lifecycle Manager works with."""

from __future__ import annotations

from paraph.cli.commands.default_roles import exists, partition_of, policy_document
from paraph.cli.commands.own_options import OwnOption, read_options

TYPE_CHECKING = False
if TYPE_CHECKING:
    from paraph.cli.commands.service_command import ServiceCommand

# Resource type → the role and the managed policy that it gets
_ROLES = {
    "snapshot": ("AWSDataLifecycleManagerDefaultRole", "AWSDataLifecycleManagerServiceRole"),
    "image": (
        "AWSDataLifecycleManagerDefaultRoleForAMIManagement",
        "AWSDataLifecycleManagerServiceRoleForAMIManagement",
    ),
}
OPTIONS = (
    OwnOption("iam-endpoint", None),
    OwnOption("resource-type", default="snapshot", choices=tuple(_ROLES)),
)
_TRUST_POLICY = (
    '{"Version": "2012-10-17", "Statement": [{"Sid": "", "Effect": "Allow", '
    '"Principal": {"Service": "dlm.amazonaws.com"}, "Action": "sts:AssumeRole"}]}'
)


def run(command: ServiceCommand) -> int:
    """Create the role and show it with its policy; nothing where there is one already."""
    values = read_options(OPTIONS, command)
    iam = command.at(values["iam-endpoint"])
    role, policy = _ROLES[values["resource-type"]]
    if exists(iam, "GetRole", {"RoleName": role}):
        return 0
    partition = partition_of(command.settings.region)
    arn = f"arn:{partition}:iam::aws:policy/service-role/{policy}"
    if not exists(iam, "GetPolicy", {"PolicyArn": arn}):
        return 0
    created = iam.call(
        "iam", "CreateRole", {"RoleName": role, "AssumeRolePolicyDocument": _TRUST_POLICY}
    )
    iam.call("iam", "AttachRolePolicy", {"PolicyArn": arn, "RoleName": role})
    command.show("CreateRole", {"RolePolicy": policy_document(iam, arn), **created})
    return 0
