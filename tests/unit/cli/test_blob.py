import io

import pytest

from paraph.cli.blob import decode_blobs
from paraph.cli.parameter_errors import ConversionError


def _decode(operation, params, binary_format="base64"):
    decode_blobs(params, operation({"Data": "Blob", "Deep": "Deep"}).input, binary_format)
    return params


def test_base64_becomes_bytes_wherever_a_blob_is(operation) -> None:
    params = {"Data": "aGk=", "Deep": {"Data": "aGk=", "Name": "aGk=", "Deep": {"Data": "aGk="}}}
    assert _decode(operation, params) == {
        "Data": b"hi",
        "Deep": {"Data": b"hi", "Name": "aGk=", "Deep": {"Data": b"hi"}},
    }


def test_bytes_and_streams_stay(operation) -> None:
    stream = io.BytesIO(b"x")
    assert _decode(operation, {"Data": b"aGk=", "Deep": {"Data": stream}}) == {
        "Data": b"aGk=",
        "Deep": {"Data": stream},
    }


def test_wrong_types_are_left_to_validation(operation) -> None:
    params = {"Data": 5, "Deep": ["x"], "Other": "y"}
    assert _decode(operation, dict(params)) == params


def test_characters_outside_the_alphabet_are_skipped_as_in_v2(operation) -> None:
    assert _decode(operation, {"Data": "%%%"}) == {"Data": b""}
    assert _decode(operation, {"Data": "a-G*k\n="}) == {"Data": b"hi"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("abc", 'Invalid base64: "abc"'),
        ('{"a":1}', 'Invalid base64: "{"a":1}"'),
        ("é", "string argument should contain only ASCII characters"),
    ],
)
def test_other_text_is_refused(operation, text: str, message: str) -> None:
    with pytest.raises(ConversionError) as caught:
        _decode(operation, {"Data": text})
    assert str(caught.value) == message


def test_raw_text_is_utf_8(operation) -> None:
    params = {"Data": "é", "Deep": {"Data": "a\udcffb"}}
    assert _decode(operation, params, "raw-in-base64-out") == {
        "Data": "é".encode(),
        "Deep": {"Data": b"a\xffb"},
    }


def test_operation_without_input() -> None:
    params: dict[str, object] = {}
    decode_blobs(params, None, "base64")
    assert params == {}
