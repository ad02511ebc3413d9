"""`--exclude` and `--include`: which entries take part.

Patterns are those of a shell (`*` matches slashes too), relative to the source; all are tried in
the order given, and the last that matches decides. What no pattern matches takes part.
https://docs.aws.amazon.com/cli/latest/reference/s3/#use-of-exclude-and-include-filters
"""

from __future__ import annotations

import os

from paraph.s3.entry import LOCAL
from paraph.s3.uri import is_s3, split_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from paraph.s3.entry import Entry

    Match = Callable[[str], object]
    # Includes or excludes, and the pattern
    Rule = tuple[bool, str]


class Filter:
    """The patterns of one command; both ends of a sync are filtered alike."""

    __slots__ = ("_rules",)

    def __init__(self, rules: Iterable[Rule], source: str, target: str, *, is_folder: bool) -> None:
        """`source` and `target` are the paths of the command as they were written."""
        roots = [_root(path, is_folder=is_folder) for path in (source, target)]
        # (includes, its match for local paths and for those in S3, at either root)
        self._rules = [
            (includes, _matcher(root, pattern, os.sep), _matcher(root, pattern, "/"))
            for includes, pattern in rules
            for root in roots
        ]

    def admits(self, entry: Entry) -> bool:
        """Say whether the entry takes part."""
        for includes, local, remote in reversed(self._rules):
            match = local if entry.kind == LOCAL else remote
            if match(entry.path):
                return includes
        return True

    def apply(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Give the entries that take part."""
        return (entry for entry in entries if self.admits(entry))


def _root(path: str, *, is_folder: bool) -> str:
    if is_s3(path):
        bucket, key = split_path(path)
        if not is_folder and not key.endswith("/"):
            key = key.rpartition("/")[0]
        return f"{bucket}/{key}"
    return os.path.abspath(path if is_folder else os.path.dirname(path))


def _matcher(root: str, pattern: str, separator: str) -> Match:
    from fnmatch import translate  # noqa: PLC0415  lazy: with `re`, only where there are filters
    from re import compile as compile_pattern  # noqa: PLC0415  lazy: as above

    # The root is no pattern, though it may look like one; v2 overlooks that.
    full = os.path.join(_quoted(root), pattern)
    other = "/" if separator == os.sep else os.sep
    full = full.replace(other, separator)
    matches = compile_pattern(translate(os.path.normcase(full))).match
    if separator == "/" == os.sep:
        return matches
    return lambda path: matches(os.path.normcase(path))


def _quoted(text: str) -> str:
    return "".join([f"[{character}]" if character in "*?[" else character for character in text])
