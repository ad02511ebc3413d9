import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paraph.cli.output.as_json import JsonEncoder

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(), inner, max_size=5),
    max_leaves=40,
)


def reference(value):
    return json.dumps(value, indent=4, ensure_ascii=False)


@given(VALUES)
def test_text_is_that_of_the_standard_library(value):
    assert JsonEncoder().encode(value) == reference(value)


@given(st.lists(st.fixed_dictionaries({"a": SCALARS, "100%": VALUES}), min_size=2))
def test_objects_of_the_same_names_share_a_template(values):
    assert JsonEncoder().encode(values) == reference(values)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf"), 1e16, 5e-324, -0.0])
def test_numbers_are_written_as_python_writes_them(value):
    assert JsonEncoder().encode([value]) == reference([value])


def test_a_list_that_begins_with_a_string_may_go_on_with_something_else():
    value = ["a", 1, None, {"b": []}, {}]
    assert JsonEncoder().encode(value) == reference(value)


def test_names_that_never_repeat_are_not_all_remembered():
    value = [{f"key-{number}": number} for number in range(2000)]
    assert JsonEncoder().encode(value) == reference(value)


def test_bytes_become_base64():
    assert JsonEncoder().encode({"Blob": b"\x00\xff"}) == '{\n    "Blob": "AP8="\n}'


def test_subclasses_are_written_as_what_they_extend():
    class Text(str):
        __slots__ = ()

    class Number(int):
        def __repr__(self):
            return "never"

    assert JsonEncoder().encode([Text("é"), Number(3), (1,)]) == reference(["é", 3, [1]])


def test_items_stand_at_the_depth_that_is_asked_for():
    encoder = JsonEncoder()
    assert "[" + encoder.items([{"a": 1}], 1) + encoder.pad(0) + "]" == reference([{"a": 1}])


def test_what_json_has_no_text_for_is_refused():
    with pytest.raises(TypeError, match="set"):
        JsonEncoder().encode({"a": set()})
