"""`aws emr create-default-roles`: what clusters need in IAM, and the profile that names it."""

from __future__ import annotations

import os

from paraph.cli.commands.default_roles import exists, partition_of, policy_document
from paraph.cli.commands.emr.profile import INSTANCE_PROFILE, SERVICE_ROLE, configured_options
from paraph.cli.commands.own_options import OwnOption, read_options
from paraph.cli.commands.service_command import require
from paraph.cli.errors import CommandError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.cli.commands.service_command import ServiceCommand

OPTIONS = (OwnOption("iam-endpoint", None),)
# Role → its managed policy, and the services that assume it
_ROLES = {
    INSTANCE_PROFILE: ("AmazonElasticMapReduceforEC2Role", ("ec2",)),
    SERVICE_ROLE: ("AmazonElasticMapReduceRole", ("elasticmapreduce",)),
    "EMR_AutoScaling_DefaultRole": (
        "AmazonElasticMapReduceforAutoScalingRole",
        ("elasticmapreduce", "application-autoscaling"),
    ),
}


def run(command: ServiceCommand) -> int:
    """Create the roles that are missing and show those that have been created."""
    values = read_options(OPTIONS, command, configured=configured_options(command.settings))
    iam = command.at(values["iam-endpoint"])
    created = []
    for role in _ROLES:
        if not exists(iam, "GetRole", {"RoleName": role}):
            created.append(_create_role(command, iam, role))
        if role == INSTANCE_PROFILE:
            _require_profile(iam)
    _name_in_profile(command)
    command.show("CreateRole", created)
    return 0


def _create_role(command: ServiceCommand, iam: ServiceCommand, role: str) -> dict[str, Any]:
    import json  # noqa: PLC0415  lazy: 8 ms

    policy, services = _ROLES[role]
    partition = partition_of(command.settings.region)
    arn = f"arn:{partition}:iam::aws:policy/service-role/{policy}"
    principals = [_principal(command, service) for service in services]
    statement = {
        "Sid": "",
        "Effect": "Allow",
        "Principal": {"Service": principals[0] if len(principals) == 1 else principals},
        "Action": "sts:AssumeRole",
    }
    trust = json.dumps({"Version": "2008-10-17", "Statement": [statement]}, indent=2)
    params = {"RoleName": role, "AssumeRolePolicyDocument": trust}
    answer = iam.call("iam", "CreateRole", params)
    iam.call("iam", "AttachRolePolicy", {"PolicyArn": arn, "RoleName": role})
    return {"Role": require(answer, "Role"), "RolePolicy": policy_document(iam, arn)}


def _principal(command: ServiceCommand, service: str) -> str:
    """Return the name under which a service assumes roles where EMR's endpoint is."""
    if service == "ec2":
        return "ec2.amazonaws.com"
    client = command.client("emr")
    url = client.endpoint_url(client.service.operation("RunJobFlow"), {})
    # elasticmapreduce.REGION.SUFFIX, and formerly REGION.elasticmapreduce.SUFFIX
    labels = url.partition("://")[2].partition("/")[0].split(".")
    if len(labels) < 3 or "elasticmapreduce" not in labels[:2]:
        msg = "Could not resolve the service principal from the region or the endpoint."
        raise CommandError(msg)
    region = labels[1] if labels[0] == "elasticmapreduce" else labels[0]
    if service == "application-autoscaling" and not region.startswith("cn-"):
        return "application-autoscaling.amazonaws.com"
    return f"{service}.{'.'.join(labels[2:])}"


def _require_profile(iam: ServiceCommand) -> None:
    params = {"InstanceProfileName": INSTANCE_PROFILE}
    if not exists(iam, "GetInstanceProfile", params):
        iam.call("iam", "CreateInstanceProfile", params)
        iam.call("iam", "AddRoleToInstanceProfile", {**params, "RoleName": INSTANCE_PROFILE})


def _name_in_profile(command: ServiceCommand) -> None:
    """Write both roles into the user's profile, unless it has one of them."""
    configured = configured_options(command.settings)
    if "service_role" in configured or "instance_profile" in configured:
        return
    settings = command.settings
    path = settings.files.config_path
    section = "default" if settings.profile is None else f"profile {settings.profile}"
    try:
        text = _read(path)
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "w", encoding="utf-8") as file:
            file.write(add_roles(text, section))
    except OSError as error:
        raise CommandError(str(error)) from error


def _read(path: str) -> str:
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except FileNotFoundError:
        return ""


def add_roles(text: str, section: str) -> str:
    """Return a configuration file's text with both roles under `emr` of the section.

    Every line that is there stays as it is. New keys are indented as those beside them: deeper ones
    would go on with the value before.
    """
    lines = text.splitlines()
    start = next((at for at, line in enumerate(lines) if _names(line, section)), None)
    if start is None:
        lines.append(f"[{section}]")
        start = len(lines) - 1
    after = range(start + 1, len(lines))
    end = next((at for at in after if lines[at].startswith("[")), len(lines))
    emr = next((at for at in range(start + 1, end) if _is_key(lines[at], "emr")), None)
    if emr is None:
        at = _last_text(lines, start, end) + 1
        lines[at:at] = ["emr =", *_roles("    ")]
    else:
        inner = [at for at in range(emr + 1, end) if lines[at].strip()]
        nested = []
        for at in inner:
            if not lines[at].startswith((" ", "\t")):
                break
            nested.append(at)
        blank = lines[nested[0]][: -len(lines[nested[0]].lstrip())] if nested else "    "
        at = (nested[-1] if nested else emr) + 1
        lines[at:at] = _roles(blank)
    return "".join([f"{line}\n" for line in lines])


def _roles(blank: str) -> list[str]:
    return [
        f"{blank}service_role = {SERVICE_ROLE}",
        f"{blank}instance_profile = {INSTANCE_PROFILE}",
    ]


def _names(line: str, section: str) -> bool:
    """Say whether the line opens the section; its name may be quoted."""
    if not line.startswith("["):
        return False
    name = line[1:].partition("]")[0].replace('"', "").replace("'", "")
    return name.split() == section.split()


def _is_key(line: str, key: str) -> bool:
    return not line.startswith((" ", "\t")) and line.partition("=")[0].strip() == key


def _last_text(lines: list[str], start: int, end: int) -> int:
    return max(at for at in range(start, end) if lines[at].strip())
