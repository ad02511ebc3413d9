"""An object that is made of parts: begun, filled, and completed or given up.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html
"""

from __future__ import annotations

from paraph.core.errors import Error
from paraph.s3.request_params import COMPLETION, chosen, creation_params

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.s3.calls import Calls

    Params = dict[str, Any]


class MultipartUpload:
    """One upload in parts; threads may add them in any order."""

    __slots__ = ("_calls", "_params", "_parts", "place")

    def __init__(self, calls: Calls, bucket: str, key: str, params: Params) -> None:
        """Begin the upload with the parameters of PutObject or CopyObject."""
        self._calls = calls
        self._params = params
        self._parts: dict[int, Params] = {}
        target = {"Bucket": bucket, "Key": key}
        created = calls.call("CreateMultipartUpload", {**target, **creation_params(params)})
        self.place = {**target, "UploadId": created["UploadId"]}

    def add(self, number: int, result: Params) -> None:
        """Note what S3 said of part `number`."""
        part = {"PartNumber": number, "ETag": result["ETag"]}
        member = f"Checksum{self._params.get('ChecksumAlgorithm', '').upper()}"
        if member in result:
            part[member] = result[member]
        self._parts[number] = part

    def complete(self) -> Params:
        """Make the object of its parts."""
        parts = [part for _, part in sorted(self._parts.items())]
        params = {**self.place, "MultipartUpload": {"Parts": parts}}
        return self._calls.call(
            "CompleteMultipartUpload", {**params, **chosen(self._params, COMPLETION)}
        )

    def abort(self) -> None:
        """Give the upload up: S3 would keep its parts, and have them paid for."""
        try:
            self._calls.call("AbortMultipartUpload", self.place)
        except Error:
            # What made us give up is worth more to be told than this.
            return
