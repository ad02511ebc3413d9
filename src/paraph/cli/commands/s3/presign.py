"""`aws s3 presign`: a URL with which anyone can get an object, for a while."""

from __future__ import annotations

from paraph.cli.commands.s3.command import S3Command
from paraph.cli.commands.unknown_words import refuse_unknown
from paraph.cli.scan import Option, Positional, scan
from paraph.s3.presign import presign
from paraph.s3.uri import split_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from paraph.cli.context import Context
    from paraph.config.settings import Settings

OPTIONS = {"--expires-in": Option("--expires-in")}
_EXPIRES = 3600


def run(words: list[str], context: Context, settings: Settings) -> int:
    """Write the URL; nothing is sent."""
    scanned = scan(words, OPTIONS, [Positional("path")])
    refuse_unknown(scanned.rest)
    command = S3Command(context, settings)
    expires = _EXPIRES
    if "--expires-in" in scanned.options:
        from paraph.cli.commands.s3.options import read_number  # noqa: PLC0415  lazy: rare

        expires = read_number("--expires-in", str(scanned.options["--expires-in"]), command.files)
    bucket, key = split_path(scanned.positionals["path"])
    params = {"Bucket": bucket, "Key": key}
    url = presign(command.client, "GetObject", params, settings, now=context.now(), expires=expires)
    command.write(f"{url}\n")
    return 0
