"""EC2: `--ebs-optimized` and `--no-ebs-optimized` for structures that hold nothing but a boolean.

The long form stays: `--ebs-optimized Value=false`.
"""

from __future__ import annotations

from paraph.cli.commands.conveniences import (
    AT_MOST_ONE,
    FLAG,
    Convenience,
    ExtraArgument,
)
from paraph.cli.errors import ParamValidationError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from paraph.cli.commands.conveniences import Arguments, Params, Words
    from paraph.model.service import Operation
    from paraph.model.shape import Shape


class TopLevelBooleans(Convenience):
    """For every operation of EC2: a pair of options in place of each `{Value: boolean}`."""

    def __init__(self) -> None:
        self._pairs: list[str] = []

    def arguments(self, arguments: Arguments, operation: Operation) -> Arguments:
        """Make `--x [Value=…]` and `--no-x` of each such member."""
        if operation.input is None:
            return arguments
        members = operation.input.members
        for position, argument in enumerate(list(arguments)):
            if isinstance(argument, ExtraArgument) or not _holds_a_boolean(
                members[argument.member]
            ):
                continue
            member, name = argument.member, argument.name
            arguments[position] = ExtraArgument(
                name, _putter(member, value=True), takes=AT_MOST_ONE, shape=members[member]
            )
            arguments.append(ExtraArgument(f"no-{name}", _putter(member, value=False), takes=FLAG))
            self._pairs.append(name)
        return arguments

    def check(self, words: Words) -> None:
        """Refuse `--x` together with `--no-x`."""
        for name in self._pairs:
            if f"--{name}" in words and f"--no-{name}" in words:
                msg = f'Cannot specify both the "--{name}" option and the "--no-{name}" option.'
                raise ParamValidationError(msg)


def _holds_a_boolean(shape: Shape) -> bool:
    return (
        shape.type_name == "structure"
        and list(shape.members) == ["Value"]
        and shape.members["Value"].type_name == "boolean"
    )


def _putter(member: str, *, value: bool) -> Callable[[Params, Any], None]:
    def put(params: Params, given: Any) -> None:
        params[member] = {"Value": value} if given is True else given

    return put
