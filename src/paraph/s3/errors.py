"""What can go wrong in a transfer that no layer below says already.

    S3Error
    ├── ParamValidationError    paths and options that do not go together
    ├── MissingPathError        the file to send is not there
    ├── ConfigError             a transfer setting with a value that there is not
    ├── FolderError             a folder for a download cannot be made
    ├── ObjectChangedError      the object is no longer the one that the transfer began with
    ├── ContentRangeError       S3 sent another part than was asked for
    ├── DownloadChecksumError   the parts together are not what the object's checksum says
    ├── RetriesExceededError    a body broke off once too often
    ├── AnnotationCopyError     the object was copied, some of its annotations were not
    ├── CaseConflictError       two names that differ by case alone
    └── CancelledError          somebody has asked to stop

The texts are those of AWS CLI v2.36.7.
"""

from paraph.core.errors import Error


class S3Error(Error):
    """A transfer that cannot be made."""


class ParamValidationError(S3Error):
    """Paths and options do not go together."""


class MissingPathError(S3Error):
    """The path to send from does not exist."""

    def __init__(self, path: str) -> None:
        super().__init__(f"The user-provided path {path} does not exist.")
        self.path = path


class ConfigError(S3Error):
    """A key of the `s3` section has a value that it cannot have."""


class FolderError(S3Error):
    """The folder of a download cannot be made."""

    def __init__(self, folder: str, reason: OSError) -> None:
        super().__init__(f"Could not create directory {folder}: {reason}")
        self.folder = folder


class ObjectChangedError(S3Error):
    """Between two parts of its transfer the object was replaced by another."""

    def __init__(self, bucket: str, key: str) -> None:
        super().__init__(
            f'Contents of stored object "{key}" in bucket "{bucket}" did not match expected ETag.'
        )


class ContentRangeError(S3Error):
    """The part that came is not the one that was asked for."""

    def __init__(self, requested: str, received: str) -> None:
        super().__init__(
            f"Requested range: `{requested}` does not match content range in response: `{received}`"
        )


class DownloadChecksumError(S3Error):
    """The parts have come whole, but together they are not the object."""

    def __init__(self, algorithm: str, expected: str, combined: str) -> None:
        super().__init__(
            f"Expected full object checksum ({algorithm}) {expected} "
            f"did not match combined checksum: {combined}"
        )


class RetriesExceededError(S3Error):
    """A body broke off as often as it was asked for."""

    def __init__(self) -> None:
        super().__init__("Max Retries Exceeded")


class AnnotationCopyError(S3Error):
    """The object was copied, but not all of its annotations."""

    def __init__(
        self, bucket: str, key: str, succeeded: list[str], failed: list[tuple[str, str]]
    ) -> None:
        reasons = "; ".join(f"{name}: {reason}" for name, reason in failed)
        super().__init__(
            f"Failed to copy all annotations to s3://{bucket}/{key}. The object was copied "
            f"successfully and was not deleted. Annotations written: "
            f"{', '.join(succeeded) or '(none)'}. Annotations that failed: {reasons}."
        )


class CaseConflictError(S3Error):
    """Two names differ by case alone, and that was to be an error."""


class CancelledError(S3Error):
    """The transfer was given up before its end."""

    def __init__(self) -> None:
        super().__init__("cancelled")
