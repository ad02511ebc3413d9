"""The options of the commands that transfer, and what their words mean."""

from __future__ import annotations

from paraph.cli.commands.unknown_words import refuse_unknown
from paraph.cli.scan import AT_LEAST_ONE, AT_MOST_ONE, FLAG, ONE, Option, Positional, scan
from paraph.cli.values import load_words
from paraph.s3.options import TransferOptions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.cli.paramfile import ParamFiles
    from paraph.cli.scan import Scanned

# Option → (words it takes, what they may be)
_Row = tuple[int, tuple[str, ...]]

_ACLS = (
    *("private", "public-read", "public-read-write", "authenticated-read", "aws-exec-read"),
    *("bucket-owner-read", "bucket-owner-full-control", "log-delivery-write"),
)
_STORAGE_CLASSES = (
    *("STANDARD", "REDUCED_REDUNDANCY", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING"),
    *("GLACIER", "DEEP_ARCHIVE", "GLACIER_IR"),
)
_ALGORITHMS = (
    *("CRC64NVME", "CRC32", "SHA256", "SHA1", "CRC32C", "SHA512"),
    *("XXHASH64", "XXHASH3", "XXHASH128"),
)

# Of `rm` too
BASIC: dict[str, _Row] = {
    "dryrun": (FLAG, ()),
    "quiet": (FLAG, ()),
    "include": (ONE, ()),
    "exclude": (ONE, ()),
    "only-show-errors": (FLAG, ()),
    "page-size": (ONE, ()),
    "request-payer": (AT_MOST_ONE, ("requester",)),
}
RECURSIVE: dict[str, _Row] = {"recursive": (FLAG, ())}
# Of whatever sends something
TRANSFER: dict[str, _Row] = {
    **BASIC,
    "acl": (ONE, _ACLS),
    "follow-symlinks": (FLAG, ()),
    "no-follow-symlinks": (FLAG, ()),
    "no-guess-mime-type": (FLAG, ()),
    "sse": (AT_MOST_ONE, ("AES256", "aws:kms")),
    "sse-c": (AT_MOST_ONE, ("AES256",)),
    "sse-c-key": (ONE, ()),
    "sse-kms-key-id": (ONE, ()),
    "sse-c-copy-source": (AT_MOST_ONE, ("AES256",)),
    "sse-c-copy-source-key": (ONE, ()),
    "storage-class": (ONE, _STORAGE_CLASSES),
    "grants": (AT_LEAST_ONE, ()),
    "website-redirect": (ONE, ()),
    "content-type": (ONE, ()),
    "cache-control": (ONE, ()),
    "content-disposition": (ONE, ()),
    "content-encoding": (ONE, ()),
    "content-language": (ONE, ()),
    "expires": (ONE, ()),
    "source-region": (ONE, ()),
    "no-progress": (FLAG, ()),
    "progress-frequency": (ONE, ()),
    "progress-multiline": (FLAG, ()),
    "ignore-glacier-warnings": (FLAG, ()),
    "force-glacier-transfer": (FLAG, ()),
    "checksum-mode": (ONE, ("ENABLED",)),
    "checksum-algorithm": (ONE, _ALGORITHMS),
    "metadata": (ONE, ()),
    "copy-props": (ONE, ("none", "metadata-directive", "default", "all")),
    "metadata-directive": (ONE, ("COPY", "REPLACE")),
    "case-conflict": (ONE, ("ignore", "skip", "warn", "error")),
    "no-overwrite": (FLAG, ()),
}

# What an option without its word means
_BARE = {
    "sse": "AES256",
    "sse-c": "AES256",
    "sse-c-copy-source": "AES256",
    "request-payer": "requester",
}
# Flags that turn off what is on: flag → attribute
_OFF = {
    "no-follow-symlinks": "follow_symlinks",
    "no-guess-mime-type": "guess_mime_type",
    "no-progress": "progress",
}
_FILTERS = ("--include", "--exclude")
_NUMBERS = ("page-size", "progress-frequency")


def read_transfer(
    command: str, table: dict[str, _Row], words: list[str], files: ParamFiles
) -> TransferOptions:
    """Return what `words` ask of `command`; raises the errors of `scan` and `parse_value`."""
    filters: list[tuple[str, list[str]]] = []
    options = {
        f"--{name}": Option(
            f"--{name}",
            takes,
            choices=choices,
            uses=filters if f"--{name}" in _FILTERS else None,
        )
        for name, (takes, choices) in table.items()
    }
    scanned = scan(words, options, [_paths(command)])
    found = TransferOptions(command, _found_paths(scanned))
    found.filters = [(name == "--include", pattern) for name, (pattern,) in filters]
    for written, value in scanned.options.items():
        name = written[2:]
        if name in _OFF:
            setattr(found, _OFF[name], False)
        else:
            setattr(found, name.replace("-", "_"), _value(name, value, files))
    refuse_unknown(scanned.rest)
    return found


def _paths(command: str) -> Positional:
    return Positional("paths", takes=1 if command == "rm" else 2)


def _found_paths(scanned: Scanned) -> list[str]:
    return scanned.several.get("paths") or [scanned.positionals["paths"]]


def _value(name: str, value: str | list[str] | bool, files: ParamFiles) -> Any:
    if value is True:
        return _BARE.get(name, True)
    option = f"--{name}"
    if name in _NUMBERS:
        return read_number(option, str(value), files)
    if name == "metadata":
        return _metadata(option, str(value), files)
    return load_words(option, value, files) if isinstance(value, str) else value


def read_number(option: str, word: str, files: ParamFiles) -> int:
    """Return the integer; raises ConversionError."""
    from paraph.cli.commands.own_options import shape_of  # noqa: PLC0415  lazy: rare options
    from paraph.cli.values import parse_value  # noqa: PLC0415  lazy: as above

    number: int = parse_value(option, shape_of("integer"), word, files)
    return number


def _metadata(option: str, word: str, files: ParamFiles) -> dict[str, str]:
    from paraph.cli.commands.own_options import shape_of  # noqa: PLC0415  lazy: a rare option
    from paraph.cli.values import parse_value  # noqa: PLC0415  lazy: as above
    from paraph.model import validate  # noqa: PLC0415  lazy: as above

    shape = shape_of({"*": "string"})
    value: dict[str, str] = parse_value(option, shape, word, files)
    validate.check(shape, value)
    return value
