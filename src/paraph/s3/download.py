"""Objects to files: one GetObject, or ranges at the same time.

Bytes go to a neighbour of the file, which takes its name when all have come. What is no regular
file (a device, a pipe) is written to as it is.
"""

from __future__ import annotations

import os
import stat

from paraph.client.errors import ServiceError, TransportError
from paraph.s3.delete import delete_object
from paraph.s3.entry import LOCAL
from paraph.s3.errors import (
    ContentRangeError,
    FolderError,
    ObjectChangedError,
    RetriesExceededError,
)
from paraph.s3.job import Job
from paraph.s3.parts import cut
from paraph.s3.request_params import get_params
from paraph.s3.route import shown_path
from paraph.s3.uri import split_path
from paraph.s3.whole import WholeChecksum
from paraph.s3.workers import PartSet

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from paraph.s3.job import Workshop

    Params = dict[str, Any]
    # Takes the next bytes
    Write = Callable[[bytes], object]

# How often a body that breaks off is asked for, and how long a file's name may be
_ATTEMPTS = 5
_LONGEST_NAME = 255


class Range:
    """A piece of an object: where it starts, and what to ask for (None: the whole object)."""

    __slots__ = ("header", "start")

    def __init__(self, start: int, length: int, size: int) -> None:
        self.start = start
        end = start + length
        # The last has no end, as v2 asks for it.
        self.header = f"bytes={start}-{end - 1 if end < size else ''}"


class DownloadJob(Job):
    """A job whose source is an object and whose target is here."""

    def fetch(self, params: Params, piece: Range | None, write: Callable[[int], Write]) -> None:
        """Get the object, or a piece of it, again when the body breaks off.

        `write(start)` gives what takes the bytes from `start` on.
        """
        start = 0 if piece is None else piece.start
        for _ in range(_ATTEMPTS):
            body = self._open(params, piece)
            position = start
            try:
                put = write(start)
                while block := body.read(self.shop.config.io_chunksize):
                    self.shop.workers.check()
                    self.shop.take(len(block))
                    put(block)
                    position += len(block)
                    self.advance(len(block))
            except TransportError:
                self.advance(start - position)
                continue
            finally:
                if hasattr(body, "close"):
                    body.close()
            return
        raise RetriesExceededError

    def _open(self, params: Params, piece: Range | None) -> Any:
        asked = params if piece is None else {**params, "Range": piece.header}
        try:
            result = self.shop.calls.call("GetObject", asked)
        except ServiceError as error:
            if error.code == "PreconditionFailed":
                raise ObjectChangedError(params["Bucket"], params["Key"]) from error
            raise
        if piece is not None:
            _check_range(piece.header, result.get("ContentRange"))
        return result["Body"]

    def source_params(self) -> Params:
        """Return the parameters of GetObject for the source."""
        bucket, key = split_path(self.entry.path)
        return {"Bucket": bucket, "Key": key, **get_params(self.shop.options)}


class Download(DownloadJob):
    """An object to a file."""

    def __init__(self, shop: Workshop, action: Any) -> None:
        super().__init__(shop, action)
        self._temporary = ""

    @property
    def shown_target(self) -> str:
        """The file, relative to the current folder."""
        return shown_path(LOCAL, self.entry.target)

    def run(self) -> bool:
        """Get the object, or have its parts fetched."""
        target, size = self.entry.target, self.entry.size or 0
        _make_folder(os.path.dirname(target))
        params = self.source_params()
        if _is_special(target):
            with open(target, "wb") as file:
                self.fetch(params, None, lambda _: file.write)
            self._set_time()
            return True
        self._temporary = _neighbour(target)
        try:
            if size >= self.shop.config.multipart_threshold:
                self._fetch_parts(params, size)
                return False
            with open(self._temporary, "wb") as file:
                # Asked for again, it begins at its start again.
                self.fetch(params, None, lambda start: (file.seek(start), file.write)[1])
                file.truncate()
            self._finish()
        except BaseException:
            _remove(self._temporary)
            raise
        return True

    def delete_source(self) -> None:
        """Delete the object."""
        delete_object(self.shop.source_calls, self.entry.path, self.shop.options)

    def _fetch_parts(self, params: Params, size: int) -> None:
        if self.entry.etag is not None:
            params["IfMatch"] = self.entry.etag
        pieces = [Range(*piece, size) for piece in cut(size, self.shop.config.multipart_chunksize)]
        whole = WholeChecksum.of(self.entry.response, self.shop)
        file = open(self._temporary, "wb", buffering=0)  # noqa: SIM115  closed by the last part

        def end(error: BaseException | None) -> None:
            file.close()
            if error is None:
                try:
                    if whole is not None:
                        whole.check()
                    self._finish()
                except Exception as caught:  # noqa: BLE001  the file fails, the others go on
                    error = caught
            if error is not None:
                _remove(self._temporary)
            self.end(error)

        parts = PartSet(self.shop.workers, end)
        for piece in pieces:
            parts.add(_Piece(self, params, piece, file.fileno(), whole))
        parts.seal()

    def _finish(self) -> None:
        os.replace(self._temporary, self.entry.target)
        self._set_time()

    def _set_time(self) -> None:
        if self.entry.modified is None:
            return
        seconds = int(self.entry.modified)
        target = self.entry.target
        try:
            os.utime(target, (seconds, seconds))
        except OSError as error:
            self.shop.progress.warn(
                f"warning: Skipping file {target}. Successfully Downloaded {target} but was "
                f"unable to update the last modified time. {error}"
            )


class _Piece:
    """Fetches one piece of a file to its place."""

    __slots__ = ("_descriptor", "_job", "_params", "_piece", "_whole")

    def __init__(
        self,
        job: Download,
        params: Params,
        piece: Range,
        descriptor: int,
        whole: WholeChecksum | None,
    ) -> None:
        self._job = job
        self._params = params
        self._piece = piece
        self._descriptor = descriptor
        self._whole = whole

    def __call__(self) -> None:
        self._job.fetch(self._params, self._piece, self._writer)

    def _writer(self, start: int) -> Write:
        put = _writer_at(self._descriptor, start)
        if self._whole is None:
            return put
        update = self._whole.part(start)

        def write(block: bytes) -> None:
            put(block)
            update(block)

        return write


def _writer_at(descriptor: int, start: int) -> Write:
    position = start

    def write(block: bytes) -> None:
        nonlocal position
        view = memoryview(block)
        while view:
            count = os.pwrite(descriptor, view, position)
            position += count
            view = view[count:]

    return write


def _check_range(asked: str, received: str | None) -> None:
    if not received:
        return
    # `bytes=0-9` is answered by `bytes 0-9/100`.
    span, _, size = received[6:].partition("/")
    wanted = asked[6:]
    if wanted.endswith("-"):
        wanted += str(int(size) - 1)
    if wanted != span:
        raise ContentRangeError(wanted, span)


def _make_folder(folder: str) -> None:
    try:
        os.makedirs(folder, exist_ok=True)
    except FileExistsError:
        # A file stands in its place: the file below it says so better.
        return
    except OSError as error:
        raise FolderError(folder, error) from error


def _is_special(path: str) -> bool:
    try:
        mode = os.stat(path).st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _neighbour(path: str) -> str:
    folder, name = os.path.split(path)
    suffix = f".{os.urandom(4).hex()}"
    return os.path.join(folder, name[: _LONGEST_NAME - len(suffix)] + suffix)


def _remove(path: str) -> None:
    try:
        os.remove(path)
    except OSError:
        # It was never made.
        return
