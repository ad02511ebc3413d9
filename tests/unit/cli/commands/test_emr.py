"""The EMR commands: what they ask of the service."""

from __future__ import annotations

from typing import Any

import pytest

from paraph.cli.commands.emr import (
    add_instance_groups,
    add_steps,
    create_cluster,
    default_roles,
    describe_cluster,
    hbase,
    install_applications,
    modify_cluster_attributes,
)
from paraph.cli.commands.emr.emrfs import build_configuration
from paraph.cli.commands.emr.s3_logging import check_s3_logging
from paraph.cli.commands.emr.steps import build_steps
from paraph.cli.errors import ParamValidationError
from paraph.client.errors import ServiceError

LABEL = ("--release-label", "emr-5.9.0", "--instance-type", "m4.large")


def create(fake: Any, *words: str, **world: Any) -> dict[str, Any]:
    command = fake(*words, **world)
    assert create_cluster.run(command) == 0
    service: str
    params: dict[str, Any]
    ((service, operation, params),) = command.calls
    assert (service, operation) == ("emr", "RunJobFlow")
    return params


def refusal(fake: Any, *words: str) -> str:
    with pytest.raises(ParamValidationError) as caught:
        create_cluster.run(fake(*words))
    return str(caught.value)


def test_the_smallest_cluster_is_one_master_that_stays(fake: Any) -> None:
    assert create(fake, *LABEL) == {
        "Name": "Development Cluster",
        "ReleaseLabel": "emr-5.9.0",
        "VisibleToAllUsers": True,
        "Tags": [],
        "Instances": {
            "InstanceGroups": [
                {
                    "InstanceType": "m4.large",
                    "InstanceCount": 1,
                    "InstanceRole": "MASTER",
                    "Name": "MASTER",
                    "Market": "ON_DEMAND",
                }
            ],
            "KeepJobFlowAliveWhenNoSteps": True,
            "TerminationProtected": False,
        },
    }


def test_a_count_leaves_one_for_the_master(fake: Any) -> None:
    groups = create(fake, *LABEL, "--instance-count", "3")["Instances"]["InstanceGroups"]
    assert [(group["InstanceRole"], group["InstanceCount"]) for group in groups] == [
        ("MASTER", 1),
        ("CORE", 2),
    ]


def test_a_bid_price_makes_a_group_spot(fake: Any) -> None:
    words = ("--release-label", "x", "--instance-groups")
    group = "InstanceGroupType=core,InstanceType=m4,InstanceCount=2,BidPrice="
    (built,) = create(fake, *words, f"{group}0.1")["Instances"]["InstanceGroups"]
    assert (built["Market"], built["BidPrice"], built["InstanceRole"]) == ("SPOT", "0.1", "CORE")
    (built,) = create(fake, *words, f"{group}OnDemandPrice")["Instances"]["InstanceGroups"]
    assert built["Market"] == "SPOT"
    assert "BidPrice" not in built


def test_default_roles_stand_for_role_and_profile(fake: Any) -> None:
    params = create(fake, *LABEL, "--use-default-roles", "--ec2-attributes", "SubnetId=s-1")
    assert params["ServiceRole"] == "EMR_DefaultRole"
    assert params["JobFlowRole"] == "EMR_EC2_DefaultRole"
    assert params["Instances"]["Ec2SubnetId"] == "s-1"


def test_the_profile_fills_in_what_is_not_written(fake: Any, tmp_path: Any) -> None:
    path = tmp_path / "config"
    path.write_text(
        "[default]\nemr =\n  service_role = R\n  instance_profile = P\n  log_uri = s3://l\n"
        "  enable_debugging = True\n  key_name = K\n"
    )
    environ = {"AWS_CONFIG_FILE": str(path)}
    params = create(fake, *LABEL, "--service-role", "mine", environ=environ)
    assert (params["ServiceRole"], params["JobFlowRole"]) == ("mine", "P")
    assert params["LogUri"] == "s3://l"
    assert params["Instances"]["Ec2KeyName"] == "K"
    assert params["Steps"][0]["HadoopJarStep"]["Args"] == ["state-pusher-script"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--ami-version", "3", "--release-label", "x"), "You cannot specify both --ami-version"),
        (("--instance-type", "m4"), "Either --ami-version or --release-label is required."),
        (("--ami-version", "10.1", "--instance-type", "m4"), 'The supplied AMI version "10.1"'),
        (("--release-label", "x"), "Must specify either --instance-groups or --instance-type"),
        ((*LABEL, "--enable-debugging"), "LogUri not specified."),
        ((*LABEL, "--configurations", "{"), "invalid json argument for option --configurations"),
        (
            (*LABEL, "--auto-terminate", "--no-auto-terminate"),
            "cannot use both --no-auto-terminate and --auto-terminate options together.",
        ),
        (
            (*LABEL, "--use-default-roles", "--service-role", "r"),
            "You cannot specify both --use-default-roles and --service-role options together.",
        ),
        (
            (*LABEL, "--ec2-attributes", "SubnetId=a,AvailabilityZone=b"),
            "You may not specify both a SubnetId and an AvailabilityZone",
        ),
        (
            (*LABEL, "--steps", "Type=HIVE,Args=a"),
            "Some of the steps require the following applications to be installed: Hive.",
        ),
        ((*LABEL, "--steps", "Type=foo,Args=a"), "The step type foo is not supported."),
        (
            (*LABEL, "--steps", "Type=STREAMING"),
            "The following required parameters are missing for StreamingStepConfig: Args.",
        ),
    ],
)
def test_what_does_not_fit_together_is_refused(
    fake: Any, words: tuple[str, ...], message: str
) -> None:
    assert refusal(fake, *words).startswith(message)


def test_applications_of_older_clusters_are_installed_by_steps(fake: Any) -> None:
    params = create(
        fake,
        "--ami-version", "3.1", "--instance-type", "m4",
        "--applications", "Name=HBase", "Name=Hive,Args=[--hive-site=s3://x]", "Name=MapR",
    )  # fmt: skip
    assert [step["Name"] for step in params["Steps"]] == [
        "Start HBase",
        "Install Hive",
        "Install Hive Site Configuration",
    ]
    assert params["BootstrapActions"][0]["ScriptBootstrapAction"]["Path"] == (
        "s3://us-west-2.elasticmapreduce/bootstrap-actions/setup-hbase"
    )
    assert params["NewSupportedProducts"] == [{"Name": "mapr", "Args": []}]


def test_the_answer_is_shown_as_cluster_id(fake: Any) -> None:
    command = fake(*LABEL)
    command.answers["RunJobFlow"] = [{"JobFlowId": "j-1", "ClusterArn": "arn:x"}]
    create_cluster.run(command)
    assert command.output == '{\n    "ClusterId": "j-1",\n    "ClusterArn": "arn:x"\n}\n'


def test_steps_depend_on_the_release_of_their_cluster(fake: Any) -> None:
    words = (
        "--cluster-id",
        "j-1",
        "--steps",
        "Type=Pig,Args=-f,s3://x",
        "--execution-role-arn",
        "r",
    )
    command = fake(*words)
    command.answers["DescribeCluster"] = [{"Cluster": {"ReleaseLabel": "emr-6"}}]
    add_steps.run(command)
    (_, _, params) = command.calls[1]
    assert params["ExecutionRoleArn"] == "r"
    assert params["Steps"][0]["HadoopJarStep"] == {
        "Jar": "command-runner.jar",
        "Args": ["pig-script", "--run-pig-script", "--args", "-f", "s3://x"],
    }


def test_a_custom_jar_has_properties_and_logs() -> None:
    (step,) = build_steps(
        [{"Jar": "j", "Properties": "a=1,b", "MainClass": "M", "LogUri": "s3://l"}], "r", None
    )
    assert step["Name"] == "Custom JAR"
    assert step["HadoopJarStep"]["Properties"] == [
        {"Key": "a", "Value": "1"},
        {"Key": "b", "Value": ""},
    ]
    assert step["StepMonitoringConfiguration"] == {
        "S3MonitoringConfiguration": {"LogUri": "s3://l"}
    }


def test_emrfs_becomes_a_configuration() -> None:
    built = build_configuration(
        {"Consistent": True, "RetryCount": 6, "Encryption": "ServerSide", "Args": ["a=b"]}
    )
    assert built["Properties"] == {
        "fs.s3.consistent": "true",
        "fs.s3.consistent.retryCount": "6",
        "fs.s3.enableServerSideEncryption": "true",
        "a": "b",
    }


def test_emrfs_needs_what_its_encryption_needs() -> None:
    with pytest.raises(ParamValidationError, match="CustomProviderClass and CustomProviderLocat"):
        build_configuration({"Encryption": "CLIENTSIDE", "ProviderType": "Custom"})
    with pytest.raises(ParamValidationError, match="Consistent=true/false is not specified"):
        build_configuration({"RetryCount": 1})


def test_logs_that_are_disabled_need_no_place() -> None:
    def policy(**policies: str) -> dict[str, Any]:
        named = {name.replace("_", "-"): value for name, value in policies.items()}
        return {"S3LoggingConfiguration": {"LogTypeUploadPolicy": named}}

    check_s3_logging(policy(system_logs="disabled", application_logs="disabled"), None)
    with pytest.raises(ParamValidationError, match="LogUri must not be specified"):
        check_s3_logging(policy(system_logs="disabled", application_logs="disabled"), "s3://x")
    with pytest.raises(ParamValidationError, match="A valid S3 location"):
        check_s3_logging(policy(system_logs="emr-managed"), " ")
    with pytest.raises(ParamValidationError, match="Invalid log type"):
        check_s3_logging(policy(other="disabled"), None)


def test_each_switch_is_an_operation(fake: Any) -> None:
    command = fake("--cluster-id", "j", "--auto-terminate", "--no-visible-to-all-users")
    modify_cluster_attributes.run(command)
    assert command.calls == [
        ("emr", "SetVisibleToAllUsers", {"JobFlowIds": ["j"], "VisibleToAllUsers": False}),
        (
            "emr",
            "SetKeepJobFlowAliveWhenNoSteps",
            {"JobFlowIds": ["j"], "KeepJobFlowAliveWhenNoSteps": False},
        ),
    ]


def test_a_cluster_is_described_with_its_instances(fake: Any) -> None:
    command = fake("--cluster-id", "j", query="Cluster.[InstanceFleets[0].Id,BootstrapActions]")
    command.answers = {
        "DescribeCluster": [{"Cluster": {"InstanceCollectionType": "INSTANCE_FLEET"}}],
        "ListInstanceFleets": [{"InstanceFleets": [{"Id": "f"}]}],
    }
    describe_cluster.run(command)
    assert [call[1] for call in command.calls] == [
        "DescribeCluster",
        "ListInstanceFleets",
        "ListBootstrapActions",
    ]
    assert command.output == '[\n    "f",\n    []\n]\n'


def test_groups_are_added_under_the_names_of_the_api(fake: Any) -> None:
    group = "InstanceGroupType=TASK,InstanceType=m4,InstanceCount=1"
    command = fake("--cluster-id", "j", "--instance-groups", group)
    command.answers["AddInstanceGroups"] = [{"JobFlowId": "j", "InstanceGroupIds": ["g"]}]
    add_instance_groups.run(command)
    assert command.calls[0][2]["InstanceGroups"][0]["InstanceRole"] == "TASK"
    assert '"ClusterId": "j"' in command.output


def test_hbase_needs_an_older_cluster(fake: Any) -> None:
    words = ("--cluster-id", "j", "--full")
    command = fake(*words)
    command.answers["DescribeCluster"] = [{"Cluster": {"ReleaseLabel": "emr-5"}}]
    with pytest.raises(ParamValidationError, match="disable-hbase-backups is not supported with"):
        hbase.run_disable(command)
    command = fake(*words)
    hbase.run_disable(command)
    assert command.calls[1][2]["Steps"][0]["HadoopJarStep"]["Args"] == [
        "emr.hbase.backup.Main",
        "--set-scheduled-backup",
        "false",
        "--disable-full-backups",
    ]


def test_hbase_backups_are_scheduled_from_now(fake: Any) -> None:
    words = ("--cluster-id", "j", "--type", "FULL", "--dir", "d", "--interval", "7", "--unit")
    command = fake(*words, "days")
    hbase.run_schedule(command)
    args = command.calls[1][2]["Steps"][0]["HadoopJarStep"]["Args"]
    assert args[-6:] == [
        "--full-backup-time-interval",
        "7",
        "--full-backup-time-unit",
        "days",
        "--start-time",
        "now",
    ]
    with pytest.raises(ParamValidationError, match="invalid unit"):
        hbase.run_schedule(fake(*words, "weeks"))


@pytest.mark.parametrize(
    ("name", "message"), [("Foo", "Unknown application: Foo."), ("Spark", "Spark cannot be")]
)
def test_only_hive_and_pig_are_installed_later(fake: Any, name: str, message: str) -> None:
    with pytest.raises(ParamValidationError, match=message):
        install_applications.run(fake("--cluster-id", "j", "--applications", f"Name={name}"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "[default]\nemr =\n    {}\n    {}\n"),
        (
            "[default]\nregion = x\n\n[profile b]\na = b\n",
            "[default]\nregion = x\nemr =\n    {}\n    {}\n\n[profile b]\na = b\n",
        ),
        ("[profile b]\na = b", "[profile b]\na = b\n[default]\nemr =\n    {}\n    {}\n"),
        (
            "[default]\nemr =\n  log_uri = l\nregion = x\n",
            "[default]\nemr =\n  log_uri = l\n  {}\n  {}\nregion = x\n",
        ),
    ],
)
def test_the_profile_names_the_roles(before: str, after: str) -> None:
    roles = ("service_role = EMR_DefaultRole", "instance_profile = EMR_EC2_DefaultRole")
    assert default_roles.add_roles(before, "default") == after.format(*roles)


def test_roles_that_are_missing_are_made(fake: Any, tmp_path: Any) -> None:
    command = fake(environ={"AWS_CONFIG_FILE": str(tmp_path / "config")})
    missing = ServiceError("NoSuchEntity", "no", "GetRole", status=404)
    command.answers = {
        "GetRole": [missing],
        "GetInstanceProfile": [missing],
        "CreateRole": [{"Role": {"RoleName": "r"}}],
        "GetPolicy": [{"Policy": {"DefaultVersionId": "v1"}}],
        "GetPolicyVersion": [{"PolicyVersion": {"Document": {}}}],
    }
    assert default_roles.run(command) == 0
    assert [operation for _, operation, _ in command.calls] == [
        "GetRole",
        "CreateRole",
        "AttachRolePolicy",
        "GetPolicy",
        "GetPolicyVersion",
        "GetInstanceProfile",
        "CreateInstanceProfile",
        "AddRoleToInstanceProfile",
        "GetRole",
        "GetRole",
    ]
    assert '"Service": "ec2.amazonaws.com"' in command.calls[1][2]["AssumeRolePolicyDocument"]
    assert '"RoleName": "r"' in command.output
    assert "service_role = EMR_DefaultRole" in (tmp_path / "config").read_text()
