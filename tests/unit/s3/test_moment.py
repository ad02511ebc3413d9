"""Times of last modification as numbers."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paraph.s3.moment import epoch_of


@given(st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_time_is_what_datetime_says(moment: datetime) -> None:
    assert abs(epoch_of(moment.isoformat()) - moment.timestamp()) < 1e-5


@pytest.mark.parametrize(
    "text",
    [
        "2020-02-01T00:00:00.000Z",
        "2020-02-01T00:00:00+00:00",
        "2020-02-01T01:00:00+01:00",
        "Sat, 01 Feb 2020 00:00:00 GMT",
    ],
)
def test_every_form_is_understood(text: str) -> None:
    assert epoch_of(text) == 1580515200
