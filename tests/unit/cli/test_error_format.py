import io

import pytest

from paraph.cli import error_format
from paraph.cli.output.errors import OutputError

DETAILS = {"Message": "no: never", "Code": "Denied"}
SENTENCE = "An error occurred (Denied) when calling the GetThing operation: no: never"
LINE = f"\naws: [ERROR]: {SENTENCE}\n"

FORMATS = [
    ("legacy", LINE),
    ("enhanced", LINE),
    ("nosuch", LINE),
    ("json", '{\n    "Message": "no: never",\n    "Code": "Denied"\n}\n'),
    ("yaml", "Code: Denied\nMessage: 'no: never'\n"),
    ("text", "Denied\tno: never\n"),
]


@pytest.mark.parametrize(("name", "text"), FORMATS)
def test_formats(name, text):
    assert error_format.render(DETAILS, SENTENCE, name) == text


def test_a_table_is_titled_error():
    lines = error_format.render(DETAILS, SENTENCE, "table").splitlines()
    assert lines[1].strip("| ") == "error"
    assert "|  Denied |" in lines[5]


MEMBERS = [
    ("text", "text"),
    (3, "3"),
    (None, "None"),
    (True, "True"),
    ([1, "a"], "[1, a]"),
    ({"k": "v", "n": None}, "{k: v, n: None}"),
    ([], "[]"),
    ([1, 2, 3, 4], "[1, 2, 3, 4]"),
]


@pytest.mark.parametrize(("value", "shown"), MEMBERS)
def test_what_else_an_error_tells_follows_its_line(value, shown):
    text = error_format.render({**DETAILS, "Extra": value}, SENTENCE, "enhanced")
    assert text == f"{LINE}\nAdditional error details:\nExtra: {shown}\n"


@pytest.mark.parametrize("value", [[1, 2, 3, 4, 5], [[1]], {"k": {}}, [{}], b"x"])
def test_what_is_too_much_for_a_line_is_only_named(value):
    details = {**DETAILS, "Extra": value, "Other": 1}
    assert error_format.render(details, SENTENCE, "enhanced") == (
        f"{LINE}\nAdditional error details:\nExtra: <complex value>\nOther: 1\n"
        'Use "--cli-error-format json" or another error format to see the full details.\n'
    )
    assert error_format.render(details, SENTENCE, "legacy") == LINE


def test_code_and_message_are_told_once_however_they_are_spelt():
    details = {**DETAILS, "message": "no: never", "code": "Denied"}
    assert error_format.render(details, SENTENCE, "enhanced") == LINE


@pytest.mark.parametrize("name", ["json", "yaml", "text", "table", "enhanced"])
def test_without_details_there_is_only_the_line(name):
    assert error_format.render({}, SENTENCE, name) == LINE


def test_line_ends_around_a_sentence_are_left_out():
    assert error_format.render({}, "\nbad\n ^\n", "legacy") == "\naws: [ERROR]: bad\n ^\n"
    assert error_format.render({}, "", "legacy") == "\naws: [ERROR]:\n"


def test_the_plain_line_is_shown_where_a_document_is_not_possible():
    details = {**DETAILS, "Mixed": [{"a": 1}, "b"]}
    assert error_format.render(details, SENTENCE, "text") == LINE


def stream(encoding, errors="backslashreplace"):
    return io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors=errors, newline="")


def written(out):
    out.flush()
    return out.buffer.getvalue()


def test_stderr_escapes_what_its_encoding_lacks():
    out = stream("ascii")
    error_format.write(out, DETAILS, "café", "enhanced", environ={})
    assert written(out) == b"\naws: [ERROR]: caf\\xe9\n"


def test_an_encoding_that_is_asked_for_escapes_nothing():
    out = stream("utf-8")
    environ = {"AWS_CLI_OUTPUT_ENCODING": "ascii"}
    with pytest.raises(OutputError, match=r"character '\\xe9' in position 17"):
        error_format.write(out, DETAILS, "café", "enhanced", environ=environ)
    assert written(out) == b"\n\n"
