"""The commands there are: those of our own, by path, and one for every service model."""

from __future__ import annotations

import sys

from paraph.cli.commands.absent import (
    ABSENT_COMMANDS,
    ABSENT_SUBCOMMANDS,
    AbsentCommandError,
)
from paraph.cli.errors import ParamValidationError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from paraph.cli.context import Context
    from paraph.config.settings import Settings
    from paraph.model.catalog import Catalog

    # What a command of our own is: (words after its path, context, settings) → exit code
    Command = Callable[[list[str], Context, Settings], int]

# Path → "module:function", imported when the command is run.
OWN_COMMANDS = {
    "configure get": "paraph.cli.commands.configure_get:run",
    "configure list": "paraph.cli.commands.configure_list:run",
    "configure list-profiles": "paraph.cli.commands.configure_list_profiles:run",
    "ddb put": "paraph.cli.commands.ddb.put:run",
    "ddb select": "paraph.cli.commands.ddb.select:run",
    "s3 cp": "paraph.cli.commands.s3.cp:run",
    "s3 ls": "paraph.cli.commands.s3.ls:run",
    "s3 mb": "paraph.cli.commands.s3.mb:run",
    "s3 mv": "paraph.cli.commands.s3.mv:run",
    "s3 presign": "paraph.cli.commands.s3.presign:run",
    "s3 rb": "paraph.cli.commands.s3.rb:run",
    "s3 rm": "paraph.cli.commands.s3.rm:run",
    "s3 sync": "paraph.cli.commands.s3.sync:run",
    "s3 website": "paraph.cli.commands.s3.website:run",
}
# Commands that are nothing without one of ours behind them
_GROUPS = frozenset([path.partition(" ")[0] for path in OWN_COMMANDS])


class Commands:
    """All commands, looked up cheaply and listed only when somebody has to be told of them."""

    __slots__ = ("_catalog", "_context")

    def __init__(self, context: Context) -> None:
        self._context = context
        self._catalog: Catalog | None = None

    def names(self) -> list[str]:
        """Return every command's name."""
        own = {path.partition(" ")[0] for path in OWN_COMMANDS}
        return sorted({*own, *ABSENT_COMMANDS, *self._services().commands()})

    def has(self, _: str, name: str) -> bool:
        """Say whether there is a command called `name`, without listing them."""
        return name in _GROUPS or name in ABSENT_COMMANDS or self._services().has(name)

    def run(self, name: str, words: list[str], context: Context, settings: Settings) -> int:
        """Run the command `name` with the words that follow it."""
        if name in ABSENT_COMMANDS:
            raise AbsentCommandError(name)
        if name in _GROUPS:
            return _run_own(name, words, context, settings)
        from paraph.cli.invoke import invoke  # noqa: PLC0415  lazy: own commands need none of it

        return invoke(self._services().service(name), words, context, settings, self._services())

    def _services(self) -> Catalog:
        if self._catalog is None:
            from paraph.cli.connect import open_catalog  # noqa: PLC0415  lazy: as above

            self._catalog = open_catalog(self._context)
        return self._catalog


def _run_own(name: str, words: list[str], context: Context, settings: Settings) -> int:
    from paraph.cli.scan import Positional, scan  # noqa: PLC0415

    prefix = f"{name} "
    known = [path[len(prefix) :] for path in OWN_COMMANDS if path.startswith(prefix)]
    absent = ABSENT_SUBCOMMANDS.get(name, ())
    if not words and name != "configure":
        usage = f"usage: aws [options] {name} <subcommand> [parameters]"
        msg = f"{usage}\naws: [ERROR]: too few arguments"
        raise ParamValidationError(msg)
    scanned = scan(words, {}, [Positional("subcommand", lambda: [*known, *absent])])
    path = f"{name} {scanned.positionals['subcommand']}"
    if path not in OWN_COMMANDS:
        raise AbsentCommandError(path)
    module, _, function = OWN_COMMANDS[path].partition(":")
    __import__(module)
    command: Command = getattr(sys.modules[module], function)
    return command(scanned.rest, context, settings)
