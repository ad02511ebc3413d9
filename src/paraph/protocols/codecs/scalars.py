"""How the scalars of a document become values: the part that the reader of an answer chooses."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from paraph.model.shape import Shape

    Convert = Callable[[Any], Any]


class Scalars:
    """The conversions of timestamps and blobs; None leaves the wire's own text or number."""

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
