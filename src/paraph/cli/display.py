"""Show results on standard output: format, query, colour, pager, as settings say."""

from __future__ import annotations

from paraph.cli.output.registry import load
from paraph.cli.output.sink import Sink

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import IO

    from paraph.cli.context import Context
    from paraph.cli.output.sink import Result
    from paraph.config.settings import Settings

# Variables that choose the characters of the output (see `output/encoding.py`).
_ENCODINGS = ("AWS_CLI_OUTPUT_ENCODING", "PYTHONUTF8")


class Display:
    """How this command shows its results; made before the call, so that a bad query costs none."""

    __slots__ = ("_context", "_format", "_has_encoding", "_is_coloured", "_query", "_settings")

    def __init__(self, context: Context, settings: Settings) -> None:
        self._context = context
        self._settings = settings
        self._has_encoding = any(name in context.environ for name in _ENCODINGS)
        if self._has_encoding:
            from paraph.cli.output import encoding  # noqa: PLC0415  lazy: rarely set

            encoding.check(context.environ)
        self._format = load(settings.output)
        self._is_coloured = wants_colour(settings.flags.color, context.stdout)
        self._query = None
        if settings.flags.query is not None:
            from paraph.cli.query import compile_query  # noqa: PLC0415  lazy: only when asked

            self._query = compile_query(settings.flags.query)

    def show(self, result: Result) -> None:
        """Write `result`; what fetching its pages raises passes through."""
        self._use(
            lambda sink: self._format.write(
                result, sink, query=self._query, colour=self._is_coloured
            )
        )

    def write(self, text: str) -> None:
        """Write text that is none of a format's: a skeleton."""
        self._use(lambda sink: sink.write(text))

    def _use(self, write: Callable[[Sink], None]) -> None:
        """Let `write` have the sink, with a pager in front of a terminal."""
        stdout = self._context.stdout
        if not self._has_encoding and not is_terminal(stdout):
            sink = Sink(stdout, resets_colour=True)
            write(sink)
            sink.flush()
            return
        from paraph.cli.pager import Output  # noqa: PLC0415  lazy: terminals alone

        with Output(self._context, self._settings.pager) as sink:
            write(sink)


def wants_colour(setting: str | None, stdout: IO[str]) -> bool:
    """Return whether output is coloured; `auto` (or None): where `stdout` is a terminal."""
    if setting in (None, "auto"):
        return is_terminal(stdout)
    return setting == "on"


def is_terminal(stream: IO[str]) -> bool:
    """Return whether `stream` is a terminal."""
    try:
        return stream.isatty()
    except ValueError:
        # Closed by whoever started us.
        return False
