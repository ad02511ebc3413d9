"""`aws cloudformation deploy`: a change set made, waited for and carried out."""

from __future__ import annotations

import os

from paraph.cli.commands.cloudformation.errors import (
    ChangeEmptyError,
    DeployFailedError,
    InvalidTemplatePathError,
)
from paraph.cli.commands.cloudformation.overrides import parse_overrides, parse_pairs
from paraph.cli.commands.cloudformation.template import parse_template
from paraph.cli.commands.cloudformation.uploads import Uploader
from paraph.cli.commands.own_options import OwnOption, flag, read_options
from paraph.cli.commands.service_command import require
from paraph.cli.errors import CommandError
from paraph.cli.scan import AT_LEAST_ONE
from paraph.client.errors import ServiceError, WaiterError
from paraph.client.wait import wait
from paraph.core.timestamp import format_display

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.cli.commands.service_command import ServiceCommand

    Params = dict[str, Any]

OPTIONS = (
    OwnOption("template-file", required=True),
    OwnOption("stack-name", required=True),
    OwnOption("s3-bucket"),
    flag("force-upload"),
    OwnOption("s3-prefix"),
    OwnOption("kms-key-id"),
    OwnOption("parameter-overrides", None, takes=AT_LEAST_ONE, default=[]),
    OwnOption("capabilities", ["string"], default=[]),
    flag("no-execute-changeset"),
    flag("disable-rollback"),
    flag("no-disable-rollback", negates="disable-rollback"),
    OwnOption("role-arn"),
    OwnOption("notification-arns", ["string"]),
    flag("fail-on-empty-changeset"),
    flag("no-fail-on-empty-changeset", negates="fail-on-empty-changeset"),
    OwnOption("tags", ["string"], default=[]),
)
# Bytes that CloudFormation takes in the call itself
_MAX_BODY = 51200
# Seconds between two looks: a change set is quick, a stack is not
_CHANGE_SET_DELAY = 5
_STACK_DELAY = 30
_STACK_POLLS = 120


def run(command: ServiceCommand) -> int:
    """Create or update the stack."""
    values = read_options(OPTIONS, command)
    command.client("cloudformation")
    template = _read_template(command, values["template-file"])
    params = _params(values, template)
    if len(template.encode()) > _MAX_BODY and not values["s3-bucket"]:
        msg = (
            "Templates with a size greater than 51,200 bytes must be deployed via an S3 Bucket. "
            "Please add the --s3-bucket parameter to your command. The local template will be "
            "copied to that S3 bucket and then deployed."
        )
        raise CommandError(msg)
    stack = values["stack-name"]
    try:
        change_set = _create_change_set(command, values, params)
        _wait_for_change_set(command, change_set, stack)
    except ChangeEmptyError as error:
        if values["fail-on-empty-changeset"]:
            raise
        command.write(f"\n{error}\n")
        return 0
    if values["no-execute-changeset"]:
        command.write(
            f"Changeset created successfully. Run the following command to review changes:\n"
            f"aws cloudformation describe-change-set --change-set-name {change_set}\n"
        )
        return 0
    execution = {"ChangeSetName": change_set, "StackName": stack}
    _call(
        command,
        "ExecuteChangeSet",
        {**execution, "DisableRollback": values["disable-rollback"]},
    )
    _wait_for_stack(command, stack, params["ChangeSetType"])
    command.write(f"Successfully created/updated stack - {stack}\n")
    return 0


def _call(command: ServiceCommand, operation: str, params: Params) -> Params:
    return command.call("cloudformation", operation, params)


def _read_template(command: ServiceCommand, name: str) -> str:
    path = command.context.expand_user(name)
    if not os.path.isfile(path):
        raise InvalidTemplatePathError(path)
    try:
        with open(path, encoding=command.context.environ.get("AWS_CLI_FILE_ENCODING")) as file:
            return file.read()
    except (OSError, ValueError, LookupError) as error:
        raise CommandError(str(error)) from error


def _params(values: Params, template: str) -> Params:
    """Return the parameters of CreateChangeSet that do not depend on the stack."""
    document = parse_template(template)
    overrides = parse_overrides(values["parameter-overrides"])
    tags = parse_pairs(values["tags"], "tags")
    if not isinstance(document, dict):
        msg = f"'{type(document).__name__}' object has no attribute 'get'"
        raise CommandError(msg)
    params: Params = {
        # In v2's order; the rest follows from time and stack.
        "ChangeSetName": "",
        "StackName": values["stack-name"],
        "TemplateBody": template,
        "ChangeSetType": "",
        "Parameters": _parameters(document.get("Parameters"), overrides),
        "Capabilities": values["capabilities"],
        "Description": "",
        "Tags": [{"Key": key, "Value": value} for key, value in tags.items()],
    }
    if values["role-arn"] is not None:
        params["RoleARN"] = values["role-arn"]
    if values["notification-arns"] is not None:
        params["NotificationARNs"] = values["notification-arns"]
    return params


def _parameters(declared: Any, overrides: Params) -> list[Params]:
    """Give each parameter of the template its new value, or say that it keeps the old one."""
    if not isinstance(declared, dict):
        return []
    return [
        {"ParameterKey": key, "ParameterValue": overrides[key]}
        if key in overrides
        else {"ParameterKey": key, "UsePreviousValue": True}
        for key in declared
    ]


def _create_change_set(command: ServiceCommand, values: Params, params: Params) -> str:
    now = command.context.now()
    params["Description"] = f"Created by AWS CLI at {_isoformat(now)} UTC"
    params["ChangeSetName"] = f"awscli-cloudformation-package-deploy-{int(now)}"
    known = _known_parameters(command, params["StackName"])
    params["ChangeSetType"] = "CREATE" if known is None else "UPDATE"
    params["Parameters"] = [
        parameter
        for parameter in params["Parameters"]
        if "UsePreviousValue" not in parameter or parameter["ParameterKey"] in (known or ())
    ]
    if values["s3-bucket"]:
        del params["TemplateBody"]
        params["TemplateURL"] = _upload_template(command, values)
    created: str = require(_call(command, "CreateChangeSet", params), "Id")
    return created


def _isoformat(seconds: float) -> str:
    """Return the time with as many digits as Python's `isoformat` has, without a zone."""
    micros = round(seconds * 1_000_000)
    text = format_display(micros // 1_000_000)[:19]
    return f"{text}.{micros % 1_000_000:06d}" if micros % 1_000_000 else text


def _known_parameters(command: ServiceCommand, stack: str) -> list[str] | None:
    """Return the parameters that the stack has now; None where there is no stack to update."""
    try:
        stacks = require(_call(command, "DescribeStacks", {"StackName": stack}), "Stacks")
    except ServiceError as error:
        # The service has no code of its own for it.
        if f"Stack with id {stack} does not exist" in error.message:
            return None
        raise
    # A stack under review has only been announced by a change set and never created.
    if len(stacks) != 1 or require(stacks[0], "StackStatus") == "REVIEW_IN_PROGRESS":
        return None
    summary = _call(command, "GetTemplateSummary", {"StackName": stack})
    return [require(parameter, "ParameterKey") for parameter in require(summary, "Parameters")]


def _upload_template(command: ServiceCommand, values: Params) -> str:
    uploader = Uploader(
        command,
        values["s3-bucket"],
        values["s3-prefix"],
        values["kms-key-id"],
        forced=values["force-upload"],
    )
    path = command.context.expand_user(values["template-file"])
    return uploader.https_url(uploader.upload_by_content(path, "template"))


def _wait_for_change_set(command: ServiceCommand, change_set: str, stack: str) -> None:
    command.write("\nWaiting for changeset to be created..\n")
    command.context.stdout.flush()
    params = {"ChangeSetName": change_set, "StackName": stack}
    try:
        _wait(command, "change-set-create-complete", params, _CHANGE_SET_DELAY, None)
    except WaiterError as error:
        last = error.last_response
        if not isinstance(last, dict):
            # The last look was refused.
            msg = "'Status'"
            raise CommandError(msg) from error
        status, reason = require(last, "Status"), require(last, "StatusReason")
        is_unchanged = "The submitted information didn't contain changes." in reason
        if (status == "FAILED" and is_unchanged) or "No updates are to be performed" in reason:
            raise ChangeEmptyError(stack) from error
        msg = f"Failed to create the changeset: {error} Status: {status}. Reason: {reason}"
        raise CommandError(msg) from error


def _wait_for_stack(command: ServiceCommand, stack: str, change_type: str) -> None:
    command.write("Waiting for stack create/update to complete\n")
    command.context.stdout.flush()
    name = f"stack-{change_type.lower()}-complete"
    try:
        _wait(command, name, {"StackName": stack}, _STACK_DELAY, _STACK_POLLS)
    except WaiterError as error:
        raise DeployFailedError(stack) from error


def _wait(
    command: ServiceCommand, name: str, params: Params, delay: int, polls: int | None
) -> None:
    client = command.client("cloudformation")
    waiter = client.service.waiter(name)
    if waiter is None:
        msg = f"The service model has no waiter {name}"
        raise CommandError(msg)
    waiter.delay = delay
    waiter.max_attempts = polls or waiter.max_attempts
    operation = client.service.operation(waiter.operation)
    wait(client.call, operation, params, waiter, sleep=command.context.sleep)
