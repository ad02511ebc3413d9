import io

import pytest

from paraph.cli.output import encoding
from paraph.cli.output.errors import OutputError


def stream():
    return io.TextIOWrapper(io.BytesIO(), encoding="ascii")


@pytest.mark.parametrize(
    ("environ", "name"),
    [
        ({}, "ascii"),
        ({"AWS_CLI_OUTPUT_ENCODING": "latin-1"}, "latin-1"),
        ({"PYTHONUTF8": "1"}, "UTF-8"),
        ({"PYTHONUTF8": "0"}, "ascii"),
        # Our own variable comes first.
        ({"AWS_CLI_OUTPUT_ENCODING": "latin-1", "PYTHONUTF8": "1"}, "latin-1"),
        ({"AWS_CLI_OUTPUT_ENCODING": "nosuch"}, "ascii"),
    ],
)
def test_the_encoding_of_a_stream(environ, name):
    out = stream()
    encoding.apply(out, environ)
    assert out.encoding == name


def test_a_stream_that_cannot_change_is_left_alone():
    out = io.StringIO()
    encoding.apply(out, {"AWS_CLI_OUTPUT_ENCODING": "latin-1"})
    out.write("é")
    assert out.getvalue() == "é"


def test_an_unknown_encoding_is_refused_before_the_call():
    encoding.check({})
    encoding.check({"AWS_CLI_OUTPUT_ENCODING": "utf-16"})
    with pytest.raises(
        OutputError, match=r"^Unknown codec `nosuch` specified for AWS_CLI_OUTPUT_ENCODING\.$"
    ):
        encoding.check({"AWS_CLI_OUTPUT_ENCODING": "nosuch"})
