import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paraph.cli.output import as_json, json_pages, spool
from paraph.cli.output.errors import OutputError
from paraph.cli.output.sink import Result
from tests.unit.cli.output.conftest import FakePages, Shown


def test_an_answer_is_indented_by_four_in_the_order_of_its_members(show):
    assert (
        show("json", {"B": "é", "A": [1]}) == '{\n    "B": "é",\n    "A": [\n        1\n    ]\n}\n'
    )


def test_an_empty_answer_shows_nothing(show):
    assert show("json", {}) == ""
    assert show("json", None) == ""


@pytest.mark.parametrize(
    ("found", "text"), [(None, "null\n"), ([], "[]\n"), ("", '""\n'), (0, "0\n"), ({}, "")]
)
def test_what_a_query_finds_is_shown_as_it_is(show, found, text):
    assert show("json", {"A": 1}, query=lambda _: found) == text


def test_pages_become_one_document(show, fake_pages):
    pages = fake_pages(
        ["A.B", "Count", "Text"],
        [
            {"Once": "x", "Count": 1, "A": {"B": [1]}, "NextToken": "t"},
            {"Count": 2, "A": {"B": []}, "Text": "a"},
            {"Count": 4, "A": {"B": [{"C": 2}]}, "Text": "b"},
        ],
        once=["Once", "Never"],
        resume_token="next",
    )
    expected = {
        "A": {"B": [1, {"C": 2}]},
        "Count": 7,
        "Text": "ab",
        "Once": "x",
        "Never": None,
        "NextToken": "next",
    }
    text = show("json", pages=pages)
    assert text == json.dumps(expected, indent=4) + "\n"


def test_members_stand_in_the_order_in_which_they_first_had_a_value(show, fake_pages):
    pages = fake_pages(["A", "B"], [{"B": [1]}, {"A": [2], "B": [3]}])
    assert json.loads(show("json", pages=pages)) == {"B": [1, 3], "A": [2]}
    assert list(json.loads(show("json", pages=pages))) == ["B", "A"]


def test_pages_without_any_value_show_nothing(show, fake_pages):
    assert show("json", pages=fake_pages(["A"], [{}, {}])) == ""
    assert show("json", pages=fake_pages(["A"], [{"A": []}])) == '{\n    "A": []\n}\n'


def test_what_is_said_once_may_hold_a_list_that_goes_on(show, fake_pages):
    # ECR's DescribeImageScanFindings: `imageScanFindings` is said once, its `findings` go on.
    pages = fake_pages(
        ["Found.List"],
        [{"Found": {"List": [1], "At": "x"}}, {"Found": {"List": [2], "At": "y"}}],
        once=["Found"],
    )
    assert json.loads(show("json", pages=pages)) == {"Found": {"List": [1, 2], "At": "x"}}


def test_a_query_is_applied_to_all_pages_at_once(show, fake_pages):
    pages = fake_pages(["A"], [{"A": [1]}, {"A": [2, 3]}])
    assert show("json", pages=pages, query=lambda whole: len(whole["A"])) == "3\n"


def test_nothing_is_shown_when_a_page_fails(show, fake_pages, shown):
    out = shown()
    with pytest.raises(ConnectionError):
        show("json", pages=fake_pages(["A"], [{"A": [1]}, ConnectionError()]), to=out)
    assert out.raw == b""


ITEMS = st.lists(st.dictionaries(st.text(max_size=3), st.integers() | st.text()), max_size=4)


@given(st.lists(st.fixed_dictionaries({}, optional={"A": ITEMS, "B": ITEMS}), max_size=6))
def test_pages_give_the_same_bytes_as_the_merged_result(pages):
    small, whole = Shown(), Shown()
    keys = ["A", "B"]
    as_json.write(Result("Op", pages=FakePages(keys, pages)), small.sink, query=None, colour=False)
    merged = FakePages(keys, pages).full_result()
    as_json.write(Result("Op", merged), whole.sink, query=None, colour=False)
    assert small.raw == whole.raw


def test_large_results_go_through_a_file(show, fake_pages, monkeypatch):
    monkeypatch.setattr(json_pages, "Spool", lambda: spool.Spool(limit=10))
    values = [{"A": [{"Name": f"é-{number}"}]} for number in range(50)]
    text = show("json", pages=fake_pages(["A"], values))
    assert json.loads(text) == {"A": [{"Name": f"é-{number}"} for number in range(50)]}


@pytest.mark.parametrize("paged", [False, True])
def test_what_precedes_an_unwritable_character_is_shown(show, fake_pages, shown, paged):
    response = {"A": ["a", "b"], "É": 1} if not paged else None
    pages = fake_pages(["A"], [{"A": ["a"], "É": 1}, {"A": ["b"]}], once=["É"]) if paged else None
    out = shown("ascii")
    with pytest.raises(
        OutputError, match=r"^'ascii' codec can't encode character '\\xc9' in position 1"
    ):
        show("json", response, pages=pages, to=out)
    assert out.raw == b'{\n    "A": [\n        "a",\n        "b"\n    ],\n    '
