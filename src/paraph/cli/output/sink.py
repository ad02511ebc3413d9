"""Where output goes: standard output, a pager, or (for an error) text to be kept."""

from __future__ import annotations

from paraph.cli.output.errors import OutputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Protocol

    class Stream(Protocol):
        """What a sink needs of a text stream."""

        def write(self, text: str, /) -> int:
            """Take `text`."""

        def flush(self) -> None:
            """Hand over what has been taken."""

        def fileno(self) -> int:
            """Return the descriptor it leads to."""

    from collections.abc import Iterator, Sequence
    from typing import Any, Protocol

    # Of `--query`: from a result (or one of its pages) to what is shown of it.
    Query = Callable[[Any], Any]

    class Key(Protocol):
        """A member that goes on from page to page; `names` leads to it from the page."""

        @property
        def names(self) -> Sequence[str]:
            """The names on the way to the member."""

        def find(self, page: dict[str, Any], /) -> Any:
            """Return the member's value, None where it is absent."""

        def set(self, page: dict[str, Any], value: Any, /) -> None:
            """Put `value` in the member's place, making the structures on the way."""

    class Pages(Protocol):
        """The pages of a list (`client.paginate.PageStream`): read once, one held at a time.

        `non_aggregate` (what is said once for all pages) is known after the first page,
        `resume_token` after the last.
        """

        non_aggregate: dict[str, Any]
        resume_token: str | None

        @property
        def result_keys(self) -> Sequence[Key]:
            """The members that the pages share out, in the paginator's order."""

        def __iter__(self) -> Iterator[dict[str, Any]]: ...

        def full_result(self) -> dict[str, Any]:
            """Read all pages and return them as one."""


_DEFAULT_WIDTH = 80
# What the official CLI's terminal library appends to every write once colour is on.
_RESET = "\x1b[0m"


class Sink:
    """Takes text for `stream`.

    A reader that has gone away is no error: `closed` turns true and everything else is dropped.
    `terminal` is what the output is looked at on, where that is not `stream` itself;
    `resets_colour`: after each piece of coloured output the terminal's colour is reset.
    """

    __slots__ = ("_stream", "_terminal", "closed", "resets_colour")

    def __init__(
        self, stream: Stream, *, terminal: Stream | None = None, resets_colour: bool = False
    ) -> None:
        self._stream = stream
        self._terminal = stream if terminal is None else terminal
        self.closed = False
        self.resets_colour = resets_colour

    @property
    def width(self) -> int:
        """How many columns the terminal has; 80 where the output is none."""
        return terminal_width(self._terminal)

    def write(self, text: str, pieces: Callable[[], Iterable[str]] | None = None) -> None:
        """Write `text`. Raises OutputError where it has a character that cannot be encoded.

        The text before that character's piece is written then; `pieces` cuts the text where
        the official CLI does (default: not at all).
        """
        if self.closed:
            return
        try:
            self._stream.write(text)
        except UnicodeEncodeError as error:
            if pieces is None:
                raise OutputError(str(error)) from error
            self._write_pieces(pieces())
        except OSError as error:
            self._give_up(error)

    def write_pieces(self, pieces: list[str]) -> None:
        """Write `pieces`, as `write` does."""
        self.write("".join(pieces), lambda: pieces)

    def write_coloured(self, pieces: list[str]) -> None:
        """Write `pieces` of coloured text."""
        if self.resets_colour:
            pieces = [piece + _RESET for piece in pieces]
        self.write_pieces(pieces)

    def flush(self) -> None:
        """Hand over what has been written so far."""
        try:
            self._stream.flush()
        except OSError as error:
            self._give_up(error)

    def _write_pieces(self, pieces: Iterable[str]) -> None:
        try:
            for piece in pieces:
                self._stream.write(piece)
        except UnicodeEncodeError as error:
            self.flush()
            raise OutputError(str(error)) from error
        except OSError as error:
            self._give_up(error)

    def _give_up(self, error: OSError) -> None:
        """Write nothing more; a reader that has gone away is the only reason not to tell."""
        self.closed = True
        _forget_buffer(self._stream)
        if not isinstance(error, BrokenPipeError):
            raise error


def terminal_width(stream: Stream) -> int:
    """Return the number of columns of the terminal behind `stream`; 80 where there is none.

    COLUMNS is not asked, as in v2.36.7.
    """
    import os  # noqa: PLC0415  lazy: tables only

    try:
        return os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError, AttributeError):
        return _DEFAULT_WIDTH


def _forget_buffer(stream: Stream) -> None:
    """Let what is left in the buffers of `stream` go nowhere: Python flushes them when it ends."""
    import os  # noqa: PLC0415  lazy: only when a pipe broke

    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError, AttributeError):
        return


class Result:
    """One answer (`response`), or the pages of a list. `operation_name` titles a table."""

    __slots__ = ("operation_name", "pages", "response")

    def __init__(
        self,
        operation_name: str,
        response: dict[str, Any] | None = None,
        pages: Pages | None = None,
    ) -> None:
        self.operation_name = operation_name
        self.response = response
        self.pages = pages

    def whole(self, query: Query | None) -> Any:
        """Return what is to be shown, all pages as one; `query` is applied to the whole."""
        response = self.response if self.pages is None else self.pages.full_result()
        if response is None:
            response = {}
        return response if query is None else query(response)
