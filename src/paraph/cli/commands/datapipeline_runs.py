"""`aws datapipeline list-runs`: when a pipeline has run."""

from __future__ import annotations

from paraph.cli.commands.own_options import OwnOption, read_options
from paraph.cli.commands.service_command import require, require_part
from paraph.cli.errors import ParamValidationError
from paraph.client.paginate import PageStream
from paraph.client.signing import amz_date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.cli.commands.service_command import ServiceCommand

    Run = dict[str, str]

OPTIONS = (
    OwnOption("pipeline-id", required=True),
    OwnOption("status"),
    OwnOption("start-interval"),
    OwnOption("schedule-interval"),
)
_STATUSES = (
    "waiting",
    "pending",
    "cancelled",
    "running",
    "finished",
    "failed",
    "waiting_for_runner",
    "waiting_on_dependencies",
    "shutting_down",
)
_FOUR_DAYS = 4 * 24 * 60 * 60
# What DescribeObjects takes at a time
_BATCH = 100


def run(command: ServiceCommand) -> int:
    """Show the runs, as a list of two lines each unless an output format is asked for."""
    values = read_options(OPTIONS, command)
    selectors = _selectors(values, command.context.now())
    runs = _find(command, values["pipeline-id"], {"selectors": selectors})
    if command.settings.flags.output is not None:
        command.show("list-runs", runs)
        return 0
    if command.settings.flags.query is not None:
        from paraph.cli.query import compile_query  # noqa: PLC0415  lazy: only when asked

        runs = compile_query(command.settings.flags.query)(runs)
    command.write(_table(runs))
    return 0


def _selectors(values: dict[str, Any], now: float) -> list[dict[str, Any]]:
    started, scheduled = values["start-interval"], values["schedule-interval"]
    selectors = []
    if started is None and scheduled is None:
        interval = [_timestamp(now - _FOUR_DAYS), _timestamp(now)]
        selectors.append(_selector("@actualStartTime", "BETWEEN", interval))
    for field, text in (("@actualStartTime", started), ("@scheduledStartTime", scheduled)):
        if text is not None:
            ends = _split(text)
            interval = [require_part(ends, 0), require_part(ends, 1)]
            selectors.append(_selector(field, "BETWEEN", interval))
    if values["status"] is not None:
        statuses = _split(values["status"])
        for status in statuses:
            if status not in _STATUSES:
                msg = f"Invalid status: {status}, must be one of: {', '.join(_STATUSES)}"
                raise ParamValidationError(msg)
        selectors.append(_selector("@status", "EQ", [status.upper() for status in statuses]))
    return selectors


def _selector(field: str, operator: str, values: list[str]) -> dict[str, Any]:
    return {"fieldName": field, "operator": {"type": operator, "values": values}}


def _split(text: str) -> list[str]:
    return [word.strip() for word in text.split(",")]


def _timestamp(seconds: float) -> str:
    stamp = amz_date(seconds)
    date = f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}"
    return f"{date}T{stamp[9:11]}:{stamp[11:13]}:{stamp[13:15]}"


def _find(command: ServiceCommand, pipeline: str, query: dict[str, Any]) -> list[Run]:
    client = command.client("datapipeline")
    params = {"pipelineId": pipeline, "sphere": "INSTANCE", "query": query}
    pages = PageStream(client.call, client.service.operation("QueryObjects"), params)
    ids = require(pages.full_result(), "ids")
    runs = []
    for start in range(0, len(ids), _BATCH):
        batch = {"pipelineId": pipeline, "objectIds": ids[start : start + _BATCH]}
        described = command.call("datapipeline", "DescribeObjects", batch)
        runs += [_run(item) for item in require(described, "pipelineObjects")]
    runs.sort(key=lambda item: (item.get("@scheduledStartTime") or "", item["name"]))
    return runs


def _run(item: dict[str, Any]) -> Run:
    """Return an object's fields by their keys."""
    fields = {"@id": require(item, "id"), "name": require(item, "name")}
    for field in require(item, "fields"):
        fields[field["key"]] = field.get("stringValue", field.get("refValue"))
    return fields


def _table(runs: list[Run]) -> str:
    second_title = _row("", "ID", "Started", "Ended", last=19)
    lines = [_row("", "Name", "Scheduled Start", "Status"), second_title, "-" * len(second_title)]
    for number, item in enumerate(runs, start=1):
        name, scheduled = require(item, "@componentParent"), item.get("@scheduledStartTime", "")
        lines.append(_row(f"{number:4d}.", name, scheduled, item.get("@status", "")))
        ended = item.get("@actualEndTime", "")
        lines.append(_row("", item["@id"], item.get("@actualStartTime", ""), ended, last=19))
        lines.append("")
    return "".join([f"{line}\n" for line in lines])


def _row(number: str, first: str, second: str, third: str, *, last: int = 23) -> str:
    """Lay out one line; what is longer than its column is cut."""
    return f"{number:7}{first:50.50}  {second:19.19}  {third:{last}.{last}}"
