"""One file or object of a transfer, and what is to be done with it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Response = dict[str, Any]

S3 = "s3"
LOCAL = "local"

UPLOAD = "upload"
DOWNLOAD = "download"
COPY = "copy"
DELETE = "delete"


class Entry:
    """A file or an object.

    `path` is absolute, or BUCKET/KEY; `target` is where it would go, in the same form; `name` what
    both sides call it, with slashes: source and target are compared by it. `size` is in bytes and
    `modified` in seconds since 1970; both are None where nobody has asked. `response` is what S3
    said of an object, in a listing or a HeadObject.
    """

    __slots__ = ("etag", "kind", "modified", "name", "path", "response", "size", "target")

    def __init__(
        self,
        kind: str,
        path: str,
        *,
        target: str = "",
        name: str = "",
        size: int | None = None,
        modified: float | None = None,
        etag: str | None = None,
        response: Response | None = None,
    ) -> None:
        self.kind = kind
        self.path = path
        self.target = target
        self.name = name
        self.size = size
        self.modified = modified
        self.etag = etag
        self.response = response

    def __repr__(self) -> str:
        return f"Entry({self.kind} {self.path})"


class Action:
    """An operation (UPLOAD, DOWNLOAD, COPY or DELETE) on an entry.

    `done`, if there is one, is called when it is over, however it ended.
    """

    __slots__ = ("done", "entry", "operation")

    def __init__(self, operation: str, entry: Entry) -> None:
        self.operation = operation
        self.entry = entry
        self.done = _nothing

    def __repr__(self) -> str:
        return f"Action({self.operation} {self.entry!r})"


def _nothing() -> None:
    return None
