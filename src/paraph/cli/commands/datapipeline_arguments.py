"""Data Pipeline: definitions as people write them, to and from the API's lists of fields.

A definition file has `objects`, `parameters` and `values`
(https://docs.aws.amazon.com/datapipeline/latest/DeveloperGuide/dp-writing-pipeline-definition.html);
the API has lists of ids with key and value pairs.
"""

from __future__ import annotations

from paraph.cli.commands.conveniences import (
    AT_LEAST_ONE,
    Convenience,
    ExtraArgument,
    named,
    remove,
)
from paraph.cli.errors import ParamValidationError
from paraph.cli.parameter_errors import ConversionError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.cli.commands.conveniences import Arguments, Params
    from paraph.model.service import Operation


class ActivatePipeline(Convenience):
    """`--parameter-values a=1 b=2`, or a file of them as `--parameter-values-uri`."""

    def arguments(self, arguments: Arguments, operation: Operation) -> Arguments:  # noqa: ARG002
        """Replace the list of values by the two forms."""
        _set(
            arguments,
            ExtraArgument("parameter-values", _put_inline_values, takes=AT_LEAST_ONE),
        )
        _set(arguments, ExtraArgument("parameter-values-uri", _put_values))
        return arguments


class PutPipelineDefinition(ActivatePipeline):
    """`--pipeline-definition file://definition.json`."""

    def arguments(self, arguments: Arguments, operation: Operation) -> Arguments:
        """Replace the objects by a definition."""
        definition = ExtraArgument("pipeline-definition", _put_definition, required=True)
        _set(arguments, definition)
        _set(arguments, ExtraArgument("parameter-objects", _put_parameters))
        super().arguments(arguments, operation)
        remove(arguments, "pipeline-objects")
        return arguments


class GetPipelineDefinition(Convenience):
    """The answer in the form of a definition."""

    def finish(self, output: Params) -> None:
        """Translate it in place."""
        if "pipelineObjects" in output:
            output["objects"] = [_object(item) for item in output.pop("pipelineObjects")]
        if "parameterObjects" in output:
            output["parameters"] = [_parameter(item) for item in output.pop("parameterObjects")]
        if "parameterValues" in output:
            values: Params = {}
            for item in output.pop("parameterValues"):
                _add(values, item["id"], item["stringValue"])
            output["values"] = values


def _set(arguments: Arguments, new: ExtraArgument) -> None:
    if any(argument.name == new.name for argument in arguments):
        arguments[arguments.index(named(arguments, new.name))] = new
    else:
        arguments.append(new)


def _read_json(text: str | bytes) -> Any:
    import json  # noqa: PLC0415  lazy: 8 ms

    try:
        return json.loads(text)
    except ValueError as error:
        raise ConversionError(str(error)) from None


def _put_definition(params: Params, value: Any) -> None:
    definition = _read_json(value)
    if "objects" not in definition:
        msg = 'Error in pipeline definition: Missing "objects" key\n'
        raise ParamValidationError(msg)
    params["pipelineObjects"] = [
        {
            "id": _required_id(item, "element"),
            "name": item.get("name", item["id"]),
            "fields": _fields({key: item[key] for key in item if key not in ("id", "name")}),
        }
        for item in definition["objects"]
    ]
    if "parameters" in definition:
        params.setdefault("parameterObjects", _api_parameters(definition))
    if "values" in definition:
        params.setdefault("parameterValues", _api_values(definition["values"]))


def _put_parameters(params: Params, value: Any) -> None:
    definition = _read_json(value)
    params["parameterObjects"] = _api_parameters(definition) if "parameters" in definition else None


def _put_values(params: Params, value: Any) -> None:
    _require_one_form(params)
    definition = _read_json(value)
    params["parameterValues"] = (
        _api_values(definition["values"]) if "values" in definition else None
    )


def _put_inline_values(params: Params, value: Any) -> None:
    _require_one_form(params)
    values: Params = {}
    for pair in value:
        key, equals, text = pair.partition("=")
        if not equals:
            msg = f"Error in parameter: Invalid inline parameter format: {pair}\n"
            raise ParamValidationError(msg)
        _add(values, key, text)
    params["parameterValues"] = _api_values(values)


def _require_one_form(params: Params) -> None:
    if params.get("parameterValues") is not None:
        msg = "Only parameter-values or parameter-values-uri is allowed"
        raise ParamValidationError(msg)


def _required_id(item: Params, kind: str) -> str:
    if "id" not in item:
        import json  # noqa: PLC0415  lazy: an error

        msg = f'Error in pipeline definition: Missing "id" key of {kind}: {json.dumps(item)}\n'
        raise ParamValidationError(msg)
    identifier: str = item["id"]
    return identifier


def _api_parameters(definition: Params) -> list[Params]:
    return [
        {
            "id": _required_id(item, "parameter"),
            "attributes": _fields({key: item[key] for key in item if key != "id"}),
        }
        for item in definition["parameters"]
    ]


def _fields(members: Params) -> list[Params]:
    return [
        {"key": key, "refValue": item["ref"]}
        if isinstance(item, dict) and list(item) == ["ref"]
        else {"key": key, "stringValue": item}
        for key, value in sorted(members.items())
        for item in (value if isinstance(value, list) else [value])
    ]


def _api_values(values: Params) -> list[Params]:
    return [
        {"id": key, "stringValue": item}
        for key, value in values.items()
        for item in (value if isinstance(value, list) else [value])
    ]


def _object(item: Params) -> Params:
    members: Params = {"id": item["id"], "name": item["name"]}
    for field in item["fields"]:
        value = field["stringValue"] if "stringValue" in field else {"ref": field.get("refValue")}
        _add(members, field["key"], value)
    return members


def _parameter(item: Params) -> Params:
    members: Params = {"id": item["id"]}
    for attribute in item["attributes"]:
        _add(members, attribute["key"], attribute["stringValue"])
    return members


def _add(members: Params, key: str, value: Any) -> None:
    """Set a member; one that comes twice becomes a list."""
    if key not in members:
        members[key] = value
    elif isinstance(members[key], list):
        members[key].append(value)
    else:
        members[key] = [members[key], value]
