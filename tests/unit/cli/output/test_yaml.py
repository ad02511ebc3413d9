import math
import re

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.resolver import implicit_resolvers

from paraph.cli.output.errors import OutputError
from paraph.cli.output.yaml_emitter import emit, pieces


class Libyaml(yaml.CSafeDumper):
    """libyaml's own emitter, told which texts are more than strings by ruamel.yaml's table."""


Libyaml.yaml_implicit_resolvers = {}
for _versions, _tag, _pattern, _starts in implicit_resolvers:
    if (1, 2) in _versions:
        _compiled = (
            re.compile(_pattern._pattern, re.VERBOSE) if hasattr(_pattern, "_pattern") else _pattern
        )
        for _start in _starts:
            Libyaml.yaml_implicit_resolvers.setdefault(_start, []).append((_tag, _compiled))


def _number(dumper, value):
    text = {"nan": ".nan", "inf": ".inf", "-inf": "-.inf"}.get(repr(value), repr(value))
    return dumper.represent_scalar("tag:yaml.org,2002:float", text)


Libyaml.add_representer(float, _number)


def reference(value):
    return yaml.dump(value, Dumper=Libyaml, allow_unicode=True, default_flow_style=False)


# Characters and words that mean something in YAML, among some that do not.
_SIGNS = [*" #,[]{}\"'\\?!&*|>%@`=~<+:.-_ab019eExTZ"]
_WORDS = ["word", "  ", "true", "null", "---", "...", ".inf", "0x1f", "2020-01-01", "12:30:00"]
_OTHERS = [*"é日😀\n\t\r\x00\x1b\x7f\x85\xa0\u2028\ufeff\ufffd"]
_ATOMS = st.sampled_from(_SIGNS + _WORDS + _OTHERS)
TEXTS = (
    st.text(st.characters(codec="utf-8"))
    | st.lists(_ATOMS, max_size=60).map("".join)
    | st.lists(st.sampled_from(["w", "word", "it's", "é" * 30, "", "a:"]), max_size=60).map(
        " ".join
    )
    | st.from_regex(r"\A[-+.0-9_eExob:TZ ]{1,12}\Z")
)
SCALARS = TEXTS | st.none() | st.booleans() | st.integers() | st.floats() | st.binary(max_size=130)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=30,
)
DOCUMENTS = st.lists(VALUES, min_size=1) | st.dictionaries(TEXTS, VALUES, min_size=1)


@given(DOCUMENTS)
@example({"k" * 128: ["a"], "l" * 129: {"b": [1]}, "é" * 65: "x"})
@example(["a " * 60, "it's " * 40, "tab\t" + "word " * 40, "two\nlines " * 20])
def test_text_is_that_of_libyaml(value):
    assert emit(value) == reference(value)


def same(one, other):
    if isinstance(one, float) and isinstance(other, float) and math.isnan(one):
        return math.isnan(other)
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[name], other[name]) for name in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and one == other


PLAIN = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E))
READABLE = st.recursive(
    PLAIN | st.none() | st.booleans() | st.integers(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(PLAIN, inner, max_size=4),
    max_leaves=20,
)


@given(READABLE.filter(lambda value: isinstance(value, dict | list)))
def test_ruamel_reads_what_was_written(value):
    assert same(YAML(typ="safe", pure=True).load(emit(value)), value)


EXAMPLES = [
    ({"b": 1, "a": [1, [2]]}, "a:\n- 1\n- - 2\nb: 1\n"),
    ([{"a": {"b": {}}}, []], "- a:\n    b: {}\n- []\n"),
    ({"yes": "on", "1": "1.0", "n": "null"}, "'1': '1.0'\nn: 'null'\n'yes': on\n"),
    ({"a": b"abc"}, "a: !!binary |\n  YWJj\n"),
    ({"a": "x\ny"}, "a: 'x\n\n  y'\n"),
    ({"a": "😀"}, 'a: "\\U0001F600"\n'),
]


@pytest.mark.parametrize(("value", "text"), EXAMPLES[:2] + EXAMPLES[3:])
def test_examples(value, text):
    assert emit(value) == text


def test_what_stands_in_two_places_is_referred_to():
    shared, empty = [1], {}
    value = {"a": shared, "b": [empty, shared], "c": {"d": shared, "e": empty}}
    assert emit(value) == reference(value)
    assert emit([shared, shared]) == "- &id001\n  - 1\n- *id001\n"


def test_a_lone_surrogate_is_refused():
    with pytest.raises(OutputError, match="surrogates not allowed"):
        emit(["\ud800"])


def test_pieces_are_the_document():
    text = emit({"a": ["é" * 50] * 1000})
    assert "".join(pieces(text)) == text
    assert len(list(pieces(text))) > 5


def test_scalars_are_shown_as_json(show):
    assert show("yaml", {"A": 1}, query=lambda _: "no: thing") == '"no: thing"\n'
    assert show("yaml", {"A": 1}, query=lambda _: None) == "null\n"
    assert show("yaml", {"A": 1}, query=lambda _: b"abc") == "!!binary |\n  YWJj\n"


def test_nothing_is_shown_for_an_empty_object(show):
    assert show("yaml", {}) == ""
    assert show("yaml", {"A": 1}, query=lambda _: []) == "[]\n"


def test_pages_are_one_document(show, fake_pages):
    pages = fake_pages(["B"], [{"B": [1]}, {"B": [2]}], resume_token="t")
    assert show("yaml", pages=pages) == "B:\n- 1\n- 2\nNextToken: t\n"


def test_a_stream_has_an_item_for_each_page(show, fake_pages):
    pages = [{"B": [1], "NextToken": "t"}, {"B": []}]
    assert (
        show("yaml-stream", pages=fake_pages(["B"], pages))
        == "- B:\n  - 1\n  NextToken: t\n- B: []\n"
    )
    found = show("yaml-stream", pages=fake_pages(["B"], pages), query=lambda page: page.get("C"))
    assert found == "- null\n- null\n"


def test_a_stream_shows_an_answer_as_its_only_item(show):
    assert show("yaml-stream", {"A": 1}) == "- A: 1\n"
    assert show("yaml-stream", {}) == ""


def test_pages_before_a_failure_are_shown(show, fake_pages, shown):
    out = shown()
    with pytest.raises(ConnectionError):
        show("yaml-stream", pages=fake_pages(["A"], [{"A": [1]}, ConnectionError()]), to=out)
    assert out.text == "- A:\n  - 1\n"


def test_unwritable_characters_lose_what_libyaml_still_holds(show, shown):
    out = shown("ascii")
    with pytest.raises(OutputError, match="'ascii' codec can't encode character"):
        show("yaml", {"a": "x" * 20000, "b": "é"}, to=out)
    assert out.raw == b"a: " + b"x" * (16379 - 3)
