"""`aws configure list-profiles`: the names, in the order of the files."""

from __future__ import annotations

from paraph.cli.errors import ParamValidationError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from paraph.cli.context import Context
    from paraph.config.settings import Settings


def run(words: list[str], context: Context, settings: Settings) -> int:
    """Print one name a line."""
    if words:
        msg = f"Unknown options: {', '.join(words)}"
        raise ParamValidationError(msg)
    for name in settings.files.profiles:
        context.stdout.write(f"{name}\n")
    return 0
