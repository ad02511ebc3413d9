"""The `aws` command: from arguments to an exit code.

`entry` is the process, `main` the command in any world, `run` the command as it reads: global
options, settings, then a command of our own or a service's operation.
"""

from __future__ import annotations

import os
import sys

from paraph.cli.commands import registry
from paraph.cli.context import Context
from paraph.cli.errors import INTERRUPTED
from paraph.cli.globals import GLOBAL_OPTIONS, global_flags
from paraph.cli.scan import Positional, scan
from paraph.config.settings import Settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


def entry() -> NoReturn:
    """Run the command of this process and end it."""
    code = main(Context.of_process())
    # Nothing is left to tidy up, and the interpreter takes 2 ms to find that out.
    os._exit(code)


def main(context: Context) -> int:
    """Run the command and return its exit code; whatever goes wrong ends in one clear line."""
    try:
        code = run(context)
        context.stdout.flush()
    except KeyboardInterrupt:
        context.stdout.write("\n")
        code = INTERRUPTED
    except BrokenPipeError:
        # Whoever reads our output has seen enough (`| head`); that is no error.
        code = _abandon_stdout(context)
    except Exception as error:  # noqa: BLE001  the one place: even a bug of ours is one line
        from paraph.cli.failure import report  # noqa: PLC0415  lazy: most commands succeed

        code = report(error, context)
    context.flush()
    return code


def run(context: Context) -> int:
    """Carry out the command line; errors are raised."""
    if "--version" in context.arguments:
        from paraph.cli.version import version_line  # noqa: PLC0415  lazy: asked for alone

        context.stdout.write(version_line() + "\n")
        return 0
    commands = registry.Commands(context)
    scanned = scan(
        context.arguments,
        GLOBAL_OPTIONS,
        [Positional("command", commands.names)],
        is_known=commands.has,
    )
    flags = global_flags(scanned)
    settings = context.settings = Settings(flags, context.environ)
    settings.check_session()
    if flags.debug:
        from paraph.cli import debug  # noqa: PLC0415  lazy: only when asked

        debug.start(context)
    return commands.run(scanned.positionals["command"], scanned.rest, context, settings)


def _abandon_stdout(context: Context) -> int:
    # The interpreter would flush the buffer once more when it ends, and complain.
    context.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  until the end
    sys.stdout = context.stdout
    return 0
