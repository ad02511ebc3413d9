import pytest

from paraph.cli.output.errors import OutputError

RULES = [
    # Scalars of an object: one line, in the order of their names.
    ({"B": 1, "A": "x", "C": None, "D": True, "E": 1.5}, "x\t1\tNone\tTrue\t1.5\n"),
    # What nests follows, each line under its name in capitals.
    ({"Key": {"b": 2, "a": 1}}, "KEY\t1\t2\n"),
    ({"A": 1, "List": ["x", "y"]}, "1\nLIST\tx\nLIST\ty\n"),
    ({"A": {"B": {"C": 1}}}, "B\t1\n"),
    # Objects in a list have common columns; what one lacks is empty.
    ({"Rows": [{"a": 1}, {"b": 2}]}, "ROWS\t1\t\nROWS\t\t2\n"),
    ({"Rows": [{"a": 1, "T": [{"k": 2}]}]}, "ROWS\t1\nT\t2\n"),
    # A name that is a scalar in one object is a column in all.
    ({"Rows": [{"a": 1}, {"a": [1]}]}, "ROWS\t1\nROWS\t[1]\n"),
    # Lists in lists: the scalars first.
    ({"L": [["a", "b"], "c"]}, "L\tc\nL\ta\nL\tb\n"),
    ({"L": [], "M": {}}, ""),
]


@pytest.mark.parametrize(("response", "text"), RULES)
def test_rules(show, response, text):
    assert show("text", response) == text


FOUND = [
    (None, "None\n"),
    ("x", "x\n"),
    ([], ""),
    (["a", 1, None], "a\t1\tNone\n"),
    ([["a", "b"], ["c"]], "a\tb\nc\n"),
    ([1, ["a"]], "1\na\n"),
    (b"\x00", "b'\\x00'\n"),
]


@pytest.mark.parametrize(("found", "text"), FOUND)
def test_what_a_query_finds(show, found, text):
    assert show("text", {"A": 1}, query=lambda _: found) == text


def test_pages_are_shown_one_by_one_and_the_token_last(show, fake_pages):
    pages = fake_pages(
        ["A", "B"],
        [{"A": ["x"], "Other": 1, "Once": "o"}, {"A": ["y"], "B": ["z"]}],
        once=["Once"],
        resume_token="t",
    )
    # `B` is absent in the first page: v2 shows that.
    assert show("text", pages=pages) == "None\to\nA\tx\nA\ty\nB\tz\nNEXTTOKEN\tt\n"


def test_a_query_is_applied_to_each_page(show, fake_pages):
    pages = fake_pages(["A"], [{"A": [1]}, {"A": [2, 3]}], resume_token="t")
    assert show("text", pages=pages, query=lambda page: len(page.get("A", ""))) == "1\n2\n0\n"


def test_pages_before_a_failure_are_shown(show, fake_pages, shown):
    out = shown()
    with pytest.raises(ConnectionError):
        show("text", pages=fake_pages(["A"], [{"A": ["x"]}, ConnectionError()]), to=out)
    assert out.text == "A\tx\n"


def test_objects_beside_other_values_cannot_be_shown(show, shown):
    out = shown()
    with pytest.raises(OutputError, match="objects stand beside other values"):
        show("text", {"A": "x", "L": [{"a": 1}, "b"]}, to=out)
    assert out.text == "x\n"


def test_lines_before_an_unwritable_character_are_shown(show, shown):
    out = shown("ascii")
    with pytest.raises(OutputError, match="position 2"):
        show("text", {"L": ["a", "é"]}, to=out)
    assert out.text == "L\ta\n"
