"""Where a transfer leads from and to, and what each source is called at the other end.

A folder (`--recursive`, `sync`) keeps the names below it. A single source keeps its name where the
target is a folder: an existing one, or one that is written with a slash at the end.
"""

from __future__ import annotations

import os

from paraph.s3.entry import LOCAL, S3
from paraph.s3.uri import SCHEME, is_s3

_SEPARATORS = {S3: "/", LOCAL: os.sep}


class Route:
    """Two ends: kind and path of the source, kind and path of the target.

    Paths are absolute, or BUCKET/KEY, with a separator at the end where they are folders.
    """

    __slots__ = ("is_folder", "keeps_name", "source", "source_kind", "target", "target_kind")

    def __init__(self, source: str, target: str, *, is_folder: bool) -> None:
        """Take two paths as they were written."""
        self.is_folder = is_folder
        self.source_kind, self.source, _ = _end(source, is_folder=is_folder)
        self.target_kind, self.target, self.keeps_name = _end(target, is_folder=is_folder)

    def place(self, path: str) -> tuple[str, str]:
        """Return where the source at `path` goes, and what both ends call it."""
        separator = _SEPARATORS[self.source_kind]
        below = path[len(self.source) :] if self.is_folder else path.rpartition(separator)[2]
        name = below if separator == "/" else below.replace(separator, "/")
        if not self.keeps_name:
            return self.target, name
        other = _SEPARATORS[self.target_kind]
        return self.target + (
            below if other == separator else below.replace(separator, other)
        ), name


def _end(path: str, *, is_folder: bool) -> tuple[str, str, bool]:
    """Return kind, full path, and whether what arrives there keeps its name."""
    if is_s3(path):
        path = path.removeprefix(SCHEME)
        if is_folder and not path.endswith("/"):
            path += "/"
        return S3, path, path.endswith("/")
    full = os.path.abspath(path)
    if is_folder or os.path.isdir(full) or path.endswith(os.sep):
        return LOCAL, full + os.sep, True
    return LOCAL, full, False


def shown_path(kind: str, path: str) -> str:
    """Return `path` as it is shown: with `s3://`, or relative to the current folder."""
    if kind == S3:
        return path if is_s3(path) else SCHEME + path
    try:
        folder, name = os.path.split(path)
        return os.path.join(os.path.relpath(folder), name)
    except ValueError:
        # On another drive (Windows): there is no relative path.
        return os.path.abspath(path)
