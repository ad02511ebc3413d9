"""What every test may ask for, and the rule that no test talks to another machine."""

import ipaddress
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from tests.moto_server import MotoServer
from tests.sandbox import aws_command, environment, paraph_command

_CONFORMANCE = Path(__file__).parent.parent.parent / "shared" / "conformance"

hypothesis.settings.register_profile("dev", max_examples=50, deadline=None)
# In CI the same examples every time: a change is judged by what it changed.
hypothesis.settings.register_profile("ci", max_examples=200, deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "dev")


def _is_local(host: object) -> bool:
    if not isinstance(host, str) or host in {"", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        # A name: `prefix.localhost` is this machine too (RFC 6761, 6.3).
        return host.endswith(".localhost")


def _refuse_other_machines(event: str, arguments: tuple[Any, ...]) -> None:
    # An audit hook sees `_socket` too, which a patched `socket` would not.
    if event in {"socket.connect", "socket.sendto"}:
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None  # else a unix socket
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if not _is_local(host):
        msg = f"a test must not talk to another machine: {host}"
        raise RuntimeError(msg)


sys.addaudithook(_refuse_other_machines)


@pytest.fixture(scope="session")
def conformance() -> Callable[[str], Path]:
    """`conformance("wire")`: a folder of the independent test data; skips where there is none."""

    def folder(name: str) -> Path:
        path = _CONFORMANCE / name
        if not path.exists():
            pytest.skip(f"no independent test data at ../shared/conformance/{name}")
        return path

    return folder


@pytest.fixture(scope="session")
def aws() -> str:
    """The `aws` command under test."""
    return aws_command()


@pytest.fixture(scope="session")
def paraph() -> str:
    return paraph_command()


@pytest.fixture(scope="session")
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where all commands of this run keep compiled models."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def clean_environment(tmp_path: Path, cache_folder: Path) -> dict[str, str]:
    """An environment for `aws` as a process: a home in tmp_path, fake keys, no network."""
    return environment(tmp_path / "home", PARAPH_CACHE_DIR=str(cache_folder))


@pytest.fixture
def run_aws(
    aws: str, clean_environment: dict[str, str], tmp_path: Path
) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """`run_aws("sts", "get-caller-identity", AWS_REGION="…")` in tmp_path."""

    def run(*arguments: str, stdin: bytes = b"", **more: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [aws, *arguments],
            cwd=tmp_path,
            env=clean_environment | more,
            input=stdin,
            capture_output=True,
            timeout=120,
        )

    return run


@pytest.fixture(scope="session")
def moto() -> Iterator[MotoServer]:
    """A moto server that all tests of this run share."""
    with MotoServer() as server:
        yield server
