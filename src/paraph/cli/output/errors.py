"""What can go wrong while a result is shown."""

from paraph.cli.errors import CommandError


class OutputError(CommandError):
    """The result has come, but it cannot be shown as asked."""


class UnknownFormatError(OutputError):
    """AWS_DEFAULT_OUTPUT or the profile's `output` names no format."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Unknown output type: {name}")
        self.name = name
