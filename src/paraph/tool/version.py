"""`paraph version`."""

from __future__ import annotations

from paraph._version import VERSION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from paraph.cli.context import Context


def run(words: list[str], context: Context) -> int:  # noqa: ARG001  every command's signature
    """Print our version."""
    context.stdout.write(f"paraph {VERSION}\n")
    return 0
