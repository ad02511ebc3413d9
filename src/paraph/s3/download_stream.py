"""An object to standard output, in order though its parts come at the same time."""

from __future__ import annotations

from _thread import allocate_lock
from collections import deque

from paraph.s3.download import DownloadJob, Range
from paraph.s3.parts import cut

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from paraph.s3.download import Write

    Params = dict[str, Any]


class DownloadStream(DownloadJob):
    """Writes the object's bytes to standard output."""

    def run(self) -> bool:
        """Get the object, whose size has to be asked for first."""
        assert self.shop.stdout is not None  # noqa: S101  set where a stream is an end
        stdout = self.shop.stdout()
        params = self.source_params()
        facts = self.shop.calls.call("HeadObject", params)
        size = int(facts["ContentLength"])
        if size < self.shop.config.multipart_threshold:
            skip = _Skip(stdout.write)
            self.fetch(params, None, skip.from_start)
        else:
            if facts.get("ETag") is not None:
                params["IfMatch"] = facts["ETag"]
            for block in self._in_order(params, size):
                stdout.write(block)
        stdout.flush()
        return True

    @property
    def shown_target(self) -> str:
        """Standard output."""
        return "-"

    def _in_order(self, params: Params, size: int) -> Iterator[bytes]:
        pieces = cut(size, self.shop.config.multipart_chunksize)
        under_way: deque[_Piece] = deque()
        try:
            for start, length in pieces:
                piece = _Piece(self, params, Range(start, length, size))
                under_way.append(piece)
                self.shop.workers.submit_part(piece)
                # As many in memory as can be fetched at the same time
                if len(under_way) == self.shop.workers.count:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()
        finally:
            for piece in under_way:
                piece.is_wanted = False


class _Skip:
    """Leaves out what has been written already when a body is asked for again."""

    __slots__ = ("_write", "_written")

    def __init__(self, write: Write) -> None:
        self._write = write
        self._written = 0

    def from_start(self, start: int) -> Write:
        position = start

        def write(block: bytes) -> None:
            nonlocal position
            fresh = block[max(self._written - position, 0) :]
            position += len(block)
            if fresh:
                self._write(fresh)
                self._written += len(fresh)

        return write


class _Piece:
    """Fetches one piece into memory; `result` waits for it."""

    __slots__ = ("_blocks", "_done", "_error", "_job", "_params", "_piece", "is_wanted")

    def __init__(self, job: DownloadStream, params: Params, piece: Range) -> None:
        self._job = job
        self._params = params
        self._piece = piece
        self._blocks: list[bytes] = []
        self._error: Exception | None = None
        self.is_wanted = True
        self._done = allocate_lock()
        self._done.acquire()

    def __call__(self) -> None:
        try:
            if self.is_wanted:
                self._job.fetch(self._params, self._piece, self._fresh)
        except Exception as error:  # noqa: BLE001  raised by `result`
            self._error = error
        finally:
            self._done.release()

    def result(self) -> bytes:
        """Wait for the piece and return it, or raise what went wrong."""
        self._done.acquire()  # released for good: nobody else waits
        if self._error is not None:
            raise self._error
        return b"".join(self._blocks)

    def _fresh(self, _: int) -> Write:
        self._blocks = []
        return self._blocks.append
