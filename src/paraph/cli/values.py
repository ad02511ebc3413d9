"""From the words of one option to the value of one parameter, as its shape says.

What a word may be: a number, a string, base64, a path (streaming blobs), JSON, shorthand, or the
name of a file that holds any of these (`file://`, `fileb://`). Errors, their words and which of two
comes first are those of v2.36.7.
"""

from __future__ import annotations

import os

from paraph.cli.parameter_errors import ConversionError, ParameterError, ParamFileError
from paraph.cli.paramfile import ParamFiles
from paraph.cli.scan import SCANNED
from paraph.protocols.codecs.jsontext import parse_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.model.shape import Shape

_COMPLEX = frozenset({"structure", "list", "map"})

# service.operation.option → its words are the only member of each element: `--instances i-1 i-2`
# for [{"InstanceId": "i-1"}, …]. Lists that were written so before shorthand existed.
_BARE_MEMBERS = frozenset(
    {
        "elb.deregister-instances-from-load-balancer.instances",
        "elb.describe-instance-health.instances",
        "elb.register-instances-with-load-balancer.instances",
        "elb.remove-tags.tags",
        "firehose.put-record-batch.records",
        "workspaces.reboot-workspaces.reboot-workspace-requests",
        "workspaces.rebuild-workspaces.rebuild-workspace-requests",
        "workspaces.terminate-workspaces.terminate-workspace-requests",
    }
)


def load_words(option: str, words: str | list[str], files: ParamFiles) -> Any:
    """Return `words`, or the content of the file that a single one of them refers to."""
    word = words[0] if isinstance(words, list) and len(words) == 1 else words
    try:
        loaded = files.load(word)
    except ParamFileError as error:
        raise ParameterError(option, str(error)) from error
    return words if loaded is None else loaded


def parse_value(
    option: str, shape: Shape, words: str | list[str], files: ParamFiles, *, path: str = ""
) -> Any:
    """Return the value that `words` mean for `shape`.

    `option` is the option with its dashes, for messages; `words` a list where `takes_many`, else
    one word; `path` says "service.operation.option" in command-line names. Blobs come back as they
    were written (see `blob.decode_blobs`), streaming ones as an open file; timestamps as written.
    Raises ParameterError and ConversionError.
    """
    # A number that the scan has converted can be no file's name.
    scanned = shape.type_name in SCANNED
    value = words if scanned else load_words(option, words, files)
    try:
        if _is_shorthand(value, shape):
            return _parse_shorthand(option, shape, value, files, path in _BARE_MEMBERS)
        return _parse_other(option, shape, value)
    except (ValueError, TypeError, IndexError) as error:
        # Python's own words, as v2 shows them: "invalid literal for int() with base 10: 'abc'"
        raise ConversionError(str(error)) from error


def _is_shorthand(value: Any, shape: Shape) -> bool:
    first = value[0] if value and isinstance(value, list) else value
    if isinstance(first, str) and first.lstrip().startswith(("[", "{")):
        return False
    if shape.type_name not in _COMPLEX or _holds_only_documents(shape):
        return False
    return shape.type_name != "list" or shape.element.type_name in _COMPLEX


def _holds_only_documents(shape: Shape) -> bool:
    while shape.type_name in ("list", "map"):
        shape = shape.element if shape.type_name == "list" else shape.value
    return shape.document


def _parse_shorthand(
    option: str, shape: Shape, value: Any, files: ParamFiles, bare_members: bool
) -> Any:
    from paraph.cli.shorthand import (  # noqa: PLC0415  lazy: structured values alone
        ShorthandError,
        apply_types,
        parse_shorthand,
    )

    if bare_members and len(shape.element.members) == 1:
        (member,) = shape.element.members
        return [{member: word} for word in value]
    if _wraps_a_string(shape) and "=" not in value:
        # --instance-initiated-shutdown-behavior stop
        return {"Value": value}
    try:
        if isinstance(value, list):
            parsed: Any = [parse_shorthand(word, files) for word in value]
        elif isinstance(value, bytes):
            msg = "'in <string>' requires string as left operand, not int"
            raise ConversionError(msg)
        else:
            parsed = parse_shorthand(value, files)
        return apply_types(parsed, shape)
    except ShorthandError as error:
        raise ParameterError(option, str(error)) from None


def _wraps_a_string(shape: Shape) -> bool:
    if shape.type_name != "structure" or len(shape.members) != 1:
        return False
    member = shape.members.get("Value")
    return member is not None and member.type_name == "string"


def _parse_other(option: str, shape: Shape, value: Any) -> Any:
    if shape.document or (shape.json_value and shape.location == "header"):
        return _parse_json(option, value)
    match shape.type_name:
        case "structure" | "map":
            if value.lstrip()[0] == "{":
                return _parse_json(option, value)
            raise ParameterError(option, f"Invalid JSON:\n{value}")
        case "list":
            return _parse_list(option, shape, value)
    return _parse_scalar(option, shape, value)


def _parse_list(option: str, shape: Shape, value: Any) -> Any:
    if isinstance(value, str):
        if value.lstrip()[0] == "[":
            return _parse_json(option, value)
    elif len(value) == 1 and value[0].strip().startswith("["):
        return _parse_json(option, value[0])
    element = shape.element
    try:
        return [_parse_other(option, element, word) for word in value]
    except (ValueError, TypeError):
        # v2 shows the first word, whichever was wrong
        raise ParameterError(option, value[0]) from None


def _parse_scalar(option: str, shape: Shape, value: Any) -> Any:
    match shape.type_name:
        case "integer" | "long":
            return int(value)
        case "float" | "double":
            return float(value)
        case "boolean":
            return not (isinstance(value, str) and value.lower() == "false") and bool(value)
        case "blob" if shape.streaming:
            return _open_body(option, value)
    return value


def _open_body(option: str, value: str | bytes) -> Any:
    path = os.path.expanduser(os.path.expandvars(value))
    if not os.path.isfile(path):
        raise ParameterError(option, "Blob values must be a path to a file.")
    try:
        return open(path, "rb")
    except OSError as error:
        raise ConversionError(str(error)) from error


def _parse_json(option: str, text: Any) -> Any:
    try:
        if isinstance(text, str):
            return parse_json(text)
        import json  # noqa: PLC0415  lazy: 8 ms, for bytes from a `fileb://`

        return json.loads(text)
    except ValueError as error:
        msg = f"Invalid JSON: {error}\nJSON received: {text}"
        raise ParameterError(option, msg) from None
