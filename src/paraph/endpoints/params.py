"""The rule set's parameters for one call, each from the most specific place that has it.

https://smithy.io/2.0/additional-specs/rules-engine/parameters.html#binding-parameter-values
"""

from __future__ import annotations

from paraph.endpoints.built_ins import BuiltIns
from paraph.model.operation import Operation
from paraph.model.service import Service

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def endpoint_params(
    rules: dict[str, Any],
    service: Service,
    operation: Operation,
    params: dict[str, Any],
    built_ins: BuiltIns,
) -> dict[str, object]:
    """Return the values of the parameters that `rules` declares, by name; unset ones are absent.

    `params` is the operation's input. Order: what the operation fixes, a member of the input, a
    path into the input, the client's context, a built-in. Defaults are left to the rule set.
    """
    members = _context_members(operation)
    values: dict[str, object] = {}
    for name, definition in rules["parameters"].items():
        value = operation.static_context_params.get(name)
        if value is None and name in members:
            value = params.get(members[name])
        if value is None and name in operation.operation_context_params:
            value = _selected(operation.operation_context_params[name], params)
        if value is None and name in service.client_context_params:
            value = _client_context(name, built_ins)
        if value is None and "builtIn" in definition:
            value = built_ins.value(definition["builtIn"])
        if value is not None:
            values[name] = value
    return values


def _context_members(operation: Operation) -> dict[str, str]:
    """Return parameter → member of the input that sets it."""
    if operation.input is None:
        return {}
    return {
        shape.context_param: name
        for name, shape in operation.input.members.items()
        if shape.context_param is not None
    }


def _selected(path: str, params: dict[str, Any]) -> object:
    from paraph.endpoints.context_path import find_value  # noqa: PLC0415  lazy: DynamoDB's batches

    found: object = find_value(path, params)
    return found


def _client_context(name: str, built_ins: BuiltIns) -> object:
    if name in built_ins.client_context:
        return built_ins.client_context[name]
    # S3's rules know this setting only as client context, without the built-in's name.
    if name == "DisableS3ExpressSessionAuth":
        return built_ins.s3.disable_express_session_auth
    return None
