"""`aws emr create-cluster`: from options to RunJobFlow."""

from __future__ import annotations

from paraph.cli.commands.emr import applications, emrfs, schemas
from paraph.cli.commands.emr.errors import (
    MissingApplicationsError,
    MutuallyExclusiveError,
    choose,
)
from paraph.cli.commands.emr.hbase import restore_args
from paraph.cli.commands.emr.instances import build_instances, parse_count, put_ec2_attributes
from paraph.cli.commands.emr.profile import (
    INSTANCE_PROFILE,
    SERVICE_ROLE,
    configured_options,
    fill_in,
)
from paraph.cli.commands.emr.s3_logging import check_s3_logging
from paraph.cli.commands.emr.steps import (
    CANCEL_AND_WAIT,
    COMMAND_RUNNER,
    TERMINATE_CLUSTER,
    build_steps,
    emr_link,
    make_step,
    script_runner,
)
from paraph.cli.commands.own_options import OwnOption, flag, read_options
from paraph.cli.errors import ParamValidationError
from paraph.cli.scan import AT_LEAST_ONE
from paraph.protocols.codecs.jsontext import parse_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.cli.commands.service_command import ServiceCommand

    Params = dict[str, Any]

OPTIONS = (
    OwnOption("release-label"),
    OwnOption("os-release-label"),
    OwnOption("ami-version"),
    OwnOption("instance-groups", schemas.INSTANCE_GROUPS),
    OwnOption("instance-type"),
    OwnOption("instance-count"),
    flag("auto-terminate"),
    flag("no-auto-terminate"),
    OwnOption("instance-fleets", schemas.INSTANCE_FLEETS),
    OwnOption("name", default="Development Cluster"),
    OwnOption("log-uri"),
    OwnOption("log-encryption-kms-key-id"),
    OwnOption("service-role"),
    OwnOption("auto-scaling-role"),
    flag("use-default-roles"),
    OwnOption("configurations"),
    OwnOption("ec2-attributes", schemas.EC2_ATTRIBUTES),
    flag("termination-protected"),
    flag("no-termination-protected"),
    flag("unhealthy-node-replacement"),
    flag("no-unhealthy-node-replacement"),
    OwnOption("scale-down-behavior"),
    flag("visible-to-all-users"),
    flag("no-visible-to-all-users"),
    flag("enable-debugging"),
    flag("no-enable-debugging"),
    OwnOption("tags", ["string"], takes=AT_LEAST_ONE),
    OwnOption("bootstrap-actions", schemas.BOOTSTRAP_ACTIONS),
    OwnOption("applications", schemas.APPLICATIONS),
    OwnOption("emrfs", schemas.EMRFS),
    OwnOption("steps", schemas.STEPS),
    OwnOption("additional-info"),
    OwnOption("restore-from-hbase-backup", schemas.HBASE_RESTORE_FROM_BACKUP),
    OwnOption("security-configuration"),
    OwnOption("custom-ami-id"),
    OwnOption("ebs-root-volume-size"),
    OwnOption("ebs-root-volume-iops"),
    OwnOption("ebs-root-volume-throughput"),
    OwnOption("repo-upgrade-on-boot"),
    OwnOption("kerberos-attributes", schemas.KERBEROS_ATTRIBUTES),
    OwnOption("step-concurrency-level", "integer"),
    OwnOption("step-execution-role-arn"),
    OwnOption("managed-scaling-policy", schemas.MANAGED_SCALING_POLICY),
    OwnOption("placement-group-configs", schemas.PLACEMENT_GROUP_CONFIGS),
    OwnOption("auto-termination-policy", schemas.AUTO_TERMINATION_POLICY),
    OwnOption("monitoring-configuration", schemas.MONITORING_CONFIGURATION),
    flag("extended-support"),
    flag("no-extended-support"),
    flag("session-enabled"),
    flag("no-session-enabled"),
)

_MAX_BOOTSTRAP_ACTIONS = 16
# Options that are a member of RunJobFlow as they are, unless they are empty
_EARLY_MEMBERS = {
    "additional-info": "AdditionalInfo",
    "log-uri": "LogUri",
    "os-release-label": "OSReleaseLabel",
    "log-encryption-kms-key-id": "LogEncryptionKmsKeyId",
    "service-role": "ServiceRole",
    "auto-scaling-role": "AutoScalingRole",
    "scale-down-behavior": "ScaleDownBehavior",
}
_LATE_MEMBERS = {
    "security-configuration": "SecurityConfiguration",
    "custom-ami-id": "CustomAmiId",
    "repo-upgrade-on-boot": "RepoUpgradeOnBoot",
    "kerberos-attributes": "KerberosAttributes",
    "step-execution-role-arn": "StepExecutionRoleArn",
    "managed-scaling-policy": "ManagedScalingPolicy",
    "placement-group-configs": "PlacementGroupConfigs",
    "auto-termination-policy": "AutoTerminationPolicy",
    "monitoring-configuration": "MonitoringConfiguration",
}
_NUMBERS = {
    "ebs-root-volume-size": "EbsRootVolumeSize",
    "ebs-root-volume-iops": "EbsRootVolumeIops",
    "ebs-root-volume-throughput": "EbsRootVolumeThroughput",
}


def run(command: ServiceCommand) -> int:
    """Create the cluster and show its identifier."""
    settings = command.settings
    values = read_options(OPTIONS, command, configured=configured_options(settings))
    fill_in(values, settings)
    created = command.call("emr", "RunJobFlow", build_cluster(values, settings.region))
    shown = {}
    if created.get("JobFlowId") is not None:
        shown = {"ClusterId": created["JobFlowId"], "ClusterArn": created.get("ClusterArn")}
    command.show("RunJobFlow", shown)
    return 0


def build_cluster(values: Params, region: str) -> Params:
    """Return the parameters of RunJobFlow; `values` are those of OPTIONS by name."""
    _check_version(values)
    _check_roles(values)
    instances = build_instances(values)
    cluster: Params = {"Name": values["name"]}
    _put_version(cluster, values)
    if values["use-default-roles"]:
        values["service-role"] = SERVICE_ROLE
        attributes = values["ec2-attributes"] or {}
        values["ec2-attributes"] = {**attributes, "InstanceProfile": INSTANCE_PROFILE}
    _check_auto_scaling(values, instances)
    _put_members(cluster, values, _EARLY_MEMBERS)
    _put_life(cluster, values, instances)
    if values["ec2-attributes"] is not None:
        put_ec2_attributes(cluster, values["ec2-attributes"])
    _put_software(cluster, values, region)
    _put_late(cluster, values)
    _check_applications(values)
    return cluster


def _check_version(values: Params) -> None:
    is_ami, is_release = values["ami-version"] is not None, values["release-label"] is not None
    if is_ami and is_release:
        raise MutuallyExclusiveError("--ami-version", "--release-label")
    if not is_ami and not is_release:
        msg = "Either --ami-version or --release-label is required."
        raise ParamValidationError(msg)


def _check_roles(values: Params) -> None:
    if not values["use-default-roles"]:
        return
    advice = (
        " Either choose --use-default-roles or use both --service-role <roleName> and "
        "--ec2-attributes InstanceProfile=<profileName>."
    )
    if values["service-role"] is not None:
        raise MutuallyExclusiveError("--use-default-roles", "--service-role", advice)
    if "InstanceProfile" in (values["ec2-attributes"] or {}):
        raise MutuallyExclusiveError(
            "--use-default-roles", "--ec2-attributes InstanceProfile", advice
        )


def _check_auto_scaling(values: Params, instances: Params) -> None:
    if values["instance-groups"] is None or values["auto-scaling-role"] is not None:
        return
    if any("AutoScalingPolicy" in group for group in instances.get("InstanceGroups", [])):
        msg = (
            "Must specify --auto-scaling-role when configuring an AutoScaling policy for an "
            "instance group."
        )
        raise ParamValidationError(msg)


def _put_version(cluster: Params, values: Params) -> None:
    if values["release-label"] is not None:
        cluster["ReleaseLabel"] = values["release-label"]
        if values["configurations"] is not None:
            try:
                cluster["Configurations"] = parse_json(values["configurations"])
            except ValueError as error:
                msg = "invalid json argument for option --configurations"
                raise ParamValidationError(msg) from error
        return
    version = values["ami-version"]
    major, point, _ = version.partition(".")
    if not point or len(major) > 1 or not (major.isdecimal() or not major):
        msg = (
            f'The supplied AMI version "{version}" is invalid. Please see AMI Versions Supported '
            f"in Amazon EMR in Amazon Elastic MapReduce Developer Guide: "
            f"http://docs.aws.amazon.com/ElasticMapReduce/latest/DeveloperGuide/"
            f"ami-versions-supported.html"
        )
        raise ParamValidationError(msg)
    cluster["AmiVersion"] = version


def _put_members(cluster: Params, values: Params, members: dict[str, str]) -> None:
    for option, member in members.items():
        if values[option]:
            cluster[member] = values[option]


def _put_life(cluster: Params, values: Params, instances: Params) -> None:
    """How long the cluster lives, what protects it, who sees it."""
    if not values["auto-terminate"]:
        values["no-auto-terminate"] = True
    keeps_alive = choose(values, "no-auto-terminate", "auto-terminate")
    instances["KeepJobFlowAliveWhenNoSteps"] = keeps_alive
    instances["TerminationProtected"] = choose(
        values, "termination-protected", "no-termination-protected"
    )
    _put_choice(instances, "UnhealthyNodeReplacement", values, "unhealthy-node-replacement")
    if not values["no-visible-to-all-users"]:
        values["visible-to-all-users"] = True
    cluster["VisibleToAllUsers"] = choose(values, "visible-to-all-users", "no-visible-to-all-users")
    tags = [tag.partition("=") for tag in values["tags"] or []]
    cluster["Tags"] = [{"Key": key, "Value": value} for key, _, value in tags]
    cluster["Instances"] = instances


def _put_choice(target: Params, member: str, values: Params, name: str) -> None:
    """Set `member` where either of `--name` and `--no-name` was given."""
    if values[name] or values[f"no-{name}"]:
        target[member] = choose(values, name, f"no-{name}")


def _put_software(cluster: Params, values: Params, region: str) -> None:
    """Debugging, applications, bootstrap actions and steps, in the order in which they run."""
    release_label = values["release-label"]
    is_debugged = choose(values, "enable-debugging", "no-enable-debugging")
    if is_debugged and values["log-uri"] is None:
        msg = (
            "LogUri not specified. You must specify a logUri if you enable debugging when "
            "creating a cluster."
        )
        raise ParamValidationError(msg)
    if is_debugged:
        _add(cluster, "Steps", [_debugging_step(release_label, region)])
    if values["applications"] is not None:
        _put_applications(cluster, values["applications"], region)
    if values["restore-from-hbase-backup"] is not None:
        _add(cluster, "Steps", [_restore_step(values["restore-from-hbase-backup"])])
    if values["bootstrap-actions"] is not None:
        _add_bootstrap_actions(cluster, values["bootstrap-actions"])
    if values["emrfs"] is not None:
        _put_emrfs(cluster, values["emrfs"], release_label, region)
    if values["steps"] is not None:
        _add(cluster, "Steps", build_steps(values["steps"], region, release_label))


def _debugging_step(release_label: str | None, region: str) -> Params:
    name = "Setup Hadoop Debugging"
    if release_label:
        return make_step(name, TERMINATE_CLUSTER, COMMAND_RUNNER, ["state-pusher-script"])
    script = emr_link(region, "/libs/state-pusher/0.1/fetch")
    return make_step(name, TERMINATE_CLUSTER, script_runner(region), [script])


def _put_applications(cluster: Params, wanted: list[Params], region: str) -> None:
    if "AmiVersion" not in cluster:
        cluster["Applications"] = list(wanted)
        return
    installation = applications.install(wanted, region, cluster["AmiVersion"])
    _add(cluster, "NewSupportedProducts", installation.products)
    _add(cluster, "BootstrapActions", installation.bootstrap_actions)
    _add(cluster, "Steps", installation.steps)


def _restore_step(backup: Params) -> Params:
    # A folder that is missing is found when the call is validated.
    folder, version = backup.get("Dir"), backup.get("BackupVersion")
    args = ["emr.hbase.backup.Main", *restore_args({"dir": folder, "backup-version": version})]
    return make_step("Restore HBase", CANCEL_AND_WAIT, "/home/hadoop/lib/hbase.jar", args)


def _add_bootstrap_actions(cluster: Params, actions: list[Params]) -> None:
    present = len(cluster.get("BootstrapActions", []))
    if present + len(actions) > _MAX_BOOTSTRAP_ACTIONS:
        msg = "maximum number of bootstrap actions for a cluster exceeded."
        raise ParamValidationError(msg)
    built = []
    for action in actions:
        config: Params = {"Name": action.get("Name", "Bootstrap action")}
        script = {key: action[key] for key in ("Path", "Args") if action.get(key)}
        if script:
            config["ScriptBootstrapAction"] = script
        built.append(config)
    _add(cluster, "BootstrapActions", built)


def _put_emrfs(cluster: Params, wanted: Params, release_label: str | None, region: str) -> None:
    if not release_label:
        _add(cluster, "BootstrapActions", emrfs.build_bootstrap_actions(wanted, region))
        return
    for configuration in cluster.get("Configurations", []):
        if configuration is not None and configuration.get("Classification") == emrfs.SITE:
            msg = "EMRFS should be configured either using --configuration or --emrfs but not both"
            raise ParamValidationError(msg)
    _add(cluster, "Configurations", [emrfs.build_configuration(wanted)])


def _put_late(cluster: Params, values: Params) -> None:
    for option, member in _NUMBERS.items():
        if values[option] is not None and parse_count(values[option]):
            cluster[member] = parse_count(values[option])
    if values["step-concurrency-level"] is not None:
        cluster["StepConcurrencyLevel"] = values["step-concurrency-level"]
    _put_members(cluster, values, _LATE_MEMBERS)
    _put_choice(cluster, "ExtendedSupport", values, "extended-support")
    _put_choice(cluster, "SessionEnabled", values, "session-enabled")
    if values["monitoring-configuration"] is not None:
        check_s3_logging(values["monitoring-configuration"], values["log-uri"])


def _check_applications(values: Params) -> None:
    """Refuse steps whose application the cluster would not have."""
    installed = {application["Name"].lower() for application in values["applications"] or []}
    missing: dict[str, None] = {}
    for step in values["steps"] or []:
        type_name = (step.get("Type") or "").lower()
        if type_name in ("hive", "pig", "impala") and type_name not in installed:
            missing[type_name.title()] = None
    if values["restore-from-hbase-backup"] is not None and "hbase" not in installed:
        missing["Hbase"] = None
    if missing:
        raise MissingApplicationsError(missing)


def _add(cluster: Params, member: str, items: list[Params]) -> None:
    """Append to the list `member`; one that would be empty is left out."""
    if member in cluster:
        cluster[member] += items
    elif items:
        cluster[member] = items
