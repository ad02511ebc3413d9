"""The global options: accepted anywhere on the command line, before or after the command."""

from __future__ import annotations

from paraph.cli.errors import ParamValidationError
from paraph.cli.scan import FLAG, ONE, Option
from paraph.config.settings import GlobalFlags

TYPE_CHECKING = False
if TYPE_CHECKING:
    from paraph.cli.scan import Scanned

OUTPUT_FORMATS = ("json", "text", "table", "yaml", "yaml-stream", "off")

# In the order in which v2 lists them.
_OPTIONS = (
    Option("--debug", FLAG),
    Option("--endpoint-url", ONE),
    Option("--no-verify-ssl", FLAG),
    Option("--no-paginate", FLAG),
    Option("--output", ONE, choices=OUTPUT_FORMATS),
    Option("--query", ONE),
    Option("--profile", ONE),
    Option("--region", ONE),
    Option("--version", FLAG),
    Option("--color", ONE, choices=("on", "off", "auto")),
    Option("--no-sign-request", FLAG),
    Option("--ca-bundle", ONE),
    Option("--cli-read-timeout", ONE),
    Option("--cli-connect-timeout", ONE),
    Option("--cli-binary-format", ONE, choices=("base64", "raw-in-base64-out")),
    Option("--no-cli-pager", FLAG),
    Option("--cli-auto-prompt", FLAG),
    Option("--no-cli-auto-prompt", FLAG),
    Option(
        "--cli-error-format",
        ONE,
        choices=("enhanced", "legacy", "json", "yaml", "text", "table"),
    ),
)
GLOBAL_OPTIONS = {option.name: option for option in _OPTIONS}


def global_flags(scanned: Scanned) -> GlobalFlags:
    """Return the flags as values, checked as far as that needs nothing else."""
    flags = GlobalFlags()
    for name, value in scanned.options.items():
        setattr(flags, name[2:].replace("-", "_"), value)
    if flags.cli_auto_prompt and flags.no_cli_auto_prompt:
        msg = (
            "Both --cli-auto-prompt and --no-cli-auto-prompt cannot be specified at the same time."
        )
        raise ParamValidationError(msg)
    if flags.endpoint_url is not None and "://" not in flags.endpoint_url:
        msg = (
            f'Bad value for --endpoint-url "{flags.endpoint_url}": scheme is missing.  '
            f"Must be of the form http://<hostname>/ or https://<hostname>/"
        )
        raise ParamValidationError(msg)
    return flags
