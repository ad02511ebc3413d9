"""The outside world of one command: the only reader of arguments, environment, streams and clock.

Everything below takes what it needs from here as an argument, so that a test can be another world.
"""

from __future__ import annotations

import os
import sys
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import BinaryIO, TextIO

    from paraph.config.settings import Settings


class Context:
    """Arguments (without the program's name), environment, standard streams, clock."""

    __slots__ = ("arguments", "environ", "settings", "stderr", "stdin", "stdout", "tracer")

    def __init__(
        self,
        arguments: list[str],
        environ: Mapping[str, str],
        stdin: TextIO,
        stdout: TextIO,
        stderr: TextIO,
    ) -> None:
        self.arguments = arguments
        self.environ = environ
        self.stdin = stdin
        self.stdout = stdout
        self.stderr = stderr
        # Those of the command, once its line has been understood: an error is shown as they say.
        self.settings: Settings | None = None
        # Who is told of each step; `--debug` puts somebody there.
        self.tracer: Callable[[str, object], None] | None = None

    @staticmethod
    def of_process() -> Context:
        """Return the world of this process."""
        return Context(sys.argv[1:], os.environ, sys.stdin, sys.stdout, sys.stderr)  # noqa: TID251  here

    def now(self) -> float:
        """Return the time in seconds since 1970."""
        return time.time()  # noqa: TID251  the one place

    def sleep(self, seconds: float) -> None:
        """Wait."""
        if seconds > 0:
            time.sleep(seconds)

    def random(self) -> float:
        """Return a number in [0, 1), for the jitter of retries."""
        return int.from_bytes(os.urandom(7), "big") / (1 << 56)

    def new_uuid(self) -> str:
        """Return a random UUID (version 4, RFC 9562 §5.4)."""
        digits = os.urandom(16).hex()
        variant = "89ab"[int(digits[16], 16) & 3]
        return (
            f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:]}"
        )

    def trace(self, step: str, detail: object) -> None:
        """Tell whoever follows the command what is being done."""
        if self.tracer is not None:
            self.tracer(step, detail)

    def flush(self) -> None:
        """Put out what the streams still hold; a reader that has gone is no error."""
        for stream in (self.stdout, self.stderr):
            try:
                stream.flush()
            except (BrokenPipeError, ValueError):
                continue

    @property
    def home(self) -> str:
        """The home folder; `~` where there is none, as `os.path.expanduser` leaves it."""
        return self.environ.get("HOME") or os.path.expanduser("~")

    @property
    def binary_stdout(self) -> BinaryIO:
        """Standard output for bytes; text written before comes first."""
        self.stdout.flush()
        return self.stdout.buffer

    def expand_user(self, path: str) -> str:
        """Replace a leading `~` by the home folder."""
        if path == "~" or path.startswith(("~/", "~" + os.sep)):
            return self.home + path[1:]
        return os.path.expanduser(path)

    @property
    def cache_folder(self) -> str | None:
        """Where compiled models live: $PARAPH_CACHE_DIR, else the platform's cache of the user."""
        own = self.environ.get("PARAPH_CACHE_DIR")
        if own is not None:
            return own or None
        base = self.environ.get("XDG_CACHE_HOME")
        if not base:
            home = self.home
            if home == "~":
                return None
            if sys.platform == "win32":
                base = self.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
            elif sys.platform == "darwin":
                base = os.path.join(home, "Library", "Caches")
            else:
                base = os.path.join(home, ".cache")
        return os.path.join(base, "paraph")
