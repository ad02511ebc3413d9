"""What can be wrong with a service model."""

from paraph.core.errors import Error


class ModelError(Error):
    """A service model is missing, unreadable or not what it should be."""


class UnknownServiceError(ModelError):
    """No installed model answers to this name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Unknown service: {name}")
        self.name = name


class ParamValidationError(Error):
    """Parameters that no service could understand; `report` has one line for each problem."""

    def __init__(self, report: str) -> None:
        super().__init__(f"Parameter validation failed:\n{report}")
        self.report = report
