"""What is a point in time, and how it is written."""

import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta, timezone

import pytest

from paraph.core.timestamp import TimestampError, epoch_number, format_display, format_wire, parse


@pytest.fixture
def new_york(monkeypatch):
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def utc(monkeypatch):
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


# Each as the AWS CLI v2.36.7 prints it.
@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2020-02-01T00:00:00Z", "2020-02-01T00:00:00+00:00"),
        ("2024-02-29T12:34:56Z", "2024-02-29T12:34:56+00:00"),
        ("2024-02-29T12:34:56.789Z", "2024-02-29T12:34:56.789000+00:00"),
        ("2024-02-29T12:34:56.000Z", "2024-02-29T12:34:56+00:00"),
        ("2020-02-01T12:34:56.123456789Z", "2020-02-01T12:34:56.123456+00:00"),
        ("2020-02-01T12:34:56.0000001Z", "2020-02-01T12:34:56+00:00"),
        ("2024-02-29T12:34:56", "2024-02-29T12:34:56"),
        ("2024-02-29T12:34:56-0800", "2024-02-29T12:34:56-08:00"),
        ("20240229T123456Z", "2024-02-29T12:34:56+00:00"),
        ("2024-02-29 12:34:56", "2024-02-29T12:34:56"),
        ("2024-02-29", "2024-02-29T00:00:00"),
        ("2024-02-29t12:34:56z", "2024-02-29T12:34:56+00:00"),
        ("Thu, 29 Feb 2024 12:34:56 GMT", "2024-02-29T12:34:56+00:00"),
        ("Thu, 01 Feb 2024 12:34:56 GMT", "2024-02-01T12:34:56+00:00"),
        ("Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37+00:00"),
        ("Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37"),
        ("2/29/2024 1:30 PM", "2024-02-29T13:30:00"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00+00:00"),
        ("1709210096", "2024-02-29T12:34:56+00:00"),
        ("1709210096.5", "2024-02-29T12:34:56.500000+00:00"),
        (1709210096, "2024-02-29T12:34:56+00:00"),
        (1709210096.9999999, "2024-02-29T12:34:57+00:00"),
        (-0.1, "1969-12-31T23:59:59.900000+00:00"),
        (253402300799, "9999-12-31T23:59:59+00:00"),
    ],
)
def test_is_shown_as_v2_shows_it(utc, value, shown):
    assert format_display(value) == shown


def test_numbers_are_shown_in_the_local_zone(new_york):
    assert format_display(0) == "1969-12-31T19:00:00-05:00"
    assert format_display(1720000000) == "2024-07-03T05:46:40-04:00"
    assert format_display("2020-02-01T00:00:00Z") == "2020-02-01T00:00:00+00:00"


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("", 'Invalid timestamp "": String does not contain a date: '),
        ("not a date", 'Invalid timestamp "not a date": Unknown string format: not a date'),
        ([], 'Invalid timestamp "[]": Parser must be a string or character stream, not list'),
        (253402300800, "year 10000 is out of range"),
        (1709210096000, "year 56132 is out of range"),
        ("inf", 'Unable to calculate correct timezone offset for "inf"'),
        (
            "2023-02-29T00:00:00Z",
            (
                'Invalid timestamp "2023-02-29T00:00:00Z": day is out of range for month:'
                " 2023-02-29T00:00:00Z"
            ),
        ),
        ("nan", 'Invalid timestamp "nan": Unknown string format: nan'),
    ],
)
def test_says_what_v2_says_of_what_is_no_timestamp(utc, value, message):
    with pytest.raises(TimestampError) as caught:
        format_display(value)
    assert str(caught.value) == message


@pytest.mark.parametrize("text", ["25:00", "1 2 3 4", "Foo 12", "2024-02-29T12:34:56+99", "::"])
def test_nonsense_is_refused(text):
    with pytest.raises(TimestampError):
        format_display(text)


def test_wire_forms():
    moment = datetime(2015, 1, 25, 8, 0, tzinfo=UTC)
    assert format_wire(moment, "iso8601") == "2015-01-25T08:00:00Z"
    assert format_wire(moment.replace(microsecond=5000), "iso8601") == "2015-01-25T08:00:00.005000Z"
    assert format_wire(moment, "rfc822") == "Sun, 25 Jan 2015 08:00:00 GMT"
    assert format_wire(moment, "unixTimestamp") == 1422172800
    assert format_wire("2015-01-25T08:00:00Z", "iso8601") == "2015-01-25T08:00:00Z"
    assert format_wire("2015-01-25", "iso8601") == "2015-01-25T00:00:00Z"
    assert format_wire(1422172800.9, "unixTimestamp") == 1422172800


def test_what_names_no_zone_is_utc():
    assert parse("2015-01-25T08:00:00") == datetime(2015, 1, 25, 8, 0, tzinfo=UTC)
    naive = datetime(2015, 1, 25)  # noqa: DTZ001  the point of the test
    assert parse(naive) == datetime(2015, 1, 25, tzinfo=UTC)
    east = timezone(timedelta(hours=9))
    assert parse(datetime(2015, 1, 25, tzinfo=east)).isoformat() == "2015-01-24T15:00:00+00:00"
    assert parse("-1.5") == datetime(1969, 12, 31, 23, 59, 58, 500000, tzinfo=UTC)


def test_epoch_numbers_keep_fractions():
    assert epoch_number(parse(1.25)) == 1.25
    assert repr(epoch_number(parse(2))) == "2"


def test_the_common_forms_need_no_datetime():
    code = (
        "import sys; from paraph.core.timestamp import format_display, format_wire;"
        "format_display('2020-02-01T00:00:00.5Z'); format_display(1.5);"
        "format_display('Thu, 01 Feb 2024 12:34:56 GMT');"
        "format_wire('2020-02-01T00:00:00Z', 'iso8601');"
        "print('datetime' in sys.modules, '_datetime' in sys.modules)"
    )
    isolated = [sys.executable, "-S", "-c", f"import sys; sys.path[:] = {sys.path!r}; {code}"]
    assert subprocess.run(isolated, capture_output=True, text=True).stdout == "False False\n"
