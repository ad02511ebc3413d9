"""The client half of every protocol against botocore's cases, the server half against ours."""

import json
from binascii import a2b_base64
from xml.etree import ElementTree as ET

import pytest

from paraph.core.message import Response
from paraph.core.timestamp import parse
from paraph.core.uri import Url
from paraph.protocols import registry
from paraph.protocols.base import fill_idempotency_tokens, host_prefix
from paraph.protocols.codecs.cbor import Epoch, decode_cbor
from paraph.protocols.codecs.formshapes import parse_form
from tests.vectors.protocol_cases import TOKEN, parameters, to_params


def _epoch(value):
    seconds = parse(value).timestamp()
    return int(seconds) if seconds == int(seconds) else seconds


def _write(case):
    operation = case.operation
    params = to_params(operation.input, case.data["params"]) if operation.input else {}
    params = fill_idempotency_tokens(operation.input, params, lambda: TOKEN)
    protocol = registry.load(case.protocol)
    return params, protocol, protocol.write_request(case.service, operation, params)


@pytest.mark.parametrize("case", parameters("input"))
def test_request_is_what_the_case_says(case):
    params, _, request = _write(case)
    expected = case.data["serialized"]
    assert request.method == expected.get("method", "POST")
    _check_target(request.url, expected["uri"])
    _check_headers(request, expected)
    if "host" in expected and "clientEndpoint" in case.data:
        host = Url(case.data["clientEndpoint"]).netloc
        assert host_prefix(case.operation, params) + host == expected["host"]
    if "body" in expected:
        _check_body(case, request, expected["body"])


def _check_target(actual, expected):
    path, _, query = actual.partition("?")
    expected_path, _, expected_query = expected.partition("?")
    assert path == expected_path
    assert sorted(query.split("&")) == sorted(expected_query.split("&"))


def _check_headers(request, expected):
    for name, value in expected.get("headers", {}).items():
        actual = request.headers.get(name)
        if name == "Content-Type":
            # v2 names a charset in forms, and no type for XML or text: wire/corpus.jsonl.gz.
            assert actual is None or actual.partition(";")[0] == value
        else:
            assert actual is not None, name
            assert _list_items(actual) == _list_items(value), name
    for name in expected.get("forbidHeaders", ()):
        assert name not in request.headers
    for name in expected.get("requireHeaders", ()):
        # The transport says how long the body is.
        assert name in request.headers or name == "Content-Length"


def _list_items(value):
    """Return a header's value without the blanks that may follow commas (RFC 9110 §5.6.1)."""
    return value.replace(", ", ",")


def _check_body(case, request, expected):
    body = request.body.decode("utf-8") if case.protocol != "smithy-rpc-v2-cbor" else request.body
    match case.protocol:
        case "query" | "ec2":
            assert sorted(parse_form(body)) == sorted(parse_form(expected))
        case "smithy-rpc-v2-cbor":
            wanted = a2b_base64(expected)
            assert bool(body) == bool(wanted)
            assert not body or repr(decode_cbor(body)) == repr(_sorted_as(body, wanted))
        case "rest-xml" if expected.strip().startswith("<"):
            assert _tree(body) == _tree(expected)
        case "json" | "rest-json" if expected.strip().startswith(("{", "[")):
            assert json.loads(body) == json.loads(expected)
        case _:
            assert body == expected


def _sorted_as(body, wanted):
    """Return the wanted value with the keys in our order; the order of a map means nothing."""
    return _reorder(decode_cbor(body), decode_cbor(wanted))


def _reorder(model, value):
    if isinstance(model, dict) and isinstance(value, dict) and model.keys() == value.keys():
        return {key: _reorder(model[key], value[key]) for key in model}
    if isinstance(model, list) and isinstance(value, list) and len(model) == len(value):
        return [_reorder(*pair) for pair in zip(model, value, strict=True)]
    if model == value and isinstance(model, Epoch):
        return model
    return value


def _tree(text):
    return _element(ET.fromstring(text))


def _element(element):
    children = sorted((_element(child) for child in element), key=repr)
    text = (element.text or "").strip() if children else element.text or ""
    return (element.tag, sorted(element.attrib.items()), text, children)


def _response(case):
    given = case.data["response"]
    body = given.get("body", "")
    if case.protocol in ("query", "ec2") and not body:
        # These cases make no statement about the body, and there always is one.
        name = case.data["given"]["name"]
        body = f"<{name}Response><{name}Result/></{name}Response>"
    is_base64 = case.protocol == "smithy-rpc-v2-cbor"
    data = a2b_base64(body) if is_base64 else body.encode("utf-8")
    return Response(given["status_code"], given.get("headers", {}), data)


def _comparable(value):
    """Return an output as the cases write it: blobs as text, numbers that JSON lacks as strings."""
    if isinstance(value, dict):
        return {key: _comparable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_comparable(item) for item in value]
    if isinstance(value, bytes):
        return value.decode("utf-8")
    if isinstance(value, float) and (value != value or value in (float("inf"), -float("inf"))):
        return {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}[str(value)]
    return value


@pytest.mark.parametrize("case", parameters("output"))
def test_response_is_read_as_the_case_says(case):
    protocol = registry.load(case.protocol)
    response = _response(case)
    if "error" in case.data:
        fault = protocol.read_error(case.service, case.operation, response, timestamp=_epoch)
        assert fault.code == case.data["errorCode"]
        if "errorMessage" in case.data:
            assert fault.message == case.data["errorMessage"]
        members = {name.lower(): item for name, item in fault.members.items()}
        for name, item in case.data["error"].items():
            assert _comparable(members.get(name.lower())) == item
        return
    output = protocol.read_response(case.service, case.operation, response, timestamp=_epoch)
    assert _comparable(output) == case.data["result"]
    assert list(output) == [name for name in _order(case.operation.output) if name in output]


def _order(shape):
    """Return the members in the order of output: those in headers and status first."""
    if shape is None:
        return []
    located = [name for name, member in shape.members.items() if member.location is not None]
    return located + [name for name in shape.members if name not in located]


def _moments(shape, value):
    """Return a caller's input as a server sees it: with points in time, without Nones."""
    if value is None or shape.document:
        return value
    match shape.type_name:
        case "structure":
            return _said_members(shape, value)
        case "list":
            # A header has no place for a missing item.
            items = [item for item in value if item is not None] if shape.location else value
            return [_moments(shape.element, item) for item in items]
        case "map":
            return {key: _moments(shape.value, item) for key, item in value.items()}
        case "timestamp":
            return parse(value)
        case "float":
            # 32 bits of precision are all that CBOR keeps.
            return pytest.approx(value, rel=1e-6, nan_ok=True)
        case "double":
            return pytest.approx(value, nan_ok=True)
    return value


def _said_members(shape, value):
    members = {}
    for name, item in value.items():
        member = shape.members[name]
        seen = _moments(member, item)
        is_unsaid = seen in ([], {}) and (member.location is not None or member.flattened)
        is_no_payload = name == shape.payload and seen in (b"", "")
        if seen is not None and not is_unsaid and not is_no_payload:
            members[name] = seen
    return members


# An empty list or map leaves no trace in these.
_NO_EMPTY = {"query", "ec2"}


def _without_empty(value):
    if isinstance(value, dict):
        return {key: _without_empty(item) for key, item in value.items() if item not in ([], {})}
    return [_without_empty(item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("case", parameters("input"))
def test_server_reads_what_the_client_wrote(case):
    params, protocol, request = _write(case)
    seen = protocol.read_request(case.service, case.operation, request)
    if case.operation.input is None:
        assert seen == {}
        return
    expected = _moments(case.operation.input, params)
    if case.protocol in _NO_EMPTY:
        expected, seen = _without_empty(expected), _without_empty(seen)
    payload = case.operation.input.payload
    if payload is not None and payload not in expected:
        # An absent document and an empty one look the same.
        assert seen.pop(payload, {}) == {}
    assert seen == _without_shadowed(case.operation.input, expected)


def _without_shadowed(shape, params):
    """Return the input without what a map of query parameters says again."""
    queries = {
        name: member for name, member in shape.members.items() if member.location == "querystring"
    }
    shadowed = {member.location_name or name for name, member in queries.items()}
    result = dict(params)
    for name, member in queries.items():
        if member.type_name == "map" and name in result:
            result[name] = {key: item for key, item in result[name].items() if key not in shadowed}
            if not result[name]:
                del result[name]
    return result


@pytest.mark.parametrize("case", parameters("output"))
def test_client_reads_what_the_server_wrote(case):
    protocol = registry.load(case.protocol)
    service, operation, response = case.service, case.operation, _response(case)
    if "error" in case.data:
        fault = protocol.read_error(service, operation, response)
        again = protocol.write_error(service, operation, fault)
        read = protocol.read_error(service, operation, again)
        assert (read.code, read.message, read.status) == (fault.code, fault.message, fault.status)
        shape = operation.error(fault.code)
        modelled = () if shape is None else shape.members
        for name in modelled:
            assert read.members.get(name) == fault.members.get(name)
        return
    output = protocol.read_response(service, operation, response)
    again = protocol.write_response(service, operation, output)
    again.headers.remove("x-amzn-RequestId")
    if operation.output is None or operation.output.payload is None:
        # A map of all headers would hold them too.
        again.headers.remove("Content-Type")
    assert repr(protocol.read_response(service, operation, again)) == repr(output)
