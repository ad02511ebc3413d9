"""Where output goes: to the pager when a person looks at it, else to standard output."""

from __future__ import annotations

import os

from paraph.cli.display import is_terminal
from paraph.cli.errors import PagerError
from paraph.cli.output import encoding
from paraph.cli.output.sink import Sink

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import IO, Protocol

    from paraph.cli.context import Context

    class _Running(Protocol):
        """A process that reads what is written to `stdin`; `subprocess.Popen` is one too."""

        @property
        def stdin(self) -> IO[str] | None: ...

        def wait(self) -> int: ...


# less: leave when all fits on the screen, let colours through, do not clear the screen.
_LESS = "FRX"


class Output:
    """Standard output, or the pager in front of it. Leaving `with` waits for the pager."""

    __slots__ = ("_pager", "sink")

    def __init__(self, context: Context, pager: str | None) -> None:
        """Choose. `pager` is the command in the settings, None or empty for none."""
        self._pager: _Pager | None = None
        stdout = context.stdout
        encoding.apply(stdout, context.environ)
        if pager and pager.strip() and is_terminal(stdout):
            self._pager = _Pager(pager, context.environ)
            self.sink = Sink(self._pager, terminal=stdout)
        else:
            self.sink = Sink(stdout, resets_colour=True)

    def __enter__(self) -> Sink:
        return self.sink

    def __exit__(self, *exc: object) -> None:
        if self._pager is not None:
            self._pager.close()
        else:
            self.sink.flush()


class _Pager:
    """A stream into a pager that is started by the first text: no text, no pager."""

    __slots__ = ("_command", "_environ", "_process", "_stream")

    def __init__(self, command: str, environ: Mapping[str, str]) -> None:
        self._command = command
        self._environ = environ
        self._process: _Running | None = None
        self._stream: IO[str] | None = None

    def write(self, text: str) -> int:
        """Write `text`. Raises PagerError where the pager cannot be started."""
        if self._stream is None:
            self._stream = self._start()
        return self._stream.write(text)

    def flush(self) -> None:
        """Hand over what has been written; starts nothing."""
        if self._stream is not None:
            self._stream.flush()

    def fileno(self) -> int:
        """Return the descriptor that leads to the pager."""
        if self._stream is None:
            raise OSError
        return self._stream.fileno()

    def close(self) -> None:
        """Tell the pager that this was all, and wait until the user has left it."""
        if self._process is None or self._stream is None:
            return
        try:
            self._stream.close()
        except BrokenPipeError:
            # The user left it before the end.
            self._stream = None
        self._process.wait()

    def _start(self) -> IO[str]:
        try:
            self._process = _spawn(self._command, {"LESS": _LESS, **self._environ})
        except OSError as error:
            msg = (
                "Unable to redirect output to pager. Received the following error when opening "
                f"pager:\n{error}\n\nLearn more about configuring the output pager by running "
                '"aws help config-vars".'
            )
            raise PagerError(msg) from error
        stream = self._process.stdin
        assert stream is not None  # noqa: S101  a pipe was asked for
        encoding.apply(stream, self._environ)
        return stream


class _Process:
    """A running pager."""

    __slots__ = ("_pid", "stdin")

    def __init__(self, pid: int, stdin: IO[str]) -> None:
        self._pid = pid
        self.stdin: IO[str] | None = stdin

    def wait(self) -> int:
        """Wait until it has ended; an interrupt meanwhile is the pager's business."""
        while True:
            try:
                return os.waitpid(self._pid, 0)[1]
            except KeyboardInterrupt:
                continue
            except ChildProcessError:
                return 0


def _spawn(command: str, environ: Mapping[str, str]) -> _Running:
    """Start `command` (words as in a shell, no shell) with a pipe to its standard input."""
    if os.name == "nt":
        return _spawn_by_shell(command, environ)
    # `subprocess` costs 10 ms to import, a third of the command.
    words = _words(command)
    read, write = os.pipe()
    try:
        actions = [(os.POSIX_SPAWN_DUP2, read, 0)]
        pid = os.posix_spawnp(words[0], words, environ, file_actions=actions)
    except OSError as error:
        os.close(write)
        # As `subprocess` says it: with the program's name.
        raise OSError(error.errno, error.strerror, words[0]) from error
    finally:
        os.close(read)
    return _Process(pid, open(write, "w"))


def _words(command: str) -> list[str]:
    if not any(character in command for character in "'\"\\ \t"):
        return [command]
    import shlex  # noqa: PLC0415  lazy: 7 ms, for a pager with arguments

    return shlex.split(command)


def _spawn_by_shell(command: str, environ: Mapping[str, str]) -> _Running:
    import subprocess  # noqa: PLC0415  lazy: where there is no posix_spawn

    return subprocess.Popen(  # noqa: S602  the user's own command
        command, shell=True, stdin=subprocess.PIPE, env=dict(environ), text=True
    )
