"""Lambda: `--zip-file fileb://code.zip` at the top level, and nothing but a zip file in it."""

from __future__ import annotations

from paraph.cli.commands.conveniences import (
    Convenience,
    ExtraArgument,
    merge_into,
    replace,
)
from paraph.cli.errors import ParamValidationError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from paraph.cli.commands.conveniences import Arguments, Params
    from paraph.model.service import Operation

_NO_ZIP = """\
--zip-file must be a zip file with the fileb:// prefix.
Example usage:  --zip-file fileb://path/to/file.zip"""


class _ZipFileOption(Convenience):
    """A ZipFile that is a member of the structure `_member`, lifted out of it."""

    _member: str

    def arguments(self, arguments: Arguments, operation: Operation) -> Arguments:
        """Add `--zip-file`; the structure's own option is no longer required."""
        member, name = self._member, self._member.lower()
        shape = operation.input.members[member] if operation.input else None
        replace(arguments, name, ExtraArgument(name, _put_structure(member), shape=shape))
        arguments.append(ExtraArgument("zip-file", _put_zip_file(member)))
        return arguments


class CreateFunction(_ZipFileOption):
    """`--code` and `--zip-file`."""

    _member = "Code"


class PublishLayerVersion(_ZipFileOption):
    """`--content` and `--zip-file`."""

    _member = "Content"


class UpdateFunctionCode(Convenience):
    """Here the API has ZipFile at the top level already."""

    def arguments(self, arguments: Arguments, operation: Operation) -> Arguments:  # noqa: ARG002
        """Check that `--zip-file` is a zip file."""
        replace(arguments, "zip-file", ExtraArgument("zip-file", _put_top_level))
        return arguments


def _put_structure(member: str) -> Callable[[Params, Any], None]:
    def put(params: Params, value: Any) -> None:
        if "ZipFile" in value:
            msg = (
                f"ZipFile cannot be provided as part of the --{member.lower()} argument.  Please "
                f"use the '--zip-file' option instead to specify a zip file."
            )
            raise ParamValidationError(msg)
        merge_into(params, member, value)

    return put


def _put_zip_file(member: str) -> Callable[[Params, Any], None]:
    def put(params: Params, value: Any) -> None:
        _require_zip(value)
        merge_into(params, member, {"ZipFile": value})

    return put


def _put_top_level(params: Params, value: Any) -> None:
    _require_zip(value)
    params["ZipFile"] = value


def _require_zip(value: str | bytes) -> None:
    """Raise unless `value` ends as a zip file does (APPNOTE.TXT 4.3.16), its directory in place.

    Enough to tell a path or base64 from a file; importing `zipfile` takes 15 ms.
    """
    data = value if isinstance(value, bytes) else value.encode("utf-8", "surrogateescape")
    # The end of the central directory: 22 bytes and a comment of up to 64 KiB
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - 65557))
    if end < 0 or end + 22 > len(data):
        raise ParamValidationError(_NO_ZIP)
    entries = int.from_bytes(data[end + 10 : end + 12], "little")
    size = int.from_bytes(data[end + 12 : end + 16], "little")
    # Zip64 keeps the true numbers elsewhere.
    is_zip64 = size == 0xFFFFFFFF
    start = end - size
    if entries and not is_zip64 and (start < 0 or data[start : start + 4] != b"PK\x01\x02"):
        raise ParamValidationError(_NO_ZIP)
