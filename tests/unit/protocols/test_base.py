"""Host prefixes, tokens, the registry and the texts of headers."""

import pytest

from paraph.protocols import registry
from paraph.protocols.base import fill_idempotency_tokens, host_prefix
from paraph.protocols.codecs.headertext import format_header, parse_text
from paraph.protocols.codecs.reading import Scalars
from paraph.protocols.errors import ProtocolError, UnknownProtocolError
from paraph.protocols.restread import match_path
from tests.unit.protocols.models import make_service, structure

_VERBS = (
    "write_request", "read_response", "read_error", "read_request", "write_response", "write_error",
)  # fmt: skip


@pytest.mark.parametrize(
    "name", ["query", "ec2", "json", "rest-json", "rest-xml", "smithy-rpc-v2-cbor"]
)
def test_every_protocol_has_all_verbs(name):
    module = registry.load(name)
    assert all(callable(getattr(module, verb)) for verb in _VERBS)


def test_an_unknown_protocol_is_named():
    with pytest.raises(UnknownProtocolError, match="soap"):
        registry.load("soap")


def _operation(prefix):
    shapes = {"In": structure(Name={"shape": "String", "hostLabel": True}, Token="String")}
    _, operation = make_service("json", shapes, input="In")
    operation.host_prefix = prefix
    return operation


def test_a_host_prefix_takes_labels_from_the_input():
    assert host_prefix(_operation("data-"), {}) == "data-"
    assert host_prefix(_operation("{Name}.x-{Name}."), {"Name": "a-1"}) == "a-1.x-a-1."
    assert host_prefix(_operation(None), {"Name": "a"}) == ""


@pytest.mark.parametrize("label", ["", None, "a_b", "a/b", "é", "a@b"])
def test_a_label_must_be_one(label):
    with pytest.raises(ProtocolError) as caught:
        host_prefix(_operation("{Name}."), {"Name": label})
    assert str(caught.value) == "Name must only contain a-z, A-Z, 0-9 and `-`."


def test_tokens_are_filled_where_they_are_missing():
    shapes = {
        "In": structure(
            Token={"shape": "String", "idempotencyToken": True},
            Other={"shape": "String", "idempotencyToken": True},
            Inner="Inner",
        ),
        "Inner": structure(Token={"shape": "String", "idempotencyToken": True}),
    }
    _, operation = make_service("json", shapes, input="In")
    params = {"Other": "mine", "Inner": {}}
    filled = fill_idempotency_tokens(operation.input, params, lambda: "new")
    assert filled == {"Other": "mine", "Inner": {}, "Token": "new"}
    assert params == {"Other": "mine", "Inner": {}}


@pytest.mark.parametrize(
    ("template", "path", "labels"),
    [
        ("/", "/", {}),
        ("/a/{B}?x", "/a/1%2F2", {"B": "1/2"}),
        ("/{Bucket}/{Key+}", "/b/k//x/", {"Bucket": "b", "Key": "k//x/"}),
        ("/{A+}/end", "/1/2/end", {"A": "1/2"}),
        ("/{A}/end", "/1/2/end", None),
        ("/{Bucket}/{Key+}", "/b", None),
        ("/{Bucket}", "/b/", {"Bucket": "b"}),
        ("/a", "/b", None),
    ],
)
def test_a_path_matches_its_template(template, path, labels):
    assert match_path(template, path) == labels


def _shape(**members):
    _, operation = make_service(
        "rest-json",
        {
            "In": structure(**members),
            "Texts": {"type": "list", "member": {"shape": "String"}},
            "Times": {"type": "list", "member": {"shape": "Timestamp"}},
        },
        input="In",
    )
    return operation.input.members["M"]


@pytest.mark.parametrize(
    ("member", "value", "text"),
    [
        ("Texts", ["a", "b,c", 'd"e'], 'a,"b,c","d\\"e"'),
        ("Times", ["2019-12-16T23:48:18+00:00"], "Mon, 16 Dec 2019 23:48:18 GMT"),
        ({"shape": "String", "jsonvalue": True}, {"a": [1]}, "eyJhIjpbMV19"),
        ("Boolean", True, "true"),
        ("Double", float("inf"), "Infinity"),
    ],
)
def test_headers_both_ways(member, value, text):
    shape = _shape(M=member)
    assert format_header(shape, value) == text
    show = Scalars(lambda moment: "2019-12-16T23:48:18+00:00", None)
    assert parse_text(shape, text, show) == value


def test_dates_in_a_list_have_commas_of_their_own():
    text = "Mon, 16 Dec 2019 23:48:18 GMT, Tue, 17 Dec 2019 00:00:00 GMT"
    assert parse_text(_shape(M="Times"), text, Scalars(None, None)) == [
        "Mon, 16 Dec 2019 23:48:18 GMT",
        "Tue, 17 Dec 2019 00:00:00 GMT",
    ]
