"""Clocks that disagree: what a service says when ours is off, and by how much it is.

A request whose time is more than five minutes off is refused; the refusal carries the service's own
time in its Date header. One more attempt with the difference added then succeeds.
"""

from __future__ import annotations

from paraph.client.errors import ServiceError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from paraph.client.errors import TransportError

# Codes with which services refuse a request because of its time.
_CODES = frozenset(
    {
        "AuthFailure",
        "InvalidSignatureException",
        "RequestExpired",
        "RequestInTheFuture",
        "RequestTimeTooSkewed",
        "SignatureDoesNotMatch",
    }
)
# Below this a refusal has another reason: services allow five minutes, S3 fifteen.
_TOLERANCE = 240.0
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def clock_difference(error: ServiceError | TransportError, now: float) -> float | None:
    """Return by how many seconds the service's clock is ahead, where that explains the refusal."""
    if not isinstance(error, ServiceError) or error.code not in _CODES:
        return None
    date = error.headers.get("Date")
    their_time = None if date is None else parse_http_date(date)
    if their_time is None or abs(their_time - now) < _TOLERANCE:
        return None
    return their_time - now


def parse_http_date(text: str) -> float | None:
    """Return the epoch seconds of `Fri, 02 Jan 2026 03:04:05 GMT` (RFC 9110 §5.6.7), or None."""
    try:
        _, day, month, year, clock, _ = text.split()
        hour, minute, second = clock.split(":")
        days = _days(int(year), _MONTHS.index(month) + 1, int(day))
        return days * 86400.0 + int(hour) * 3600 + int(minute) * 60 + int(second)
    except ValueError:
        return None


def _days(year: int, month: int, day: int) -> int:
    """Return the days since 1970-01-01 of a Gregorian date."""
    # March-based years put the leap day last (Fliegel and Van Flandern's arrangement).
    year -= month < 3
    month = (month + 9) % 12
    day_of_year = (153 * month + 2) // 5 + day - 1
    return 365 * year + year // 4 - year // 100 + year // 400 + day_of_year - 719468
