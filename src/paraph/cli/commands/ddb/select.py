"""`aws ddb select TABLE`: search a table or an index; the items come as YAML."""

from __future__ import annotations

from paraph.cli.commands.ddb.params import add_expression
from paraph.cli.commands.ddb.values import Binary, Number, ValueSet, deserialize_all
from paraph.cli.commands.own_options import OwnOption, flag, read_options
from paraph.cli.commands.service_command import ServiceCommand
from paraph.cli.connect import open_catalog
from paraph.cli.errors import ParamValidationError
from paraph.cli.output.as_json import JsonEncoder
from paraph.cli.scan import AT_LEAST_ONE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.cli.context import Context
    from paraph.config.settings import Settings

_PAGING = ("starting-token", "page-size", "max-items")
_ATTRIBUTES = {"ALL": "ALL_ATTRIBUTES", "ALL_PROJECTED": "ALL_PROJECTED_ATTRIBUTES"}
OPTIONS = (
    OwnOption("table_name", required=True, positional=True),
    OwnOption("index-name"),
    OwnOption("projection", None, takes=AT_LEAST_ONE),
    OwnOption("filter", None, takes=AT_LEAST_ONE),
    OwnOption("key-condition", None, takes=AT_LEAST_ONE),
    OwnOption("attributes", choices=("ALL", "ALL_PROJECTED", "COUNT")),
    # Neither changes anything in v2: all reads are consistent.
    flag("consistent-read"),
    flag("no-consistent-read"),
    flag("return-consumed-capacity"),
    flag("no-return-consumed-capacity"),
    OwnOption("starting-token"),
    OwnOption("max-items", "integer"),
    OwnOption("page-size", "integer"),
)


def run(words: list[str], context: Context, settings: Settings) -> int:
    """Search by Query where there is a key condition, else by Scan, and show what is found."""
    command = ServiceCommand(words, context, settings, open_catalog(context))
    values = read_options(OPTIONS, command)
    command.client("dynamodb")
    wanted = settings.flags.output
    if wanted not in (None, "yaml"):
        msg = f"{wanted} output format is not supported for ddb commands"
        raise ParamValidationError(msg)
    if settings.flags.no_paginate:
        _refuse_paging(values)
    _show(command, _search(command, values))
    return 0


def _refuse_paging(values: dict[str, Any]) -> None:
    used = [f"--{name}" for name in _PAGING if values[name]]
    if used:
        msg = f"Cannot specify --no-paginate along with pagination arguments: {', '.join(used)}"
        raise ParamValidationError(msg)


def _search(command: ServiceCommand, values: dict[str, Any]) -> Any:
    client = command.client("dynamodb")
    operation = client.service.operation("Query" if values["key-condition"] else "Scan")
    params = _params(values)
    if command.settings.flags.no_paginate:
        answer = client.call(operation, params)
    else:
        from paraph.client.paginate import PageStream  # noqa: PLC0415  lazy: not for all

        answer = PageStream(
            client.call,
            operation,
            params,
            page_size=values["page-size"] or None,
            max_items=values["max-items"] or None,
            starting_token=values["starting-token"] or None,
        ).full_result()
    if answer.get("ConsumedCapacity", "") is None:
        del answer["ConsumedCapacity"]
    return deserialize_all(answer, operation.output)


def _params(values: dict[str, Any]) -> dict[str, Any]:
    params: dict[str, Any] = {"TableName": values["table_name"], "ConsistentRead": True}
    count = 0
    if values["index-name"] is not None:
        params["IndexName"] = values["index-name"]
    for option, member in (
        ("projection", "ProjectionExpression"),
        ("filter", "FilterExpression"),
        ("key-condition", "KeyConditionExpression"),
    ):
        if values[option] is not None:
            count += add_expression(params, member, values[option], count)
    if values["attributes"] is not None:
        params["Select"] = _ATTRIBUTES.get(values["attributes"], values["attributes"])
    # Indexes are told of only where one is used.
    told = "TOTAL" if values["index-name"] is None else "INDEXES"
    params["ReturnConsumedCapacity"] = told if values["return-consumed-capacity"] else "NONE"
    return params


def _show(command: ServiceCommand, found: Any) -> None:
    if command.settings.flags.query is not None:
        from paraph.cli.query import compile_query  # noqa: PLC0415  lazy: only when asked

        found = compile_query(command.settings.flags.query)(found)
    if isinstance(found, Number):
        command.page(f"{found}\n")
    elif isinstance(found, dict | list | Binary | ValueSet):
        if found != {}:
            from paraph.cli.output.yaml_emitter import emit  # noqa: PLC0415  lazy: re

            command.page(emit(found))
    else:
        command.page(JsonEncoder().encode(found) + "\n")
