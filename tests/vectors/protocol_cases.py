"""Reads the protocol cases: suites of the shape of botocore's `tests/unit/protocols`."""

import json
from pathlib import Path

import pytest

from paraph.model.compile import compile_service
from paraph.model.service import Service

FOLDER = Path(__file__).parents[2] / ".." / "shared" / "conformance" / "protocols"
TOKEN = "00000000-0000-4000-8000-000000000000"


class Case:
    """One case, with the service and operation that it is about."""

    def __init__(self, file_name, suite, case):
        self.file_name = file_name
        self.suite = suite
        self.data = case
        self.id = case["id"]
        self.protocol = suite["metadata"]["protocols"][0]
        self.service = _service(suite, case)
        self.operation = self.service.operation(case["given"]["name"])

    def __repr__(self):
        return f"{self.file_name}:{self.id}"


def _service(suite, case):
    metadata = {"endpointPrefix": "test", **suite["metadata"]}
    given = case["given"]
    if metadata["protocols"][0] == "query" and "output" in given:
        # Every real model has it; the cases leave it out.
        given["output"].setdefault("resultWrapper", f"{given['name']}Result")
    model = {"metadata": metadata, "shapes": suite["shapes"], "operations": {given["name"]: given}}
    records = compile_service("test", model, {}, {}, None)
    return Service(*records["service"], records.get)


def load_cases(direction):
    """Return the cases of "input" or "output" that botocore itself passes."""
    if not FOLDER.is_dir():
        return []
    ignored = json.loads((FOLDER / "protocol-tests-ignore-list.json").read_text())
    general = ignored["general"].get(direction, {})
    cases = []
    for path in sorted((FOLDER / direction).glob("*.json")):
        own = ignored["protocols"].get(path.stem, {}).get(direction, {})
        suites = {*general.get("suites", ()), *own.get("suites", ())}
        names = {*general.get("cases", ()), *own.get("cases", ())}
        for suite in json.loads(path.read_text()):
            if suite["description"] not in suites:
                cases += [
                    Case(path.stem, suite, case)
                    for case in suite["cases"]
                    if case["id"] not in names
                ]
    return cases


def parameters(direction):
    """Return pytest parameters of the cases, or one that is skipped where there is no data."""
    cases = load_cases(direction)
    if not cases:
        reason = "the protocol cases (../shared/conformance/protocols) are not here"
        return [pytest.param(None, marks=pytest.mark.skip(reason=reason))]
    return [pytest.param(case, id=repr(case)) for case in cases]


def to_params(shape, value):
    """Return a case's JSON value as a caller would pass it: floats and bytes as such."""
    if value is None or shape.document:
        return value
    match shape.type_name:
        case "structure":
            return {name: to_params(shape.members[name], item) for name, item in value.items()}
        case "list":
            return [to_params(shape.element, item) for item in value]
        case "map":
            return {key: to_params(shape.value, item) for key, item in value.items()}
        case "float" | "double":
            return float(value)
        case "blob":
            return value.encode() if isinstance(value, str) else value
    return value
