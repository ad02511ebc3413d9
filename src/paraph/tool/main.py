"""The `paraph` command: what no AWS command line has.

paraph warm [SERVICE…]     compile service models ahead of their first use
paraph version
"""

from __future__ import annotations

import os

from paraph.cli.context import Context
from paraph.core.errors import Error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

# Name → ("module:function", what it does). The functions take (words, context) and return an exit
# code.
COMMANDS = {
    "warm": ("paraph.tool.warm:run", "compile service models ahead of their first use"),
    "version": ("paraph.tool.version:run", "print the version"),
}
USAGE_ERROR = 2
FAILURE = 1
INTERRUPTED = 130


def entry() -> NoReturn:
    """Run the command of this process and end it."""
    os._exit(main(Context.of_process()))


def main(context: Context) -> int:
    """Run the command and return its exit code."""
    try:
        return _run(context)
    except KeyboardInterrupt:
        return INTERRUPTED
    except (Error, OSError) as error:
        context.stderr.write(f"paraph: {error}\n")
        return FAILURE
    finally:
        context.flush()


def _run(context: Context) -> int:
    words = context.arguments
    if not words or words[0] in ("help", "--help", "-h"):
        context.stdout.write(_usage())
        return 0 if words else USAGE_ERROR
    command = COMMANDS.get("version" if words[0] == "--version" else words[0])
    if command is None:
        context.stderr.write(f"paraph: there is no command `{words[0]}`\n\n{_usage()}")
        return USAGE_ERROR
    module_name, _, function = command[0].partition(":")
    module = __import__(module_name, fromlist=(function,))
    code: int = getattr(module, function)(words[1:], context)
    return code


def _usage() -> str:
    lines = "".join([f"  {name:<10} {purpose}\n" for name, (_, purpose) in COMMANDS.items()])
    return f"usage: paraph <command> [arguments]\n\n{lines}"
