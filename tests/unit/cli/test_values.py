import pytest

from paraph.cli.errors import ArgumentError
from paraph.cli.parameter_errors import ConversionError, ParameterError
from paraph.cli.scan import scan_check, takes_many
from paraph.cli.values import parse_value


@pytest.fixture
def parse(shape, files):
    return lambda name, words, path="": parse_value("--it", shape(name), words, files, path=path)


@pytest.mark.parametrize(
    ("name", "words", "value"),
    [
        ("String", "", ""),
        ("String", "[x", "[x"),
        ("Integer", " 42 ", 42),
        ("Long", "-7", -7),
        ("Double", "1e-7", 1e-7),
        ("Timestamp", "2024-02-29", "2024-02-29"),
        ("Blob", "aGk=", "aGk="),
        ("Strings", [], []),
        ("Strings", ["a", "b,c"], ["a", "b,c"]),
        ("Strings", ['["a", "b"]'], ["a", "b"]),
        ("Strings", [" [1] "], [1]),
        ("Integers", ["1", "2"], [1, 2]),
        ("Tags", [], []),
        ("Tags", ["Key=a,Value=b", "Key=c"], [{"Key": "a", "Value": "b"}, {"Key": "c"}]),
        ("Tags", ['{"Key": "a"}', '{"Key": "b"}'], [{"Key": "a"}, {"Key": "b"}]),
        ("Tags", ['{"Key": "a"}'], [{"Key": "a"}]),
        ("Tags", ['[{"Key": "a"}]'], [{"Key": "a"}]),
        ("Tag", "Key=a", {"Key": "a"}),
        ("Tag", ' {"Key": "a"}', {"Key": "a"}),
        ("Map", "a=1", {"a": 1}),
        ("Wrapped", "stop", {"Value": "stop"}),
        ("Wrapped", "Value=stop", {"Value": "stop"}),
        ("Any", "[1, {}]", [1, {}]),
        ("Any", '"text"', "text"),
        ("Anys", ["1", '{"a": null}'], [1, {"a": None}]),
    ],
)
def test_value(parse, name: str, words, value) -> None:
    assert parse(name, words) == value


_ABSENT = "Unable to load paramfile file://nosuch: [Errno 2] No such file or directory: 'nosuch'"


@pytest.mark.parametrize(
    ("name", "words", "reason"),
    [
        ("Tag", "[{'a': 1}]", "Invalid JSON:\n[{'a': 1}]"),
        (
            "Tag",
            '{"a": ',
            'Invalid JSON: Expecting value: line 1 column 7 (char 6)\nJSON received: {"a": ',
        ),
        ("Any", "x", "Invalid JSON: Expecting value: line 1 column 1 (char 0)\nJSON received: x"),
        ("Tag", "foo", "Expected: '=', received: 'EOF' for input:\n foo\n   ^"),
        ("Tags", ["[]", "x"], "Invalid JSON:\n[]"),
        # The first word, whichever is wrong
        ("Integers", ["1", "b"], "1"),
        (
            "String",
            "file://nosuch",
            "Unable to load paramfile file://nosuch: [Errno 2] No such file or directory: 'nosuch'",
        ),
        ("Body", "nosuch.bin", "Blob values must be a path to a file."),
    ],
)
def test_wrong_value_names_the_option(parse, name: str, words, reason: str) -> None:
    with pytest.raises(ParameterError) as caught:
        parse(name, words)
    assert str(caught.value) == f"Error parsing parameter '--it': {reason}"
    assert caught.value.option == "--it"


@pytest.mark.parametrize(
    ("name", "words", "message"),
    [
        ("Integer", "abc", "invalid literal for int() with base 10: 'abc'"),
        ("Integer", "1.5", "invalid literal for int() with base 10: '1.5'"),
        ("Deep", "Size=x", "invalid literal for int() with base 10: 'x'"),
        ("Tags", ["{}", ""], "string index out of range"),
        (
            "Deep",
            "Name@=file://nosuch",
            "Unable to load paramfile file://nosuch: [Errno 2] No such file or directory: 'nosuch'",
        ),
    ],
)
def test_failed_conversion_is_said_in_pythons_words(parse, name, words, message: str) -> None:
    with pytest.raises(ConversionError) as caught:
        parse(name, words)
    assert str(caught.value) == message


def test_files_hold_any_kind_of_value(parse, tmp_path) -> None:
    def wrote(text: str) -> str:
        path = tmp_path / "value"
        path.write_text(text)
        return f"file://{path}"

    assert parse("String", wrote("text\n")) == "text\n"
    assert parse("Integer", wrote("5\n")) == 5
    assert parse("Tag", wrote('{"Key": "a"}')) == {"Key": "a"}
    assert parse("Tag", wrote("Key=a")) == {"Key": "a"}
    assert parse("Tags", [wrote('[{"Key": "a"}]')]) == [{"Key": "a"}]
    # One of several words is no file.
    assert parse("Strings", ["file://x", "y"]) == ["file://x", "y"]


def test_fileb_gives_bytes(parse, tmp_path) -> None:
    path = tmp_path / "value"
    path.write_bytes(b'\xef\xbb\xbf{"a": 1}')
    assert parse("Blob", f"fileb://{path}") == b'\xef\xbb\xbf{"a": 1}'
    assert parse("Any", f"fileb://{path}") == {"a": 1}
    with pytest.raises(ConversionError):
        parse("Tag", f"fileb://{path}")


def test_streaming_blob_is_a_path(parse, tmp_path, monkeypatch) -> None:
    (tmp_path / "body").write_bytes(b"data")
    monkeypatch.setenv("HERE", str(tmp_path))
    with parse("Body", "$HERE/body") as body:
        assert body.read() == b"data"
    with pytest.raises(ParameterError, match="must be a path to a file"):
        parse("Body", f"fileb://{tmp_path}/body")


def test_old_lists_take_bare_members(shape, files) -> None:
    path = "elb.describe-instance-health.instances"
    words = ["a", "Value=b"]
    bare = parse_value("--instances", shape("Wrappeds"), words, files, path=path)
    assert bare == [{"Value": "a"}, {"Value": "Value=b"}]
    # JSON stays JSON, and a structure of two members has no bare form.
    json = ['[{"Value": "a"}]']
    assert parse_value("--instances", shape("Wrappeds"), json, files, path=path) == [{"Value": "a"}]
    assert parse_value("--instances", shape("Tags"), ["Key=a"], files, path=path) == [{"Key": "a"}]


def test_lists_take_many_words(shape) -> None:
    assert takes_many(shape("Tags"))
    assert not takes_many(shape("Map"))
    assert not takes_many(shape("Tag"))


def test_scan_refuses_words_that_are_no_numbers(shape) -> None:
    for name, kind in (("Long", "int"), ("Double", "float")):
        check = scan_check("--it", shape(name))
        assert check is not None
        check("5")
        with pytest.raises(ArgumentError) as caught:
            check("x")
        assert str(caught.value) == f"argument --it: invalid {kind} value: 'x'"
    # v2 leaves these for later.
    assert scan_check("--it", shape("Integer")) is None
