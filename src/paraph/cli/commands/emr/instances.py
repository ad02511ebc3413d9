"""A cluster's instances: groups or fleets, and where in EC2 they are."""

from __future__ import annotations

from paraph.cli.commands.emr.errors import MutuallyExclusiveError
from paraph.cli.errors import ParamValidationError
from paraph.cli.parameter_errors import ConversionError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Params = dict[str, Any]

# Of an instance group: what is passed on as it is
_GROUP_MEMBERS = ("EbsConfiguration", "AutoScalingPolicy", "Configurations", "CustomAmiId")
_FLEET_MEMBERS = (
    "InstanceFleetType",
    "TargetOnDemandCapacity",
    "TargetSpotCapacity",
    "InstanceTypeConfigs",
    "LaunchSpecifications",
    "ResizeSpecifications",
    "Context",
)
# Of --ec2-attributes: where it goes in the API's Instances
_EC2_MEMBERS = {
    "KeyName": "Ec2KeyName",
    "SubnetId": "Ec2SubnetId",
    "SubnetIds": "Ec2SubnetIds",
    "EmrManagedMasterSecurityGroup": "EmrManagedMasterSecurityGroup",
    "EmrManagedSlaveSecurityGroup": "EmrManagedSlaveSecurityGroup",
    "ServiceAccessSecurityGroup": "ServiceAccessSecurityGroup",
    "AdditionalMasterSecurityGroups": "AdditionalMasterSecurityGroups",
    "AdditionalSlaveSecurityGroups": "AdditionalSlaveSecurityGroups",
}


def parse_count(text: str) -> int:
    """Return the number; v2 names no option where it is none (exit code 255)."""
    try:
        return int(text)
    except ValueError as error:
        raise ConversionError(str(error)) from error


def build_instances(values: Params) -> Params:
    """Return the groups or fleets that the options ask for."""
    if values["instance-groups"] is not None and values["instance-fleets"] is not None:
        raise MutuallyExclusiveError("--instance-groups", "--instance-fleets")
    if values["instance-fleets"] is not None:
        return {"InstanceFleets": [_fleet(fleet) for fleet in values["instance-fleets"]]}
    groups, type_name = values["instance-groups"], values["instance-type"]
    if groups is None and type_name is None:
        msg = (
            "Must specify either --instance-groups or --instance-type with "
            "--instance-count(optional) to configure instance groups."
        )
        raise ParamValidationError(msg)
    if groups is None:
        return {"InstanceGroups": _uniform_groups(type_name, values["instance-count"])}
    if type_name is not None or values["instance-count"] is not None:
        msg = (
            "You may not specify --instance-type or --instance-count with --instance-groups, "
            "because --instance-type and --instance-count are shortcut options for "
            "--instance-groups."
        )
        raise ParamValidationError(msg)
    return {"InstanceGroups": build_groups(groups)}


def build_groups(groups: list[Params]) -> list[Params]:
    """Return the API's InstanceGroupConfigs."""
    return [_group(group) for group in groups]


def put_ec2_attributes(cluster: Params, attributes: Params) -> None:
    """Put `--ec2-attributes` where they belong in the parameters of RunJobFlow."""
    _check_place(attributes)
    instances = cluster["Instances"]
    for key, member in _EC2_MEMBERS.items():
        if attributes.get(key):
            instances[member] = attributes[key]
    for key in ("AvailabilityZone", "AvailabilityZones"):
        if key in attributes:
            instances["Placement"] = {key: attributes[key]} if attributes[key] else {}
    if attributes.get("InstanceProfile"):
        cluster["JobFlowRole"] = attributes["InstanceProfile"]


def _check_place(attributes: Params) -> None:
    for one, many in (("SubnetId", "SubnetIds"), ("AvailabilityZone", "AvailabilityZones")):
        if one in attributes and many in attributes:
            raise MutuallyExclusiveError(one, many)
    is_subnet = "SubnetId" in attributes or "SubnetIds" in attributes
    is_zone = "AvailabilityZone" in attributes or "AvailabilityZones" in attributes
    if is_subnet and is_zone:
        msg = (
            "You may not specify both a SubnetId and an AvailabilityZone (placement) because "
            "ec2SubnetId implies a placement."
        )
        raise ParamValidationError(msg)


def _group(group: Params) -> Params:
    role = group["InstanceGroupType"]
    built: Params = {
        "Name": group.get("Name", role),
        "InstanceType": group["InstanceType"],
        "InstanceCount": group["InstanceCount"],
        "InstanceRole": role.upper(),
        "Market": "SPOT" if "BidPrice" in group else "ON_DEMAND",
    }
    if group.get("BidPrice", "OnDemandPrice") != "OnDemandPrice":
        built["BidPrice"] = group["BidPrice"]
    built.update({member: group[member] for member in _GROUP_MEMBERS if member in group})
    return built


def _uniform_groups(type_name: str, count: str | None) -> list[Params]:
    """One master, and the rest of `count` as the core."""
    groups = [_uniform_group("MASTER", type_name, 1)]
    total = 1 if count is None else parse_count(count)
    if total > 1:
        groups.append(_uniform_group("CORE", type_name, total - 1))
    return groups


def _uniform_group(role: str, type_name: str, count: int) -> Params:
    return {
        "InstanceType": type_name,
        "InstanceCount": count,
        "InstanceRole": role,
        "Name": role,
        "Market": "ON_DEMAND",
    }


def _fleet(fleet: Params) -> Params:
    built = {"Name": fleet.get("Name", fleet["InstanceFleetType"])}
    built.update({member: fleet[member] for member in _FLEET_MEMBERS if member in fleet})
    return built
