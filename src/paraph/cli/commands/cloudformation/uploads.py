"""Files in a bucket, each under the name that its content gives it, so that none goes up twice."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

from paraph.cli.commands.cloudformation.errors import NoSuchBucketError
from paraph.client.digest import new_digest
from paraph.client.errors import ServiceError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.cli.commands.service_command import ServiceCommand

_BLOCK = 1 << 16


class Uploader:
    """Uploads to one bucket, below a prefix; `metadata` goes with every object."""

    __slots__ = ("_command", "bucket", "forced", "kms_key", "metadata", "prefix")

    def __init__(
        self,
        command: ServiceCommand,
        bucket: str,
        prefix: str | None,
        kms_key: str | None,
        *,
        forced: bool,
        metadata: dict[str, str] | None = None,
    ) -> None:
        # A user's own endpoint is that of CloudFormation.
        self._command = command.at(None)
        self.bucket = bucket
        self.prefix = prefix
        self.kms_key = kms_key
        self.forced = forced
        self.metadata = metadata

    def upload_by_content(self, path: str, extension: str | None = None) -> str:
        """Upload a file unless the bucket has it, and return its `s3://` address."""
        name = _md5(path)
        key = f"{name}.{extension}" if extension else name
        if self.prefix:
            key = f"{self.prefix}/{key}"
        if self.forced or not self._has(key):
            self._put(path, key)
        return f"s3://{self.bucket}/{key}"

    def https_url(self, address: str) -> str:
        """Return the https URL of an `s3://` address, the bucket in its path."""
        client = self._command.client("s3api")
        base = client.endpoint_url(client.service.operation("ListBuckets"), {})
        return f"{base}/{self.bucket}/{urlsplit(address).path.lstrip('/')}"

    def _has(self, key: str) -> bool:
        try:
            self._command.call("s3api", "HeadObject", {"Bucket": self.bucket, "Key": key})
        except ServiceError:
            return False
        return True

    def _put(self, path: str, key: str) -> None:
        params: dict[str, Any] = {"Bucket": self.bucket, "Key": key}
        params["ServerSideEncryption"] = "AES256"
        if self.kms_key:
            params["ServerSideEncryption"] = "aws:kms"
            params["SSEKMSKeyId"] = self.kms_key
        if self._command.settings.request_checksum_calculation == "when_supported":
            # What S3 itself would choose, named so that it is sent along
            params["ChecksumAlgorithm"] = "CRC64NVME"
        if self.metadata:
            params["Metadata"] = self.metadata
        with open(path, "rb") as body:
            try:
                self._command.call("s3api", "PutObject", {**params, "Body": body})
            except ServiceError as error:
                if error.code == "NoSuchBucket":
                    raise NoSuchBucketError(self.bucket) from error
                raise
            finally:
                self._tell(key, os.path.getsize(path))

    def _tell(self, key: str, size: int) -> None:
        """Say that a file has been sent, as v2 does: the second size is a fraction."""
        stderr = self._command.context.stderr
        stderr.write(f"\rUploading to {key}  {size} / {float(size)}  (100.00%)")
        stderr.flush()


def _md5(path: str) -> str:
    digest = new_digest("md5")
    with open(path, "rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.digest().hex()
