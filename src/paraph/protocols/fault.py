"""What a service says when it refuses: one value, read by clients and written by servers."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class ServiceFault:
    """An error response.

    `code` and `message` as shown to people: "Unknown" where the response has neither. `members` is
    what may be shown beyond them, in the order in which v2 shows it: the `Code` and `Message` that
    were received and the members of the error's own structure. `details` is everything that the
    response said, modelled or not (S3 tells a bucket's `Region` and `Endpoint` there).
    """

    __slots__ = ("code", "details", "members", "message", "request_id", "status", "type")

    def __init__(
        self,
        code: str,
        message: str,
        members: dict[str, Any] | None = None,
        request_id: str | None = None,
        type: str | None = None,  # noqa: A002  AWS's name for "Sender" or "Receiver"
        *,
        status: int = 400,
        details: dict[str, Any] | None = None,
    ) -> None:
        self.code = code
        self.message = message
        self.members: dict[str, Any] = {} if members is None else members
        self.request_id = request_id
        # "Sender" or "Receiver": whose fault it is, where the protocol says so
        self.type = type
        self.status = status
        self.details: dict[str, Any] = {} if details is None else details

    def __repr__(self) -> str:
        return f"ServiceFault({self.code}, status={self.status})"
