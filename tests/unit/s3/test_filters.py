"""Include and exclude."""

import os

import pytest

from paraph.s3.entry import LOCAL, S3, Entry
from paraph.s3.filters import Filter


def _admitted(rules: list[tuple[bool, str]], *names: str, root: str = "bucket/p") -> list[str]:
    chosen = Filter(rules, f"s3://{root}", ".", is_folder=True)
    entries = [Entry(S3, f"{root}/{name}", name=name) for name in names]
    return [entry.name for entry in chosen.apply(entries)]


_NAMES = ("a.txt", "b.jpg", "sub/c.txt", "sub/d.jpg")


@pytest.mark.parametrize(
    ("rules", "names"),
    [
        ([], list(_NAMES)),
        ([(False, "*")], []),
        ([(False, "*"), (True, "*.jpg")], ["b.jpg", "sub/d.jpg"]),
        ([(True, "*.jpg"), (False, "*")], []),
        ([(False, "sub/*")], ["a.txt", "b.jpg"]),
        ([(False, "*"), (True, "sub/*"), (False, "*.txt")], ["sub/d.jpg"]),
        ([(False, "?.txt")], ["b.jpg", "sub/c.txt", "sub/d.jpg"]),
        ([(False, "[ab].*")], ["sub/c.txt", "sub/d.jpg"]),
    ],
)
def test_last_pattern_that_matches_decides(rules: list[tuple[bool, str]], names: list[str]) -> None:
    assert _admitted(rules, *_NAMES) == names


def test_root_is_no_pattern() -> None:
    assert _admitted([(False, "*.txt")], "a.txt", "b", root="bucket/[x]*") == ["b"]


def test_files_are_matched_below_their_folder() -> None:
    chosen = Filter([(False, "x/*")], "folder", "s3://bucket", is_folder=True)
    root = os.path.abspath("folder")
    assert not chosen.admits(Entry(LOCAL, os.path.join(root, "x", "y")))
    assert chosen.admits(Entry(LOCAL, os.path.join(root, "y")))


def test_what_is_only_at_the_target_is_filtered_too() -> None:
    chosen = Filter([(False, "keep/*")], "folder", "s3://bucket/p", is_folder=True)
    assert not chosen.admits(Entry(S3, "bucket/p/keep/a"))
    assert chosen.admits(Entry(S3, "bucket/p/other"))


def test_single_file_is_matched_by_its_name() -> None:
    chosen = Filter([(False, "*.txt")], "s3://bucket/p/a.txt", ".", is_folder=False)
    assert not chosen.admits(Entry(S3, "bucket/p/a.txt"))
