"""One version, said the same everywhere."""

import importlib.metadata
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

from paraph._version import VERSION

ROOT = Path(__file__).parent.parent.parent


def test_changelog_leads_to_this_version() -> None:
    headings = re.findall(r"^## \[([^\]]+)\]", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert VERSION in headings or headings[0] == "Unreleased"


def test_installed_distribution_has_this_version() -> None:
    assert importlib.metadata.version("paraph") == VERSION


def test_aws_says_whose_place_it_takes_first(
    run_aws: Callable[..., subprocess.CompletedProcess[bytes]],
) -> None:
    said = run_aws("--version")
    python = ".".join(map(str, sys.version_info[:3]))
    assert said.returncode == 0
    assert said.stdout.decode().startswith(f"aws-cli/2.36.7 paraph/{VERSION} Python/{python} ")


def test_models_of_the_tests_are_those_the_data_was_recorded_with() -> None:
    pinned = tomllib.loads((ROOT / "pyproject.toml").read_text())["dependency-groups"]["dev"]
    assert "botocore==1.43.55" in pinned
    assert all("==" in requirement for requirement in pinned)
