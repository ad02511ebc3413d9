"""Our command against a moto server: the session that the official CLI was recorded with."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bench.measure import measure
from tests.counterpart.run_session import (
    SESSION,
    Result,
    Step,
    differences,
    expected,
    read_session,
    record,
    run_session,
)
from tests.moto_server import MotoServer

STEPS = read_session(SESSION.read_text())
_LARGE = 200_000_000
_PEAK_MEGABYTES = 80


@pytest.fixture(scope="module")
def results(aws: str, cache_folder: Path) -> list[Result]:
    return run_session(aws, STEPS, str(cache_folder))


@pytest.mark.parametrize("position", range(len(STEPS)), ids=[step.command for step in STEPS])
def test_step_prints_what_the_official_cli_prints(position: int, results: list[Result]) -> None:
    step, result = STEPS[position], results[position]
    assert result == expected(step)


def test_session_uses_a_dozen_services() -> None:
    services = {
        step.command.partition("aws ")[2].split()[0] for step in STEPS if "aws " in step.command
    }
    assert len(services) >= 12


def test_recording_again_changes_nothing() -> None:
    text = SESSION.read_text()
    assert record(text, [expected(step) for step in STEPS]) == text


def test_a_difference_is_told_with_both_sides() -> None:
    step = Step(7, "aws sts get-caller-identity", ["one"], "", 0)
    told = differences([step], [expected(step)], [Result("two\n", "oh", 254)])
    assert "session.txt:7" in told[0]
    assert "one" in told[0]
    assert "two" in told[0]
    assert differences([step], [expected(step)], [expected(step)]) == []


@pytest.fixture(scope="module")
def large_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("large") / "large.bin"
    block = bytes(range(256)) * 4000
    with path.open("wb") as file:
        for _ in range(0, _LARGE, len(block)):
            file.write(block)
        file.truncate(_LARGE)
    yield path
    path.unlink()


def test_200_megabytes_go_up_and_down_in_little_memory(
    aws: str,
    run_aws: Callable[..., subprocess.CompletedProcess[bytes]],
    clean_environment: dict[str, str],
    large_file: Path,
    tmp_path: Path,
) -> None:
    # A server of its own: moto holds the object in memory until it ends.
    with MotoServer() as server:
        variables = clean_environment | {"AWS_ENDPOINT_URL": server.url}
        assert run_aws("s3api", "create-bucket", "--bucket", "large", **variables).returncode == 0
        place = ["--bucket", "large", "--key", "large.bin"]
        up = measure([aws, "s3api", "put-object", *place, "--body", str(large_file)], variables)
        target = tmp_path / "again.bin"
        down = measure([aws, "s3api", "get-object", *place, str(target)], variables)
    assert (up.exit_code, down.exit_code) == (0, 0)
    assert json.loads(down.stdout)["ContentLength"] == _LARGE
    assert _digest(target) == _digest(large_file)
    if sys.platform == "linux":
        assert max(up.peak_megabytes, down.peak_megabytes) < _PEAK_MEGABYTES


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
