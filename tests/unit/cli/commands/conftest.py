"""A command in a world of its own: words in, recorded calls and text out."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest

from paraph.cli.commands.service_command import ServiceCommand
from paraph.cli.context import Context
from paraph.config.settings import GlobalFlags, Settings


class FixedClock(Context):
    """A context whose time stands still at 2026-01-02T03:04:05Z."""

    def now(self) -> float:
        return 1767323045.0

    def sleep(self, seconds: float) -> None:
        """Wait no time."""


class FakeCommand(ServiceCommand):
    """Answers calls from a table, operation → answers in order, and notes them in `calls`."""

    def __init__(self, *words: str, environ: dict[str, str] | None = None, **flags: Any) -> None:
        world = {"HOME": "/nonexistent", "AWS_REGION": "us-west-2", **(environ or {})}
        context = FixedClock([], world, StringIO(), StringIO(), StringIO())
        options = GlobalFlags()
        for name, value in flags.items():
            setattr(options, name, value)
        super().__init__(list(words), context, Settings(options, world), None)  # type: ignore[arg-type]
        self.calls: list[tuple[str, str, dict[str, Any]]] = []
        self.answers: dict[str, list[Any]] = {}

    def client(self, service: str) -> Any:
        """There is no client: only `call` is answered."""
        return None

    def call(self, service: str, operation: str, params: dict[str, Any]) -> dict[str, Any]:
        """Note the call and give the next answer, {} where none is left."""
        self.calls.append((service, operation, params))
        waiting = self.answers.get(operation)
        answer = waiting.pop(0) if waiting else {}
        if isinstance(answer, Exception):
            raise answer
        return answer

    def at(self, endpoint_url: str | None) -> ServiceCommand:
        """Calls elsewhere are noted here as well."""
        return self

    @property
    def output(self) -> str:
        """What has been written to standard output."""
        return str(self.context.stdout.getvalue())  # type: ignore[attr-defined]

    @property
    def warnings(self) -> str:
        """What has been written to standard error."""
        return str(self.context.stderr.getvalue())  # type: ignore[attr-defined]


@pytest.fixture
def fake() -> type[FakeCommand]:
    """Make a command from its words."""
    return FakeCommand
