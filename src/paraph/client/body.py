"""The body of a response while it is still on the wire."""

from __future__ import annotations

from paraph.client.errors import (
    ConnectionClosedError,
    IncompleteReadError,
    ReadTimeoutError,
    TlsError,
    TransportError,
)
from paraph.client.http_read import CutBody
from paraph.client.tls import is_tls_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

    from paraph.client.http_read import Framing

_PIECE = 64 * 1024
# A body of known length is read into one block up to here.
_WHOLE = 16 * 1024 * 1024


class BodyStream:
    """A stream of bytes. At its end, and when it is closed or fails, it lets the connection go."""

    __slots__ = ("_error", "_framing", "_give_back", "_is_streamed", "_url")

    def __init__(
        self,
        framing: Framing,
        url: str,
        give_back: Callable[[bool], None],
        *,
        is_streamed: bool,
    ) -> None:
        """`give_back` is called once, with whether the connection can be used again."""
        self._framing = framing
        self._url = url
        self._give_back: Callable[[bool], None] | None = give_back
        # Is it the caller who reads, or the transport before it returns? v2's errors differ.
        self._is_streamed = is_streamed
        self._error: TransportError | None = None
        self._check_end()

    def read(self, size: int | None = -1, /) -> bytes:
        """Return `size` bytes, fewer only at the end; all that is left when negative or None.

        Raises a TransportError when the body ends early or nothing comes in time.
        """
        if size is None or size < 0:
            return self._read_all()
        buffer = bytearray(self._framing.size_hint(size))
        view = memoryview(buffer)
        filled = 0
        while filled < len(buffer):
            count = self._fill(view[filled:], filled)
            if not count:
                break
            filled += count
        return bytes(view[:filled])

    def read1(self, size: int = _PIECE, /) -> bytes:
        """Return what has come, at least a byte and at most `size`; b"" at the end."""
        buffer = bytearray(self._framing.size_hint(size))
        count = self._fill(memoryview(buffer), 0)
        return bytes(memoryview(buffer)[:count])

    def readinto(self, buffer: bytearray | memoryview, /) -> int:
        """Fill `buffer` with what has come, at least a byte; return how many, 0 at the end."""
        return self._fill(memoryview(buffer), 0)

    def close(self) -> None:
        """Give up what is left, and the connection with it."""
        self._release(is_reusable=False)

    def _read_all(self) -> bytes:
        size = self._framing.size_hint(_WHOLE)
        if size == _WHOLE:
            size = _PIECE
        pieces = [self.read(size)]
        while pieces[-1]:
            # The end is known without asking where the length is.
            pieces.append(b"" if self._give_back is None else self.read(size))
        return pieces[0] if len(pieces) <= 2 else b"".join(pieces)

    def _fill(self, view: memoryview, held: int) -> int:
        if self._error is not None:
            raise self._error
        if self._give_back is None or not len(view):
            return 0
        try:
            count = self._framing.readinto(view)
        except CutBody as cut:
            if held and self._framing.keeps_partial:
                return 0
            error = self._broken(self._framing.describe_cut(held))
            raise self._fail(error) from cut
        except OSError as failure:
            raise self._fail(self._translated(failure)) from failure
        except BaseException:
            self.close()
            raise
        self._check_end()
        return count

    def _translated(self, failure: OSError) -> TransportError:
        if isinstance(failure, TimeoutError):
            return ReadTimeoutError(self._url, str(failure))
        if is_tls_error(failure):
            return TlsError(self._url, str(failure))
        return self._broken(repr(failure))

    def _broken(self, reason: str) -> TransportError:
        if self._is_streamed:
            return IncompleteReadError(self._url, reason)
        return ConnectionClosedError(self._url, reason)

    def _fail(self, error: TransportError) -> TransportError:
        """Close; from now on every read says the same."""
        self._error = error
        self.close()
        return error

    def _check_end(self) -> None:
        if self._framing.is_done:
            self._release(is_reusable=self._framing.is_delimited)

    def _release(self, *, is_reusable: bool) -> None:
        give_back, self._give_back = self._give_back, None
        if give_back is not None:
            give_back(is_reusable)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
