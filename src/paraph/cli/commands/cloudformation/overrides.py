"""`--parameter-overrides`: `Key=Value` words, or JSON in any of three forms."""

from __future__ import annotations

from paraph.cli.errors import CommandError, ParamValidationError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def parse_pairs(words: list[str], option: str) -> dict[str, str]:
    """Return `Key=Value` words as a dict; CommandError for one without `=`."""
    pairs = {}
    for word in words:
        key, equals, value = word.partition("=")
        if not equals:
            msg = f"{[word]} value passed to --{option} must be of format Key=Value"
            raise CommandError(msg)
        pairs[key] = value
    return pairs


def parse_overrides(words: str | list[str]) -> dict[str, Any]:
    """Return the parameters' new values; `words` is text where they come from a file."""
    import json  # noqa: PLC0415  lazy: 8 ms

    if not words:
        return {}
    try:
        document = json.loads(words if isinstance(words, str) else words[0])
    except ValueError as error:
        if isinstance(words, str):
            raise CommandError(str(error)) from error
        return parse_pairs(words, "parameter-overrides")
    found = _read(document)
    if found is None:
        msg = (
            "JSON passed to --parameter-overrides must be one of the formats: "
            '["Key1=Value1","Key2=Value2", ...] , '
            '[{"ParameterKey": "Key1", "ParameterValue": "Value1"}, ...] , '
            '["Parameters": {"Key1": "Value1", "Key2": "Value2", ...}]'
        )
        raise ParamValidationError(msg)
    return found


def _read(document: Any) -> dict[str, Any] | None:
    if isinstance(document, dict) and "Parameters" in document:
        # CodePipeline's file
        parameters: dict[str, Any] = document["Parameters"]
        return parameters
    if not isinstance(document, list):
        return {} if document == {} else None
    if all(isinstance(item, dict) and _is_parameter(item) for item in document):
        # CloudFormation's own
        return {item["ParameterKey"]: item["ParameterValue"] for item in document}
    if all(isinstance(item, str) and "=" in item for item in document):
        return parse_pairs(document, "parameter-overrides")
    return None


def _is_parameter(item: dict[str, Any]) -> bool:
    return len(item) == 2 and "ParameterKey" in item and "ParameterValue" in item
