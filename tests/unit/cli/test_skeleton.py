import json
from typing import Any

import pytest

from paraph.cli.skeleton import (
    format_input,
    format_yaml_input,
    lifts_requirements,
    output_sample,
)
from tests.unit.cli.conftest import SHAPES


def test_input_is_empty_values_by_type(operation) -> None:
    members = {
        "Name": "String",
        "Color": "Color",
        "Size": "Integer",
        "Ratio": "Double",
        "On": "Boolean",
        "When": "Timestamp",
        "Data": "Blob",
        "Names": "Strings",
        "Map": "Map",
        "Any": "Any",
    }
    text = format_input(operation(members).input)
    assert json.loads(text) == {
        "Name": "",
        "Color": "RED",
        "Size": 0,
        "Ratio": 0.0,
        "On": True,
        "When": "1970-01-01T00:00:00",
        "Data": None,
        "Names": [""],
        "Map": {"KeyName": 0},
        "Any": {},
    }
    assert text.startswith('{\n    "Name": "",\n')
    assert text.endswith("}\n")


def test_structure_inside_itself_is_shown_empty(operation) -> None:
    sample = json.loads(format_input(operation({"It": "Deep"}).input))
    assert sample["It"]["Deep"] == {}


def test_output_names_its_strings(operation) -> None:
    sample = output_sample(operation({}).output)
    assert sample["Name"] == "Name"
    assert sample["Names"] == ["String"]
    assert sample["Tags"] == [{"Key": "Key", "Value": "Value"}]


def test_nothing_to_show() -> None:
    assert format_input(None) == "{}\n"
    assert output_sample(None) == {}
    assert format_yaml_input(None, {"shapes": {}}) == "{}\n"


def _yaml(operation, members: dict[str, str], documented: dict[str, str], required=()) -> str:
    model: dict[str, Any] = {"shapes": {**SHAPES, "Input": {"members": {}}}}
    for name, shape in members.items():
        reference = {"shape": shape}
        if name in documented:
            reference["documentation"] = documented[name]
        model["shapes"]["Input"]["members"][name] = reference
    return format_yaml_input(operation(members, required).input, model)


def test_yaml_explains_each_member(operation) -> None:
    text = _yaml(
        operation,
        {"Name": "String", "Color": "Color", "Data": "Blob", "When": "Timestamp"},
        {
            "Name": "<p>The <b>name</b> &amp; more. And more.</p>",
            "Color": "Pick\none: now",
            "When": "broken <p",
        },
        ("Name", "Data"),
    )
    assert text.splitlines() == [
        "Name: ''  # [REQUIRED] The name & more.",
        "Color: RED # Pick one. Valid values are: RED, BLUE.",
        "Data: !!binary '' # [REQUIRED] ",
        "When: 1970-01-01 00:00:00 # broken <p.",
    ]


@pytest.mark.parametrize(
    ("arguments", "lifted"),
    [
        (["--generate-cli-skeleton"], True),
        (["--generate-cli-skeleton", "input"], True),
        (["--generate-cli-skeleton", "yaml-input", "--x"], True),
        (["--generate-cli-skeleton", "output"], False),
        (["--generate-cli-skeleton=input"], False),
        (["--x"], False),
    ],
)
def test_requirements(arguments: list[str], lifted: bool) -> None:
    assert lifts_requirements(arguments) is lifted
