"""`aws s3 rm`: delete an object, or all below a prefix."""

from __future__ import annotations

from paraph.cli.commands.s3.options import BASIC, RECURSIVE, read_transfer
from paraph.cli.commands.s3.transfer import run_options
from paraph.cli.paramfile import ParamFiles

TYPE_CHECKING = False
if TYPE_CHECKING:
    from paraph.cli.context import Context
    from paraph.config.settings import Settings

OPTIONS = {**BASIC, **RECURSIVE}


def run(words: list[str], context: Context, settings: Settings) -> int:
    """Run the command; 1 where something failed, 2 where something was left out."""
    files = ParamFiles(context.environ.get("AWS_CLI_FILE_ENCODING"))
    options = read_transfer("rm", OPTIONS, words, files)
    return run_options(options, context, settings)
