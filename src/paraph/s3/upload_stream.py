"""Standard input to an object. Its length is known at its end, or from `--expected-size`."""

from __future__ import annotations

from io import BytesIO

from paraph.s3.multipart import MultipartUpload
from paraph.s3.parts import part_size_for
from paraph.s3.request_params import put_params
from paraph.s3.upload import ObjectJob, end_parts, send_part
from paraph.s3.workers import PartSet

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, BinaryIO

    Params = dict[str, Any]


class UploadStream(ObjectJob):
    """Everything that standard input gives."""

    def run(self) -> bool:
        """Send it at once if it is small, else in parts as they come."""
        assert self.shop.stdin is not None  # noqa: S101  set where a stream is an end
        source = self.shop.stdin()
        threshold = self.shop.config.multipart_threshold
        expected = self.shop.options.expected_size
        size = None if expected is None else int(expected)
        params = self.target_params(put_params(self.shop.options))
        head = b""
        if size is None:
            head = source.read(threshold)
            is_large = len(head) >= threshold
        else:
            is_large = size >= threshold
        if is_large:
            self._send_parts(params, source, head, size)
            return False
        data = head + source.read()
        self.shop.take(len(data))
        self.shop.calls.call("PutObject", {**params, "Body": BytesIO(data)})
        return True

    @property
    def place(self) -> str:
        """Source and target as they are shown."""
        return f"- to {self.shown_target}"

    def _send_parts(self, params: Params, source: BinaryIO, head: bytes, size: int | None) -> None:
        from threading import BoundedSemaphore  # noqa: PLC0415  lazy: large streams alone

        bucket, key = params.pop("Bucket"), params.pop("Key")
        upload = MultipartUpload(self.shop.calls, bucket, key, params)
        parts = PartSet(self.shop.workers, lambda error: end_parts(self, upload, error))
        part_size = part_size_for(self.shop.config.multipart_chunksize, size)
        # As many in memory as can be sent at the same time
        window = BoundedSemaphore(self.shop.workers.count)
        error: BaseException | None = None
        number = 0
        try:
            while parts.error is None:
                block = head[:part_size]
                head = head[part_size:]
                if len(block) < part_size:
                    block += source.read(part_size - len(block))
                # An object without parts there is not: an empty stream is one empty part.
                if not block and number:
                    break
                number += 1
                window.acquire()  # given back by the thread that sends the part
                parts.add(_Block(self, upload, params, number, block, window.release))
                if len(block) < part_size:
                    break
        except BaseException as caught:
            error = caught
            raise
        finally:
            parts.seal(error)


class _Block:
    """Sends one part that is held in memory."""

    __slots__ = ("_data", "_job", "_number", "_params", "_release", "_upload")

    def __init__(
        self,
        job: UploadStream,
        upload: MultipartUpload,
        params: Params,
        number: int,
        data: bytes,
        release: Any,
    ) -> None:
        self._job = job
        self._upload = upload
        self._params = params
        self._number = number
        self._data = data
        self._release = release

    def __call__(self) -> None:
        data, self._data = self._data, b""
        try:
            self._job.shop.take(len(data))
            send_part(self._job, self._upload, self._params, self._number, BytesIO(data))
        finally:
            self._release()
