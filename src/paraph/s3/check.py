"""What is wrong with the paths and options of a transfer, found before anything is sent.

In v2's order: of two mistakes the same one is told.
"""

from __future__ import annotations

import os

from paraph.s3.entry import COPY, DELETE, DOWNLOAD, UPLOAD
from paraph.s3.errors import MissingPathError, ParamValidationError
from paraph.s3.uri import is_directory_bucket, is_s3, split_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from paraph.s3.options import TransferOptions

    # Returns the places behind an access point
    Resolve = Callable[[str], list[str]]

_TWO_PATHS = "<LocalPath> <S3Uri> or <S3Uri> <LocalPath> or <S3Uri> <S3Uri>"
_TRANSFERS = ("cp", "mv", "sync")
# Which ends are in S3 → what is done, and by which commands
_OPERATIONS = {
    (True, True): (COPY, _TRANSFERS),
    (True, False): (DOWNLOAD, _TRANSFERS),
    (False, True): (UPLOAD, _TRANSFERS),
    (True,): (DELETE, ("rm",)),
}
_FORMS = {
    UPLOAD: "<LocalPath> <S3Uri>",
    COPY: "<S3Uri> <S3Uri>",
    DOWNLOAD: "<S3Uri> <LocalPath>",
    DELETE: "<S3Uri>",
}


def check_options(
    options: TransferOptions, *, validates_moves: bool, resolve: tuple[Resolve, Resolve]
) -> str:
    """Return the operation that the paths mean. Raises ParamValidationError, MissingPathError.

    `validates_moves`: whether a move has to be checked for access points of one bucket, which
    `resolve` finds (for the source, for the target).
    """
    operation = _operation(options)
    options.paths = [_with_slash(path) for path in options.paths]
    _check_streams(options)
    if options.moves and operation == COPY:
        _check_move(options, resolve if validates_moves else None)
    _check_checksums(options, operation)
    _check_local(options, operation)
    _check_keys(options, operation)
    if options.command == "sync" and any(_is_directory(path) for path in options.paths):
        raise ParamValidationError("Cannot use sync command with a directory bucket.")
    return operation


def needs_move_warning(options: TransferOptions) -> bool:
    """Say whether a move might be one onto itself, behind two names of one bucket."""
    source, target = options.source, options.target
    return (
        options.moves
        and is_s3(source)
        and is_s3(target)
        and _is_same_key(source, target)
        and (has_underlying_path(source) or has_underlying_path(target))
    )


def has_underlying_path(path: str) -> bool:
    """Say whether the path's bucket is an access point, or the alias of one."""
    bucket = split_path(path)[0]
    return bucket.startswith("arn:") or bucket.endswith(("-s3alias", "--op-s3"))


def _operation(options: TransferOptions) -> str:
    found = _OPERATIONS.get(tuple([is_s3(path) for path in options.paths]))
    if found is None or options.command not in found[1]:
        usage = "<S3Uri>" if options.command == "rm" else _TWO_PATHS
        raise ParamValidationError(
            f"usage: aws s3 {options.command} {usage}\nError: Invalid argument type"
        )
    return found[0]


def _with_slash(path: str) -> str:
    """Make a bare bucket the folder of all that is in it."""
    if is_s3(path) and not split_path(path)[1] and not path.endswith("/"):
        return path + "/"
    return path


def _check_streams(options: TransferOptions) -> None:
    if not options.is_stream:
        return
    if options.command != "cp" or options.recursive:
        raise ParamValidationError(
            "Streaming currently is only compatible with non-recursive cp commands"
        )
    if options.no_overwrite and options.target == "-":
        raise ParamValidationError(
            "--no-overwrite parameter is not supported for streaming downloads"
        )


def _check_move(options: TransferOptions, resolve: tuple[Resolve, Resolve] | None) -> None:
    source, target = options.source, options.target
    pairs = [(source, target)]
    if resolve is not None and _is_same_key(source, target):
        pairs += [(left, right) for left in resolve[0](source) for right in resolve[1](target)]
    if any(_is_same(left, right) for left, right in pairs):
        raise ParamValidationError(f"Cannot mv a file onto itself: {source} - {target}")


def _is_same(source: str, target: str) -> bool:
    if target.endswith("/"):
        target += source.rpartition("/")[2] if source != target else ""
    return source == target


def _is_same_key(source: str, target: str) -> bool:
    return _is_same(f"/{split_path(source)[1]}", f"/{split_path(target)[1]}")


def _check_checksums(options: TransferOptions, operation: str) -> None:
    if options.checksum_algorithm:
        _require("checksum-algorithm", operation, (UPLOAD, COPY))
    if options.checksum_mode:
        _require("checksum-mode", operation, (DOWNLOAD,))


def _require(option: str, operation: str, allowed: tuple[str, ...]) -> None:
    if operation not in allowed:
        raise ParamValidationError(
            f"Expected {option} parameter to be used with one of following path formats: "
            f"{', '.join(_FORMS[name] for name in allowed)}. "
            f"Instead, received {_FORMS[operation]}."
        )


def _check_local(options: TransferOptions, operation: str) -> None:
    if operation == UPLOAD and not options.is_stream:
        if not os.path.exists(options.source):
            raise MissingPathError(options.source)
    elif operation == DOWNLOAD and options.recursive:
        os.makedirs(options.target, exist_ok=True)


def _check_keys(options: TransferOptions, operation: str) -> None:
    pairs = (
        ("--sse-c", options.sse_c, "--sse-c-key", options.sse_c_key),
        (
            "--sse-c-copy-source",
            options.sse_c_copy_source,
            "--sse-c-copy-source-key",
            options.sse_c_copy_source_key,
        ),
    )
    for name, algorithm, key_name, key in pairs:
        if bool(algorithm) != bool(key):
            given, missing = (name, key_name) if algorithm else (key_name, name)
            raise ParamValidationError(
                f"If {given} is specified, {missing} must be specified as well."
            )
    if options.sse_c_copy_source and operation != COPY:
        raise ParamValidationError("--sse-c-copy-source is only supported for copy operations.")


def _is_directory(path: str) -> bool:
    return is_s3(path) and is_directory_bucket(split_path(path)[0])
