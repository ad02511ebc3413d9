"""Evaluate a rule set: the first rule whose conditions all hold says where a call goes.

The JSON is walked as it is, from the top, and no further than the rule that matches: nothing is
built from rules that are not reached (S3's are 129 KB). The semantics are those of
https://smithy.io/2.0/additional-specs/rules-engine/specification.html.
"""

from __future__ import annotations

from paraph.endpoints.endpoint import Endpoint
from paraph.endpoints.errors import EndpointError
from paraph.endpoints.functions import FUNCTIONS, get_attr
from paraph.endpoints.partition import find_partition

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

# Older rule sets write "String" and "Boolean".
_TYPES: dict[str, type] = {"string": str, "boolean": bool, "stringarray": list}


def resolve(
    rules: dict[str, Any], partitions: dict[str, Any], params: dict[str, object]
) -> Endpoint:
    """Return the endpoint that `rules` give for `params`.

    `rules` is `Service.endpoint_rules()`, `partitions` `Catalog.partitions()`, `params` the rule
    set's parameters by name (None = unset; those it does not declare are ignored). Raises
    EndpointError with the text of the rule that refuses, or saying what is missing.
    """
    try:
        scope = _scope(rules["parameters"], params)
        endpoint = _Evaluation(scope, partitions).first_match(rules["rules"])
    except (KeyError, TypeError, AttributeError, ValueError, IndexError, RecursionError) as error:
        msg = f"The endpoint rules of this service cannot be evaluated: {error!r}"
        raise EndpointError(msg) from error
    if endpoint is None:
        # A line a parameter, as v2 prints them.
        named = "\n".join(f"{name}: {value}" for name, value in params.items() if value is not None)
        msg = f"No endpoint found for parameters:\n{named}"
        raise EndpointError(msg)
    return endpoint


def _scope(declared: dict[str, Any], params: dict[str, object]) -> dict[str, Any]:
    """Return the value of every declared parameter that has one, given or by default."""
    scope = {}
    for name, definition in declared.items():
        value = params.get(name)
        if value is None:
            value = definition.get("default")
            if value is None and definition.get("required"):
                msg = f"Cannot find value for required parameter {name}"
                raise EndpointError(msg)
        elif not isinstance(value, _TYPES[definition["type"].lower()]):
            expected = _TYPES[definition["type"].lower()]
            msg = f"Value ({name}) is the wrong type. Must be {expected}."
            raise EndpointError(msg)
        if value is not None:
            scope[name] = value
    return scope


class _Evaluation:
    """One walk over the rules, with the parameters and what conditions have assigned so far.

    One scope serves all rules: a rule refers only to what was assigned on the way to itself (rule
    sets are checked for that), so what a failed rule leaves behind is never seen.
    """

    __slots__ = ("_functions", "_scope")

    def __init__(self, scope: dict[str, Any], partitions: dict[str, Any]) -> None:
        self._scope = scope
        self._functions: dict[str, Callable[..., Any]] = {
            **FUNCTIONS,
            "aws.partition": lambda region: (
                find_partition(partitions, region) if isinstance(region, str) else None
            ),
        }

    def first_match(self, rules: list[dict[str, Any]]) -> Endpoint | None:
        """Return the endpoint of the first rule that applies; raise if that one refuses."""
        for rule in rules:
            if not self._holds(rule["conditions"]):
                continue
            if rule["type"] == "endpoint":
                return self._endpoint(rule["endpoint"])
            if rule["type"] == "error":
                raise EndpointError(str(self._value(rule["error"])))
            endpoint = self.first_match(rule["rules"])
            if endpoint is not None:
                return endpoint
        return None

    def _holds(self, conditions: list[dict[str, Any]]) -> bool:
        for condition in conditions:
            value = self._call(condition)
            if value is None or value is False:
                return False
            if "assign" in condition:
                self._scope[condition["assign"]] = value
        return True

    def _call(self, call: dict[str, Any]) -> Any:
        name = call["fn"]
        function = self._functions.get(name)
        if function is None:
            msg = f"The endpoint rules of this service use the function {name}, which is not known"
            raise EndpointError(msg)
        return function(*map(self._value, call["argv"]))

    def _value(self, argument: Any) -> Any:
        if isinstance(argument, dict):
            reference = argument.get("ref")
            return self._call(argument) if reference is None else self._scope.get(reference)
        if isinstance(argument, str):
            return self._filled(argument) if "{" in argument or "}" in argument else argument
        return argument

    def _filled(self, template: str) -> str:
        """Replace `{name}` and `{name#path}`; doubled braces stand for themselves."""
        parts = []
        rest = template
        while rest:
            text, brace, rest = rest.partition("{")
            parts.append(text.replace("}}", "}"))
            if brace and rest.startswith("{"):
                parts.append("{")
                rest = rest[1:]
            elif brace:
                name, _, rest = rest.partition("}")
                parts.append(self._named(name))
        return "".join(parts)

    def _named(self, expression: str) -> str:
        name, _, path = expression.partition("#")
        value = self._scope[name]
        return str(get_attr(value, path) if path else value)

    def _endpoint(self, endpoint: dict[str, Any]) -> Endpoint:
        headers = {
            name: [self._value(value) for value in values]
            for name, values in endpoint.get("headers", {}).items()
        }
        return Endpoint(
            self._value(endpoint["url"]), headers, self._property(endpoint.get("properties", {}))
        )

    def _property(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {key: self._property(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self._property(item) for item in value]
        return self._value(value)
