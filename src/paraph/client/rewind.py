"""Send a body again: back to where it stood before the first attempt."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from paraph.core.message import Request


class Rewindable:
    """The body of a request, and where its stream began."""

    __slots__ = ("_request", "_start")

    def __init__(self, request: Request) -> None:
        self._request = request
        self._start: int | None = None
        if not isinstance(request.body, bytes):
            tell = getattr(request.body, "tell", None)
            try:
                self._start = None if tell is None else tell()
            except OSError:
                self._start = None

    def rewind(self) -> bool:
        """Make the body as it was; False where it was a stream that cannot go back."""
        body = self._request.body
        if isinstance(body, bytes):
            return True
        seek = getattr(body, "seek", None)
        if seek is None or self._start is None:
            return False
        try:
            seek(self._start)
        except OSError:
            return False
        return True
