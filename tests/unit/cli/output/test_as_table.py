import pytest

from paraph.cli.output.errors import OutputError
from paraph.cli.output.sink import Sink
from paraph.cli.output.table_layout import Section, text_width

# As v2.36.7 draws them.
OBJECT = """\
----------------
|   GetThing   |
+-----+--------+
| Id  | Name   |
+-----+--------+
|  1  |  web   |
+-----+--------+
"""
SINGLE = """\
-----------------
|       X       |
+-------+-------+
|  Name |  web  |
+-------+-------+
"""
BOXES = """\
--------------------
|         T        |
+---------+--------+
|  Id     |  i     |
+---------+--------+
||      Tags      ||
|+------+---------+|
||  Key |  Value  ||
|+------+---------+|
||  a   |  None   ||
||  b   |         ||
|+------+---------+|
"""
REPEATED = """\
-----------
|   Op    |
+---------+
||   L   ||
|+-------+|
||   A   ||
|+-------+|
||  1    ||
|+-------+|
|||  M  |||
||+-----+||
|||  x  |||
||+-----+||
||   L   ||
|+-------+|
||   A   ||
|+-------+|
||  2    ||
|+-------+|
|||  M  |||
||+-----+||
|||  y  |||
||+-----+||
"""


def test_an_object_is_a_row_under_the_names_of_its_values(show):
    assert show("table", {"Name": "web", "Id": 1}, title="GetThing") == OBJECT


def test_a_single_value_stands_beside_its_name(show):
    assert show("table", {"Name": "web"}, title="X") == SINGLE


def test_lists_and_objects_are_boxes_within_the_box(show):
    response = {"Id": "i", "Tags": [{"Key": "a", "Value": None}, {"Key": "b"}], "Empty": []}
    assert show("table", response, title="T") == BOXES


def test_rows_that_hold_boxes_repeat_the_column_titles(show):
    assert show("table", {"L": [{"A": 1, "M": ["x"]}, {"A": 2, "M": ["y"]}]}) == REPEATED


def test_a_table_wider_than_the_terminal_is_turned(show):
    response = {"Name": "n" * 50, "Other": "o" * 50}
    lines = show("table", response).splitlines()
    assert f"|  Name |  {'n' * 50}   |" in lines
    assert f"|  Other|  {'o' * 50}   |" in lines


@pytest.mark.parametrize("found", [None, 0, "", [], {}, False])
def test_nothing_is_shown_for_nothing(show, found):
    assert show("table", {"A": 1}, query=lambda _: found) == ""


def test_a_scalar_gives_a_title_alone(show):
    assert show("table", {"A": 1}, query=lambda _: "x", title="Op") == "----\n|Op|\n+--+\n"


def test_lists_of_lists_are_rows(show):
    text = show("table", {"A": 1}, query=lambda _: [["a", "b"], ["c", "d"]])
    assert [line for line in text.splitlines() if "a" in line or "c" in line] == [
        "|  a |  b  |",
        "|  c |  d  |",
    ]


def test_rows_of_different_lengths_are_refused(show, shown):
    out = shown()
    with pytest.raises(OutputError, match=r"^Row should have 2 elements, instead it has 1$"):
        show("table", {"A": 1}, query=lambda _: [["a", "b"], ["c"]], to=out)
    assert out.text == ""


def test_objects_beside_other_values_cannot_be_shown(show):
    with pytest.raises(OutputError, match="objects stand beside other values"):
        show("table", {"L": [{"a": 1}, "b"]})


def test_colours_and_the_reset_after_each_piece(show, shown):
    out = shown()
    show("table", {"A": "x"}, colour=True, to=out)
    assert "\x1b[1m\x1b[34mx\x1b[0m" in out.text
    plain = out.text
    out = shown()
    out.sink = Sink(out.stream, resets_colour=True)
    show("table", {"A": "x"}, colour=True, to=out)
    assert out.text.startswith("------------\n\x1b[0m")
    assert out.text.count("\x1b[0m") > plain.count("\x1b[0m")


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("日本", 4), ("ñ", 1), ("é", 2), ("", 0)])
def test_wide_and_ambiguous_characters_take_two_columns(text, width):
    assert text_width(text) == width


@pytest.mark.parametrize("total", range(13, 60))
def test_columns_fill_the_width(total):
    section = Section("", 0)
    section.add_row(["a", "bbb", "cc"])
    assert sum(section.column_widths(total)) == total


def test_nested_boxes_have_coloured_edges(show):
    text = show("table", {"A": "x", "B": {"C": "y"}}, colour=True)
    assert "\x1b[2m\x1b[33m|\x1b[0m" in text
