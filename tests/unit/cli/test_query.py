import jmespath
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paraph.cli.errors import ParamValidationError, classify
from paraph.cli.query import compile_query
from paraph.core.path import PathError

RESPONSE = {
    "Items": [
        {"Name": "a", "Tags": [{"Key": "k", "Value": "v"}], "Size": 3},
        {"Name": "b", "Tags": [], "Size": 0},
        {"Name": None, "Size": 7},
    ],
    "Map": {"x": 1, "y": {"z": [1, 2, 3]}},
    "Count": 3,
    "Empty": [],
    "Text": "t",
}

EXPRESSIONS = [
    "Items",
    "Items[].Name",
    "Items[*].Name",
    "Items[0].Tags[0].Value",
    "Items[-1]",
    "Items[].Tags[].Key",
    "Items[].[Name,Size]",
    "Items[*].{n: Name, s: Size}",
    "Items[?Size > `2`].Name",
    "Items[?Name=='a'] | [0].Size",
    "length(Items)",
    "sort_by(Items[?Name], &Size)[].Name",
    "Map.*",
    "Map.y.z[1:]",
    "[Count, Text]",
    "{c: Count}",
    "@",
    "*",
    "Nothing",
    "Nothing[].a",
    "Items.Name",
    "Count.x",
    "'text'",
    "`1`",
    "Items[].Tags[]",
    "Empty || Text",
    "join(',', Items[?Name].Name)",
]


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_finds_what_jmespath_finds(expression):
    assert compile_query(expression)(RESPONSE) == jmespath.search(expression, RESPONSE)


STEPS = st.sampled_from(["Items", "Name", "Tags", "Key", "Map", "y", "z", "Size", "Count"])
PATHS = st.lists(
    STEPS
    | STEPS.map(lambda step: f"{step}[]")
    | STEPS.map(lambda step: f"{step}[*]")
    | STEPS.map(lambda step: f"{step}[0]")
    | STEPS.map(lambda step: f"{step}[-1]"),
    min_size=1,
    max_size=4,
).map(".".join)


@given(PATHS)
def test_any_path_finds_what_jmespath_finds(expression):
    assert compile_query(expression)(RESPONSE) == jmespath.search(expression, RESPONSE)


INVALID = [
    (
        "bad[",
        (
            "Bad value for --query bad[: Invalid jmespath expression: Incomplete expression:\n"
            '"bad["\n     ^'
        ),
    ),
    ("", "Bad value for --query : Invalid JMESPath expression: cannot be empty."),
]


@pytest.mark.parametrize(("expression", "message"), INVALID)
def test_an_invalid_expression_is_an_error_of_the_command_line(expression, message):
    with pytest.raises(ParamValidationError) as caught:
        compile_query(expression)
    assert str(caught.value) == message
    assert classify(caught.value) == (252, "ParamValidation")


@pytest.mark.parametrize("expression", ["length(Count)", "unknown_fn(@)"])
def test_what_does_not_fit_the_result_is_a_general_error(expression):
    with pytest.raises(PathError) as caught:
        compile_query(expression)(RESPONSE)
    assert classify(caught.value) == (255, None)
