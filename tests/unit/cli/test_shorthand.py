"""The grammar, the messages and the carets of v2.36.7."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paraph.cli.parameter_errors import ConversionError, ParamFileError
from paraph.cli.paramfile import ParamFiles
from paraph.cli.shorthand import ShorthandError, apply_types, parse_shorthand

_FILES = ParamFiles()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a=b", {"a": "b"}),
        ("a=", {"a": ""}),
        ("a=b,c=d", {"a": "b", "c": "d"}),
        ("a=b,c", {"a": ["b", "c"]}),
        ("foo=a,b,c=d", {"foo": ["a", "b"], "c": "d"}),
        ("a = b , c = d ", {"a": "b", "c": "d"}),
        ("a=[b,c]", {"a": ["b", "c"]}),
        ("a=[]", {"a": []}),
        ("a=[ b , [c,d] , {e=f} ]", {"a": ["b", ["c", "d"], {"e": "f"}]}),
        ("a={b=c,d=[e]}", {"a": {"b": "c", "d": ["e"]}}),
        ("a={}", {"a": {}}),
        ("a='b,c'", {"a": "b,c"}),
        ('a="b \\"c\\" \\\\d"', {"a": 'b "c" \\d'}),
        ("a='it\\'s'", {"a": "it's"}),
        ("a=b\\,c", {"a": "b,c"}),
        ("a=b=c", {"a": "b=c"}),
        ("a=b,c='d=e'", {"a": "b", "c": "d=e"}),
        ("aws:x/y#1.z-_=b", {"aws:x/y#1.z-_": "b"}),
        ("a=one,\n  b=two", {"a": "one", "b": "two"}),
        # The last quote closes where no other does.
        ("a='b\\'", {"a": "b\\"}),
    ],
)
def test_value(text: str, value: object) -> None:
    assert parse_shorthand(text, _FILES) == value


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("foo", "Expected: '=', received: 'EOF' for input:\n foo\n   ^"),
        ('"str"', "Expected: '=', received: '\"' for input:\n \"str\"\n^"),
        (" a=b", "Expected: '=', received: 'a' for input:\n  a=b\n ^"),
        ("a=b,", "Expected: '<second>', received: '<none>' for input:\n a=b,\n    ^"),
        ("a='b", "Expected: '<singled quoted>', received: '<none>' for input:\n a='b\n  ^"),
        ('a="b', "Expected: '<double quoted>', received: '<none>' for input:\n a=\"b\n  ^"),
        ("a={b=c", "Expected: ',', received: 'EOF' for input:\n a={b=c\n      ^"),
        ("a=[b", "Expected: ',', received: 'EOF' for input:\n a=[b\n    ^"),
        # Beyond U+FFFF: v2 wants it quoted.
        ("a=😀,b=c", "Expected: ',', received: '😀' for input:\n a=😀,b=c\n  ^"),
        ("a=b,\nc={d\n,e=f", "Expected: '=', received: ',' for input:\n a=b,\nc={d\n,e=f\n^"),
    ],
)
def test_syntax_error_points_at_the_place(text: str, message: str) -> None:
    with pytest.raises(ShorthandError) as caught:
        parse_shorthand(text, _FILES)
    assert str(caught.value) == message


def test_key_twice_is_refused_with_the_usual_reason() -> None:
    with pytest.raises(ShorthandError) as caught:
        parse_shorthand("a=one,\n  a=two", _FILES)
    assert str(caught.value) == (
        'Second instance of key "a" encountered for input:\n'
        "a=one,\n      ^\n  a=two\n"
        'This is often because there is a preceding "," instead of a space.'
    )


def test_value_after_at_sign_is_read_from_a_file(tmp_path) -> None:
    text, data = tmp_path / "text", tmp_path / "data"
    text.write_text("from a file")
    data.write_bytes(b"\xff")
    value = parse_shorthand(f"a@=file://{text},b={{c@='fileb://{data}'}},d@=plain", _FILES)
    assert value == {"a": "from a file", "b": {"c": b"\xff"}, "d": "plain"}
    assert parse_shorthand(f"a=file://{text}", _FILES) == {"a": f"file://{text}"}


def test_absent_file_after_at_sign_is_named() -> None:
    with pytest.raises(ParamFileError, match="Unable to load paramfile file://absent: "):
        parse_shorthand("a@=file://absent", _FILES)


def test_types_follow_the_shape(shape) -> None:
    text = "Name=5,Size=5,Ratio=1e3,On=TRUE,Names=a,Tags={Key=k},Map={a=1},Deep={On=maybe}"
    assert apply_types(parse_shorthand(text, _FILES), shape("Deep")) == {
        "Name": "5",
        "Size": 5,
        "Ratio": 1000.0,
        "On": True,
        "Names": ["a"],
        "Tags": [{"Key": "k"}],
        "Map": {"a": 1},
        "Deep": {"On": "maybe"},
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Size=x", "invalid literal for int() with base 10: 'x'"),
        ("Ratio=x", "could not convert string to float: 'x'"),
        ("On=[a]", "'list' object has no attribute 'lower'"),
        ("Map={a=''}", "invalid literal for int() with base 10: ''"),
    ],
)
def test_wrong_number_is_said_in_pythons_words(shape, text: str, message: str) -> None:
    with pytest.raises(ConversionError) as caught:
        apply_types(parse_shorthand(text, _FILES), shape("Deep"))
    assert str(caught.value) == message


def test_documents_have_no_shorthand(shape) -> None:
    with pytest.raises(ShorthandError, match="specify nested parameter: Any"):
        apply_types(parse_shorthand("Deep={Any=1}", _FILES), shape("Deep"))


_KEYS = st.text("abXY09-_.#/:", min_size=1, max_size=4)
# No backslashes: one before a quote is ambiguous in v2's own quoting.
_STRINGS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\\"), max_size=6)
_VALUES = st.recursive(
    _STRINGS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3),
    max_leaves=6,
)


def _format(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ",".join(f"{key}={_format(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(_format(item) for item in value) + "]"
    text = str(value).replace("'", "\\'")
    return f"'{text}'"


@given(st.dictionaries(_KEYS, _VALUES, min_size=1, max_size=3))
def test_what_is_written_is_read_back(value: dict[str, object]) -> None:
    text = ",".join(f"{key}={_format(item)}" for key, item in value.items())
    assert parse_shorthand(text, _FILES) == value


@given(st.text("ab=,[]{}'\"\\ @\n😀", max_size=20))
def test_any_text_is_a_value_or_an_error(text: str) -> None:
    try:
        value = parse_shorthand(text, _FILES)
    except ShorthandError:
        return
    assert isinstance(value, dict)
