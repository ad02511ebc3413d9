"""Show results on standard output: format, query, colour, pager, as settings say."""

from __future__ import annotations

from paraph.cli import colour
from paraph.cli.output import encoding, registry
from paraph.cli.pager import Output

TYPE_CHECKING = False
if TYPE_CHECKING:
    from paraph.cli.context import Context
    from paraph.cli.output.result import Result
    from paraph.config.settings import Settings


class Display:
    """How this command shows its results; made before the call, so that a bad query costs none."""

    __slots__ = ("_context", "_format", "_is_coloured", "_query", "_settings")

    def __init__(self, context: Context, settings: Settings) -> None:
        self._context = context
        self._settings = settings
        encoding.check(context.environ)
        self._format = registry.load(settings.output)
        self._is_coloured = colour.is_wanted(settings.flags.color, context.stdout)
        self._query = None
        if settings.flags.query is not None:
            from paraph.cli.query import compile_query  # noqa: PLC0415  lazy: only when asked

            self._query = compile_query(settings.flags.query)

    def show(self, result: Result) -> None:
        """Write `result`; what fetching its pages raises passes through."""
        context = self._context
        with Output(context, self._settings.pager) as sink:
            self._format.write(result, sink, query=self._query, colour=self._is_coloured)

    def write(self, text: str) -> None:
        """Write text that is none of a format's: a skeleton."""
        with Output(self._context, self._settings.pager) as sink:
            sink.write(text)
