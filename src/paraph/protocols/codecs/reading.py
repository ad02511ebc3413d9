"""What the readers of all documents share."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from paraph.model.shape import Shape

    Convert = Callable[[Any], Any]

_OUTSIDE = frozenset({"header", "headers", "statusCode"})


class Scalars:
    """How timestamps and blobs become values, as the caller chooses; None leaves the wire's own."""

    __slots__ = ("blob", "timestamp")

    def __init__(self, timestamp: Convert | None, blob: Convert | None) -> None:
        self.timestamp = timestamp
        self.blob = blob

    def kept(self, shape: Shape) -> Any:
        """Return what was compiled from the shape for these conversions, or None."""
        kept = shape.reader
        if kept is None or kept[0] is not self.timestamp or kept[1] is not self.blob:
            return None
        return kept[2]

    def keep(self, shape: Shape, reader: Any) -> None:
        """Keep what was compiled from the shape."""
        shape.reader = (self.timestamp, self.blob, reader)


def travels_elsewhere(member: Shape) -> bool:
    """Tell whether a member of a document is found in the headers or the status instead.

    Places in a request's path and query mean nothing in a response: such members are in the
    document.
    """
    return member.event_header or member.location in _OUTSIDE
