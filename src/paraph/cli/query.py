"""`--query`: a JMESPath expression applied to what is shown (https://jmespath.org)."""

from __future__ import annotations

from paraph.cli.errors import ParamValidationError
from paraph.cli.output.errors import OutputError
from paraph.cli.query_nodes import Unfit
from paraph.cli.query_parser import parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.cli.output.sink import Query


def compile_query(expression: str) -> Query:
    """Return the function that `expression` stands for.

    Raises ParamValidationError where it is no JMESPath; the function raises OutputError where the
    expression does not fit the value.
    """
    try:
        evaluate = parse(expression)
    except (Unfit, RecursionError):
        return _compile_with_jmespath(expression)

    def query(value: Any) -> Any:
        try:
            return evaluate(value)
        except Unfit:
            return _compile_with_jmespath(expression)(value)

    return query


def _compile_with_jmespath(expression: str) -> Query:
    import jmespath  # noqa: PLC0415  lazy: 30 ms, as much as everything else

    try:
        compiled = jmespath.compile(expression)
    except (jmespath.exceptions.JMESPathError, ValueError) as error:
        msg = f"Bad value for --query {expression}: {error}"
        raise ParamValidationError(msg) from error

    def query(value: Any) -> Any:
        try:
            return compiled.search(value)
        except (jmespath.exceptions.JMESPathError, TypeError, ValueError) as error:
            raise OutputError(str(error)) from error

    return query
