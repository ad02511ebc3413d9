"""Blobs inside structures that no shorthand can hold, as options: `--image-bytes fileb://a.png`."""

from __future__ import annotations

from paraph.cli.commands.conveniences import (
    Convenience,
    ExtraArgument,
    make_optional,
    merge_into,
    named,
    replace,
)
from paraph.cli.errors import ParamValidationError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from paraph.cli.commands.conveniences import Arguments, Params
    from paraph.model.service import Operation


class _Lifted(Convenience):
    """Options beside that of a structure, each for one blob in it; both may be given."""

    # (option of the structure, blob in it, new option)
    _blobs: tuple[tuple[str, str, str], ...]

    def arguments(self, arguments: Arguments, operation: Operation) -> Arguments:
        """Add the options where the operation has the structure with the blob."""
        members = operation.input.members if operation.input else {}
        for source, blob, new in self._blobs:
            for argument in list(arguments):
                if argument.name != source or isinstance(argument, ExtraArgument):
                    continue
                inner = members[argument.member].members.get(blob)
                if inner is not None and inner.type_name == "blob":
                    make_optional(arguments, source)
                    arguments.append(ExtraArgument(new, _put_blob(argument.member, blob)))
        return arguments


class Image(_Lifted):
    """Rekognition, wherever there is an image."""

    _blobs = (("image", "Bytes", "image-bytes"),)


class CompareFaces(_Lifted):
    """Rekognition, two images."""

    _blobs = (
        ("source-image", "Bytes", "source-image-bytes"),
        ("target-image", "Bytes", "target-image-bytes"),
    )


class AssetBundle(_Lifted):
    """QuickSight."""

    _blobs = (("asset-bundle-import-source", "Body", "asset-bundle-import-source-bytes"),)


class _Moved(Convenience):
    """A blob that can be given by its own option alone."""

    _source: str
    _blob: str
    _new: str
    _source_required: bool
    _message: str

    def arguments(self, arguments: Arguments, operation: Operation) -> Arguments:
        """Add the blob's option, and refuse the blob in the structure's."""
        source = named(arguments, self._source)
        if isinstance(source, ExtraArgument) or operation.input is None:
            return arguments
        replacement = ExtraArgument(
            self._source,
            self._put_structure(source.member),
            required=self._source_required,
            shape=operation.input.members[source.member],
        )
        replace(arguments, self._source, replacement)
        arguments.append(
            ExtraArgument(self._new, _put_blob(source.member, self._blob), required=True)
        )
        return arguments

    def _put_structure(self, member: str) -> Callable[[Params, Any], None]:
        def put(params: Params, value: Any) -> None:
            if self._blob in value:
                raise ParamValidationError(self._message)
            merge_into(params, member, value)

        return put


class Terminology(_Moved):
    """Translate: `--data-file`."""

    _source, _blob, _new = "terminology-data", "File", "data-file"
    _source_required = False
    _message = (
        "File cannot be provided as part of the '--terminology-data' argument. Please use the "
        "'--data-file' option instead to specify a file."
    )


class TranslateDocument(_Moved):
    """Translate: `--document-content`."""

    _source, _blob, _new = "document", "Content", "document-content"
    _source_required = True
    _message = (
        "Content cannot be provided as a part of the '--document' argument. Please use the "
        "'--document-content' option instead to specify a file."
    )


def _put_blob(member: str, blob: str) -> Callable[[Params, Any], None]:
    def put(params: Params, value: Any) -> None:
        merge_into(params, member, {blob: value})

    return put
