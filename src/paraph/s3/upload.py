"""Files to objects: one PutObject, or parts at the same time."""

from __future__ import annotations

import os

from paraph.s3.entry import S3
from paraph.s3.job import Job
from paraph.s3.multipart import MultipartUpload
from paraph.s3.parts import cut, part_size_for
from paraph.s3.request_params import PART, chosen, put_params
from paraph.s3.route import shown_path
from paraph.s3.uri import split_path
from paraph.s3.workers import PartSet

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, BinaryIO

    from paraph.s3.workers import Workers

    Params = dict[str, Any]

# What S3 itself would choose, named so that it is sent along
DEFAULT_ALGORITHM = "CRC64NVME"


class FileSlice:
    """A piece of an open file as a stream of its own; reading it fails when work is given up."""

    __slots__ = ("_file", "_length", "_position", "_start", "_workers")

    def __init__(self, file: BinaryIO, start: int, length: int, workers: Workers) -> None:
        self._file = file
        self._start = start
        self._length = length
        self._position = 0
        self._workers = workers
        file.seek(start)

    def read(self, size: int | None = -1, /) -> bytes:
        """Return up to `size` bytes, all that is left when negative; b"" at the end."""
        self._workers.check()
        rest = self._length - self._position
        count = rest if size is None or size < 0 else min(size, rest)
        block = self._file.read(count) if count > 0 else b""
        self._position += len(block)
        return block

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Go to `offset` from the start, the current position or the end of the piece."""
        base = (0, self._position, self._length)[whence]
        self._position = max(base + offset, 0)
        self._file.seek(self._start + self._position)
        return self._position

    def tell(self) -> int:
        """Return the position in the piece."""
        return self._position


class ObjectJob(Job):
    """A job whose target is an object."""

    @property
    def shown_target(self) -> str:
        """The target with `s3://`."""
        return shown_path(S3, self.entry.target)

    def target_params(self, params: Params) -> Params:
        """Return `params` with the target, and with the checksum that is sent along."""
        bucket, key = split_path(self.entry.target)
        if self.shop.calls.gives_checksums:
            params.setdefault("ChecksumAlgorithm", DEFAULT_ALGORITHM)
        return {"Bucket": bucket, "Key": key, **params}


class Upload(ObjectJob):
    """A file to an object."""

    def run(self) -> bool:
        """Send the file, or have its parts sent."""
        options, size = self.shop.options, self.entry.size or 0
        params = put_params(options)
        if options.guess_mime_type and not options.content_type:
            guessed = guess_content_type(self.entry.path)
            if guessed is not None:
                params["ContentType"] = guessed
        if size >= self.shop.config.multipart_threshold:
            self._send_parts(self.target_params(params), size)
            return False
        self.shop.take(size)
        with open(self.entry.path, "rb") as file:
            body = FileSlice(file, 0, size, self.shop.workers)
            self.shop.calls.call("PutObject", {**self.target_params(params), "Body": body})
        if size:
            self.advance(size)
        return True

    def delete_source(self) -> None:
        """Delete the file."""
        os.remove(self.entry.path)

    def _send_parts(self, params: Params, size: int) -> None:
        bucket, key = params.pop("Bucket"), params.pop("Key")
        upload = MultipartUpload(self.shop.calls, bucket, key, params)
        parts = PartSet(self.shop.workers, lambda error: end_parts(self, upload, error))
        part_size = part_size_for(self.shop.config.multipart_chunksize, size)
        for number, (start, length) in enumerate(cut(size, part_size), 1):
            parts.add(_FilePart(self, upload, params, number, start, length))
        parts.seal()


class _FilePart:
    """Sends one part of a file."""

    __slots__ = ("_job", "_length", "_number", "_params", "_start", "_upload")

    def __init__(
        self,
        job: Upload,
        upload: MultipartUpload,
        params: Params,
        number: int,
        start: int,
        length: int,
    ) -> None:
        self._job = job
        self._upload = upload
        self._params = params
        self._number = number
        self._start = start
        self._length = length

    def __call__(self) -> None:
        shop = self._job.shop
        shop.take(self._length)
        with open(self._job.entry.path, "rb") as file:
            body = FileSlice(file, self._start, self._length, shop.workers)
            send_part(self._job, self._upload, self._params, self._number, body)
        self._job.advance(self._length)


def send_part(job: Job, upload: MultipartUpload, params: Params, number: int, body: object) -> None:
    """Send part `number` with the parameters of the whole."""
    asked = {**upload.place, "PartNumber": number, "Body": body, **chosen(params, PART)}
    upload.add(number, job.shop.calls.call("UploadPart", asked))


def end_parts(job: Job, upload: MultipartUpload, error: BaseException | None) -> None:
    """Make the object of its parts, or give it up."""
    if error is None:
        try:
            upload.complete()
        except Exception as caught:  # noqa: BLE001  the file fails, the others go on
            error = caught
    if error is not None:
        upload.abort()
    job.end(error)


def guess_content_type(path: str) -> str | None:
    """Return the media type that the name of a file suggests."""
    from mimetypes import guess_type  # noqa: PLC0415  lazy: uploads alone

    return guess_type(path)[0]
