"""`max_bandwidth`: no more than so many bytes a second, over all threads."""

from __future__ import annotations

from _thread import allocate_lock

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


class Throttle:
    """Lets bytes through at a rate. `clock` gives seconds, `sleep` waits them."""

    __slots__ = ("_clock", "_free_at", "_lock", "_rate", "_sleep")

    def __init__(
        self, rate: int, clock: Callable[[], float], sleep: Callable[[float], None]
    ) -> None:
        self._rate = rate
        self._clock = clock
        self._sleep = sleep
        self._lock = allocate_lock()
        # When all that was let through so far will have gone
        self._free_at = 0.0

    def take(self, count: int) -> None:
        """Wait until `count` bytes may go."""
        with self._lock:
            now = self._clock()
            start = max(now, self._free_at)
            self._free_at = start + count / self._rate
        self._sleep(start - now)
