"""`aws s3 mb`: make a bucket."""

from __future__ import annotations

from paraph.cli.commands.s3.command import S3Command
from paraph.cli.commands.unknown_words import refuse_unknown
from paraph.cli.errors import ParamValidationError
from paraph.cli.scan import Option, Positional, scan
from paraph.core.errors import Error
from paraph.s3.uri import is_directory_bucket, is_s3, split_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.cli.context import Context
    from paraph.config.settings import Settings


def run(words: list[str], context: Context, settings: Settings) -> int:
    """Make the bucket in the settings' region; 1 where it cannot be made."""
    tags: list[tuple[str, list[str]]] = []
    options = {"--tags": Option("--tags", 2, uses=tags)}
    scanned = scan(words, options, [Positional("path")])
    refuse_unknown(scanned.rest)
    command = S3Command(context, settings)
    path = scanned.positionals["path"]
    if not is_s3(path):
        raise ParamValidationError("<S3Uri>\nError: Invalid argument type")
    bucket = split_path(path)[0]
    if is_directory_bucket(bucket):
        raise ParamValidationError("Cannot use mb command with a directory bucket.")
    pairs = [{"Key": key, "Value": value} for _, (key, value) in tags]
    try:
        command.call("CreateBucket", _params(bucket, settings.region, pairs))
    except (Error, OSError) as error:
        command.say(f"make_bucket failed: {path} {error}\n")
        return 1
    command.write(f"make_bucket: {bucket}\n")
    return 0


def _params(bucket: str, region: str, tags: list[dict[str, str]]) -> dict[str, Any]:
    params: dict[str, Any] = {"Bucket": bucket}
    if bucket.endswith("-an"):
        # Names of this form belong to one account in one region.
        params["BucketNamespace"] = "account-regional"
    configuration: dict[str, Any] = {}
    # S3 refuses the name of its first region here.
    if region != "us-east-1":
        configuration["LocationConstraint"] = region
    if tags:
        configuration["Tags"] = tags
    if configuration:
        params["CreateBucketConfiguration"] = configuration
    return params
