"""Text that waits: in memory while it is short, then in a temporary file."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

# Characters held in memory by one spool; more than nearly every result has.
_LIMIT = 4 << 20
_CHUNK = 1 << 18


class Spool:
    """Takes pieces of text and gives them back, in order, any number of times."""

    __slots__ = ("_file", "_held", "_limit", "_parts", "empty")

    def __init__(self, limit: int = _LIMIT) -> None:
        self.empty = True
        self._limit = limit
        self._held = 0
        self._parts: list[str] = []
        self._file: IO[str] | None = None

    def append(self, text: str) -> None:
        """Take `text`."""
        self.empty = False
        self._parts.append(text)
        self._held += len(text)
        if self._held > self._limit:
            self._move_to_file()

    def __iter__(self) -> Iterator[str]:
        if self._file is not None:
            self._file.seek(0)
            while chunk := self._file.read(_CHUNK):
                yield chunk
            # Reading has come to the end: what is appended now is written there.
        yield from self._parts

    def close(self) -> None:
        """Give back memory and file."""
        self._parts.clear()
        if self._file is not None:
            self._file.close()

    def _move_to_file(self) -> None:
        if self._file is None:
            self._file = _open_file()
        if self._file is None:
            # A machine without a writable folder: memory it is.
            self._limit = 1 << 62
            return
        self._file.writelines(self._parts)
        self._parts.clear()
        self._held = 0


def _open_file() -> IO[str] | None:
    import tempfile  # noqa: PLC0415  lazy: 10 ms, for results of several megabytes

    try:
        # Without a name and readable by its owner only. Lone surrogates, which JSON can
        # spell, pass: whether they can be shown is decided where they are shown.
        return tempfile.TemporaryFile("w+", encoding="utf-8", errors="surrogatepass", newline="")
    except OSError:
        return None
