"""What can be wrong with the place a call is to be sent to."""

from paraph.core.errors import Error


class EndpointError(Error):
    """The rules refuse this combination of parameters, or cannot be evaluated.

    `rule_message` is the rule set's own text; `str()` the same as the AWS CLI words it.
    `is_parameter_error` says that the CLI counts it among the invalid parameters (exit code 252).
    """

    def __init__(
        self, message: str, *, rule_message: str | None = None, is_parameter_error: bool = False
    ) -> None:
        super().__init__(message)
        self.rule_message = message if rule_message is None else rule_message
        self.is_parameter_error = is_parameter_error
