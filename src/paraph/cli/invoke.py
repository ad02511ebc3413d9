"""Run one operation of a service: from its words on the command line to its output.

    operation → options → parameters → call, pages or waiter → output
"""

from __future__ import annotations

from paraph.cli import blob
from paraph.cli.command import SKELETON, OperationCommand
from paraph.cli.connect import open_client
from paraph.cli.display import Display
from paraph.cli.errors import UnknownOptionsError
from paraph.cli.operations import find_operation
from paraph.cli.outfile import check_outfile, save_stream
from paraph.cli.output.result import Result
from paraph.cli.paramfile import ParamFiles
from paraph.cli.scan import scan

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.cli.context import Context
    from paraph.cli.scan import Scanned
    from paraph.client.call import Client
    from paraph.config.settings import Settings
    from paraph.model.catalog import Catalog
    from paraph.model.service import Service


def invoke(
    service: Service, words: list[str], context: Context, settings: Settings, catalog: Catalog
) -> int:
    """Run `aws SERVICE WORDS…` and return the exit code; errors are raised."""
    found = find_operation(service, words)
    operation = service.operation(found.api_name)
    command = OperationCommand(service, found.name, operation, is_waiter=found.waiter is not None)
    scanned = scan(found.rest, command.options(found.rest), command.positionals())
    if scanned.rest:
        raise UnknownOptionsError(scanned.rest, command.similar(scanned.rest))
    display = Display(context, settings)
    command.turn_pages(scanned, settings)
    params = command.params(scanned, ParamFiles(context.environ.get("AWS_CLI_FILE_ENCODING")))
    if f"--{SKELETON}" in scanned.options:
        return _show_skeleton(command, scanned, display, context)
    blob.decode_blobs(params, operation.input, settings.cli_binary_format)
    client = open_client(service, settings, context, catalog)
    if command.convenience is not None:
        command.convenience.complete(params, _World(client, context))
    if found.waiter is not None:
        from paraph.client.wait import wait  # noqa: PLC0415  lazy: waiters alone

        wait(client.call, operation, params, found.waiter, sleep=context.sleep)
        return 0
    display.show(_call(client, command, params, scanned))
    return 0


def _call(
    client: Client, command: OperationCommand, params: dict[str, Any], scanned: Scanned
) -> Result:
    operation = command.operation
    if command.pages_alone:
        from paraph.client.paginate import PageStream  # noqa: PLC0415  lazy: lists alone

        pages = PageStream(client.call, operation, params, **command.paging(scanned, params))
        return Result(operation.name, pages=pages)
    outfile = scanned.positionals.get("outfile") if command.has_outfile else None
    if outfile is not None:
        check_outfile(outfile)
    response = client.call(operation, params)
    if outfile is not None and operation.output is not None:
        save_stream(response.pop(operation.output.payload), outfile)
    if command.convenience is not None:
        command.convenience.finish(response)
    return Result(operation.name, response)


def _show_skeleton(
    command: OperationCommand, scanned: Scanned, display: Display, context: Context
) -> int:
    from paraph.cli import skeleton  # noqa: PLC0415  lazy: only when asked

    kind = scanned.options[f"--{SKELETON}"]
    if kind == "output":
        display.show(Result(command.operation.name, skeleton.output(command.operation)))
    elif kind == "yaml-input":
        context.stdout.write(skeleton.yaml_input(command.operation))
    else:
        context.stdout.write(skeleton.json_input(command.operation))
    return 0


class _World:
    """What a convenience may use to complete a call."""

    __slots__ = ("_client", "_context", "now", "random")

    def __init__(self, client: Client, context: Context) -> None:
        self._client = client
        self._context = context
        self.now = context.now
        self.random = context.random

    def call(self, operation: str, params: dict[str, Any]) -> dict[str, Any]:
        """Call another operation of the same service, by its API name."""
        return self._client.call(self._client.service.operation(operation), params)
