"""Objects and files that go."""

from __future__ import annotations

import os

from paraph.s3.entry import LOCAL
from paraph.s3.job import Job
from paraph.s3.request_params import payer_params
from paraph.s3.uri import split_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from paraph.s3.calls import Calls
    from paraph.s3.options import TransferOptions


class Delete(Job):
    """Deletes an object, or (`sync --delete`) a file."""

    def run(self) -> bool:
        """Delete it; S3 says nothing of an object that is not there."""
        if self.entry.kind == LOCAL:
            os.remove(self.entry.path)
        else:
            delete_object(self.shop.calls, self.entry.path, self.shop.options)
        return True


def delete_object(calls: Calls, path: str, options: TransferOptions) -> None:
    """Delete the object at `path` (BUCKET/KEY)."""
    bucket, key = split_path(path)
    calls.call("DeleteObject", {"Bucket": bucket, "Key": key, **payer_params(options)})
