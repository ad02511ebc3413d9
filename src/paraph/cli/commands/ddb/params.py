"""Expressions in the parameters of a call."""

from __future__ import annotations

from paraph.cli.commands.ddb.expression import Expression
from paraph.cli.commands.ddb.values import serialize

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def add_expression(
    params: dict[str, Any], member: str, words: list[str] | str, first: int = 0
) -> int:
    """Put an expression, its names and its values into `params`; return how many those are.

    `first` is the number of its first placeholder.
    """
    text = words if isinstance(words, str) else " ".join(words)
    expression = Expression(text, first)
    params[member] = expression.text
    if expression.names:
        params.setdefault("ExpressionAttributeNames", {}).update(expression.names)
    if expression.values:
        typed = {name: serialize(value) for name, value in expression.values.items()}
        params.setdefault("ExpressionAttributeValues", {}).update(typed)
    return expression.count
