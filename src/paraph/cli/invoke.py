"""Run one operation of a service: from its words on the command line to its output.

operation → options → parameters → call, pages or waiter → output
"""

from __future__ import annotations

from paraph.cli.command import SKELETON, OperationCommand
from paraph.cli.commands import conveniences
from paraph.cli.commands.absent import ABSENT_SUBCOMMANDS, AbsentCommandError
from paraph.cli.commands.service_commands import SERVICE_COMMANDS
from paraph.cli.connect import open_client
from paraph.cli.display import Display
from paraph.cli.errors import ParamValidationError, UnknownOptionsError
from paraph.cli.output.sink import Result
from paraph.cli.scan import Positional, scan

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.cli.context import Context
    from paraph.cli.scan import Scanned
    from paraph.client.call import Client
    from paraph.config.settings import Settings
    from paraph.model.catalog import Catalog
    from paraph.model.service import Operation, Service, WaiterModel


def invoke(
    service: Service, words: list[str], context: Context, settings: Settings, catalog: Catalog
) -> int:
    """Run `aws SERVICE WORDS…` and return the exit code; errors are raised."""
    found = find_operation(service, words)
    if found.place is not None:
        from paraph.cli.commands.service_command import (  # noqa: PLC0415  lazy: few commands
            run_service_command,
        )

        return run_service_command(found.place, found.rest, context, settings, catalog)
    operation = service.operation(found.api_name)
    command = OperationCommand(service, found.name, operation, is_waiter=found.waiter is not None)
    scanned = scan(found.rest, command.options(found.rest), command.positionals())
    if scanned.rest:
        raise UnknownOptionsError(command.surplus(scanned.rest), command.similar(scanned.rest))
    display = Display(context, settings)
    command.turn_pages(scanned, settings)
    params = command.params(scanned, context)
    kind = scanned.options.get(f"--{SKELETON}")
    if kind is not None:
        return _show_skeleton(str(kind), command, params, display, catalog)
    if params:
        from paraph.cli.blob import decode_blobs  # noqa: PLC0415  lazy: calls with parameters

        decode_blobs(params, operation.input, settings.cli_binary_format)
    command.check_endpoint(settings)
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
    if command.has_outfile:
        response = _call_into_file(client, operation, params, scanned.positionals["outfile"])
    else:
        response = client.call(operation, params)
    if command.convenience is not None:
        command.convenience.finish(response)
    return Result(operation.name, response)


def _call_into_file(
    client: Client, operation: Operation, params: dict[str, Any], path: str
) -> dict[str, Any]:
    from paraph.cli.outfile import check_outfile, save_body  # noqa: PLC0415  lazy: downloads

    check_outfile(path)
    response = client.call(operation, params)
    if operation.output is not None and operation.output.payload:
        save_body(response.pop(operation.output.payload, b""), path)
    return response


def _show_skeleton(
    kind: str,
    command: OperationCommand,
    params: dict[str, Any],
    display: Display,
    catalog: Catalog,
) -> int:
    """Show a sample of the input, or of the output as a service's answer would be shown."""
    from paraph.cli import skeleton  # noqa: PLC0415  lazy: only when asked
    from paraph.model import validate  # noqa: PLC0415
    from paraph.protocols.base import fill_idempotency_tokens  # noqa: PLC0415

    operation = command.operation
    if kind == "output":
        sample = skeleton.output_sample(operation.output)
        # v2 stages a call with this answer, which validates both.
        validate.check(operation.output, sample)
        validate.check(operation.input, fill_idempotency_tokens(operation.input, params, str))
        display.show(Result(operation.name, sample))
    elif kind == "yaml-input":
        document = catalog.document(command.service.name, "service-2")
        display.write(skeleton.format_yaml_input(operation.input, document))
    else:
        display.write(skeleton.format_input(operation.input))
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


class Found:
    """An operation by its command-line and its API name, the words after it, and its waiter.

    `place` says where a command of our own is (see `commands/service_commands.py`); it has no API
    name.
    """

    __slots__ = ("api_name", "name", "place", "rest", "waiter")

    def __init__(
        self,
        name: str,
        api_name: str,
        rest: list[str],
        waiter: WaiterModel | None = None,
        place: str | None = None,
    ) -> None:
        self.name = name
        self.api_name = api_name
        self.rest = rest
        self.waiter = waiter
        self.place = place


def find_operation(service: Service, words: list[str]) -> Found:
    """Return what `words` name; ArgumentError where the service has nothing of that name."""
    own = conveniences.operation_commands(service.name)
    places = SERVICE_COMMANDS.get(service.name, {})
    absent = ABSENT_SUBCOMMANDS.get(service.name, ())

    def choices() -> list[str]:
        listed = [name for name in service.operations if name not in own]
        added = [name for name, api_name in own.items() if api_name is not None]
        waiting = ["wait"] if service.waiter_names else []
        return [*listed, *added, *places, *waiting, *absent]

    def known(_: str, word: str) -> bool:
        return word in service.aliases or (word in service.operations and word not in own)

    scanned = scan(words, {}, [Positional("operation", choices)], is_known=known)
    name = scanned.positionals["operation"]
    if name in absent:
        raise AbsentCommandError(f"{service.name} {name}")
    if name in places:
        return Found(name, "", scanned.rest, place=places[name])
    api_name = own.get(name) or service.operations.get(name) or service.aliases.get(name)
    if api_name is None:
        return _find_waiter(service, scanned.rest)
    return Found(name, api_name, scanned.rest)


def _find_waiter(service: Service, words: list[str]) -> Found:
    if not words:
        msg = (
            f"usage: aws [options] {service.name} wait <subcommand> [parameters]\n"
            "aws: [ERROR]: too few arguments"
        )
        raise ParamValidationError(msg)
    scanned = scan(words, {}, [Positional("subcommand", lambda: service.waiter_names)])
    waiter = service.waiter(scanned.positionals["subcommand"])
    if waiter is None:
        raise ParamValidationError("the following arguments are required: subcommand")
    name = next(
        (name for name, api_name in service.operations.items() if api_name == waiter.operation),
        waiter.operation,
    )
    return Found(name, waiter.operation, scanned.rest, waiter)
