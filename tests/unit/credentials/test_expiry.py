import pytest

from paraph.credentials.errors import CredentialError
from paraph.credentials.expiry import parse_expiry


@pytest.mark.parametrize(
    "text",
    [
        "2036-01-01T00:00:00Z",
        "2036-01-01T00:00:00.123456789Z",
        "2036-01-01T01:00:00+01:00",
        "2036-01-01T00:00:00+0000",
        "20360101T000000Z",
        "2036-01-01 00:00:00 UTC",
        "2036-01-01T00:00:00",
        "2036-01-01",
        "Tue, 01 Jan 2036 00:00:00 GMT",
        " 2036-01-01T00:00:00Z\n",
    ],
)
def test_texts_of_other_programs(text):
    assert int(parse_expiry(text)) == 2082758400


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("soon", "Unknown string format: soon"),
        ("", "String does not contain a date: "),
        (1893456000, "Parser must be a string or character stream, not int"),
        ([], "Parser must be a string or character stream, not list"),
    ],
)
def test_what_is_no_time(text, message):
    with pytest.raises(CredentialError) as caught:
        parse_expiry(text)
    assert str(caught.value) == message
