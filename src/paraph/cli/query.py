"""`--query`: a JMESPath expression applied to what is shown (https://jmespath.org)."""

from __future__ import annotations

from paraph.cli.errors import ParamValidationError
from paraph.core.path import PathError, compile_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from paraph.cli.output.result import Query


def compile_query(expression: str) -> Query:
    """Return the function that `expression` stands for.

    Raises ParamValidationError where it is no JMESPath; the function raises PathError where the
    expression does not fit the value.
    """
    try:
        return compile_path(expression)
    except PathError as error:
        msg = f"Bad value for --query {expression}: {error}"
        raise ParamValidationError(msg) from error
