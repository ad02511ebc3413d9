"""Whether `sync` has to transfer what is at both ends.

| option               | transfers when                                                      |
| -------------------- | ------------------------------------------------------------------- |
| `--no-overwrite`     | never                                                               |
| `--exact-timestamps` | size differs; times differ (downloads); source newer (all others)   |
| `--size-only`        | size differs                                                        |
| none                 | size differs; source newer (upload, copy); source older (download)  |

The uppermost row that applies counts. A download is compared the other way round because the file
it makes gets the object's time: whoever changes it afterwards makes it newer.
"""

from __future__ import annotations

from paraph.s3.entry import DOWNLOAD

TYPE_CHECKING = False
if TYPE_CHECKING:
    from paraph.s3.entry import Entry


class SyncRules:
    """Which of the options that govern `sync` were given."""

    __slots__ = ("deletes", "exact_timestamps", "no_overwrite", "size_only")

    def __init__(
        self,
        *,
        size_only: bool = False,
        exact_timestamps: bool = False,
        no_overwrite: bool = False,
        deletes: bool = False,
    ) -> None:
        self.size_only = size_only
        self.exact_timestamps = exact_timestamps
        self.no_overwrite = no_overwrite
        self.deletes = deletes

    def is_outdated(self, source: Entry, target: Entry, operation: str) -> bool:
        """Say whether `operation` has to be done on what is at both ends."""
        if self.no_overwrite:
            return False
        if source.size != target.size:
            return True
        if self.size_only and not self.exact_timestamps:
            return False
        return not _has_right_time(source, target, operation, exactly=self.exact_timestamps)


def _has_right_time(source: Entry, target: Entry, operation: str, *, exactly: bool) -> bool:
    # Files have nanoseconds, S3 and v2 microseconds at most.
    difference = round(((target.modified or 0.0) - (source.modified or 0.0)) * 1_000_000)
    if operation == DOWNLOAD:
        return difference == 0 if exactly else difference <= 0
    return difference >= 0
