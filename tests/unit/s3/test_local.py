"""Walking files."""

import os
from pathlib import Path

import pytest

from paraph.s3.local import LocalFiles


def _walk(folder: Path, warned: list[str], *, follows_links: bool = True) -> list[str]:
    files = LocalFiles(warned.append, follows_links=follows_links)
    root = f"{folder}{os.sep}"
    found = files.walk(root, is_folder=True)
    return [path[len(root) :].replace(os.sep, "/") for path, _, _ in found]


def test_order_is_that_of_keys(tmp_path: Path) -> None:
    names = ["a/x", "a-b", "ab", "a.txt", "a/b/c", "Z", "ä", "b/1", "b/10", "b/2"]
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    assert _walk(tmp_path, []) == sorted(names)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this platform")
def test_what_cannot_be_read_is_told_and_left_out(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "broken").symlink_to("nowhere")
    warned: list[str] = []
    assert _walk(tmp_path, warned) == ["file"]
    broken, pipe = sorted(warned)
    assert broken == f"warning: Skipping file {tmp_path}/broken. File does not exist."
    assert pipe.startswith(f"warning: Skipping file {tmp_path}/pipe. File is character special")


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_links_are_followed_unless_told_otherwise(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "file").write_bytes(b"")
    (tmp_path / "link").symlink_to("folder")
    assert _walk(tmp_path, []) == ["folder/file", "link/file"]
    assert _walk(tmp_path, [], follows_links=False) == ["folder/file"]
