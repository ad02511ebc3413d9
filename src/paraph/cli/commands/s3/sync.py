"""`aws s3 sync`: copy what is new or has changed."""

from __future__ import annotations

from paraph.cli.commands.s3.options import TRANSFER, read_transfer
from paraph.cli.commands.s3.transfer import run_options
from paraph.cli.paramfile import ParamFiles
from paraph.cli.scan import FLAG

TYPE_CHECKING = False
if TYPE_CHECKING:
    from paraph.cli.context import Context
    from paraph.config.settings import Settings

OPTIONS = {
    **TRANSFER,
    "delete": (FLAG, ()),
    "size-only": (FLAG, ()),
    "exact-timestamps": (FLAG, ()),
}


def run(words: list[str], context: Context, settings: Settings) -> int:
    """Run the command; 1 where something failed, 2 where something was left out."""
    files = ParamFiles(context.environ.get("AWS_CLI_FILE_ENCODING"))
    options = read_transfer("sync", OPTIONS, words, files)
    return run_options(options, context, settings)
