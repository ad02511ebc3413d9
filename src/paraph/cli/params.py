"""From what the scan found to the parameters of the call.

The options are taken in the order of the operation's table, not of the command line: of two wrong
values the one whose option stands first in the table is reported, as in v2.
"""

from __future__ import annotations

from paraph.cli.commands.conveniences import ExtraArgument
from paraph.cli.values import load_words, parse_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from paraph.cli.paramfile import ParamFiles
    from paraph.model.service import Argument, Operation


def build_params(
    path: str,
    operation: Operation,
    arguments: Sequence[Argument | ExtraArgument],
    words: Mapping[str, Any],
    files: ParamFiles,
) -> dict[str, Any]:
    """Return the call's parameters by member name.

    `path` is "service.operation" in command-line names; `words` holds what the scan found: option
    with its dashes (or a positional's name) → a word, a list of words, or True for an option
    without words. Where it has both `--x` and `--no-x` the later key counts.

    Blobs are still as the user wrote them: `blob.decode_blobs` comes next, after the skeleton has
    had its chance. Raises ParameterError, ConversionError and what a convenience objects to.
    """
    params: dict[str, Any] = {}
    for argument in arguments:
        if isinstance(argument, ExtraArgument):
            _put_extra(params, argument, words, files)
            continue
        shape = operation.input.members[argument.member] if operation.input else None
        option = f"--{argument.name}"
        if shape is None:
            continue
        if shape.type_name == "boolean":
            if not argument.is_negative:
                _put_flag(params, argument.member, arguments, words)
        elif option in words:
            params[argument.member] = parse_value(
                option, shape, words[option], files, path=f"{path}.{argument.name}"
            )
    if "--cli-input-json" in words or "--cli-input-yaml" in words:
        from paraph.cli.cli_input import merge_cli_input  # noqa: PLC0415  lazy: rarely given

        merge_cli_input(params, words, files)
    return params


def _put_extra(
    params: dict[str, Any], extra: ExtraArgument, words: Mapping[str, Any], files: ParamFiles
) -> None:
    name = extra.name if extra.positional else f"--{extra.name}"
    found = words.get(name)
    if found is None:
        return
    if found is True:
        extra.put(params, True)
    elif extra.shape is not None:
        extra.put(params, parse_value(name, extra.shape, found, files))
    else:
        extra.put(params, load_words(name, found, files))


def _put_flag(
    params: dict[str, Any],
    member: str,
    arguments: Sequence[Argument | ExtraArgument],
    words: Mapping[str, Any],
) -> None:
    """Set `member` as the last of `--x` and `--no-x` says, whatever they are called."""
    meanings = {
        f"--{argument.name}": not argument.is_negative
        for argument in arguments
        if not isinstance(argument, ExtraArgument) and argument.member == member
    }
    given = [meanings[option] for option in words if option in meanings]
    if given:
        params[member] = given[-1]
