"""`aws s3 website`: make a bucket a website."""

from __future__ import annotations

from paraph.cli.commands.s3.command import S3Command
from paraph.cli.commands.unknown_words import refuse_unknown
from paraph.cli.scan import Option, Positional, scan
from paraph.cli.values import load_words
from paraph.s3.uri import SCHEME, split_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.cli.context import Context
    from paraph.config.settings import Settings

OPTIONS = {name: Option(name) for name in ("--index-document", "--error-document")}


def run(words: list[str], context: Context, settings: Settings) -> int:
    """Set the documents that the website begins with and shows for errors."""
    scanned = scan(words, OPTIONS, [Positional("paths")])
    refuse_unknown(scanned.rest)
    command = S3Command(context, settings)
    bucket = scanned.positionals["paths"].removeprefix(SCHEME).removesuffix("/")
    # Refuses what no s3 command takes
    split_path(bucket)
    configuration: dict[str, Any] = {}
    for option, member, part in (
        ("--index-document", "IndexDocument", "Suffix"),
        ("--error-document", "ErrorDocument", "Key"),
    ):
        if option in scanned.options:
            word = load_words(option, str(scanned.options[option]), command.files)
            configuration[member] = {part: word}
    command.call("PutBucketWebsite", {"Bucket": bucket, "WebsiteConfiguration": configuration})
    return 0
