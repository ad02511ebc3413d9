"""What holds for all inputs of the endpoint rules."""

import jmespath
from hypothesis import given
from hypothesis import strategies as st

from paraph.endpoints.context_path import find_value
from paraph.endpoints.errors import EndpointError
from paraph.endpoints.rules import (
    is_valid_host_label,
    is_virtual_hostable_s3_bucket,
    parse_arn,
    parse_url,
    resolve,
    substring,
)
from paraph.model.catalog import Catalog, botocore_data, find_model
from paraph.model.documents import read_document

_PARTITIONS = Catalog([botocore_data()], None).partitions()
_S3 = read_document(find_model("s3", [botocore_data()]), "endpoint-rule-set-1")

_names = st.sampled_from("abc")
_documents = st.recursive(
    st.none() | st.booleans() | st.integers(0, 9) | st.text("xyz", max_size=2),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_names, inner, max_size=3),
    max_leaves=25,
)


@st.composite
def _paths(draw, depth=2):
    path = draw(_names)
    for _ in range(draw(st.integers(0, 3))):
        kind = draw(st.sampled_from(["name", "each", "values", "flatten", "list"]))
        if kind == "list" and depth:
            members = draw(st.lists(_paths(depth=depth - 1), min_size=1, max_size=2))
            path += f".[{', '.join(members)}]"
        else:
            path += {"each": "[*]", "values": ".*", "flatten": "[]"}.get(kind, f".{draw(_names)}")
    return path


@given(_paths(), _documents)
def test_a_path_selects_what_jmespath_selects(path, document):
    assert find_value(path, document) == jmespath.search(path, document)


@given(st.text(), st.booleans())
def test_a_hostable_bucket_is_always_a_host_label(text, allow_subdomains):
    if is_virtual_hostable_s3_bucket(text, allow_subdomains):
        assert is_valid_host_label(text, allow_subdomains)


@given(st.text("abc-.:/@[]0129?# é"))
def test_a_parsed_url_is_put_together_again(rest):
    parts = parse_url(f"https://{rest}")
    if parts is not None:
        assert "@" not in parts["authority"]
        assert parts["normalizedPath"].startswith("/")
        assert parts["normalizedPath"].endswith("/")
        again = parse_url(f"{parts['scheme']}://{parts['authority']}{parts['path']}")
        assert again == parts


@given(st.lists(st.text("ab-/", max_size=4), min_size=5, max_size=8))
def test_a_parsed_arn_has_all_its_text(parts):
    arn = parse_arn(":".join(["arn", *parts]))
    if arn is not None:
        assert "/".join(arn["resourceId"]) == ":".join(parts[4:]).replace(":", "/")


@given(st.text(max_size=8), st.integers(0, 8), st.integers(0, 8))
def test_a_substring_has_the_length_asked_for(text, start, stop):
    forward, backward = (substring(text, start, stop, reverse) for reverse in (False, True))
    assert (forward is None) == (backward is None)
    if forward is not None:
        assert len(forward) == len(backward) == stop - start
        assert backward[::-1] == text[::-1][start:stop]


_S3_BUCKETS = st.one_of(
    st.none(),
    st.text(max_size=40),
    st.text("abc-.:/{}0", max_size=80),
    st.builds("arn:aws:{}:{}:{}:{}".format, st.text(), st.text(), st.text(), st.text()),
    st.builds("{}--{}--x-s3".format, st.text(), st.text()),
)


@given(
    st.fixed_dictionaries(
        {
            "Bucket": _S3_BUCKETS,
            "Region": st.none() | st.sampled_from(["us-east-1", "cn-north-1"]) | st.text(),
            "Endpoint": st.none() | st.sampled_from(["https://e", "http://1.2.3.4:5"]) | st.text(),
        }
    ),
    st.fixed_dictionaries(
        {
            name: st.none() | st.booleans()
            for name, definition in _S3["parameters"].items()
            if definition["type"].lower() == "boolean"
        }
    ),
)
def test_whatever_s3_is_asked_for_it_answers_or_refuses(texts, flags):
    answer = _answer({**texts, **flags})
    assert "cannot be evaluated" not in answer
    assert "://" in answer or " " in answer


def _answer(params):
    """Return the URL, or the sentence of the refusal."""
    try:
        return resolve(_S3, _PARTITIONS, params).url
    except EndpointError as error:
        return str(error)
