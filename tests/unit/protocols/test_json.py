"""The JSON protocols: bodies of all kinds, and errors that name themselves in four ways."""

import json

import pytest

from paraph.core.message import Request, Response
from paraph.protocols import aws_json, rest_json
from paraph.protocols.codecs.jsontext import format_json, parse_json
from paraph.protocols.errors import MalformedRequestError, MalformedResponseError
from paraph.protocols.fault import ServiceFault
from tests.unit.protocols.models import make_service, structure

_SHAPES = {
    "Out": structure(
        Name="String", Size="Double", Choice="Choice", Data="Blob", When="Timestamp", Map="Map"
    ),
    "Choice": {**structure(A="String", B="Integer"), "union": True},
    "Map": {"type": "map", "key": {"shape": "String"}, "value": {"shape": "Choice"}},
    "Denied": {
        **structure(
            Message="String",
            Retry={"shape": "Integer", "location": "header", "locationName": "Retry-After"},
        ),
        "exception": True,
    },
}


def _service(protocol="json", **metadata):
    return make_service(
        protocol, _SHAPES, input="Out", output="Out", errors=("Denied",), **metadata
    )


def _read(body, module=aws_json, protocol="json", **options):
    return module.read_response(*_service(protocol), Response(200, (), body), **options)


def test_members_come_in_the_models_order_and_nulls_stay_out():
    output = _read(b'{"Size": 5, "New": 1, "Name": "n", "Data": null}')
    assert list(output.items()) == [("Name", "n"), ("Size", 5)]


def test_rest_json_takes_the_types_seriously():
    assert repr(_read(b'{"Size": 5}', rest_json, "rest-json")) == "{'Size': 5.0}"
    assert repr(_read(b'{"Size": "NaN"}', rest_json, "rest-json")) == "{'Size': nan}"
    assert _read(b'{"Size": "NaN"}') == {"Size": "NaN"}


def test_unions():
    assert _read(b'{"Choice": {"A": "x", "B": null, "__type": "t"}}') == {"Choice": {"A": "x"}}
    unknown = _read(b'{"Choice": {"C": 1}}')
    assert unknown == {"Choice": {"SDK_UNKNOWN_MEMBER": {"name": "C"}}}
    with pytest.raises(MalformedResponseError) as caught:
        _read(b'{"Choice": {}}')
    assert str(caught.value) == (
        "Invalid service response: Choice must have one and only one member set."
    )


def test_blobs_and_timestamps_as_the_caller_wants_them():
    body = b'{"Data": "!!!", "When": 1.5, "Map": {"k": null}}'
    assert _read(body, timestamp=None, blob=None) == {
        "Data": "!!!",
        "When": 1.5,
        "Map": {"k": None},
    }
    assert _read(b'{"Data": "aGk="}') == {"Data": b"hi"}
    with pytest.raises(MalformedResponseError, match="padding"):
        _read(b'{"Data": "aGk"}')


@pytest.mark.parametrize("body", [b"", b"{}", b"<html>"])
def test_what_is_no_json_is_an_empty_output(body):
    assert _read(body) == {}


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"[]", "Out is a list, not a structure"),
        (b"null", "Out is null, not a structure"),
        (b'{"Choice": 5}', "Choice is a number, not a structure"),
        (b'{"Map": "x"}', "Map is a string, not a map"),
        (b'"\xff"', "'utf-8' codec can't decode byte 0xff in position 1: invalid start byte"),
    ],
)
def test_json_of_another_form_is_an_error_of_the_response(body, message):
    with pytest.raises(MalformedResponseError, match=message.replace("(", r"\(")):
        _read(body)


@pytest.mark.parametrize(
    ("headers", "body", "code"),
    [
        ([("x-amzn-ErrorType", "aws.x#Denied:http://x/")], b'{"code": "Other"}', "Denied"),
        ([], b'{"__type": "aws.x#Denied"}', "Denied"),
        ([], b'{"code": "Denied"}', "Denied"),
        ([], b'{"Code": "a#Denied"}', "Denied"),
        ([], b"", "403"),
    ],
)
def test_rest_json_names_an_error_in_four_ways(headers, body, code):
    fault = rest_json.read_error(*_service("rest-json"), Response(403, headers, body))
    assert fault.code == code


def test_an_errors_header_is_a_member():
    headers = [("x-amzn-ErrorType", "Denied"), ("Retry-After", "7")]
    response = Response(403, headers, b'{"message": "no", "Message": "NO", "Secret": "s"}')
    fault = rest_json.read_error(*_service("rest-json"), response)
    assert fault.members == {"Message": "no", "Code": "Denied", "Retry": 7}


def test_a_query_compatible_error_keeps_its_old_code():
    response = Response(400, [("x-amzn-query-error", "Old.Code;Sender")], b'{"__type":"New"}')
    fault = aws_json.read_error(*_service(), response)
    assert (fault.code, fault.type) == ("Old.Code", "Sender")


def test_an_error_that_is_no_object_is_refused():
    with pytest.raises(MalformedResponseError, match="a JSON object is expected"):
        aws_json.read_error(*_service(), Response(400, (), b"[1, 2]"))
    assert aws_json.read_error(*_service(), Response(400, (), b"text")).message == "text"


@pytest.mark.parametrize(("module", "protocol"), [(aws_json, "json"), (rest_json, "rest-json")])
def test_a_server_writes_what_its_client_reads(module, protocol):
    service, operation = _service(protocol, awsQueryCompatible={})
    fault = ServiceFault("Denied", "no", {"Retry": 3}, "id", status=403)
    read = module.read_error(service, operation, module.write_error(service, operation, fault))
    assert (read.code, read.message, read.request_id) == ("Denied", "no", "id")


@pytest.mark.parametrize("body", [b"{", b"[1]", b'{"Size": "x"}', b'{"When": "never"}'])
def test_a_wrong_request_is_an_error_of_the_request(body):
    with pytest.raises(MalformedRequestError):
        aws_json.read_request(*_service(), Request("POST", "/", (), body))


@pytest.mark.parametrize(
    "text",
    ['{"a": [1, -2.5e3, null, true, "\\u00e9\\n"]}', " [1]\r\n", '""', "NaN", "-Infinity", "{}"],
)
def test_json_is_read_as_by_the_library(text):
    assert repr(parse_json(text)) == repr(json.loads(text))


@pytest.mark.parametrize(
    "text", ["", "{", '{"a":', '"abc', "nul", "1 2", '"\t"', "[1,]", "\ufeff1"]
)
def test_bad_json_has_the_librarys_message(text):
    with pytest.raises(ValueError) as ours:  # noqa: PT011
        parse_json(text)
    with pytest.raises(ValueError) as theirs:  # noqa: PT011
        json.loads(text)
    assert str(ours.value) == str(theirs.value)


def test_json_is_written_as_by_the_library():
    value = {"a": [1, 2.5, None, True, "é\ud800\x7f"], "b": {}, "c": []}
    assert format_json(value) == json.dumps(value)
    assert format_json(value, compact=True) == json.dumps(value, separators=(",", ":"))
