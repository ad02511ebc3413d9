"""REST XML and S3: paths, faults behind a status 200, headers that are no dates."""

import pytest

from paraph.core.message import Request, Response
from paraph.protocols import rest_xml
from paraph.protocols.errors import HiddenFaultError, MalformedRequestError, ProtocolError
from paraph.protocols.fault import ServiceFault
from tests.unit.protocols.models import make_service, structure

_SHAPES = {
    "In": structure(
        Bucket={"shape": "String", "location": "uri", "locationName": "Bucket"},
        Key={"shape": "String", "location": "uri", "locationName": "Key"},
        Version={"shape": "String", "location": "querystring", "locationName": "versionId"},
        Meta={"shape": "Meta", "location": "headers", "locationName": "x-amz-meta-"},
    ),
    "Meta": {"type": "map", "key": {"shape": "String"}, "value": {"shape": "String"}},
    "Out": structure(
        Copied="String",
        Expires={"shape": "Expires", "location": "header", "locationName": "Expires"},
    ),
    "Expires": {"type": "timestamp"},
    "Gone": {
        **structure(Code="String", Message="String", Where="String"),
        "exception": True,
    },
}


def _s3():
    # As compiled: without the bucket, which the endpoint has.
    return make_service(
        "rest-xml",
        _SHAPES,
        input="In",
        output="Out",
        errors=("Gone",),
        http={"method": "GET", "requestUri": "/{Key+}?acl"},
        serviceId="S3",
    )


def test_the_bucket_is_the_endpoints_business():
    service, operation = _s3()
    params = {"Bucket": "b", "Key": "a//b c/é?.txt", "Version": "1&2", "Meta": {"K": "v"}}
    request = rest_xml.write_request(service, operation, params)
    assert request.url == "/a//b%20c/%C3%A9%3F.txt?acl&versionId=1%262"
    assert request.headers.items() == [("x-amz-meta-K", "v")]
    request.url = "/b" + request.url
    assert rest_xml.read_request(service, operation, request) == params


def test_a_missing_label_is_named():
    service, operation = _s3()
    with pytest.raises(ProtocolError, match="no value for Key, which its path needs"):
        rest_xml.write_request(service, operation, {"Bucket": "b"})
    with pytest.raises(MalformedRequestError, match="is not one of"):
        rest_xml.read_request(service, operation, Request("GET", "/b"))


def _read(body, headers=()):
    service, operation = _s3()
    return rest_xml.read_response(service, operation, Response(200, headers, body))


def test_an_error_in_a_success_is_a_fault():
    with pytest.raises(HiddenFaultError) as caught:
        _read(b"<?xml version='1.0'?>\n<Error><Code>SlowDown</Code><Message>m</Message></Error>")
    assert (caught.value.fault.code, caught.value.fault.status) == ("SlowDown", 500)


def test_a_success_cut_off_is_a_fault():
    with pytest.raises(HiddenFaultError) as caught:
        _read(b"<Result><Copied>x")
    assert caught.value.fault.members == {"Code": "500", "Message": "Internal Server Error"}


def test_expires_may_be_any_text():
    good = _read(b"", [("Expires", "Thu, 29 Feb 2024 12:34:56 GMT")])
    assert list(good) == ["Expires", "ExpiresString"]
    assert _read(b"", [("Expires", "soon")]) == {"ExpiresString": "soon"}


def _error(status, body, headers=()):
    service, operation = _s3()
    return rest_xml.read_error(service, operation, Response(status, headers, body))


def test_an_error_has_members_details_and_an_id():
    fault = _error(
        404,
        b"<Error><Message>m</Message><Code>Gone</Code><Where>w</Where><Extra>e</Extra>"
        b"<HostId>h</HostId></Error>",
        [("x-amz-request-id", "id")],
    )
    assert (fault.code, fault.message, fault.request_id) == ("Gone", "m", "id")
    assert list(fault.members.items()) == [("Message", "m"), ("Code", "Gone"), ("Where", "w")]
    assert fault.details["Extra"] == "e"


@pytest.mark.parametrize("body", [b"", b"teapot", b'{"message":"odd"}'])
def test_without_xml_the_status_speaks(body):
    fault = _error(404, body)
    assert list(fault.members.items()) == [("Code", "404"), ("Message", "Not Found")]


def test_a_web_page_is_an_error_without_a_code():
    assert _error(400, b"<html><body/></html>").members == {"Message": "", "Code": ""}
    assert _error(503, b"<html><br>").members == {"Code": "503", "Message": "Service Unavailable"}


def test_a_server_writes_what_its_client_reads():
    service, operation = _s3()
    fault = ServiceFault("Gone", "<m>", {"Where": "here"}, "id", status=404)
    response = rest_xml.write_error(service, operation, fault)
    read = rest_xml.read_error(service, operation, response)
    assert (read.code, read.message, read.members["Where"]) == ("Gone", "<m>", "here")
    assert read.request_id == "id"
