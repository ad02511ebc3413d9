"""`aws ddb put TABLE ITEMS`: write one item or many, given as YAML."""

from __future__ import annotations

from binascii import Error as InvalidBase64
from binascii import a2b_base64
from decimal import Decimal, InvalidOperation

from paraph.cli.commands.ddb.params import add_expression
from paraph.cli.commands.ddb.values import deserialize_all, serialize
from paraph.cli.commands.own_options import OwnOption, read_options
from paraph.cli.commands.service_command import ServiceCommand
from paraph.cli.connect import open_catalog
from paraph.cli.errors import CommandError, ParamValidationError
from paraph.cli.scan import AT_LEAST_ONE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.cli.context import Context
    from paraph.config.settings import Settings

OPTIONS = (
    OwnOption("table_name", required=True, positional=True),
    OwnOption("items", required=True, positional=True),
    OwnOption("condition", None, takes=AT_LEAST_ONE),
)
# What BatchWriteItem takes at a time
_BATCH = 25


def run(words: list[str], context: Context, settings: Settings) -> int:
    """Write the items."""
    command = ServiceCommand(words, context, settings, open_catalog(context))
    values = read_options(OPTIONS, command)
    command.client("dynamodb")
    text = values["items"]
    items = _read_items(context.stdin.read() if text == "-" else text)
    params: dict[str, Any] = {"ReturnConsumedCapacity": "NONE"}
    if values["condition"] is not None:
        add_expression(params, "ConditionExpression", values["condition"])
        if len(items) > 1:
            msg = "--condition is not supported for multiple items"
            raise ParamValidationError(msg)
    if len(items) > 1:
        _write_batches(command, values["table_name"], items, params)
    for item in items if len(items) == 1 else ():
        typed = serialize(item)
        params.update({"TableName": values["table_name"], "Item": typed.get("M", item)})
        command.call("dynamodb", "PutItem", params)
    return 0


def _write_batches(
    command: ServiceCommand, table: str, items: list[Any], params: dict[str, Any]
) -> None:
    operation = command.client("dynamodb").service.operation("BatchWriteItem")
    waiting = list(items)
    while waiting:
        typed = [serialize(item).get("M", item) for item in waiting[:_BATCH]]
        requests = [{"PutRequest": {"Item": item}} for item in typed]
        batch = {**params, "RequestItems": {table: requests}}
        answer = command.call("dynamodb", "BatchWriteItem", batch)
        left = (answer.get("UnprocessedItems") or {}).get(table) or []
        waiting = waiting[_BATCH:]
        output = operation.output
        if left and output is not None:
            shape = output.members["UnprocessedItems"].value
            waiting += [part["PutRequest"]["Item"] for part in deserialize_all(left, shape)]


def _read_items(text: str | bytes) -> list[Any]:
    """Return the items of a YAML document; numbers keep all their digits."""
    from ruamel.yaml import YAML  # noqa: PLC0415  lazy: 60 ms
    from ruamel.yaml.constructor import SafeConstructor  # noqa: PLC0415
    from ruamel.yaml.error import YAMLError  # noqa: PLC0415

    class Constructor(SafeConstructor):
        """YAML's values as DynamoDB has them."""

    Constructor.add_constructor("tag:yaml.org,2002:binary", _read_binary)
    Constructor.add_constructor("tag:yaml.org,2002:float", _read_number)
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = Constructor
    try:
        items = yaml.load(text)
    except YAMLError as error:
        raise CommandError(str(error)) from error
    return items if isinstance(items, list) else [items]


def _read_binary(_: Any, node: Any) -> bytes:
    try:
        return a2b_base64(node.value)
    except (InvalidBase64, ValueError) as error:
        raise CommandError(str(error)) from error


def _read_number(_: Any, node: Any) -> Decimal:
    try:
        return Decimal(node.value)
    except InvalidOperation as error:
        raise CommandError(str(error)) from error
