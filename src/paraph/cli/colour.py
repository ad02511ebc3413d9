"""Whether tables are coloured: `--color on|off|auto`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO


def is_wanted(setting: str | None, stdout: TextIO) -> bool:
    """Return whether output is coloured; `auto` (also None): where standard output is a terminal."""
    if setting in (None, "auto"):
        return is_terminal(stdout)
    return setting == "on"


def is_terminal(stream: TextIO) -> bool:
    """Return whether `stream` is a terminal."""
    try:
        return stream.isatty()
    except ValueError:
        # Closed by whoever started us.
        return False
