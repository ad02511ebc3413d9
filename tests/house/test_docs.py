"""The pages are true: what they name exists, and what exists is named."""

import re
from pathlib import Path

import pytest

from tests.house import layout

ROOT = Path(__file__).parent.parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])

_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
_PATH = re.compile(r"`((?:src|tests|bench|tour|docs)/[\w./-]*|[\w-]+/[\w/-]*\w\.py)`")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = [link for link in _LINK.findall(page.read_text()) if "://" not in link]
    missing = [link for link in links if not (page.parent / link).exists()]
    assert not missing


def test_paths_of_the_layout_exist() -> None:
    named = set(_PATH.findall((ROOT / "docs" / "layout.md").read_text()))
    assert len(named) > 10
    places = (ROOT, ROOT / "src" / "paraph")
    missing = sorted(path for path in named if not any((at / path).exists() for at in places))
    assert not missing


def test_layout_lists_every_file_as_it_is() -> None:
    page = layout.PAGE.read_text()
    assert page == layout.with_file_list(page), "make format writes the list"


def test_layout_knows_every_layer() -> None:
    found = {path.parent.name for path in (ROOT / "src" / "paraph").glob("*/__init__.py")}
    assert found == set(layout.LAYERS)


def test_readme_shows_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text()
    assert "make tour" in text
    assert "make test" in text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_make_targets_that_are_named_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    quoted = re.findall(r"`make ([a-z]+)[^`]*`|^\s*make ([a-z]+)", page.read_text(), re.MULTILINE)
    assert {first or second for first, second in quoted} <= targets
