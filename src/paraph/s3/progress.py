"""What a transfer says while it goes on, and how it has gone. Threads may share it.

    Completed 256.0 KiB/1.0 MiB (2.1 MiB/s) with 1 file(s) remaining

The line of progress ends in a carriage return, and what is written next covers it. `~` and
`(calculating...)` say that not all files have been found yet. Forms are those of v2.36.7.
"""

from __future__ import annotations

from _thread import allocate_lock

from paraph.s3.human_size import human_size

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO


class Verbosity:
    """What of all that is shown: nothing, errors, lines, or lines and progress."""

    __slots__ = ("every_seconds", "is_multiline", "shows_errors", "shows_lines", "shows_progress")

    def __init__(
        self,
        *,
        errors: bool = True,
        lines: bool = True,
        progress: bool = True,
        every_seconds: int = 0,
        multiline: bool = False,
    ) -> None:
        self.shows_errors = errors
        self.shows_lines = errors and lines
        self.shows_progress = self.shows_lines and progress
        self.every_seconds = every_seconds
        self.is_multiline = multiline


class Progress:
    """Counts and prints. `clock` gives seconds, for the speed."""

    def __init__(
        self, stdout: TextIO, stderr: TextIO, verbosity: Verbosity, clock: Callable[[], float]
    ) -> None:
        self._stdout = stdout
        self._stderr = stderr
        self._verbosity = verbosity
        self._clock = clock
        self._lock = allocate_lock()
        self.failed = 0
        self.warned = 0
        self._is_over = False
        # Bytes and files: of all that was begun, and of that what is done
        self._bytes_expected = 0
        self._bytes_done = 0
        self._files_expected = 0
        self._files_done = 0
        self._files_total: int | None = None
        self._started: float | None = None
        self._speed = 0.0
        self._last_shown: float | None = None
        # Of the line of progress that is on the screen
        self._length = 0

    def begin(self, size: int | None) -> None:
        """Count a transfer of `size` bytes (None: not known)."""
        with self._lock:
            if self._started is None:
                self._started = self._clock()
            self._bytes_expected += size or 0
            self._files_expected += 1

    def expect(self, size: int) -> None:
        """Count bytes that have become known after the beginning."""
        with self._lock:
            self._bytes_expected += size

    def advance(self, count: int) -> None:
        """Count bytes as transferred (negative: they have to be transferred again)."""
        with self._lock:
            self._bytes_done += count
            started = self._clock() if self._started is None else self._started
            seconds = self._clock() - started
            if seconds > 0:
                self._speed = self._bytes_done / seconds
            self._show_progress()

    def succeed(self, line: str) -> None:
        """Count a transfer as done, and say so."""
        with self._lock:
            self._files_done += 1
            if self._verbosity.shows_lines:
                self._print(self._stdout, line)
                self._show_rest()

    def fail(self, line: str, remaining: int) -> None:
        """Count a transfer as failed, whose last `remaining` bytes will not come."""
        with self._lock:
            self._files_done += 1
            self._bytes_done += remaining
            self.failed += 1
            if self._verbosity.shows_errors:
                self._print(self._stderr, line)
                self._show_rest()

    def skip(self) -> None:
        """Count a transfer as done for which nothing was to be done."""
        with self._lock:
            self._files_done += 1
            if self._verbosity.shows_lines:
                self._show_rest(keep_length=True)

    def warn(self, line: str) -> None:
        """Count and say a warning."""
        with self._lock:
            self.warned += 1
            if self._verbosity.shows_errors:
                self._print(self._stderr, line)
                self._show_rest()

    def announce(self, line: str) -> None:
        """Say what would be done (`--dryrun`)."""
        with self._lock:
            if self._verbosity.shows_errors:
                self._print(self._stdout, line)

    def complete(self, total: int) -> None:
        """Note that all transfers there will be have begun: `total`."""
        with self._lock:
            self._files_total = total
            if self._verbosity.shows_lines and not self._has_rest():
                self._clear("\n")

    def end(self, line: str) -> None:
        """Say why the command ends before its time; nothing is printed after that."""
        with self._lock:
            self.failed += 1
            if self._verbosity.shows_errors:
                self._print(self._stderr, line)
            self._is_over = True

    def _has_rest(self) -> bool:
        return not self._is_final() or self._files_done != self._files_expected

    def _is_final(self) -> bool:
        return self._files_total == self._files_expected

    def _show_rest(self, *, keep_length: bool = False) -> None:
        if not keep_length:
            self._length = 0
        if self._has_rest():
            self._show_progress()
        else:
            self._clear("\r")

    def _clear(self, end: str) -> None:
        if self._length:
            self._write(self._stdout, " " * self._length + end)

    def _show_progress(self) -> None:
        if not self._verbosity.shows_progress:
            return
        statement = self._statement().ljust(self._length)
        multiline = self._verbosity.is_multiline
        if not multiline:
            self._length = len(statement)
        if self._is_time():
            self._write(self._stdout, statement + ("\n" if multiline else "\r"))

    def _is_time(self) -> bool:
        every = self._verbosity.every_seconds
        if not every:
            return True
        now = self._clock()
        if self._last_shown is not None and now - self._last_shown < every:
            return False
        self._last_shown = now
        return True

    def _statement(self) -> str:
        is_final = self._is_final()
        about = "" if is_final else "~"
        rest = f"{about}{self._files_expected - self._files_done} file(s) remaining"
        if self._bytes_expected > 0:
            done, expected = human_size(self._bytes_done), human_size(self._bytes_expected)
            speed = human_size(self._speed)
            statement = f"Completed {done}/{about}{expected} ({speed}/s) with {rest}"
        else:
            statement = f"Completed {self._files_done} file(s) with {rest}"
        return statement if is_final else statement + " (calculating...)"

    def _print(self, stream: TextIO, line: str) -> None:
        self._write(stream, line.ljust(self._length) + "\n")

    def _write(self, stream: TextIO, text: str) -> None:
        if self._is_over:
            return
        try:
            try:
                stream.write(text)
            except UnicodeEncodeError:
                encoding = stream.encoding or "ascii"
                stream.write(text.encode(encoding, "replace").decode(encoding))
            stream.flush()
        except BrokenPipeError:
            # Whoever read our lines has gone; the transfers go on, as with v2.
            self._is_over = True
