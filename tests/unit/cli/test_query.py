import warnings

import jmespath
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paraph.cli.errors import ParamValidationError, classify
from paraph.cli.output.errors import OutputError
from paraph.cli.query import compile_query
from paraph.cli.query_nodes import Unfit
from paraph.cli.query_parser import parse

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
    "a-b": True,
}

# What people write: none of it needs the package.
PLAIN = [
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
    "Items[?Tags[?Key=='k']].Name",
    "Items[?Tags] | [?contains(Tags[].Key, 'k')].Name",
    "Items[?starts_with(not_null(Name, ''), 'a')]",
    "length(Items)",
    "sort_by(Items[?Name], &Size)[].Name",
    "sort_by(Items, &Size)[-1].Name",
    "reverse(sort_by(Items, &Size))[:1]",
    "max_by(Items, &Size).Name",
    "min_by(Items, &Size).Name",
    "max_by(Empty, &Size)",
    "map(&Size, Items)",
    "sum(Items[].Size)",
    "[max(Map.y.z), min(Map.y.z), sort(Map.y.z)]",
    "keys(Map)",
    "values(Map)",
    "Map.*",
    "Map.y.z[1:]",
    "Map.y.z[::-1]",
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
    '`"x"`',
    "Items[].Tags[]",
    "Empty || Text",
    "Empty && Text",
    "!Empty",
    "!Count",
    "join(',', Items[?Name].Name)",
    "ends_with(Text, 't')",
    '"a-b"',
    "(Items | [0]).Name",
    "Items[0][1:]",
]
# What is left to the package.
OTHERS = ["to_string(Count)", "type(@)", '`{"a": [1]}`', "avg(Map.y.z)", "'it\\'s'", "abs(Count)"]


@pytest.mark.parametrize("expression", PLAIN)
def test_finds_what_jmespath_finds_without_it(expression):
    assert parse(expression)(RESPONSE) == jmespath.search(expression, RESPONSE)


@pytest.mark.parametrize("expression", OTHERS)
def test_finds_what_jmespath_finds_with_it(expression):
    with pytest.raises(Unfit):
        parse(expression)
    assert compile_query(expression)(RESPONSE) == jmespath.search(expression, RESPONSE)


_NAMES = st.sampled_from("abc")
_ATOMS = _NAMES | st.sampled_from(
    ["@", "*", "[]", "[*]", "[0]", "[-1]", "`1`", "`0`", "`null`", "`true`", "'a'", '`"b"`', '"c"']
)
_OPERATORS = st.sampled_from([".", " | ", "||", "&&", "==", "!=", "<", "<=", ">", ">="])
_PARTS = st.sampled_from(["[]", "[*]", "[0]", "[-2]", "[1:]", "[:-1]", "[::2]"])
_AFTER = _PARTS | st.sampled_from([".*", ".a", ".b[0]"])
_ONE = st.sampled_from(["length", "keys", "values", "sum", "max", "min", "sort", "reverse"])
_TWO = st.sampled_from(["contains", "starts_with", "ends_with", "join", "not_null"])
_BY = st.sampled_from(["sort_by", "max_by", "min_by"])


def _larger(inner):
    return st.one_of(
        st.builds("{}{}{}".format, inner, _OPERATORS, inner),
        st.builds("{}{}".format, inner, _AFTER),
        st.builds("{}[?{}]{}".format, inner, inner, st.just("") | _AFTER),
        st.builds("{}.[{},{}]".format, inner, inner, inner),
        st.builds("{{a: {}, b: {}}}".format, inner, inner),
        st.builds("({})".format, inner),
        st.builds("!{}".format, inner),
        st.builds("{}({})".format, _ONE, inner),
        st.builds("{}({},{})".format, _TWO, inner, inner),
        st.builds("{}({}, &{})".format, _BY, inner, inner),
    )


EXPRESSIONS = st.recursive(_ATOMS, _larger, max_leaves=8)
VALUES = st.recursive(
    st.sampled_from([None, True, False, 0, 1, 2.5, "", "a", "b"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_NAMES, inner, max_size=3),
    max_leaves=12,
)


@given(EXPRESSIONS, st.lists(VALUES, min_size=1, max_size=4))
def test_any_expression_finds_what_jmespath_finds(expression, values):
    try:
        find = parse(expression)
    except Unfit:
        return
    reference = jmespath.compile(expression)
    for value in values:
        try:
            found = find(value)
        except Unfit:
            continue
        assert repr(found) == repr(reference.search(value))


_SIGNS = ["[", "]", "[]", "[*]", "[0]", "[1:]", "[?", "(", ")", "{", "}", ":", ",", "@", "&", "."]
_BRACKETS = ["[", "]", "[]", "[*]", "[0]", "[1:]", "[?", "(", ")", "{", "}"]
_SIGNS = [":", ",", "@", "&", ".", "*", "|", "||", "&&", "!", "==", " "]
_WORDS = st.sampled_from([*_BRACKETS, *_SIGNS, "`1`", "'a'", "-1", "a", "a("])


@given(st.lists(_WORDS, max_size=9).map("".join))
def test_nothing_is_understood_that_jmespath_does_not_understand(expression):
    try:
        parse(expression)
    except Unfit:
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        jmespath.compile(expression)


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


UNFIT = [
    (
        "length(Count)",
        (
            "In function length(), invalid type for value: 3, expected one of: "
            "['string', 'array', 'object'], received: \"number\""
        ),
    ),
    ("unknown_fn(@)", "Unknown function: unknown_fn()"),
    ("Count < Text", "'<' not supported between instances of 'int' and 'str'"),
    ("length(Text, Text)", "Expected 1 argument for function length(), received 2"),
]


@pytest.mark.parametrize(("expression", "message"), UNFIT)
def test_what_does_not_fit_the_result_is_a_general_error_in_jmespaths_words(expression, message):
    with pytest.raises(OutputError) as caught:
        compile_query(expression)(RESPONSE)
    assert str(caught.value) == message
    assert classify(caught.value) == (255, None)
