"""A service: what all its operations share, and the way to each of them."""

from __future__ import annotations

from paraph.model.errors import ModelError
from paraph.model.operation import Operation
from paraph.model.shape import Shape, ShapeTable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


class WaiterModel:
    """How to wait for a state: which operation to poll, how often, what ends it."""

    __slots__ = ("acceptors", "delay", "max_attempts", "name", "operation")

    def __init__(
        self,
        name: str,
        operation: str,
        delay: float,
        max_attempts: int,
        acceptors: tuple[Acceptor, ...],
    ) -> None:
        self.name = name
        self.operation = operation
        # Seconds between two polls
        self.delay = delay
        self.max_attempts = max_attempts
        self.acceptors = acceptors


class Acceptor:
    """One rule of a waiter: this match means this state."""

    __slots__ = ("argument", "expected", "matcher", "state")

    def __init__(self, state: str, matcher: str, expected: Any, argument: str | None) -> None:
        # "success", "failure" or "retry"
        self.state = state
        # "path", "pathAll", "pathAny", "status" or "error"
        self.matcher = matcher
        self.expected = expected
        # The JMESPath expression of the path matchers
        self.argument = argument


class Service:
    """A service's metadata, in the words of its model, and its operations by command-line name."""

    endpoint_prefix: str = ""
    service_id: str = ""
    signing_name: str = ""
    signature_version: str = "v4"
    # Smithy's list of schemes: ("aws.auth#sigv4", …)
    auth: tuple[str, ...] = ()
    # One of protocols/registry's names
    protocol: str = ""
    json_version: str = "1.0"
    target_prefix: str = ""
    api_version: str = ""
    xml_namespace: tuple[str, str] | None = None
    global_endpoint: str | None = None
    # AWS JSON services that answer with the error codes of their query past
    aws_query_compatible: bool = False
    full_name: str = ""
    # Parameters of the endpoint rules that a client may set: name → type
    client_context_params: dict[str, str] = {}  # noqa: RUF012  shared, never written

    def __init__(
        self,
        name: str,
        properties: dict[str, Any],
        operations: dict[str, str],
        aliases: dict[str, str],
        waiters: dict[str, tuple[Any, ...]],
        read: Callable[[str], Any],
    ) -> None:
        # The command's name: "s3api", "ec2", …
        self.name = name
        self.__dict__.update(properties)
        # Command-line name → API name, in the model's order
        self.operations = operations
        # Names that work and are not listed
        self.aliases = aliases
        self._waiters = waiters
        self._read = read

    def operation(self, api_name: str) -> Operation:
        """Return the operation called `api_name` ("DescribeInstances")."""
        record = self._read(f"operation:{api_name}")
        if record is None:
            msg = f"The model of {self.name} has no operation {api_name}"
            raise ModelError(msg)
        return Operation(record)

    def error(self, code: str) -> Shape | None:
        """Return the structure of the error with this code, whichever operation declares it."""
        rows, codes = self._read("errors")
        return ShapeTable(rows).shape(codes[code]) if code in codes else None

    @property
    def waiter_names(self) -> list[str]:
        """The waiters' command-line names."""
        return list(self._waiters)

    def waiter(self, name: str) -> WaiterModel | None:
        """Return the waiter with this command-line name ("instance-running")."""
        row = self._waiters.get(name)
        if row is None:
            return None
        api_name, operation, delay, max_attempts, acceptors = row
        return WaiterModel(
            api_name, operation, delay, max_attempts, tuple(Acceptor(*rule) for rule in acceptors)
        )

    def endpoint_rules(self) -> dict[str, Any] | None:
        """Return the endpoint rule set (JSON of Smithy's rules engine 1.0), or None."""
        rules: dict[str, Any] | None = self._read("endpoint-rules")
        return rules

    def __repr__(self) -> str:
        return f"Service({self.name})"
