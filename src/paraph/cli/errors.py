"""What is wrong with a command line, and the one place that turns an error into words and a code.

The exit codes are those of the AWS CLI v2: 252 the command line, 253 the configuration, 254 the
service said no, 255 everything else, 130 interrupted.
"""

from __future__ import annotations

from paraph.core.errors import Error

INTERRUPTED = 130
USAGE_ERROR = 252
CONFIGURATION_ERROR = 253
SERVICE_ERROR = 254
GENERAL_ERROR = 255

PREFIX = "aws: [ERROR]: "
USAGE = """\
usage: aws [options] <command> <subcommand> [<subcommand> ...] [parameters]
To see help text, you can run:

  aws help
  aws <command> help
  aws <command> <subcommand> help
"""


class CommandError(Error):
    """The command line cannot be carried out as it stands."""


class ParamValidationError(CommandError):
    """A parameter is missing, malformed or of the wrong type."""


class ArgumentError(ParamValidationError):
    """The words of the command line do not fit together; the usage is shown below the message."""


class UnknownOptionsError(CommandError):
    """Words nobody asked for; the usage is shown above the message, as v2 does."""

    def __init__(self, words: list[str], suggestions: list[str] | None = None) -> None:
        super().__init__(f"Unknown options: {', '.join(words)}")
        self.suggestions = suggestions or []


class ConfigurationError(CommandError):
    """Something has to be configured first."""


class PagerError(CommandError):
    """The pager cannot be started."""


# Class name → (exit code, the word in brackets). By name, so that a layer is not imported only to
# be asked whether its error occurred; the first name found along the class's ancestry counts.
_CLASSES: dict[str, tuple[int, str | None]] = {
    "UnknownOptionsError": (USAGE_ERROR, None),
    "ParamValidationError": (USAGE_ERROR, "ParamValidation"),
    "ParamSyntaxError": (USAGE_ERROR, None),
    "ConfigurationError": (CONFIGURATION_ERROR, "Configuration"),
    "NoRegionError": (CONFIGURATION_ERROR, "NoRegion"),
    "NoCredentialsError": (CONFIGURATION_ERROR, "NoCredentials"),
    "PagerError": (CONFIGURATION_ERROR, "Pager"),
    "ServiceError": (SERVICE_ERROR, None),
}


def classify(error: BaseException) -> tuple[int, str | None]:
    """Return the exit code and the error's code as shown in brackets (None: the message alone)."""
    for ancestor in type(error).__mro__:
        found = _CLASSES.get(ancestor.__name__)
        if found is not None:
            return found
    return (GENERAL_ERROR, None)


def describe(error: Exception) -> str:
    """Return what stderr says of `error` in the plain format, without the first line end."""
    text = f"{PREFIX}{sentence(error).rstrip()}\n"
    if isinstance(error, UnknownOptionsError):
        return f"{USAGE}\n\n{text}{_suggested(error.suggestions)}"
    return text


def sentence(error: Exception) -> str:
    """Return the error in words, its code in brackets."""
    _, label = classify(error)
    message = message_of(error)
    return message if label is None else f"An error occurred ({label}): {message}"


def message_of(error: Exception) -> str:
    """Return the error's message, with the usage below it where the words did not fit together."""
    message = str(error)
    return f"{message}\n\n{USAGE}" if isinstance(error, ArgumentError) else message


def _suggested(names: list[str]) -> str:
    if not names:
        return ""
    lines = "".join([f"  * {name}\n" for name in names])
    return f"\nMaybe you meant:\n\n{lines}"
