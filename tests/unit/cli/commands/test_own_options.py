"""Options of our own commands."""

from __future__ import annotations

from typing import Any

import pytest

from paraph.cli.commands.own_options import OwnOption, flag, read_options, shape_of
from paraph.cli.errors import ArgumentError, ParamValidationError
from paraph.model.errors import ParamValidationError as ValidationError

OPTIONS = (
    OwnOption("target", required=True, positional=True),
    OwnOption("id", required=True),
    OwnOption("groups", [{"Type!": "string", "Count": "integer", "Tags": {"*": "string"}}]),
    OwnOption("level", "integer"),
    OwnOption("kind", choices=("a", "b"), default="a"),
    flag("rollback"),
    flag("no-rollback", negates="rollback"),
)


def read(fake: Any, *words: str) -> dict[str, Any]:
    return read_options(OPTIONS, fake("t", "--id", "x", *words))


def test_what_is_not_given_is_none_false_or_the_default(fake: Any) -> None:
    assert read(fake) == {
        "target": "t",
        "id": "x",
        "groups": None,
        "level": None,
        "kind": "a",
        "rollback": False,
        "no-rollback": False,
    }


def test_a_schema_gives_shorthand_its_types(fake: Any) -> None:
    values = read(fake, "--groups", "Type=a,Count=2,Tags={k=v}", "Type=b")
    assert values["groups"] == [{"Type": "a", "Count": 2, "Tags": {"k": "v"}}, {"Type": "b"}]


def test_values_are_validated_against_their_schema(fake: Any) -> None:
    with pytest.raises(ValidationError, match=r'Missing required parameter in \[0\]: "Type"'):
        read(fake, "--groups", "Count=2")


def test_of_a_flag_and_its_opposite_the_last_counts(fake: Any) -> None:
    assert read(fake, "--rollback", "--no-rollback")["rollback"] is False
    assert read(fake, "--no-rollback", "--rollback")["rollback"] is True


def test_unknown_words_are_named_with_commas_between(fake: Any) -> None:
    with pytest.raises(ParamValidationError, match=r"^Unknown options: --foo,bar$"):
        read(fake, "--foo", "bar")


def test_a_required_option_is_missed_unless_the_profile_has_it(fake: Any) -> None:
    with pytest.raises(ArgumentError, match="the following arguments are required: --id"):
        read_options(OPTIONS, fake("t"))
    assert read_options(OPTIONS, fake("t"), configured=("id",))["id"] is None


def test_a_schema_of_structures_has_its_members_in_order() -> None:
    shape = shape_of({"B!": "string", "A": ["long"]})
    assert list(shape.members) == ["B", "A"]
    assert shape.required == ("B",)
    assert shape.members["A"].element.type_name == "long"
