"""Timestamps in forms that are rare on the wire or typed by people.

Apart from `timestamp.py` because it needs `datetime`, and is seldom needed.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from paraph.core.timestamp import MONTHS

# Zone names that are the same everywhere (RFC 822 §5.1 has American ones too, which few mean
# today).
_UTC_NAMES = frozenset({"z", "gmt", "utc", "ut"})
_WEEKDAYS = frozenset({"mon", "tue", "wed", "thu", "fri", "sat", "sun"})


def parse_text(text: object) -> datetime:
    """Return a datetime, naive where the text names no zone.

    Raises ValueError, its message what dateutil (and hence v2) says.
    """
    if not isinstance(text, str):
        msg = f"Parser must be a string or character stream, not {type(text).__name__}"
        raise ValueError(msg)  # noqa: TRY004  one class for all that is no date
    if not text.strip():
        msg = f"String does not contain a date: {text}"
        raise ValueError(msg)
    try:
        return datetime.fromisoformat(text.strip().upper())
    except ValueError as error:
        # The form is right and the value is not: "month must be in 1..12".
        if not str(error).startswith("Invalid isoformat"):
            msg = f"{error}: {text}"
            raise ValueError(msg) from None
    return _Words(text).moment()


class _Words:
    """A date whose parts stand in any order: `Thu, 29 Feb 2024 12:34 GMT`, `2/29/2024 1:30 PM`."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._numbers: list[str] = []
        self._month: int | None = None
        self._clock: tuple[int, int, int, int] = (0, 0, 0, 0)
        self._half_day = ""
        self._zone: timezone | None = None

    def moment(self) -> datetime:
        for word in self._text.replace(",", " ").split():
            self._take(word)
        year, month, day = self._date()
        hour, minute, second, micros = self._clock
        if self._half_day:
            hour = hour % 12 + (12 if self._half_day == "pm" else 0)
        try:
            return datetime(year, month, day, hour, minute, second, micros, self._zone)
        except ValueError as error:
            msg = f"{error}: {self._text}"
            raise ValueError(msg) from None

    def _unknown(self) -> ValueError:
        return ValueError(f"Unknown string format: {self._text}")

    def _take(self, word: str) -> None:
        lower = word.lower().rstrip(".")
        if ":" in word and word[0] not in "+-":
            self._take_clock(word)
        elif lower in ("am", "pm"):
            self._half_day = lower
        elif lower in _UTC_NAMES:
            self._zone = UTC
        elif word[0] in "+-":
            self._zone = _offset(word, self._unknown())
        elif lower[:3] in _WEEKDAYS and lower.isalpha():
            pass
        else:
            self._take_date(word)

    def _take_date(self, word: str) -> None:
        for part in word.replace("/", "-").split("-"):
            if part.isdigit() and part.isascii():
                self._numbers.append(part)
            elif part[:3].lower() in MONTHS and part.isalpha() and self._month is None:
                self._month = MONTHS.index(part[:3].lower()) + 1
            else:
                raise self._unknown()

    def _take_clock(self, word: str) -> None:
        for name in ("am", "pm"):
            if word.lower().endswith(name):
                word, self._half_day = word[:-2], name
        if word[-1] in "zZ":
            word, self._zone = word[:-1], UTC
        for sign in "+-":
            clock, found, offset = word.partition(sign)
            if found:
                word, self._zone = clock, _offset(sign + offset, self._unknown())
        whole, _, fraction = word.partition(".")
        parts = whole.split(":")
        if not 2 <= len(parts) <= 3 or not all(part.isdigit() for part in parts):
            raise self._unknown()
        second = int(parts[2]) if len(parts) == 3 else 0
        micros = int((fraction + "000000")[:6]) if fraction.isdigit() else 0
        self._clock = (int(parts[0]), int(parts[1]), second, micros)

    def _date(self) -> tuple[int, int, int]:
        """Tell year, month and day apart; American order where nothing else tells, as dateutil."""
        numbers = self._numbers
        year = next((number for number in numbers if len(number) > 2), None)
        if year is not None:
            rest = [int(number) for number in numbers if number is not year]
            full_year = int(year)
        elif len(numbers) == 3 or (len(numbers) == 2 and self._month is not None):
            rest = [int(number) for number in numbers[:-1]]
            full_year = _century(int(numbers[-1]))
        else:
            raise self._unknown()
        if self._month is not None and len(rest) == 1:
            return full_year, self._month, rest[0]
        if self._month is None and len(rest) == 2:
            month, day = rest if rest[0] <= 12 else reversed(rest)
            return full_year, month, day
        raise self._unknown()


def _century(year: int) -> int:
    """Return a year of two digits in full, as POSIX and RFC 6265 §5.1.1 have it."""
    return year + (1900 if year >= 69 else 2000)


def _offset(word: str, unknown: ValueError) -> timezone:
    digits = word[1:].replace(":", "")
    if not digits.isdigit() or len(digits) not in (2, 4):
        raise unknown
    distance = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or "0"))
    return timezone(-distance if word[0] == "-" else distance)
