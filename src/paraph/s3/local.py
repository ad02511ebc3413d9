"""The files below a folder, in the order in which S3 lists the keys they would have.

S3 lists by bytes of the whole key. Within a folder that is the order of names, where the name of a
folder has its slash at the end (`a-b` before `a/x` before `ab`).
"""

from __future__ import annotations

import os
import stat

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    # Path, size in bytes, time of last modification in seconds since 1970
    Found = tuple[str, int, float]
    Warn = Callable[[str], None]


class LocalFiles:
    """Walks files; what cannot be read is said to `warn` (one line) and left out."""

    __slots__ = ("_follows_links", "_warn")

    def __init__(self, warn: Warn, *, follows_links: bool = True) -> None:
        self._warn = warn
        self._follows_links = follows_links

    def walk(self, path: str, *, is_folder: bool) -> Iterator[Found]:
        """Give the file at `path`, or all files below it where it `is_folder`."""
        if self._is_left_out(path):
            return
        if is_folder:
            yield from self._below(path)
            return
        found = self._look_at(path)
        if found is not None:
            yield found

    def _below(self, folder: str) -> Iterator[Found]:
        names = []
        for name in os.listdir(folder):
            path = os.path.join(folder, name)
            if not self._is_left_out(path):
                names.append(name + os.sep if os.path.isdir(path) else name)
        names.sort(key=_as_key)
        for name in names:
            path = os.path.join(folder, name)
            if name.endswith(os.sep):
                yield from self._below(path)
            else:
                found = self._look_at(path)
                if found is not None:
                    yield found

    def _look_at(self, path: str) -> Found | None:
        try:
            status = os.stat(path)
        except (OSError, ValueError):
            # It has gone since its folder was read.
            self._warn(_skipping(path, "File does not exist."))
            return None
        return path, status.st_size, status.st_mtime

    def _is_left_out(self, path: str) -> bool:
        if not self._follows_links and os.path.islink(path.removesuffix(os.sep)):
            return True
        reason = _why_unreadable(path)
        if reason is not None:
            self._warn(_skipping(path, reason))
        return reason is not None


def _as_key(name: str) -> str:
    return name if os.sep == "/" else name.replace(os.sep, "/")


def _why_unreadable(path: str) -> str | None:
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return "File does not exist."
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        return "File is character special device, block special device, FIFO, or socket."
    if not os.access(path, os.R_OK):
        return "File/Directory is not readable."
    return None


def _skipping(path: str, reason: str) -> str:
    return f"warning: Skipping file {path}. {reason}"
