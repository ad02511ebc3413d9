"""`aws cloudformation deploy` and `package`: templates, parameters, artifacts."""

from __future__ import annotations

from typing import Any

import pytest

from paraph.cli.commands.cloudformation import deploy
from paraph.cli.commands.cloudformation.exporter import export_template
from paraph.cli.commands.cloudformation.overrides import parse_overrides, parse_pairs
from paraph.cli.commands.cloudformation.template import format_template, parse_template
from paraph.cli.errors import CommandError, ParamValidationError
from paraph.client.errors import ServiceError


def test_short_forms_become_long_ones() -> None:
    assert parse_template("a: !Ref X\nb: !GetAtt A.B.C\nc: !Join ['', [!Sub 'x']]\nd: yes\n") == {
        "a": {"Ref": "X"},
        "b": {"Fn::GetAtt": ["A", "B.C"]},
        "c": {"Fn::Join": ["", [{"Fn::Sub": "x"}]]},
        "d": True,
    }


def test_text_that_was_a_boolean_in_yaml_1_1_is_quoted() -> None:
    assert format_template({"b": "yes", "a": "010", "c": True}) == "b: 'yes'\na: '010'\nc: true\n"


def test_what_stands_twice_is_written_twice() -> None:
    assert format_template(parse_template("a: &x {k: v}\nb: *x\n")) == "a:\n  k: v\nb:\n  k: v\n"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ([], {}),
        (["A=1", "B=2=3"], {"A": "1", "B": "2=3"}),
        ('["A=1"]', {"A": "1"}),
        ('[{"ParameterKey": "A", "ParameterValue": "1"}]', {"A": "1"}),
        (['{"Parameters": {"A": "1"}}'], {"A": "1"}),
    ],
)
def test_overrides_come_in_four_forms(words: Any, found: dict[str, str]) -> None:
    assert parse_overrides(words) == found


def test_other_forms_are_refused() -> None:
    with pytest.raises(ParamValidationError, match="JSON passed to --parameter-overrides must be"):
        parse_overrides('{"A": "1"}')
    with pytest.raises(CommandError, match=r"\['A'\] value passed to --tags must be of format"):
        parse_pairs(["A"], "tags")


class FakeUploader:
    """Gives each file an address by its name."""

    def upload_by_content(self, path: str, extension: str | None = None) -> str:
        name = path.rpartition("/")[2]
        return f"s3://b/{name}" if extension is None else f"s3://b/{name}.{extension}"

    def https_url(self, address: str) -> str:
        return address.replace("s3://", "https://s3/")


def export(folder: Any, text: str) -> Any:
    (folder / "t.yaml").write_text(text)
    return export_template(str(folder / "t.yaml"), FakeUploader())  # type: ignore[arg-type]


def test_paths_become_addresses_in_the_form_of_their_resource(tmp_path: Any) -> None:
    (tmp_path / "api.yaml").write_text("openapi: 3")
    (tmp_path / "nested.yaml").write_text("Resources: {}")
    (tmp_path / "code").mkdir()
    resources = export(
        tmp_path,
        """
Resources:
  A: {Type: AWS::Serverless::Api, Properties: {DefinitionUri: api.yaml}}
  B: {Type: AWS::ApiGateway::RestApi, Properties: {BodyS3Location: api.yaml}}
  C: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: nested.yaml}}
  D: {Type: AWS::Lambda::Function, Properties: {Code: code}}
  E: {Type: AWS::Lambda::Function, Properties: {Code: "s3://b/k?versionId=3"}}
  F: {Type: AWS::Glue::Job, Properties: {Command: {ScriptLocation: api.yaml}}}
  G: {Type: AWS::Serverless::Api, Properties: {}}
  H:
    Type: X
    Properties:
      P: {"Fn::Transform": {Name: AWS::Include, Parameters: {Location: api.yaml}}}
""",
    )["Resources"]
    properties = {name: resource["Properties"] for name, resource in resources.items()}
    assert properties["A"] == {"DefinitionUri": "s3://b/api.yaml"}
    assert properties["B"] == {"BodyS3Location": {"Bucket": "b", "Key": "api.yaml"}}
    assert properties["C"] == {"TemplateURL": "https://s3/b/template.template"}
    assert properties["D"] == {"Code": {"S3Bucket": "b", "S3Key": "artifact.zip"}}
    assert properties["E"]["Code"]["S3ObjectVersion"] == "3"
    assert properties["F"] == {"Command": {"ScriptLocation": "s3://b/api.yaml"}}
    assert properties["G"] == {}
    assert properties["H"]["P"]["Fn::Transform"]["Parameters"] == {"Location": "s3://b/api.yaml"}


@pytest.mark.parametrize(
    ("resource", "message"),
    [
        (
            "G: {Type: AWS::Glue::Job, Properties: {Command: {ScriptLocation: nix}}}",
            "Unable to upload artifact nix referenced by Command.ScriptLocation parameter of G",
        ),
        ('"Fn::ForEach::X": [a]', 'The value of Fn::ForEach::X has an invalid "Fn::ForEach::"'),
    ],
)
def test_what_cannot_be_exported_is_named(tmp_path: Any, resource: str, message: str) -> None:
    with pytest.raises(CommandError) as caught:
        export(tmp_path, f"Resources:\n  {resource}\n")
    assert str(caught.value).startswith(message)


def test_a_stack_that_is_missing_or_under_review_is_created(fake: Any) -> None:
    missing = ServiceError("ValidationError", "Stack with id s does not exist", "D", status=400)
    command = fake()
    command.answers["DescribeStacks"] = [
        missing,
        {"Stacks": [{"StackStatus": "REVIEW_IN_PROGRESS"}]},
    ]
    assert deploy._known_parameters(command, "s") is None
    assert deploy._known_parameters(command, "s") is None


def test_a_new_parameter_has_no_previous_value(fake: Any) -> None:
    command = fake()
    command.answers = {
        "DescribeStacks": [{"Stacks": [{"StackStatus": "CREATE_COMPLETE"}]}],
        "GetTemplateSummary": [{"Parameters": [{"ParameterKey": "A"}]}],
        "CreateChangeSet": [{"Id": "arn:cs"}],
    }
    values = {
        "stack-name": "s", "parameter-overrides": ["B=1"], "tags": [], "capabilities": [],
        "role-arn": None, "notification-arns": None, "s3-bucket": None,
    }  # fmt: skip
    params = deploy._params(values, "Parameters: {A: {}, B: {}, C: {}}")
    assert deploy._create_change_set(command, values, params) == "arn:cs"
    assert params["Parameters"] == [
        {"ParameterKey": "A", "UsePreviousValue": True},
        {"ParameterKey": "B", "ParameterValue": "1"},
    ]
    assert params["ChangeSetType"] == "UPDATE"
    assert params["ChangeSetName"] == "awscli-cloudformation-package-deploy-1767323045"
    assert params["Description"] == "Created by AWS CLI at 2026-01-02T03:04:05 UTC"


def test_a_template_that_is_missing_is_said(fake: Any) -> None:
    with pytest.raises(CommandError, match=r"Invalid template path /nix\.yaml"):
        deploy.run(fake("--template-file", "/nix.yaml", "--stack-name", "s"))
