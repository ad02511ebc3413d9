"""Which operation, or waiter, the words after a service's name mean."""

from __future__ import annotations

from paraph.cli.commands import conveniences
from paraph.cli.commands.absent import ABSENT_SUBCOMMANDS, AbsentCommandError
from paraph.cli.commands.service_commands import SERVICE_COMMANDS
from paraph.cli.errors import ParamValidationError
from paraph.cli.scan import Positional, scan

TYPE_CHECKING = False
if TYPE_CHECKING:
    from paraph.model.service import Service, WaiterModel


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
