import pytest

from paraph.config.errors import ConfigParseError
from paraph.config.ini import parse


def test_keys_are_lower_cased_and_both_dividers_count():
    text = "[default]\nRegion = eu-west-1\noutput:json\nurl = http://h:1/?a=b\na:b=c\n"
    assert parse(text, "f") == {
        "default": {
            "region": "eu-west-1",
            "output": "json",
            "url": "http://h:1/?a=b",
            "a": "b=c",
        }
    }


def test_a_comment_is_a_whole_line():
    text = "# one\n[a]\n; two\nk = v # kept\n  ; three\nm = n ; kept\n"
    assert parse(text, "f") == {"a": {"k": "v # kept", "m": "n ; kept"}}


def test_an_empty_value_that_goes_on_is_a_nested_section_whose_keys_keep_their_case():
    text = "[a]\ns3 =\n  Max = 1\n  # no\n\n  other=2 = 3\nk = v\nempty =\n"
    assert parse(text, "f") == {"a": {"s3": {"Max": "1", "other": "2 = 3"}, "k": "v", "empty": ""}}


def test_a_deeper_line_goes_on_with_a_value():
    assert parse("[a]\nk = 1\n  2\n\n  3\n\n", "f") == {"a": {"k": "1\n2\n\n3"}}


def test_capital_default_gives_other_sections_its_keys():
    text = "[DEFAULT]\nk = 1\nm = 2\n[a]\nk = 3\n"
    assert parse(text, "f") == {"a": {"k": "3", "m": "2"}}


def test_line_ends_of_all_systems():
    assert parse("[a]\r\nk = v\r\n[b]\rm = n\r", "f") == {"a": {"k": "v"}, "b": {"m": "n"}}


def test_a_header_ends_at_the_last_bracket():
    assert list(parse('[profile "a b"] # x\n[ c ]\n[d]]\n', "f")) == ['profile "a b"', " c ", "d]"]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("k = v\n", 1, "text before the first [section]"),
        ("\n[]\n", 2, "text before the first [section]"),
        (
            "\ufeff[a]\n",
            1,
            "the file starts with a byte order mark; save it as UTF-8 without one",
        ),
        ("[a]\n[b]\n[a]\n", 3, "section [a] is there twice"),
        ("[a]\nk = 1\nK: 2\n", 3, "key k is there twice in its section"),
        ("[a]\n\nwhat\n", 3, "neither a [section] nor a key = value"),
        ("[a]\n= v\n", 2, 'no key before "="'),
        ("[a]\ns3 =\n  k = v\n  bad\n", 4, 'a nested line without "="'),
    ],
)
def test_an_error_says_where_and_why_below_the_first_line(text, line, reason):
    with pytest.raises(ConfigParseError) as caught:
        parse(text, "/home/me/.aws/config")
    error = caught.value
    assert (error.path, error.line, error.reason) == ("/home/me/.aws/config", line, reason)
    assert str(error).splitlines() == [
        "Unable to parse config file: /home/me/.aws/config",
        f"line {line}: {reason}",
    ]
