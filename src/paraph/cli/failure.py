"""Say on stderr what went wrong, in the format that was asked for, and return the exit code."""

from __future__ import annotations

from paraph.cli import error_format
from paraph.cli.display import wants_colour
from paraph.cli.errors import classify, describe, message_of, sentence
from paraph.cli.output.errors import OutputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from paraph.cli.context import Context
    from paraph.config.settings import Settings


def report(error: Exception, context: Context) -> int:
    """Describe `error` and return its exit code."""
    code, label = classify(error)
    if context.tracer is not None:
        context.trace("error", _traceback(error))
    details = _details(error, label)
    settings = context.settings
    if details is None or settings is None:
        context.stderr.write(f"\n{describe(error)}")
        return code
    return _write(error, code, details, settings, context)


def _write(
    error: Exception,
    code: int,
    details: Mapping[str, Any],
    settings: Settings,
    context: Context,
) -> int:
    try:
        error_format.write(
            context.stderr,
            details,
            sentence(error),
            settings.cli_error_format,
            colour=wants_colour(settings.flags.color, context.stdout),
            environ=context.environ,
        )
    except OutputError as unwritable:
        # The encoding that was asked for lacks a character of the message.
        context.stderr.write(f"\n{describe(unwritable)}")
        return classify(unwritable)[0]
    return code


def _details(error: Exception, label: str | None) -> Mapping[str, Any] | None:
    """Return what a document would say of `error`; None for one that is only ever a line."""
    if label is not None:
        return {"Code": label, "Message": message_of(error)}
    members: Mapping[str, Any] | None = getattr(error, "members", None)
    return members


def _traceback(error: Exception) -> str:
    from traceback import format_exception  # noqa: PLC0415  lazy: --debug alone

    return "".join(format_exception(error))
