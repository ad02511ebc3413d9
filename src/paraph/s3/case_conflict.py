"""`--case-conflict`: downloads whose names differ from others by case alone.

On a file system that ignores case, two such objects would be one file.
https://docs.aws.amazon.com/cli/latest/topic/s3-case-insensitivity.html
"""

from __future__ import annotations

import os

from paraph.s3.errors import CaseConflictError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from paraph.s3.entry import Action, Entry

IGNORE, SKIP, WARN, ERROR = "ignore", "skip", "warn", "error"
CHOICES = (IGNORE, SKIP, WARN, ERROR)
PAGE = "https://docs.aws.amazon.com/cli/latest/topic/s3-case-insensitivity.html"


class CaseConflicts:
    """Decides for each download of something that is not there by exactly this name."""

    __slots__ = ("_choice", "_say", "_under_way")

    def __init__(self, choice: str, say: Callable[[str], None]) -> None:
        """`say` takes a line for standard error."""
        self._choice = choice
        self._say = say
        # Names in lower case whose downloads have not ended
        self._under_way: set[str] = set()

    def admit(self, action: Action) -> Action | None:
        """Return the action, or None where it is to be skipped; raises CaseConflictError."""
        entry = action.entry
        name = entry.name.lower()
        is_conflict = name in self._under_way or os.path.exists(entry.target)
        if is_conflict and not self._goes_on(entry):
            return None
        self._under_way.add(name)
        action.done = lambda: self._under_way.discard(name)
        return action

    def _goes_on(self, entry: Entry) -> bool:
        route = f"{entry.path} -> {entry.target}"
        if self._choice == ERROR:
            raise CaseConflictError(
                f"Failed to download {route} because a file whose name differs only by case "
                "either exists or is being downloaded."
            )
        if self._choice == SKIP:
            self._say(
                f"warning: Skipping {route} because a file whose name differs only by case "
                "either exists or is being downloaded.\n"
            )
            return False
        if self._choice == WARN:
            self._say(
                f"warning: Downloading {route} despite a file whose name differs only by case "
                "either existing or being downloaded. This behavior is not defined on "
                "case-insensitive filesystems and may result in overwriting existing files or "
                f"race conditions between concurrent downloads. For more information, see {PAGE}.\n"
            )
        return True


def warn_of_directory_bucket(choice: str, say: Callable[[str], None]) -> None:
    """Say what cannot be found out where S3 lists in no order; raises for what would need it."""
    from paraph.s3.errors import ParamValidationError  # noqa: PLC0415  lazy: rare

    if choice != WARN:
        raise ParamValidationError(
            f"`{choice}` is not a valid value for `--case-conflict` when operating on S3 Express "
            "directory buckets. Valid values: `warn`, `ignore`."
        )
    say(
        "warning: Recursive copies/moves from an S3 Express directory bucket to a "
        "case-insensitive local filesystem may result in undefined behavior if there are S3 "
        "object key names that differ only by case. To disable this warning, set the "
        f"`--case-conflict` parameter to `ignore`. For more information, see {PAGE}."
    )
