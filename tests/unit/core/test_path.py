import json
import os
import zlib

import jmespath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paraph.core.path import PathError, compile_path, compile_simple
from paraph.model.catalog import botocore_data

# What is left to jmespath, all of it in waiters: filters.
_FILTERS = 2


def _expressions():
    """Every expression in botocore's paginators and waiters."""
    found = set()
    root = botocore_data()
    for folder, _, files in os.walk(root):
        for file in files:
            name = file.removesuffix(".gz")
            if name in ("paginators-1.json", "waiters-2.json"):
                with open(os.path.join(folder, file), "rb") as opened:
                    data = opened.read()
                if file.endswith(".gz"):
                    data = zlib.decompress(data, wbits=31)
                found.update(_in_document(json.loads(data)))
    return sorted(found)


def _in_document(document):
    for page in document.get("pagination", {}).values():
        for key in ("output_token", "result_key", "more_results", "non_aggregate_keys"):
            value = page.get(key, [])
            yield from [value] if isinstance(value, str) else value
    for waiter in document.get("waiters", {}).values():
        for rule in waiter["acceptors"]:
            if "argument" in rule:
                yield rule["argument"]


def _names(expression):
    words = "".join(c if c.isalnum() or c == "_" else " " for c in expression).split()
    return [word for word in words if word.isidentifier()] or ["Name"]


def _values(names):
    leaves = st.one_of(
        st.none(),
        st.booleans(),
        st.integers(0, 2),
        st.sampled_from(["", "DELETING", "ENABLED", "DISABLED", "text"]),
    )
    return st.recursive(
        leaves,
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(names), inner, max_size=len(names))
        ),
        max_leaves=12,
    )


def _outcome(search, value):
    try:
        return search(value)
    except (PathError, jmespath.exceptions.JMESPathError) as error:
        return f"{error}"


def _shaped(expression, leaf):
    """A value in which a dotted path finds `leaf`, with its lists where the path has them."""
    value = leaf
    for step in reversed(expression.split(".")):
        name, bracket, _ = step.partition("[")
        value = {name: [value, None, value] if bracket else value}
    return value


def test_all_expressions_of_installed_models_agree_with_jmespath():
    expressions = _expressions()
    assert len(expressions) > 2000
    beyond = [text for text in expressions if compile_simple(text) is None]
    for text in expressions:
        if text in beyond:
            continue
        ours, theirs = compile_path(text), jmespath.compile(text)
        for leaf in ("a", 0, 1, True, False, None, [], {}, ["x", ["y"]], {"k": {"Name": "v"}}):
            for value in (_shaped(text, leaf), leaf):
                assert _outcome(ours, value) == _outcome(theirs.search, value), (text, value)
    assert len(beyond) == _FILTERS
    assert all("[?" in text for text in beyond)


_FORMS = [
    "NextToken",
    "List.NextToken",
    "NextMarker || Contents[-1].Key",
    "Jobs[-1].JobId",
    "A[].B[].C.D",
    "A.*.B",
    "A.*.B[]",
    "length(A[]) > `0`",
    "length(A) == `0`",
    "length(A || '') > `0`",
    "A != 'DELETING' && B != 'text'",
    "A == `1` || B",
    "A[0][]",
    "A[].B[0]",
    "A[?B == 'text']",
]


@pytest.mark.parametrize("text", _FORMS)
def test_generated_values_agree_with_jmespath(text):
    ours, theirs = compile_path(text), jmespath.compile(text)

    @settings(max_examples=60, deadline=None)
    @given(_values(_names(text)))
    def agree(value):
        assert _outcome(ours, value) == _outcome(theirs.search, value)

    agree()


def test_invalid_expression_is_an_error_of_ours():
    with pytest.raises(PathError, match="Invalid jmespath expression"):
        compile_path("A[")


@pytest.mark.parametrize(
    "text", ["A[?B]", "A.{b: c}", "@", "a | b", "A[*].b", "A.*.*", "!A", "'\\''"]
)
def test_other_forms_go_to_jmespath(text):
    assert compile_simple(text) is None


def test_zero_is_true_and_empty_is_not():
    choose = compile_path("A || B")
    assert choose({"A": 0, "B": 1}) == 0
    assert choose({"A": "", "B": 1}) == 1
