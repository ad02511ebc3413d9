"""Points in time as AWS writes them: ISO 8601, the mail format of RFC 822, and seconds since 1970.

A command prints thousands of timestamps and does arithmetic with none, so `format_display` works on
the text; `datetime` (1 to 2 ms to import) comes in where a date really has to be understood.
"""

from __future__ import annotations

import time

from paraph.core.errors import Error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any

MONTHS = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class TimestampError(Error):
    """A value is no point in time, or one outside the years 1 to 9999."""


def format_display(value: Any) -> str:
    """Return a timestamp off the wire as `aws` prints it (`cli_timestamp_format = iso8601`).

    Numbers, also in strings, are epoch seconds and shown in the local zone; text keeps the zone
    that it names, and none when it names none. Raises TimestampError.
    """
    if isinstance(value, str):
        return _display_iso(value) or _display_http_date(value) or _display_text(value)
    return _display_epoch(value)


def parse(value: Any) -> datetime:
    """Return an aware datetime for a datetime, epoch seconds (also in a string), or text.

    A value without a zone is taken as UTC. Raises TimestampError.
    """
    from datetime import UTC, datetime, timedelta  # noqa: PLC0415  lazy: 1 to 2 ms

    if isinstance(value, datetime):
        moment = value
    else:
        seconds = _number(value)
        if seconds is not None:
            return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(
                microseconds=round(_checked_epoch(seconds, value) * 1_000_000)
            )
        moment = _parse_text(value)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def format_wire(value: Any, style: str) -> str | int:
    """Return `value` (whatever `parse` takes) in a model's format.

    `style` is "iso8601" (`2015-01-25T08:00:00Z`, with microseconds where there are any), "rfc822"
    (`Sun, 25 Jan 2015 08:00:00 GMT`) or "unixTimestamp" (whole seconds, an int).
    """
    style = style.lower()
    if style == "iso8601":
        if isinstance(value, str) and _is_wire_iso(value):
            return value
        return format_iso8601(parse(value))
    if style == "rfc822":
        return format_rfc822(parse(value))
    return epoch_seconds(parse(value))


def format_iso8601(moment: datetime) -> str:
    """Return an aware datetime in UTC as `2015-01-25T08:00:00Z`."""
    return moment.isoformat().removesuffix("+00:00") + "Z"


def format_rfc822(moment: datetime) -> str:
    """Return an aware datetime in UTC as `Sun, 25 Jan 2015 08:00:00 GMT`."""
    return (
        f"{_DAYS[moment.weekday()]}, {moment.day:02d} {MONTHS[moment.month - 1].title()}"
        f" {moment.year:04d} {moment.hour:02d}:{moment.minute:02d}:{moment.second:02d} GMT"
    )


def epoch_seconds(moment: datetime) -> int:
    """Return the whole seconds since 1970 of an aware datetime, rounded down."""
    from datetime import UTC, datetime, timedelta  # noqa: PLC0415  lazy: 1 to 2 ms

    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(seconds=1)


def epoch_number(moment: datetime) -> float:
    """Return the seconds since 1970 of an aware datetime: an int unless there is a fraction."""
    whole = epoch_seconds(moment)
    return whole + moment.microsecond / 1_000_000 if moment.microsecond else whole


def _is_wire_iso(text: str) -> bool:
    """Tell whether `text` is already `YYYY-MM-DDTHH:MM:SSZ` with values that exist."""
    return len(text) == 20 and text[10] == "T" and text[19] == "Z" and _is_plain(text)


def _is_plain(text: str) -> bool:
    """Tell whether `text` starts with a date and time that exist in every year.

    Days above 28 need a calendar and are left to the slow path.
    """
    digits = text[:4] + text[5:7] + text[8:10] + text[11:13] + text[14:16] + text[17:19]
    return (
        digits.isdigit()
        and digits.isascii()
        and text[4] == text[7] == "-"
        and text[13] == text[16] == ":"
        and digits[:4] > "0000"
        and "01" <= digits[4:6] <= "12"
        and "01" <= digits[6:8] <= "28"
        and digits[8:10] <= "23"
        and digits[10:12] <= "59"
        and digits[12:] <= "59"
    )


def _display_iso(text: str) -> str | None:
    """Return the common form, `YYYY-MM-DDTHH:MM:SS[.fraction]Z`; None for every other text."""
    if len(text) < 20 or text[10] != "T" or text[-1] != "Z" or not _is_plain(text):
        return None
    if len(text) == 20:
        return text[:19] + "+00:00"
    fraction = text[20:-1]
    if text[19] != "." or not (fraction.isdigit() and fraction.isascii()):
        return None
    # Python keeps microseconds, cut off and not rounded; of nothing it shows nothing.
    fraction = (fraction + "00000")[:6]
    return text[:19] + ("+00:00" if fraction == "000000" else f".{fraction}+00:00")


def _display_http_date(text: str) -> str | None:
    """Return the form of HTTP headers, `Sat, 01 Feb 2020 00:00:00 GMT`; else None."""
    if len(text) != 29 or text[-4:] != " GMT" or text[8:11].lower() not in MONTHS:
        return None
    month = MONTHS.index(text[8:11].lower()) + 1
    return _display_iso(f"{text[12:16]}-{month:02d}-{text[5:7]}T{text[17:25]}Z")


def _display_text(text: str) -> str:
    seconds = _number(text)
    if seconds is not None:
        return _display_epoch(seconds)
    return _parse_text(text).isoformat()


def _number(value: Any) -> float | None:
    """Return epoch seconds given as a number or as one in a string; "nan" is none."""
    if isinstance(value, (int, float)):
        return value
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return None if number != number else number  # noqa: PLR0124  only NaN differs from itself


def _checked_epoch(seconds: float, value: Any) -> float:
    if seconds != seconds:  # noqa: PLR0124  NaN
        msg = f'Invalid timestamp "{value}"'
        raise TimestampError(msg)
    # datetime.min and datetime.max
    if not -62135596800 <= seconds < 253402300800:
        try:
            year = time.gmtime(seconds).tm_year
        except (OverflowError, OSError, ValueError):
            msg = f'Unable to calculate correct timezone offset for "{value}"'
            raise TimestampError(msg) from None
        msg = f"year {year} is out of range"
        raise TimestampError(msg)
    return seconds


def _display_epoch(value: Any) -> str:
    if not isinstance(value, (int, float)):
        kind = type(value).__name__
        msg = (
            f'Invalid timestamp "{value}": Parser must be a string or character stream, not {kind}'
        )
        raise TimestampError(msg)
    seconds = _checked_epoch(value, value)
    # Rounded to microseconds, halves to even, as datetime.fromtimestamp does.
    whole = int(seconds // 1)
    micros = round((seconds - whole) * 1_000_000)
    if micros == 1_000_000:
        whole, micros = whole + 1, 0
    try:
        offset = _local_offset(whole)
        local = time.gmtime(whole + offset)
    except (OverflowError, OSError) as error:
        msg = f'Unable to calculate correct timezone offset for "{value}"'
        raise TimestampError(msg) from error
    if local.tm_year > 9999 or local.tm_year < 1:
        msg = f"year {local.tm_year} is out of range"
        raise TimestampError(msg)
    text = (
        f"{local.tm_year:04d}-{local.tm_mon:02d}-{local.tm_mday:02d}"
        f"T{local.tm_hour:02d}:{local.tm_min:02d}:{local.tm_sec:02d}"
    )
    return text + (f".{micros:06d}" if micros else "") + _format_offset(offset)


def _local_offset(seconds: int) -> int:
    """Return how far local time is ahead of UTC then, in seconds.

    By the zone's rules of today, as v2 has it: what the clocks showed in 1950 does not enter.
    """
    return -time.altzone if time.localtime(seconds).tm_isdst > 0 else -time.timezone


def _format_offset(offset: int) -> str:
    sign = "-" if offset < 0 else "+"
    minutes, seconds = divmod(abs(offset), 60)
    text = f"{sign}{minutes // 60:02d}:{minutes % 60:02d}"
    return f"{text}:{seconds:02d}" if seconds else text


def _parse_text(text: Any) -> datetime:
    """Return a datetime, naive where the text names no zone. Raises TimestampError."""
    from paraph.core.timestamp_text import parse_text  # noqa: PLC0415  lazy: rare forms

    try:
        return parse_text(text)
    except ValueError as error:
        msg = f'Invalid timestamp "{text}": {error}'
        raise TimestampError(msg) from None
