"""Whether tables are coloured: `--color on|off|auto`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import IO


def is_wanted(setting: str | None, stdout: IO[str]) -> bool:
    """Return whether output is coloured; `auto` (or None): where `stdout` is a terminal."""
    if setting in (None, "auto"):
        return is_terminal(stdout)
    return setting == "on"


def is_terminal(stream: IO[str]) -> bool:
    """Return whether `stream` is a terminal."""
    try:
        return stream.isatty()
    except ValueError:
        # Closed by whoever started us.
        return False
