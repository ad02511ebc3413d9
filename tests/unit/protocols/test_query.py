"""The query protocols: results, faults, and what is neither."""

import pytest

from paraph.core.message import Request, Response
from paraph.protocols import ec2, query
from paraph.protocols.errors import MalformedRequestError, MalformedResponseError
from paraph.protocols.fault import ServiceFault
from tests.unit.protocols.models import make_service, structure

_SHAPES = {
    "In": structure(Names="Names", When="Timestamp", Count="Integer", Data="Blob"),
    "Names": {"type": "list", "member": {"shape": "String"}},
    "Out": structure(Arn="String"),
    "NoSuch": {
        **structure(Code="String", Reason="String"),
        "exception": True,
        "error": {"code": "NoSuch.Thing", "httpStatusCode": 404},
    },
}


def _service(protocol="query"):
    return make_service(
        protocol,
        _SHAPES,
        input="In",
        output={"shape": "Out", "resultWrapper": "DoResult"} if protocol == "query" else "Out",
        errors=("NoSuch",),
    )


def test_a_form_encodes_all_but_the_unreserved():
    service, operation = _service()
    request = query.write_request(service, operation, {"Names": ["a b", "é&="], "Count": 3})
    assert request.body == (
        b"Action=Do&Version=2020-01-01&Names.member.1=a+b&Names.member.2=%C3%A9%26%3D&Count=3"
    )


def test_an_empty_list_is_said_and_read():
    service, operation = _service()
    request = query.write_request(service, operation, {"Names": []})
    assert request.body.endswith(b"&Names=")
    assert query.read_request(service, operation, request) == {"Names": []}
    assert ec2.write_request(*_service("ec2"), {"Names": []}).body.endswith(b"Version=2020-01-01")


def test_a_get_may_have_the_form_in_its_query():
    service, operation = _service()
    request = Request("GET", "/?Action=Do&Names.member.2=b&Names.member.1=a&Count=2&Other=1")
    assert query.read_request(service, operation, request) == {"Names": ["a", "b"], "Count": 2}


@pytest.mark.parametrize("body", [b"Count=x", b"When=never", b"Data=a", b"Count=\xff"])
def test_a_wrong_value_is_an_error_of_the_request(body):
    with pytest.raises(MalformedRequestError):
        query.read_request(*_service(), Request("POST", "/", (), body))


def test_a_page_instead_of_a_result():
    body = b"<html><body/></html>"
    with pytest.raises(MalformedResponseError, match="has no element DoResult"):
        query.read_response(*_service(), Response(200, (), body))


def _error(body, status=404, module=query, protocol="query"):
    service, operation = _service(protocol)
    return module.read_error(service, operation, Response(status, (), body))


def test_an_errors_code_finds_its_structure():
    fault = _error(
        b"<ErrorResponse><Error><Type>Sender</Type><Code>NoSuch.Thing</Code><Message>m</Message>"
        b"<Reason>r</Reason></Error><RequestId>id</RequestId></ErrorResponse>"
    )
    assert list(fault.members.items()) == [
        ("Code", "NoSuch.Thing"),
        ("Message", "m"),
        ("Reason", "r"),
    ]
    assert (fault.type, fault.request_id, fault.status) == ("Sender", "id", 404)


def test_an_error_without_a_code_is_unknown():
    fault = _error(b"<ErrorResponse><Error><Type>Sender</Type></Error></ErrorResponse>")
    assert (fault.code, fault.message, fault.members) == ("Unknown", "Unknown", {})


def test_an_error_that_is_no_xml_is_quoted():
    with pytest.raises(MalformedResponseError, match="invalid XML received"):
        _error(b"teapot", 418)


@pytest.mark.parametrize(("module", "protocol"), [(query, "query"), (ec2, "ec2")])
def test_a_server_writes_what_its_client_reads(module, protocol):
    service, operation = _service(protocol)
    fault = ServiceFault("NoSuch.Thing", "a < b", {"Reason": "r"}, "id", status=404)
    read = module.read_error(service, operation, module.write_error(service, None, fault))
    assert (read.code, read.message, read.members["Reason"]) == ("NoSuch.Thing", "a < b", "r")
    assert read.request_id == "id"
    response = module.write_response(service, operation, {"Arn": "x"}, request_id="id")
    assert module.read_response(service, operation, response) == {"Arn": "x"}
    assert b"id" in response.body
