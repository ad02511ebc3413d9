"""Expressions, values and YAML of `aws ddb`."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from paraph.cli.commands.ddb.expression import Expression
from paraph.cli.commands.ddb.put import _read_items
from paraph.cli.commands.ddb.values import deserialize, serialize
from paraph.cli.errors import CommandError, ParamValidationError
from paraph.cli.output.yaml_emitter import emit


@pytest.mark.parametrize(
    ("source", "text", "names", "values"),
    [
        ("a, b.c", "#n0, #n1.#n2", ["a", "b", "c"], []),
        ('Artist = "No One"', "#n0 = :n1", ["Artist"], ["No One"]),
        ("a[0].b >= -1.5e2", "#n0[0].#n1 >= :n2", ["a", "b"], [Decimal(-150)]),
        (
            "not size(a) AND (b in (1, null) or c between 1 and 2)",
            "NOT size(#n0) AND ( #n1 IN (:n2, :n3) OR #n4 BETWEEN :n5 AND :n6 )",
            ["a", "b", "c"],
            [1, None, 1, 2],
        ),
        ("'a b' <> b\"aGk=\"", "#n0 <> :n1", ["a b"], [b"hi"]),
        ('a = [1, {"k": TRUE}]', "#n0 = :n1", ["a"], [[1, {"k": True}]]),
    ],
)
def test_names_and_values_become_placeholders(
    source: str, text: str, names: list[str], values: list[Any]
) -> None:
    expression = Expression(source)
    assert expression.text == text
    assert list(expression.names.values()) == names
    assert list(expression.values.values()) == values


def test_placeholders_may_be_numbered_from_elsewhere() -> None:
    expression = Expression("a = 1", 4)
    assert (expression.text, expression.count) == ("#n4 = :n5", 2)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("", "Expressions must not be empty"),
        ("a = $", "Unrecognized character $\na = $\n    ^"),
        ('a = "x', 'Unclosed " delimiter\na = "x\n    ^'),
        ("a b", "Unexpected token `b` of type `unquoted_identifier`. Expected type: eof\na b\n  ^"),
        (", a", "Unknown expression type starting at token `,`\n, a\n^"),
        ("a[1.5]", "Invalid token value: List indices must be whole numbers.\na[1.5]\n     ^\n"),
        ("a between 1 or 2", "Unexpected token `or` of type `or`. Expected type: and\n"),
        ("a = 1.x", "Invalid fractional character x\na = 1.x\n      ^"),
    ],
)
def test_a_mistake_is_pointed_at(source: str, message: str) -> None:
    with pytest.raises(ParamValidationError) as caught:
        Expression(source)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("value", "typed"),
    [
        (None, {"NULL": True}),
        (True, {"BOOL": True}),
        (1, {"N": "1"}),
        (Decimal("1E+3"), {"N": "1E+3"}),
        (b"hi", {"B": b"hi"}),
        ({"a": ["x"]}, {"M": {"a": {"L": [{"S": "x"}]}}}),
        ({"b", "a"}, {"SS": ["a", "b"]}),
    ],
)
def test_values_are_given_their_types(value: Any, typed: dict[str, Any]) -> None:
    assert serialize(value) == typed


def test_numbers_that_do_not_fit_are_refused() -> None:
    with pytest.raises(CommandError):
        serialize(Decimal(10**38 + 1))
    with pytest.raises(CommandError, match="Float types are not supported"):
        serialize(1.5)
    with pytest.raises(CommandError, match="Infinity and NaN"):
        serialize(Decimal("NaN"))


def test_what_comes_back_is_shown_with_all_its_digits() -> None:
    item: dict[str, Any] = {
        "n": {"N": "1"},
        "f": {"N": "1.50"},
        "e": {"N": "1E+3"},
        "b": {"B": "aGVsbG8="},
        "s": {"SS": ["y", "x"]},
        "l": {"L": [{"NULL": True}, {"NS": ["2"]}]},
    }
    assert emit({name: deserialize(value) for name, value in item.items()}) == (
        'b: !!binary "aGVsbG8="\n'
        "e: !!int 1E+3\n"
        "f: 1.50\n"
        "l:\n"
        "- null\n"
        "- !!set\n"
        "  2: null\n"
        "n: 1\n"
        "s: !!set\n"
        "  x: null\n"
        "  y: null\n"
    )


def test_items_are_yaml_with_exact_numbers() -> None:
    assert _read_items("{a: 1.10, b: !!binary aGk=, c: [1, yes]}") == [
        {"a": Decimal("1.10"), "b": b"hi", "c": [1, "yes"]}
    ]
    with pytest.raises(CommandError, match="while parsing a flow mapping"):
        _read_items("{a")
