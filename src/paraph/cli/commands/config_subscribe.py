"""`aws configservice subscribe`: AWS Config with a bucket, a topic and a role, in one step."""

from __future__ import annotations

from paraph.cli.commands.own_options import OwnOption, read_options
from paraph.cli.commands.service_command import require
from paraph.cli.errors import CommandError
from paraph.client.errors import ServiceError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.cli.commands.service_command import ServiceCommand

OPTIONS = (
    OwnOption("s3-bucket", required=True),
    OwnOption("sns-topic", required=True),
    OwnOption("iam-role", required=True),
)
_NAME = "default"


def run(command: ServiceCommand) -> int:
    """Prepare bucket and topic, start recording, and print what there is now."""
    values = read_options(OPTIONS, command)
    # A user's own endpoint is that of AWS Config alone.
    others = command.at(None)
    bucket, _, prefix = values["s3-bucket"].partition("/")
    _prepare_bucket(others, bucket)
    topic = _prepare_topic(others, values["sns-topic"])
    recorder = {"name": _NAME, "roleARN": values["iam-role"]}
    _call(command, "PutConfigurationRecorder", {"ConfigurationRecorder": recorder})
    channel = {"name": _NAME, "s3BucketName": bucket, "snsTopicARN": topic}
    if prefix:
        channel["s3KeyPrefix"] = prefix
    _call(command, "PutDeliveryChannel", {"DeliveryChannel": channel})
    _call(command, "StartConfigurationRecorder", {"ConfigurationRecorderName": _NAME})
    command.write("Subscribe succeeded:\n\nConfiguration Recorders: ")
    recorders = _call(command, "DescribeConfigurationRecorders", {})
    command.write(_json(require(recorders, "ConfigurationRecorders")) + "\n\n")
    command.write("Delivery Channels: ")
    channels = _call(command, "DescribeDeliveryChannels", {})
    command.write(_json(require(channels, "DeliveryChannels")) + "\n")
    return 0


def _call(command: ServiceCommand, operation: str, params: dict[str, Any]) -> dict[str, Any]:
    return command.call("configservice", operation, params)


def _prepare_bucket(command: ServiceCommand, bucket: str) -> None:
    if _bucket_exists(command, bucket):
        command.write(f"Using existing S3 bucket: {bucket}\n")
        return
    params: dict[str, Any] = {"Bucket": bucket}
    region = command.settings.region
    if region != "us-east-1":
        params["CreateBucketConfiguration"] = {"LocationConstraint": region}
    command.call("s3api", "CreateBucket", params)
    command.write(f"Using new S3 bucket: {bucket}\n")


def _bucket_exists(command: ServiceCommand, bucket: str) -> bool:
    try:
        command.call("s3api", "HeadBucket", {"Bucket": bucket})
    except ServiceError as error:
        # HEAD has no body: the code is the status. Any other refusal comes from a bucket.
        if not error.code.isdecimal():
            msg = f"invalid literal for int() with base 10: {error.code!r}"
            raise CommandError(msg) from error
        return error.code != "404"
    return True


def _prepare_topic(command: ServiceCommand, topic: str) -> str:
    if ":" in topic:
        command.write(f"Using existing SNS topic: {topic}\n")
        return topic
    created: str = require(command.call("sns", "CreateTopic", {"Name": topic}), "TopicArn")
    command.write(f"Using new SNS topic: {created}\n")
    return created


def _json(value: Any) -> str:
    import json  # noqa: PLC0415  lazy: 8 ms

    return json.dumps(value, indent=4)
