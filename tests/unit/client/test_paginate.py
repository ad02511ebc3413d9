import json
from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paraph.client.errors import PaginationError, StartingTokenError
from paraph.client.paginate import PageStream
from paraph.client.resume import decode_token, encode_token
from paraph.model.compile import compile_service
from paraph.model.service import Service

_MODEL = {
    "metadata": {"apiVersion": "1", "endpointPrefix": "x", "protocol": "json"},
    "operations": {"List": {"name": "List", "input": {"shape": "In"}}},
    "shapes": {
        "In": {
            "type": "structure",
            "members": {"Limit": {"shape": "Int"}, "MaxItems": {"shape": "Str"}},
        },
        "Int": {"type": "integer"},
        "Str": {"type": "string"},
    },
}


def _operation(**paginator):
    rules = {"input_token": "Token", "output_token": "Next", "result_key": "Items", **paginator}
    records = compile_service("x", _MODEL, {"List": rules}, {}, None)
    return Service(*records["service"], records.get).operation("List")


class _Pages:
    """Answers with pages by the token it is given; remembers what it was asked."""

    def __init__(self, pages):
        self.pages = pages
        self.asked = []

    def __call__(self, operation, params):
        self.asked.append(params)
        return json.loads(json.dumps(self.pages[params.get("Token")]))


def _three():
    return _Pages(
        {
            None: {"Items": [1, 2, 3], "Next": "b"},
            "b": {"Items": [4, 5, 6], "Next": "c"},
            "c": {"Items": [7]},
        }
    )


def _text(token):
    return b64encode(json.dumps(token).encode()).decode()


def test_all_pages_are_asked_for_one_after_the_other():
    call = _three()
    stream = PageStream(call, _operation(), {"Name": "n"})
    pages = iter(stream)
    assert next(pages)["Items"] == [1, 2, 3]
    assert call.asked == [{"Name": "n"}]
    assert [page["Items"] for page in pages] == [[4, 5, 6], [7]]
    assert call.asked[1:] == [{"Name": "n", "Token": "b"}, {"Name": "n", "Token": "c"}]
    assert stream.resume_token is None


def test_full_result_joins_the_pages():
    assert PageStream(_three(), _operation(), {}).full_result() == {"Items": [1, 2, 3, 4, 5, 6, 7]}


def test_parameters_given_are_not_changed():
    params = {"Name": "n"}
    PageStream(_three(), _operation(), params, max_items=5).full_result()
    assert params == {"Name": "n"}


@pytest.mark.parametrize(
    ("max_items", "items", "token"),
    [
        (0, [], {"Token": None, "boto_truncate_amount": 0}),
        (2, [1, 2], {"Token": None, "boto_truncate_amount": 2}),
        (3, [1, 2, 3], {"Token": "b"}),
        (5, [1, 2, 3, 4, 5], {"Token": "b", "boto_truncate_amount": 2}),
        (7, [1, 2, 3, 4, 5, 6, 7], None),
    ],
)
def test_max_items_cuts_and_tells_where_to_go_on(max_items, items, token):
    whole = PageStream(_three(), _operation(), {}, max_items=max_items).full_result()
    assert whole == {"Items": items} | ({} if token is None else {"NextToken": _text(token)})


@given(st.integers(1, 8), st.integers(1, 8))
def test_pieces_make_the_whole(first, second):
    items, token, size = [], None, first
    while True:
        stream = PageStream(_three(), _operation(), {}, max_items=size, starting_token=token)
        items += stream.full_result()["Items"]
        token, size = stream.resume_token, second
        if token is None:
            break
    assert items == [1, 2, 3, 4, 5, 6, 7]


def test_both_ends_of_one_page_are_cut():
    token = _text({"Token": "b", "boto_truncate_amount": 1})
    stream = PageStream(_three(), _operation(), {}, max_items=1, starting_token=token)
    assert stream.full_result()["Items"] == [5]
    assert decode_token(stream.resume_token) == {"Token": "b", "boto_truncate_amount": 2}


def test_other_result_keys_have_been_shown_before():
    page = {"Items": ["a", "b"], "Groups": ["g"], "Name": "n", "Count": 2, "Map": {"k": 1}}
    keys = ["Items", "Groups", "Name", "Count", "Map"]
    token = _text({"Token": None, "boto_truncate_amount": 1})
    operation = _operation(result_key=keys)
    (left,) = PageStream(_Pages({None: page}), operation, {}, starting_token=token)
    assert left == {"Items": ["b"], "Groups": [], "Name": "", "Count": 2, "Map": None}


@pytest.mark.parametrize(
    ("text", "asked", "items"),
    [
        ("b", "b", [4, 5, 6, 7]),
        ("b___2", "b", [6, 7]),
        ("None___1", None, [2, 3, 4, 5, 6, 7]),
        ("b___x", "b___x", None),
    ],
)
def test_tokens_of_the_service_and_of_old_versions(text, asked, items):
    call = _three()
    call.pages["b___x"] = {}
    whole = PageStream(call, _operation(), {}, starting_token=text).full_result()
    assert call.asked[0].get("Token") == asked
    assert whole.get("Items") == items


@pytest.mark.parametrize("text", ["a___b___3", "a___b___c"])
def test_token_with_too_many_parts_is_refused(text):
    stream = PageStream(_three(), _operation(), {}, starting_token=text)
    with pytest.raises(StartingTokenError, match=f"^Bad starting token: {text}$"):
        stream.full_result()


def test_token_of_another_operation_cannot_be_resumed_from():
    call = _three()
    token = _text({"Marker": "m"})
    stream = PageStream(call, _operation(), {}, starting_token=token, max_items=1)
    with pytest.raises(StartingTokenError, match=r"^Bad starting token: \{'Marker': 'm', 'boto"):
        stream.full_result()
    assert call.asked[0] == {"Marker": "m"}


def test_several_tokens_travel_together():
    operation = _operation(input_token=["A", "B"], output_token=["NextA", "NextB"])
    pages = {None: {"Items": [1], "NextA": "a", "NextB": ""}, "a": {"Items": [2]}}

    def call(operation, params):
        return dict(pages[params.get("A")])

    stream = PageStream(call, operation, {}, max_items=1)
    assert stream.full_result()["Items"] == [1]
    assert decode_token(stream.resume_token) == {"A": "a", "B": None}
    stream = PageStream(call, operation, {}, starting_token=stream.resume_token)
    assert stream.full_result() == {"Items": [2]}


def test_empty_token_ends():
    stream = PageStream(_Pages({None: {"Items": [1], "Next": ""}}), _operation(), {})
    assert stream.full_result() == {"Items": [1]}


def test_more_results_decides_before_the_token():
    page = {"Items": [1], "Next": "same", "Truncated": False}
    stream = PageStream(_Pages({None: page}), _operation(more_results="Truncated"), {})
    assert stream.full_result() == {"Items": [1]}


def test_repeated_token_is_an_error():
    call = _Pages({None: {"Next": "a"}, "a": {"Next": "a"}})
    with pytest.raises(PaginationError) as caught:
        PageStream(call, _operation(), {}).full_result()
    assert str(caught.value) == (
        "Error during pagination: The same next token was received twice: {'Token': 'a'}"
    )


def test_nested_keys_and_members_said_once():
    operation = _operation(
        output_token="Listing.Next",
        result_key="Listing.Items",
        non_aggregate_keys=["Owner", "Listing.Id", "Absent"],
    )
    call = _Pages(
        {
            None: {"Listing": {"Items": [1], "Next": "b", "Id": "one"}, "Owner": "o"},
            "b": {"Listing": {"Items": [2], "Id": "two"}, "Owner": "p"},
        }
    )
    assert PageStream(call, operation, {}).full_result() == {
        "Listing": {"Items": [1, 2], "Id": "one"},
        "Owner": "o",
        "Absent": None,
    }


def test_numbers_add_up_and_strings_join():
    operation = _operation(result_key=["Items", "Count", "Log"])
    call = _Pages(
        {
            None: {"Items": [1], "Count": 2, "Log": "ab", "Next": "b"},
            "b": {"Count": 3, "Log": "cd"},
        }
    )
    assert PageStream(call, operation, {}).full_result() == {
        "Items": [1],
        "Count": 5,
        "Log": "abcd",
    }


def test_page_size_has_the_type_of_its_member():
    for name, expected in (("Limit", 5), ("MaxItems", "5")):
        call = _three()
        list(PageStream(call, _operation(limit_key=name), {}, page_size="5"))
        assert [params[name] for params in call.asked] == [expected] * 3


def test_page_size_without_a_limit_key_is_refused():
    with pytest.raises(PaginationError, match="PageSize parameter is not supported"):
        PageStream(_three(), _operation(), {}, page_size=5)


def test_a_map_cannot_be_cut():
    stream = PageStream(_Pages({None: {"Items": {"a": 1, "b": 2}}}), _operation(), {}, max_items=1)
    with pytest.raises(PaginationError, match="it is a map"):
        stream.full_result()


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=5,
)
_ATTRIBUTE = st.dictionaries(st.sampled_from(["S", "B"]), _JSON | st.binary(), max_size=2)
_KEY = st.dictionaries(st.text(max_size=3), _ATTRIBUTE, max_size=2)


@given(st.dictionaries(st.text(max_size=3), _JSON | st.binary() | _KEY, max_size=3))
def test_tokens_survive_a_round_trip(token):
    assert decode_token(encode_token(token)) == token


def test_bytes_where_no_key_has_them_are_not_marked():
    token = {"Key": {"id": {"BS": [b"x"], "M": {"a": {"B": b"y"}}}}}
    expected = {"Key": {"id": {"BS": ["eA=="], "M": {"a": {"B": "eQ=="}}}}}
    assert decode_token(encode_token(token)) == expected


def test_token_bytes_are_botocores():
    from botocore.paginate import TokenDecoder, TokenEncoder

    for token in (
        {"NextToken": None, "boto_truncate_amount": 1},
        {"Key": {"id": {"B": b"\x00\xff"}, "n": {"L": [{"S": "é"}]}}, "Other": b"x"},
    ):
        text = encode_token(token)
        assert text == TokenEncoder().encode(token)
        assert TokenDecoder().decode(text) == token


@pytest.mark.parametrize("text", ["", "x", "not base64!", "MTIz", "Ww==", _text([1]), "é"])
def test_other_texts_are_no_tokens(text):
    assert decode_token(text) is None
