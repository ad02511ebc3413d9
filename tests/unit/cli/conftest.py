"""Small models for the tests of the command line."""

from collections.abc import Callable
from typing import Any

import pytest

from paraph.cli.paramfile import ParamFiles
from paraph.model.catalog import Catalog, botocore_data
from paraph.model.compile import compile_service
from paraph.model.service import Operation

SHAPES: dict[str, Any] = {
    "String": {"type": "string"},
    "Color": {"type": "string", "enum": ["RED", "BLUE"]},
    "Integer": {"type": "integer"},
    "Long": {"type": "long"},
    "Double": {"type": "double"},
    "Boolean": {"type": "boolean"},
    "Timestamp": {"type": "timestamp"},
    "Blob": {"type": "blob"},
    "Body": {"type": "blob", "streaming": True},
    "Strings": {"type": "list", "member": {"shape": "String"}},
    "Integers": {"type": "list", "member": {"shape": "Integer"}},
    "Tag": {
        "type": "structure",
        "required": ["Key"],
        "members": {"Key": {"shape": "String"}, "Value": {"shape": "String"}},
    },
    "Tags": {"type": "list", "member": {"shape": "Tag"}},
    "Map": {"type": "map", "key": {"shape": "String"}, "value": {"shape": "Integer"}},
    "Any": {"type": "structure", "members": {}, "document": True},
    "Anys": {"type": "list", "member": {"shape": "Any"}},
    "Wrapped": {"type": "structure", "members": {"Value": {"shape": "String"}}},
    "Wrappeds": {"type": "list", "member": {"shape": "Wrapped"}},
    "Switch": {"type": "structure", "members": {"Value": {"shape": "Boolean"}}},
    "Deep": {
        "type": "structure",
        "members": {
            "Name": {"shape": "String"},
            "Size": {"shape": "Integer"},
            "Ratio": {"shape": "Double"},
            "On": {"shape": "Boolean"},
            "Names": {"shape": "Strings"},
            "Tags": {"shape": "Tags"},
            "Map": {"shape": "Map"},
            "Any": {"shape": "Any"},
            "Data": {"shape": "Blob"},
            "Deep": {"shape": "Deep"},
        },
    },
}


def make_operation(members: dict[str, str], required: tuple[str, ...] = ()) -> Operation:
    """Return an operation whose input has `members`: name → shape of SHAPES."""
    references = {name: {"shape": shape} for name, shape in members.items()}
    model = {
        "metadata": {"protocol": "json", "endpointPrefix": "test", "apiVersion": "2026-01-01"},
        "operations": {"DoIt": {"input": {"shape": "Input"}, "output": {"shape": "Deep"}}},
        "shapes": {
            **SHAPES,
            "Input": {"type": "structure", "members": references, "required": list(required)},
        },
    }
    return Operation(compile_service("test", model, {}, {}, None)["operation:DoIt"])


@pytest.fixture
def operation() -> Callable[..., Operation]:
    return make_operation


@pytest.fixture
def shape() -> Callable[[str], Any]:
    def find(name: str) -> Any:
        input_shape = make_operation({"It": name}).input
        assert input_shape is not None
        return input_shape.members["It"]

    return find


@pytest.fixture
def files() -> ParamFiles:
    return ParamFiles()


@pytest.fixture(scope="session")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    return Catalog([botocore_data()], str(tmp_path_factory.mktemp("models")))
