"""What a command that transfers was asked to do."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class TransferOptions:
    """The options of `cp`, `mv`, `rm` and `sync`, by their names on the command line.

    None, False or empty is what was not given. `paths` are as written; `filters` holds
    (includes, pattern) in order; keys for encryption are text or bytes.
    """

    def __init__(self, command: str, paths: list[str]) -> None:
        self.command = command
        self.paths = paths
        # Which files
        self.recursive = command == "sync"
        self.filters: list[tuple[bool, str]] = []
        self.follow_symlinks = True
        self.page_size: int | None = None
        self.delete = False
        self.size_only = False
        self.exact_timestamps = False
        self.no_overwrite = False
        self.case_conflict = "ignore"
        self.ignore_glacier_warnings = False
        self.force_glacier_transfer = False
        self.validate_same_s3_paths = False
        self.source_region: str | None = None
        self.expected_size: str | None = None
        # What is shown
        self.dryrun = False
        self.quiet = False
        self.only_show_errors = False
        # `rm` has no progress, and no option to turn it off.
        self.progress = command != "rm"
        self.progress_frequency = 0
        self.progress_multiline = False
        # What is sent along
        self.guess_mime_type = True
        self.acl: str | None = None
        self.grants: list[str] = []
        self.sse: str | None = None
        self.sse_c: str | None = None
        self.sse_c_key: str | bytes | None = None
        self.sse_kms_key_id: str | None = None
        self.sse_c_copy_source: str | None = None
        self.sse_c_copy_source_key: str | bytes | None = None
        self.storage_class: str | None = None
        self.website_redirect: str | None = None
        self.content_type: str | None = None
        self.cache_control: str | None = None
        self.content_disposition: str | None = None
        self.content_encoding: str | None = None
        self.content_language: str | None = None
        self.expires: str | None = None
        self.metadata: dict[str, Any] | None = None
        self.metadata_directive: str | None = None
        self.copy_props = "default"
        self.request_payer: str | None = None
        self.checksum_mode: str | None = None
        self.checksum_algorithm: str | None = None

    @property
    def source(self) -> str:
        """The first path."""
        return self.paths[0]

    @property
    def target(self) -> str:
        """The last path: the source itself where only one was given."""
        return self.paths[-1]

    @property
    def is_stream(self) -> bool:
        """Whether standard input or output is one end."""
        return "-" in (self.source, self.target)

    @property
    def moves(self) -> bool:
        """Whether the source is deleted when it has arrived."""
        return self.command == "mv"
