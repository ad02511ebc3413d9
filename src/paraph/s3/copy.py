"""Objects to objects, inside S3: one CopyObject, or parts at the same time."""

from __future__ import annotations

from paraph.client.errors import ServiceError
from paraph.s3.copy_props import CopyProps
from paraph.s3.delete import delete_object
from paraph.s3.errors import ObjectChangedError
from paraph.s3.multipart import MultipartUpload
from paraph.s3.parts import cut, part_size_for
from paraph.s3.request_params import COPIED_PART, chosen, copy_params
from paraph.s3.upload import ObjectJob
from paraph.s3.uri import split_path
from paraph.s3.workers import PartSet

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Params = dict[str, Any]


class Copy(ObjectJob):
    """An object to another."""

    def run(self) -> bool:
        """Copy the object, or have its parts copied."""
        shop, size = self.shop, self.entry.size or 0
        is_large = size >= shop.config.multipart_threshold
        params = copy_params(shop.options)
        props = CopyProps(shop, self.entry, is_large=is_large)
        props.add(params)
        bucket, key = split_path(self.entry.target)
        if is_large:
            self._copy_parts(bucket, key, params, props, size)
            return False
        target = {"CopySource": self.copy_source(), "Bucket": bucket, "Key": key}
        shop.calls.call("CopyObject", {**target, **params})
        self.advance(size)
        return True

    def delete_source(self) -> None:
        """Delete the object that was copied."""
        delete_object(self.shop.source_calls, self.entry.path, self.shop.options)

    def copy_source(self) -> Params:
        """Return the source as the operations want it."""
        bucket, key = split_path(self.entry.path)
        return {"Bucket": bucket, "Key": key}

    def _copy_parts(
        self, bucket: str, key: str, params: Params, props: CopyProps, size: int
    ) -> None:
        upload = MultipartUpload(self.shop.calls, bucket, key, params)
        asked = chosen(params, COPIED_PART)
        if self.entry.etag is not None:
            asked["CopySourceIfMatch"] = self.entry.etag

        def end(error: BaseException | None) -> None:
            is_made = False
            if error is None:
                try:
                    made = upload.complete()
                    is_made = True
                    props.finish(bucket, key, made)
                except Exception as caught:  # noqa: BLE001  the object fails, the others go on
                    error = caught
            if not is_made:
                upload.abort()
            self.end(error)

        parts = PartSet(self.shop.workers, end)
        part_size = part_size_for(self.shop.config.multipart_chunksize, size)
        for number, (start, length) in enumerate(cut(size, part_size), 1):
            parts.add(_Piece(self, upload, asked, number, start, length))
        parts.seal()


class _Piece:
    """Copies one piece."""

    __slots__ = ("_job", "_length", "_number", "_params", "_start", "_upload")

    def __init__(
        self,
        job: Copy,
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
        source = self._job.copy_source()
        asked = {
            "CopySource": source,
            **self._upload.place,
            "PartNumber": self._number,
            **self._params,
            "CopySourceRange": f"bytes={self._start}-{self._start + self._length - 1}",
        }
        try:
            result = self._job.shop.calls.call("UploadPartCopy", asked)
        except ServiceError as error:
            if error.code == "PreconditionFailed":
                raise ObjectChangedError(source["Bucket"], source["Key"]) from error
            raise
        self._upload.add(self._number, result["CopyPartResult"])
        self._job.advance(self._length)
