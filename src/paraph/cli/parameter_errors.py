"""What is wrong with the value of a parameter.

Two classes because v2 ends in two ways: 252 with the option's name, and 255 with the bare words of
the conversion that failed.
"""

from paraph.cli.errors import CommandError, ParamValidationError


class ParameterError(ParamValidationError):
    """A value that cannot be read. `option` is as the user wrote it, dashes included."""

    def __init__(self, option: str, reason: str) -> None:
        super().__init__(f"Error parsing parameter '{option}': {reason}")
        self.option = option
        self.reason = reason


class ConversionError(CommandError):
    """A word that is no number, no base64, …: v2.36.7 names no option here (exit code 255)."""


class ParamFileError(ConversionError):
    """A `file://` or `fileb://` that cannot be read; inside a shorthand value v2 ends with 255."""
