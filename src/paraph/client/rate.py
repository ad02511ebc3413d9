"""The adaptive mode's rate of sending, which falls at a throttling and climbs back by CUBIC.

https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html; the curve is that of
RFC 9438, fed by throttling instead of lost packets. The clock is an argument.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


class RateLimiter:
    """A bucket of tokens, one a request, filled at a rate that follows the service's answers.

    Nothing is limited before the first throttling.
    """

    _BETA = 0.7
    _SCALE = 0.4
    _SMOOTHING = 0.8
    # The rate is measured over half seconds
    _BUCKETS = 2
    _MIN_RATE = 0.5
    _GROWTH = 2.0

    __slots__ = (
        "_clock",
        "_count",
        "_k",
        "_last_bucket",
        "_last_fail",
        "_last_fill",
        "_measured",
        "_tokens",
        "_w_max",
        "capacity",
        "is_enabled",
        "rate",
    )

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        now = clock()
        # Tokens a second, and at most at once
        self.rate = 1.0
        self.capacity = 1.0
        self.is_enabled = False
        self._tokens = 0.0
        self._last_fill = now
        self._w_max = 0.0
        self._k = 0.0
        self._last_fail = now
        self._measured = 0.0
        self._count = 0
        self._last_bucket = now // 1

    def reserve(self) -> float:
        """Take a token; return the seconds until it is there."""
        if not self.is_enabled:
            return 0.0
        self._fill()
        missing = 1.0 - self._tokens
        # Below zero stands what others are already waiting for.
        self._tokens -= 1.0
        return missing / self.rate if missing > 0 else 0.0

    def note(self, *, throttled: bool) -> None:
        """Count an answer and set the rate anew."""
        now = self._clock()
        self._measure(now)
        if throttled:
            rate = min(self._measured, self.rate) if self.is_enabled else self._measured
            self._w_max = rate
            self._k = (rate * (1 - self._BETA) / self._SCALE) ** (1 / 3)
            self._last_fail = now
            self.is_enabled = True
            wanted = rate * self._BETA
        else:
            wanted = self._SCALE * (now - self._last_fail - self._k) ** 3 + self._w_max
        self._set_rate(min(wanted, self._GROWTH * self._measured))

    def _measure(self, now: float) -> None:
        bucket = now * self._BUCKETS // 1 / self._BUCKETS
        self._count += 1
        if bucket > self._last_bucket:
            rate = self._count / (bucket - self._last_bucket)
            self._measured = rate * self._SMOOTHING + self._measured * (1 - self._SMOOTHING)
            self._count = 0
            self._last_bucket = bucket

    def _set_rate(self, wanted: float) -> None:
        self._fill()
        self.rate = max(wanted, self._MIN_RATE)
        self.capacity = max(wanted, 1.0)
        self._tokens = min(self._tokens, self.capacity)

    def _fill(self) -> None:
        now = self._clock()
        self._tokens = min(self.capacity, self._tokens + (now - self._last_fill) * self.rate)
        self._last_fill = now
