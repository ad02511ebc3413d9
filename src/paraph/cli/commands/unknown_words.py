"""Words that no option and no positional of a command of our own has taken."""

from __future__ import annotations

from paraph.cli.errors import ParamValidationError


def refuse_unknown(rest: list[str]) -> None:
    """Raise ParamValidationError where words are left that nobody asked for."""
    if rest:
        msg = f"Unknown options: {','.join(rest)}"
        raise ParamValidationError(msg)
