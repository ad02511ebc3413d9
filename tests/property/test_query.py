"""`--query` without the package jmespath gives what jmespath gives: values and refusals alike."""

import jmespath
from hypothesis import given
from hypothesis import strategies as st

from paraph.cli.output.errors import OutputError
from paraph.cli.query import compile_query

names = st.sampled_from(["a", "b", "Name", '"x-y"'])
scalars = st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from(["", "a", "b", "10"])
documents = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["a", "b", "Name", "x-y"]), inner, max_size=3)
    ),
    max_leaves=12,
)
literals = st.sampled_from(["'a'", "`1`", "`true`", "`null`", "'10'", '`"b"`'])
steps = st.sampled_from(["[0]", "[-1]", "[*]", "[]", ".*", "[1:]", "[::-1]", "[:2]"])
comparisons = st.sampled_from(["==", "!=", "<", ">=", ">"])
one_argument = st.sampled_from(
    ["length", "keys", "values", "sort", "reverse", "max", "sum", "to_string", "type", "not_null"]
)


def _compound(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("{}.{}".format, inner, names),
        st.builds("{}{}".format, inner, steps),
        st.builds("{} | {}".format, inner, inner),
        st.builds("{} || {}".format, inner, inner),
        st.builds("{}[?{} {} {}]".format, inner, inner, comparisons, literals),
        st.builds("{}[?{}]".format, inner, inner),
        st.builds("{}.[{}, {}]".format, inner, inner, names),
        st.builds("{}.{{K: {}, L: {}}}".format, inner, inner, names),
        st.builds("{}({})".format, one_argument, inner),
        st.builds("sort_by({}, &{})".format, inner, names),
        st.builds("!{}".format, inner),
    )


expressions = st.recursive(names | st.just("@"), _compound, max_leaves=5)


def _search(expression: str, document: object) -> object:
    try:
        return ("value", jmespath.search(expression, document))
    except (jmespath.exceptions.JMESPathError, TypeError, ValueError):
        return "refused"


def _query(expression: str, document: object) -> object:
    try:
        return ("value", compile_query(expression)(document))
    except OutputError:
        return "refused"


@given(expressions, documents)
def test_a_query_gives_what_jmespath_gives(expression: str, document: object) -> None:
    try:
        jmespath.compile(expression)
    except jmespath.exceptions.JMESPathError:
        return
    assert _query(expression, document) == _search(expression, document)
