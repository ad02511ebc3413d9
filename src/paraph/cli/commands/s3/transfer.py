"""Run a command that transfers: options → check → clients → the transfer itself."""

from __future__ import annotations

from paraph.cli.commands.s3.command import S3Command
from paraph.config.setting import is_true
from paraph.config.settings import GlobalFlags, Settings
from paraph.s3.calls import Calls
from paraph.s3.check import check_options, needs_move_warning
from paraph.s3.entry import COPY
from paraph.s3.job import Workshop
from paraph.s3.progress import Progress, Verbosity
from paraph.s3.transfer import run_transfer
from paraph.s3.transfer_config import TransferConfig
from paraph.s3.workers import Workers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from paraph.cli.context import Context
    from paraph.s3.options import TransferOptions

_VALIDATE_MOVES = "AWS_CLI_S3_MV_VALIDATE_SAME_S3_PATHS"


def run_options(options: TransferOptions, context: Context, settings: Settings) -> int:
    """Do what `options` say; errors of the command line are raised."""
    command = S3Command(context, settings)
    validates = options.validate_same_s3_paths or is_true(context.environ.get(_VALIDATE_MOVES))
    source_settings = _source_settings(options, settings)
    operation = check_options(
        options,
        validates_moves=validates,
        resolve=(_resolver(command, source_settings), _resolver(command, settings)),
    )
    if not validates and needs_move_warning(options):
        command.say(_MOVE_WARNING)
    shop = _open_workshop(command, options, operation, source_settings)
    return run_transfer(shop, operation, command.say)


_MOVE_WARNING = (
    "warning: Provided s3 paths may resolve to same underlying s3 object(s) and result in "
    "deletion instead of being moved. To resolve and validate underlying s3 paths are not the "
    "same, specify the --validate-same-s3-paths flag or set the "
    "AWS_CLI_S3_MV_VALIDATE_SAME_S3_PATHS environment variable to true. To resolve s3 outposts "
    "access point path, the arn must be used instead of the alias.\n"
)


def _open_workshop(
    command: S3Command, options: TransferOptions, operation: str, source_settings: Settings
) -> Workshop:
    context, settings = command.context, command.settings
    calls = source_calls = command.calls
    if operation == COPY and options.source_region:
        source_calls = Calls(command.open("s3api", source_settings), source_settings)
    config = TransferConfig(settings.s3.keys)
    workers = Workers(
        config.max_concurrent_requests, config.max_queue_size, inline=not options.recursive
    )
    progress = Progress(context.stdout, context.stderr, _verbosity(options), context.now)
    shop = Workshop(options, config, calls, source_calls, workers, progress)
    shop.stdin = lambda: context.stdin.buffer
    shop.stdout = lambda: context.binary_stdout
    if config.max_bandwidth is not None:
        from paraph.s3.throttle import Throttle  # noqa: PLC0415  lazy: rare

        shop.throttle = Throttle(config.max_bandwidth, context.now, context.sleep)
    return shop


def _verbosity(options: TransferOptions) -> Verbosity:
    return Verbosity(
        errors=not options.quiet,
        lines=not options.only_show_errors and not options.is_stream,
        progress=options.progress,
        every_seconds=options.progress_frequency,
        multiline=options.progress_multiline,
    )


def _source_settings(options: TransferOptions, settings: Settings) -> Settings:
    """Return the settings that reach the source: its region, and no endpoint of the target's."""
    if not options.source_region:
        return settings
    flags = GlobalFlags()
    for name in GlobalFlags.__slots__:
        setattr(flags, name, getattr(settings.flags, name))
    flags.region = options.source_region
    flags.endpoint_url = None
    return Settings(flags, settings.environ, settings.files)


def _resolver(command: S3Command, settings: Settings) -> Callable[[str], list[str]]:
    def call(service: str, operation: str, params: dict[str, Any]) -> dict[str, Any]:
        client = command.open(service, settings)
        return client.call(client.service.operation(operation), params)

    def resolve(path: str) -> list[str]:
        from paraph.s3.underlying import underlying_paths  # noqa: PLC0415  lazy: rare

        return underlying_paths(path, call)

    return resolve
