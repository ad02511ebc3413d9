"""What the AWS CLI adds to single operations: shorter options, files for output, defaults.

`find(service, operation)` returns the Convenience of an operation, or None for nearly all. The
command then goes through these steps, each a method that does nothing unless overridden:

    arguments  change the table of options: Arguments (of the model) and ExtraArguments (ours)
    check      refuse combinations, before any value is read
    (values)   `params.build_params` reads each value and calls `ExtraArgument.put`
    complete   fill in and rewrite the parameters, just before they are validated
    finish     use the service's answer (save a file, decrypt, translate), before it is shown

A Convenience is made anew for each command and may remember between steps.
"""

from __future__ import annotations

from paraph.cli.errors import ParamValidationError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any, Protocol

    from paraph.model.service import Argument, Operation
    from paraph.model.shape import Shape

    Params = dict[str, Any]
    Words = Mapping[str, Any]
    Arguments = list["Argument | ExtraArgument"]

    class World(Protocol):
        """What completing a call may need of the outside."""

        def now(self) -> float:
            """Return the time in seconds since 1970."""

        def random(self) -> float:
            """Return a number in [0, 1)."""

        def call(self, operation: str, params: Params) -> Params:
            """Call another operation of the same service, by its API name."""


# How many words an option takes: those of `cli.scan`, and two rarer ones
FLAG = 0
ONE = 1
ANY = -1
AT_LEAST_ONE = -2
AT_MOST_ONE = -3


class ExtraArgument:
    """An option, or a positional, that the operation's model does not have.

    `put(params, value)` stores the value: True for an option without words, else its words (a word
    or a list, `file://` resolved), or what they mean for `shape` where one is given. `check` is
    tried on each word while scanning and raises ArgumentError.
    """

    __slots__ = (
        "check",
        "choices",
        "hidden",
        "name",
        "positional",
        "put",
        "required",
        "shape",
        "takes",
    )

    def __init__(
        self,
        name: str,
        put: Callable[[Params, Any], None],
        *,
        takes: int = ONE,
        required: bool = False,
        choices: tuple[str, ...] = (),
        check: Callable[[str], object] | None = None,
        positional: bool = False,
        shape: Shape | None = None,
    ) -> None:
        self.name = name
        self.put = put
        self.takes = takes
        self.required = required
        self.choices = choices
        self.check = check
        self.positional = positional
        self.shape = shape
        self.hidden = False

    def __repr__(self) -> str:
        return f"ExtraArgument({self.name})"


class Convenience:
    """The additions to one operation; see the top of this file."""

    # The service has no endpoint of its own.
    requires_endpoint_url = False

    def arguments(self, arguments: Arguments, operation: Operation) -> Arguments:  # noqa: ARG002
        """Return the table of options; `arguments` may be changed."""
        return arguments

    def check(self, words: Words) -> None:
        """Raise ParamValidationError for options that exclude each other."""

    def disables_paging(self, words: Words) -> bool:  # noqa: ARG002
        """Say whether the user turns pages by hand."""
        return False

    def page_size(self, params: Params) -> int | None:  # noqa: ARG002
        """Return how many items to ask for at a time where the user says nothing."""
        return None

    def complete(self, params: Params, world: World) -> None:
        """Change `params` in place; blobs are bytes by now."""

    def finish(self, output: Params) -> None:
        """Use and change the service's answer in place."""


def find(service: str, operation: str) -> Convenience | None:
    """Return what is added to `aws SERVICE OPERATION`, or None."""
    place = _PLACES.get(f"{service}.{operation}") or _PLACES.get(f"{service}.*")
    if place is None:
        return None
    module_name, _, class_name = place.partition(":")
    # lazy: one small file, for the few operations that have one
    module = __import__(f"paraph.cli.commands.{module_name}", fromlist=(class_name,))
    convenience: Convenience = getattr(module, class_name)()
    return convenience


def operation_commands(service: str) -> dict[str, str | None]:
    """Return the service's commands that are not named after their operation.

    Command-line name → API name; None for a plain name that is taken away.
    """
    return _COMMANDS.get(service, {})


# rds: one operation, two commands
_COMMANDS: dict[str, dict[str, str | None]] = {
    "rds": {
        "modify-option-group": None,
        "add-option-to-option-group": "ModifyOptionGroup",
        "remove-option-from-option-group": "ModifyOptionGroup",
    },
}

_PLACES = {
    "cloudfront.create-distribution": "cloudfront_arguments:CreateDistribution",
    "cloudfront.create-invalidation": "cloudfront_arguments:CreateInvalidation",
    "cloudfront.update-distribution": "cloudfront_arguments:UpdateDistribution",
    "cloudsearch.define-expression": "cloudsearch_arguments:DefineExpression",
    "cloudsearch.define-index-field": "cloudsearch_arguments:DefineIndexField",
    "cloudsearchdomain.*": "cloudsearch_arguments:Domain",
    "cloudwatch.put-metric-data": "cloudwatch_arguments:PutMetricData",
    "configservice.put-configuration-recorder": "configservice_arguments:PutConfigurationRecorder",
    "datapipeline.activate-pipeline": "datapipeline_arguments:ActivatePipeline",
    "datapipeline.get-pipeline-definition": "datapipeline_arguments:GetPipelineDefinition",
    "datapipeline.put-pipeline-definition": "datapipeline_arguments:PutPipelineDefinition",
    "deploy.create-deployment": "codedeploy_arguments:Revision",
    "deploy.get-application-revision": "codedeploy_arguments:Revision",
    "deploy.register-application-revision": "codedeploy_arguments:Revision",
    "ec2.*": "ec2_booleans:TopLevelBooleans",
    "ec2.authorize-security-group-egress": "ec2_arguments:SecurityGroupRule",
    "ec2.authorize-security-group-ingress": "ec2_arguments:SecurityGroupRule",
    "ec2.bundle-instance": "ec2_bundle:BundleInstance",
    "ec2.create-network-acl-entry": "ec2_arguments:NetworkAclEntry",
    "ec2.describe-snapshots": "ec2_arguments:DescribeSnapshots",
    "ec2.describe-volumes": "ec2_arguments:DescribeVolumes",
    "ec2.get-password-data": "ec2_password:GetPasswordData",
    "ec2.replace-network-acl-entry": "ec2_arguments:NetworkAclEntry",
    "ec2.revoke-security-group-egress": "ec2_arguments:SecurityGroupRule",
    "ec2.revoke-security-group-ingress": "ec2_arguments:SecurityGroupRule",
    "ec2.run-instances": "ec2_run_instances:RunInstances",
    "emr.add-tags": "emr_arguments:AddTags",
    "emr.list-clusters": "emr_arguments:ListClusters",
    "iam.create-virtual-mfa-device": "iam_arguments:CreateVirtualMfaDevice",
    "iot.create-certificate-from-csr": "iot_arguments:CreateCertificateFromCsr",
    "iot.create-keys-and-certificate": "iot_arguments:CreateKeysAndCertificate",
    "kinesis.list-streams": "kinesis_arguments:ListStreams",
    "lambda.create-function": "lambda_arguments:CreateFunction",
    "lambda.publish-layer-version": "lambda_arguments:PublishLayerVersion",
    "lambda.update-function-code": "lambda_arguments:UpdateFunctionCode",
    "quicksight.start-asset-bundle-import-job": "binary_arguments:AssetBundle",
    "rds.add-option-to-option-group": "rds_arguments:AddOption",
    "rds.remove-option-from-option-group": "rds_arguments:RemoveOption",
    "rekognition.*": "binary_arguments:Image",
    "rekognition.compare-faces": "binary_arguments:CompareFaces",
    "s3api.select-object-content": "s3_select:SelectObjectContent",
    "ses.send-email": "ses_arguments:SendEmail",
    "translate.import-terminology": "binary_arguments:Terminology",
    "translate.translate-document": "binary_arguments:TranslateDocument",
}


def named(arguments: Arguments, name: str) -> Argument | ExtraArgument:
    """Return the argument called `name`, which the operation is known to have."""
    return next(argument for argument in arguments if argument.name == name)


def replace(arguments: Arguments, name: str, new: ExtraArgument) -> None:
    """Put `new` where the argument `name` stands."""
    arguments[arguments.index(named(arguments, name))] = new


def remove(arguments: Arguments, name: str) -> None:
    """Take the argument `name` away."""
    arguments.remove(named(arguments, name))


def rename(arguments: Arguments, name: str, new_name: str) -> None:
    """Give the argument `name` another name and, as in v2, the last place."""
    argument = named(arguments, name)
    arguments.remove(argument)
    argument.name = new_name
    arguments.append(argument)


def make_optional(arguments: Arguments, name: str) -> None:
    """Say that the argument `name` may be left out: others can take its place."""
    named(arguments, name).required = False


def exclude(words: Words, option: str, others: tuple[str, ...]) -> None:
    """Raise ParamValidationError where the option and one of `others` are given (no dashes)."""
    if f"--{option}" not in words:
        return
    for other in others:
        if f"--{other}" in words:
            msg = (
                f'The key "{other.replace("-", "_")}" cannot be specified when one of the '
                f"following keys are also specified: {option.replace('-', '_')}"
            )
            raise ParamValidationError(msg)


def merge_into(params: Params, member: str, value: Params) -> None:
    """Add `value` to the structure `member` of the parameters, made where it is missing."""
    if params.get(member):
        params[member].update(value)
    else:
        params[member] = value
