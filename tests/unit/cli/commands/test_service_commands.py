"""Single commands below services."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode
from typing import Any

import pytest

from paraph.cli.commands import (
    config_status,
    config_subscribe,
    datapipeline_runs,
    dlm_default_role,
    ecr_password,
    emr_containers_roles,
    emr_containers_trust,
    gamelift_build,
    presigned_tokens,
    service_commands,
)
from paraph.cli.commands.absent import ABSENT_SUBCOMMANDS
from paraph.cli.errors import CommandError, ParamValidationError
from paraph.client.errors import ServiceError
from paraph.core.credentials import Credentials

KEYS = Credentials("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
CLUSTER = {
    "cluster": {
        "arn": "arn:aws:eks:us-west-2:123456789012:cluster/c",
        "identity": {"oidc": {"issuer": "https://oidc.example/id/1"}},
    }
}


def refused(code: str, message: str = "no") -> ServiceError:
    return ServiceError(code, message, "Operation", status=400)


def test_every_row_leads_to_a_function_and_none_is_said_to_be_absent() -> None:
    for service, commands in service_commands.SERVICE_COMMANDS.items():
        for name, place in commands.items():
            assert callable(service_commands.load(place))
            assert name not in ABSENT_SUBCOMMANDS.get(service, ())


def test_the_password_is_what_follows_the_colon(fake: Any) -> None:
    command = fake()
    command.answers["GetAuthorizationToken"] = [
        {"authorizationData": [{"authorizationToken": "QVdTOnNlY3JldA=="}]}
    ]
    assert ecr_password.run_private(command) == 0
    assert command.output == "secret\n"
    command = fake()
    command.answers["GetAuthorizationToken"] = [
        {"authorizationData": {"authorizationToken": "QVdTOnNlY3JldA=="}}
    ]
    assert ecr_password.run_public(command) == 0
    assert command.output == "secret\n"


def test_a_member_that_is_missing_is_named(fake: Any) -> None:
    with pytest.raises(CommandError, match=r"^'authorizationData'$"):
        ecr_password.run_private(fake())


class FakeClient:
    """A client that has keys and an endpoint."""

    class service:  # noqa: N801
        """Its operations by name."""

        @staticmethod
        def operation(name: str) -> str:
            return name

    def credentials(self) -> Credentials:
        return KEYS

    def endpoint_url(self, operation: str, params: dict[str, Any]) -> str:
        return "https://sts.us-west-2.amazonaws.com"


def test_a_database_token_is_a_presigned_url_without_its_scheme(
    fake: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fake, "client", lambda *_: FakeClient())
    command = fake("--hostname", "db.example.com", "--port", "3306", "--username", "jane doe")
    presigned_tokens.run_rds(command)
    token, _, signature = command.output.rstrip().rpartition("=")
    assert token == (
        "db.example.com:3306/?Action=connect&DBUser=jane%20doe&X-Amz-Algorithm=AWS4-HMAC-SHA256"
        "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20260102%2Fus-west-2%2Frds-db%2Faws4_request"
        "&X-Amz-Date=20260102T030405Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host&X-Amz-Signature"
    )
    assert len(signature) == 64


def test_a_cluster_token_names_the_cluster_in_a_signed_header(
    fake: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fake, "client", lambda *_: FakeClient())
    command = fake("--cluster-name", "c")
    assert presigned_tokens.run_eks(command) == 0
    credential = json.loads(command.output)
    assert credential["apiVersion"] == "client.authentication.k8s.io/v1beta1"
    assert credential["status"]["expirationTimestamp"] == "2026-01-02T03:18:05Z"
    prefix, _, token = credential["status"]["token"].partition(".")
    assert prefix == "k8s-aws-v1"
    url = urlsafe_b64decode(token + "==").decode()
    assert "X-Amz-Expires=60&X-Amz-SignedHeaders=host%3Bx-k8s-aws-id&" in url


@pytest.mark.parametrize(
    ("info", "version", "warning"),
    [
        ('{"apiVersion": "client.authentication.k8s.io/v1"}', "v1", ""),
        ('{"apiVersion": "client.authentication.k8s.io/v1alpha1"}', "v1alpha1", "Kubeconfig user"),
        ('{"apiVersion": "x"}', "v1beta1", "Unrecognized API version"),
        ("{", "v1beta1", "Error parsing KUBERNETES_EXEC_INFO"),
    ],
)
def test_kubectl_says_which_version_it_wants(
    fake: Any, monkeypatch: pytest.MonkeyPatch, info: str, version: str, warning: str
) -> None:
    monkeypatch.setattr(fake, "client", lambda *_: FakeClient())
    command = fake("--cluster-id", "c", environ={"KUBERNETES_EXEC_INFO": info})
    presigned_tokens.run_eks(command)
    shown = json.loads(command.output)["apiVersion"]
    assert shown == f"client.authentication.k8s.io/{version}"
    assert command.warnings.startswith(warning)


def test_status_is_told_in_words(fake: Any) -> None:
    command = fake()
    command.answers = {
        "DescribeConfigurationRecorderStatus": [
            {
                "ConfigurationRecordersStatus": [
                    {"name": "r", "recording": True, "lastStatus": "FAILURE",
                     "lastErrorCode": "E", "lastErrorMessage": "M"},
                    {"name": "s", "recording": False},
                ]
            }
        ],
        "DescribeDeliveryChannelStatus": [
            {
                "DeliveryChannelsStatus": [
                    {"name": "c", "configStreamDeliveryInfo": {"lastStatus": "SUCCESS"},
                     "configHistoryDeliveryInfo": {}, "configSnapshotDeliveryInfo": {}}
                ]
            }
        ],
    }  # fmt: skip
    config_status.run(command)
    assert command.output == (
        "Configuration Recorders:\n\n"
        "name: r\nrecorder: ON\nlast status: FAILURE\nerror code: E\nmessage: M\n\n"
        "name: s\nrecorder: OFF\n\n"
        "Delivery Channels:\n\nname: c\nlast stream delivery status: SUCCESS\n\n"
    )


def test_subscribing_makes_bucket_and_topic_where_they_are_missing(fake: Any) -> None:
    command = fake("--s3-bucket", "b/p", "--sns-topic", "t", "--iam-role", "arn:r")
    command.answers = {
        "HeadBucket": [refused("404")],
        "CreateTopic": [{"TopicArn": "arn:t"}],
        "DescribeConfigurationRecorders": [{"ConfigurationRecorders": []}],
        "DescribeDeliveryChannels": [{"DeliveryChannels": [{"name": "default"}]}],
    }
    config_subscribe.run(command)
    made = {operation: params for _, operation, params in command.calls}
    assert made["CreateBucket"]["CreateBucketConfiguration"] == {"LocationConstraint": "us-west-2"}
    assert made["PutDeliveryChannel"]["DeliveryChannel"] == {
        "name": "default",
        "s3BucketName": "b",
        "snsTopicARN": "arn:t",
        "s3KeyPrefix": "p",
    }
    assert command.output.startswith("Using new S3 bucket: b\nUsing new SNS topic: arn:t\n")


def test_a_role_that_exists_is_left_alone(fake: Any) -> None:
    command = fake()
    assert dlm_default_role.run(command) == 0
    assert [call[1] for call in command.calls] == ["GetRole"]
    assert command.output == ""


def test_a_role_that_is_missing_is_made_and_shown(fake: Any) -> None:
    command = fake("--resource-type", "image", query="[Role.RoleName,RolePolicy.Version]")
    command.answers = {
        "GetRole": [refused("NoSuchEntity")],
        "GetPolicy": [{}, {"Policy": {"DefaultVersionId": "v1"}}],
        "GetPolicyVersion": [{"PolicyVersion": {"Document": {"Version": "2012-10-17"}}}],
        "CreateRole": [{"Role": {"RoleName": "r"}}],
    }
    dlm_default_role.run(command)
    assert command.calls[3][2]["PolicyArn"].endswith("RoleForAMIManagement")
    assert json.loads(command.output) == ["r", "2012-10-17"]


def test_intervals_and_statuses_become_selectors() -> None:
    values: dict[str, Any]
    values = {"start-interval": None, "schedule-interval": None, "status": None}
    (default,) = datapipeline_runs._selectors(values, 1767323045.0)
    assert default["operator"]["values"] == ["2025-12-29T03:04:05", "2026-01-02T03:04:05"]
    values = {"start-interval": None, "schedule-interval": "a, b", "status": "running,failed"}
    scheduled, status = datapipeline_runs._selectors(values, 0)
    assert scheduled["fieldName"] == "@scheduledStartTime"
    assert status["operator"] == {"type": "EQ", "values": ["RUNNING", "FAILED"]}
    with pytest.raises(ParamValidationError, match="Invalid status: foo, must be one of: waiting"):
        datapipeline_runs._selectors({**values, "status": "foo"}, 0)


def test_runs_are_laid_out_in_two_lines() -> None:
    runs = [{"@componentParent": "P", "@id": "i", "name": "n", "@status": "FINISHED"}]
    lines = datapipeline_runs._table(runs).split("\n")
    assert lines[0] == f"       {'Name':50}  {'Scheduled Start':19}  {'Status':23}"
    assert lines[2] == "-" * 99
    assert lines[3] == f"   1.  {'P':50}  {'':19}  {'FINISHED':23}"
    assert lines[4] == f"       {'i':50}  {'':19}  {'':19}"


def test_base36_is_that_of_the_bytes_as_one_number() -> None:
    assert emr_containers_roles.base36("ab") == "j8i"
    assert emr_containers_roles.base36("") == "0"


def test_each_component_gets_the_role(fake: Any) -> None:
    words = ("--cluster-name", "c", "--namespace", "n", "--role-name", "ab", "--type")
    command = fake(*words, "flink_operator", "--operator-namespace", "o")
    command.answers["DescribeCluster"] = [CLUSTER]
    emr_containers_roles.run_create(command)
    assert [(p["serviceAccount"], p["namespace"]) for _, _, p in command.calls[1:]] == [
        ("emr-containers-sa-flink-operator", "o"),
        ("emr-containers-sa-flink-jobmanager-123456789012-j8i", "n"),
        ("emr-containers-sa-flink-taskmanager-123456789012-j8i", "n"),
    ]


def test_what_was_made_before_a_failure_is_taken_back(fake: Any) -> None:
    command = fake("--cluster-name", "c", "--namespace", "n", "--role-name", "ab")
    command.answers = {
        "DescribeCluster": [CLUSTER],
        "CreatePodIdentityAssociation": [
            {"association": {"associationId": "a"}},
            refused("ResourceInUseException", "there"),
            refused("Denied", "not you"),
        ],
    }
    with pytest.raises(CommandError, match="in namespace n: not you"):
        emr_containers_roles.run_create(command)
    assert command.calls[-1] == (
        "eks",
        "DeletePodIdentityAssociation",
        {"clusterName": "c", "associationId": "a"},
    )
    assert "already exists for service account" in command.warnings


def test_a_trust_statement_is_added_once(fake: Any) -> None:
    words = ("--cluster-name", "c", "--namespace", "n", "--role-name", "ab")

    def answer(policy: dict[str, Any]) -> Any:
        command = fake(*words)
        command.answers = {
            "DescribeCluster": [CLUSTER],
            "GetRole": [{"Role": {"AssumeRolePolicyDocument": policy}}],
        }
        assert emr_containers_trust.run(command) == 0
        return command

    command = answer({"Version": "2012-10-17"})
    assert command.output == "Successfully updated trust policy of role ab\n"
    policy = json.loads(command.calls[-1][2]["PolicyDocument"])
    assert policy["Statement"][0]["Condition"] == {
        "StringLike": {
            "oidc.example/id/1:sub": (
                "system:serviceaccount:n:emr-containers-sa-*-*-123456789012-j8i"
            )
        }
    }
    command = answer(policy)
    assert command.output.startswith("Trust policy statement already exists for role ab.")


def test_an_empty_folder_is_no_build(fake: Any, tmp_path: Any) -> None:
    command = fake("--name", "n", "--build-version", "1", "--build-root", str(tmp_path))
    assert gamelift_build.run(command) == 255
    assert command.warnings.startswith(f"Fail to upload {tmp_path}. The build root directory")
    assert command.calls == []
