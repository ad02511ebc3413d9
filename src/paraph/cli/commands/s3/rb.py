"""`aws s3 rb`: delete a bucket, with `--force` all objects in it first."""

from __future__ import annotations

from paraph.cli.commands.s3.command import S3Command
from paraph.cli.commands.unknown_words import refuse_unknown
from paraph.cli.errors import CommandError, ParamValidationError
from paraph.cli.scan import FLAG, Option, Positional, scan
from paraph.core.errors import Error
from paraph.s3.uri import is_s3, split_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from paraph.cli.context import Context
    from paraph.config.settings import Settings

OPTIONS = {"--force": Option("--force", FLAG)}


def run(words: list[str], context: Context, settings: Settings) -> int:
    """Delete the bucket; 1 where it cannot be deleted."""
    scanned = scan(words, OPTIONS, [Positional("path")])
    refuse_unknown(scanned.rest)
    command = S3Command(context, settings)
    path = scanned.positionals["path"]
    if not is_s3(path):
        raise ParamValidationError("<S3Uri>\nError: Invalid argument type")
    bucket, key = split_path(path)
    if key:
        raise ParamValidationError(f"Please specify a valid bucket name only. E.g. s3://{bucket}")
    if "--force" in scanned.options:
        _empty(path, context, settings)
    try:
        command.call("DeleteBucket", {"Bucket": bucket})
    except (Error, OSError) as error:
        command.say(f"remove_bucket failed: {path} {error}\n")
        return 1
    command.write(f"remove_bucket: {bucket}\n")
    return 0


def _empty(path: str, context: Context, settings: Settings) -> None:
    from paraph.cli.commands.s3 import rm  # noqa: PLC0415  lazy: only when asked

    if rm.run([path, "--recursive"], context, settings) != 0:
        raise CommandError(
            "remove_bucket failed: Unable to delete all objects in the bucket, "
            "bucket will not be deleted."
        )
