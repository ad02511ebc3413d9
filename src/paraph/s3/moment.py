"""Times of last modification as numbers, so that they can be compared and set."""

from __future__ import annotations

# Days before each month of a year that begins in March (the leap day then comes last).
_BEFORE = (306, 337, 0, 31, 61, 92, 122, 153, 184, 214, 245, 275)


def epoch_of(text: str) -> float:
    """Return the seconds since 1970 of a time as S3 writes it, or as the client shows it."""
    seconds = _fixed_form(text)
    if seconds is not None:
        return seconds
    # `cli_timestamp_format = wire` leaves the form of HTTP headers; a zone of its own is rare.
    from paraph.core.timestamp import parse  # noqa: PLC0415  lazy: it imports datetime

    return parse(text).timestamp()


def _fixed_form(text: str) -> float | None:
    """Read `YYYY-MM-DDTHH:MM:SS[.fraction]` in UTC; None for every other form.

    A listing has a thousand of these a page: `datetime` would take longer than the XML.
    """
    if text.endswith("Z"):
        body = text[:-1]
    elif text.endswith("+00:00"):
        body = text[:-6]
    else:
        return None
    if text[4:5] != "-" or text[10:11] != "T" or not body[:4].isdigit():
        return None
    try:
        year, month, day = int(text[:4]), int(text[5:7]), int(text[8:10])
        hour, minute, second = int(text[11:13]), int(text[14:16]), float(body[17:])
    except ValueError:
        return None
    if not 1 <= month <= 12:
        return None
    year -= month < 3
    days = 365 * year + year // 4 - year // 100 + year // 400 + _BEFORE[month - 1] + day - 719469
    return days * 86400 + hour * 3600 + minute * 60 + second
