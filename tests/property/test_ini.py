"""Our INI parser against Python's own, whose dialect AWS's files are."""

import configparser
import shlex

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from paraph.config.errors import ConfigParseError
from paraph.config.ini import parse
from paraph.config.words import split_words

_WORDS = ["a", "B", "key", "s3", "x y", "default", "profile p", "DEFAULT", "", "é", "\u2028z"]
_BLANKS = ["", " ", "  ", "\t", "    ", "\x0b", "\u3000"]
_ENDS = ["\n", "\n", "\n", "\r\n", "\r"]

_blank = st.sampled_from(_BLANKS)
_word = st.sampled_from(_WORDS)
_line = st.one_of(
    st.builds(
        lambda b, w, a: f"{b}[{w}]{a}", _blank, _word, st.sampled_from(["", " # x", " ]", "x"])
    ),
    st.builds(
        lambda b, k, x, d, y, v: f"{b}{k}{x}{d}{y}{v}",
        _blank,
        _word,
        _blank,
        st.sampled_from(["=", ":", "==", " = ", ""]),
        _blank,
        _word,
    ),
    st.builds(lambda b, m, w: f"{b}{m}{w}", _blank, st.sampled_from("#;"), _word),
    _blank,
    st.text(alphabet="ab[]=:#; \t\ufeff", max_size=6),
)
_texts = st.lists(st.tuples(_line, st.sampled_from(_ENDS)), max_size=12).map(
    lambda lines: "".join(line + end for line, end in lines)
)
_fine_texts = st.lists(_texts, max_size=3).map(
    lambda parts: "".join(
        f"[s{number}]\nk{number} = v\n{part}\n" for number, part in enumerate(parts)
    )
)


def _expected(text):
    """Return what RawConfigParser makes of the text, nested values split as AWS's SDKs do."""
    # As a text file would be opened: universal newlines.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    parser = configparser.RawConfigParser()
    try:
        parser.read_file(_lines(text))
        return {
            section: {key: _value(parser.get(section, key)) for key in parser.options(section)}
            for section in parser.sections()
        }
    except (configparser.Error, ValueError):
        return None


def _lines(text):
    return [line + "\n" for line in text.split("\n")]


def _value(text):
    if not text.startswith("\n"):
        return text
    pairs = [line.split("=", 1) for line in text.splitlines() if line.strip()]
    return {key.strip(): value.strip() for key, value in pairs}


def _ours(text):
    try:
        return parse(text, "file")
    except ConfigParseError:
        return None


@settings(max_examples=500, deadline=None)
@given(_texts | _fine_texts)
@example("[a]\nx = 1\n\n  more\n\n")
@example("[a]\nx =\n  b = c\n  # no\n  d = e\n")
@example("[a]\nx =\n  b = c\n  d\n")
@example("[DEFAULT]\nx = 1\n[a]\ny = 2\n[DEFAULT]\nz = 3\n")
@example("[a]]\nx = 1\n[]]\ny: 2\n")
@example("[a]\n[] = 1\n")
@example("[a]\n= 1\n")
@example("\ufeff[a]\nx = 1\n")
@example("[a] ; trailing\nk = v # kept\n")
@example("  [a]\n  k = v\n m = n\n")
@example("[a]\nK = 1\nk = 2\n")
def test_sections_keys_values_and_errors_are_those_of_raw_config_parser(text):
    ours, expected = _ours(text), _expected(text)
    assert ours == expected
    if ours is not None:
        assert [list(section) for section in ours.values()] == [
            list(section) for section in expected.values()
        ]
        assert list(ours) == list(expected)


@settings(max_examples=300, deadline=None)
@given(_texts.filter(lambda text: _expected(text) is None))
def test_an_error_names_a_line_of_the_file(text):
    with pytest.raises(ConfigParseError) as caught:
        parse(text, "file")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert 1 <= caught.value.line <= len(lines)
    assert caught.value.reason


@settings(max_examples=500, deadline=None)
@given(st.text(alphabet="ab \t\n\r'\"\\\u3000#", max_size=12))
def test_words_are_those_of_a_posix_shell(text):
    assert _words(split_words, text) == _words(shlex.split, text)


def _words(split, text):
    try:
        return split(text)
    except ValueError as error:
        return str(error)
