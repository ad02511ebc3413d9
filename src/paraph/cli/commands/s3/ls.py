"""`aws s3 ls`: buckets, or the objects and prefixes below a prefix."""

from __future__ import annotations

import time

from paraph.cli.commands.s3.command import S3Command
from paraph.cli.commands.unknown_words import refuse_unknown
from paraph.cli.scan import AT_MOST_ONE, FLAG, ONE, Option, Positional, scan
from paraph.s3.moment import epoch_of
from paraph.s3.uri import split_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.cli.context import Context
    from paraph.cli.scan import Scanned
    from paraph.config.settings import Settings

    Params = dict[str, Any]

OPTIONS = {
    option.name: option
    for option in (
        Option("--recursive", FLAG),
        Option("--page-size", ONE),
        Option("--human-readable", FLAG),
        Option("--summarize", FLAG),
        Option("--request-payer", AT_MOST_ONE, choices=("requester",)),
        Option("--bucket-name-prefix", ONE),
        Option("--bucket-region", ONE),
    )
}


def run(words: list[str], context: Context, settings: Settings) -> int:
    """List; 1 where a prefix was asked for and nothing begins with it."""
    scanned = scan(words, OPTIONS, [Positional("paths", is_optional=True)])
    refuse_unknown(scanned.rest)
    command = S3Command(context, settings)
    page_size = _page_size(scanned, command)
    bucket, key = split_path(scanned.positionals.get("paths", "s3://"))
    lister = _Lister(command, scanned, page_size)
    if bucket:
        lister.list_objects(bucket, key)
    else:
        lister.list_buckets()
    if "--summarize" in scanned.options:
        lister.summarize()
    return 1 if key and lister.found_nothing else 0


def _page_size(scanned: Scanned, command: S3Command) -> int | None:
    word = scanned.options.get("--page-size")
    if word is None:
        return None
    from paraph.cli.commands.s3.options import read_number  # noqa: PLC0415  lazy: a rare option

    return read_number("--page-size", str(word), command.files)


class _Lister:
    """Writes one line for each bucket, prefix or object, a page at a time, and counts."""

    __slots__ = (
        "_bytes",
        "_command",
        "_is_human",
        "_objects",
        "_options",
        "_page_size",
        "found_nothing",
    )

    def __init__(self, command: S3Command, scanned: Scanned, page_size: int | None) -> None:
        self._command = command
        self._options = scanned.options
        self._page_size = page_size
        self._is_human = "--human-readable" in scanned.options
        self._objects = 0
        self._bytes = 0
        # Whether no page had anything in it
        self.found_nothing = True

    def list_buckets(self) -> None:
        """Write all buckets."""
        params: Params = {}
        for option, member in (
            ("--bucket-name-prefix", "Prefix"),
            ("--bucket-region", "BucketRegion"),
        ):
            if self._options.get(option):
                params[member] = self._options[option]
        for page in self._command.calls.pages("ListBuckets", params, self._page_size):
            lines = [
                f"{_local_time(bucket['CreationDate'])} {bucket['Name']}\n"
                for bucket in page.get("Buckets") or ()
            ]
            self._command.write("".join(lines))

    def list_objects(self, bucket: str, prefix: str) -> None:
        """Write what begins with `prefix`: to the next slash, or all of it with `--recursive`."""
        params: Params = {"Bucket": bucket, "Prefix": prefix}
        is_recursive = "--recursive" in self._options
        if not is_recursive:
            params["Delimiter"] = "/"
        if "--request-payer" in self._options:
            params["RequestPayer"] = "requester"
        for page in self._command.calls.pages("ListObjectsV2", params, self._page_size):
            self._write_page(page, full_names=is_recursive)

    def summarize(self) -> None:
        """Write how many objects there were, and how large they are together."""
        size = self._size(self._bytes)
        self._command.write(f"\nTotal Objects: {self._objects}\n   Total Size: {size}\n")

    def _write_page(self, page: Params, *, full_names: bool) -> None:
        prefixes, objects = page.get("CommonPrefixes") or (), page.get("Contents") or ()
        if not prefixes and not objects:
            return
        self.found_nothing = False
        lines = [f"{'PRE':>30} {prefix['Prefix'].split('/')[-2]}/\n" for prefix in prefixes]
        for facts in objects:
            key, size = facts["Key"], int(facts["Size"])
            self._objects += 1
            self._bytes += size
            name = key if full_names else key.rpartition("/")[2]
            lines.append(f"{_local_time(facts['LastModified'])} {self._size(size):>10} {name}\n")
        self._command.write("".join(lines))

    def _size(self, size: int) -> str:
        if not self._is_human:
            return str(size)
        from paraph.s3.human_size import human_size  # noqa: PLC0415  lazy: only when asked

        return human_size(size)


def _local_time(text: str) -> str:
    moment = time.localtime(epoch_of(str(text)))
    year, month, day, hour, minute, second = moment[:6]
    return f"{year}-{month:02d}-{day:02d} {hour:02d}:{minute:02d}:{second:02d}"
