"""Documents inside values: base64, and JSON in strings; reasons in the table of `quirks.py`."""

from __future__ import annotations

from binascii import Error as Base64Error
from binascii import a2b_base64, b2a_base64

from paraph.core.uri import decode
from paraph.protocols.codecs.jsontext import parse_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.core.message import Response
    from paraph.model.service import Operation
    from paraph.model.shape import Shape

    Params = dict[str, Any]

# What JSON can begin with: a template in YAML is not worth an attempt.
_JSON_STARTS = frozenset('{["-0123456789tfnNI')
# The shape of every string in IAM's answers that is a policy
_POLICY = "policyDocumentType"


def encode_user_data(operation: Operation, params: Params) -> None:  # noqa: ARG001
    """Make the user data base64."""
    data = params.get("UserData")
    if isinstance(data, str):
        data = data.encode()
    if isinstance(data, (bytes, bytearray)):
        params["UserData"] = b2a_base64(data, newline=False).decode()


def decode_console_output(
    operation: Operation, params: Params, response: Response, result: Params
) -> None:
    """Show the console's text; what cannot be base64 stays as it is."""
    del operation, params, response
    try:
        data = a2b_base64(result["Output"].encode("latin-1"))
    except (KeyError, AttributeError, UnicodeEncodeError, Base64Error):
        return
    result["Output"] = data.decode("utf-8", "replace")


def decode_template(
    operation: Operation, params: Params, response: Response, result: Params
) -> None:
    """Make a template that is JSON an object."""
    del operation, params, response
    body = result.get("TemplateBody")
    if isinstance(body, str) and body.lstrip()[:1] in _JSON_STARTS:
        result["TemplateBody"] = _parsed(body, body)


def decode_policies(
    operation: Operation, params: Params, response: Response, result: Params
) -> None:
    """Make every policy in the result an object."""
    del params, response
    if operation.output is not None:
        _decode(result, operation.output)


def _decode(value: Any, shape: Shape) -> None:
    if shape.type_name == "list" and isinstance(value, list):
        element = shape.element
        # Most lists are of strings or of structures without a policy, but only the shape knows.
        if element.type_name in ("list", "structure"):
            for item in value:
                _decode(item, element)
    elif shape.type_name == "structure" and isinstance(value, dict):
        members = shape.members
        for name, part in value.items():
            member = members.get(name)
            if member is None:
                continue
            if member.name == _POLICY and isinstance(part, str):
                value[name] = _parsed(decode(part), part)
            else:
                _decode(part, member)


def _parsed(text: str, otherwise: str) -> Any:
    try:
        return parse_json(text)
    except ValueError:
        return otherwise


def decode_last_key(
    operation: Operation, params: Params, response: Response, result: Params
) -> None:
    """Make bytes of the binary attributes (`B`) of LastEvaluatedKey."""
    del operation, params, response
    for attribute in (result.get("LastEvaluatedKey") or {}).values():
        text = attribute.get("B") if isinstance(attribute, dict) else None
        if isinstance(text, str):
            try:
                attribute["B"] = a2b_base64(text)
            except Base64Error:
                continue
