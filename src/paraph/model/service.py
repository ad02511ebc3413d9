"""A service: what all its operations share, and the way to each of them."""

from __future__ import annotations

from paraph.model.errors import ModelError
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


class Argument:
    """One option of an operation's command line, named by `model/names.py`."""

    __slots__ = ("hidden", "is_negative", "member", "name", "required")

    def __init__(
        self, name: str, member: str, required: bool, is_negative: bool, hidden: bool
    ) -> None:
        self.name = name
        # The input member that it sets
        self.member = member
        self.required = required
        # `--no-x` of a boolean: sets the member to false
        self.is_negative = is_negative
        # Understood but not listed: old misspellings, and a paginated operation's raw tokens
        self.hidden = hidden

    def __repr__(self) -> str:
        return f"Argument(--{self.name})"


class Paginator:
    """How an operation is paged; all paths are JMESPath, each list as long as its partner."""

    __slots__ = (
        "input_tokens",
        "limit_key",
        "more_results",
        "non_aggregate_keys",
        "output_tokens",
        "result_keys",
    )

    def __init__(
        self,
        input_tokens: tuple[str, ...],
        output_tokens: tuple[str, ...],
        result_keys: tuple[str, ...],
        limit_key: str | None,
        more_results: str | None,
        non_aggregate_keys: tuple[str, ...],
    ) -> None:
        self.input_tokens = input_tokens
        self.output_tokens = output_tokens
        self.result_keys = result_keys
        self.limit_key = limit_key
        self.more_results = more_results
        self.non_aggregate_keys = non_aggregate_keys


class Operation:
    """An operation of a service. Absent properties have the defaults below."""

    # HTTP binding
    method: str = "POST"
    request_uri: str = "/"
    # The status of its success
    response_code: int = 200
    # "none", "v4", "v4-unsigned-body", "v4a", "bearer", …; None = the service's
    auth_type: str | None = None
    # Smithy's list of schemes, most wanted first: ("aws.auth#sigv4", "smithy.api#noAuth")
    auth: tuple[str, ...] = ()
    unsigned_payload: bool = False
    # "{Bucket}." style prefix with labels of the input
    host_prefix: str | None = None
    # A query or XML service's wrapper element around the result
    result_wrapper: str | None = None
    # Checksums (Smithy's httpChecksum trait)
    checksum_required: bool = False
    checksum_algorithm_member: str | None = None
    checksum_validation_member: str | None = None
    checksum_response_algorithms: tuple[str, ...] = ()
    # Encodings the service accepts for the request body: ("gzip",)
    request_compression: tuple[str, ...] = ()
    # Endpoint rules: parameters that this operation fixes, and those it takes from the input by
    # a JMESPath expression
    static_context_params: dict[str, Any] = {}  # noqa: RUF012  shared, never written
    operation_context_params: dict[str, str] = {}  # noqa: RUF012  shared, never written
    endpoint_discovery: bool = False
    endpoint_discovery_required: bool = False
    is_endpoint_operation: bool = False
    deprecated: bool = False
    # Whether a member of the input is an idempotency token
    has_tokens: bool = False

    def __init__(self, record: tuple[Any, ...]) -> None:
        self.name: str
        self.name, properties, rows, input_row, output_row, error_rows, arguments, paginator = (
            record
        )
        self.__dict__.update(properties)
        table = ShapeTable(rows)
        self._table = table
        self._error_rows: dict[str, int] = error_rows
        self._arguments = arguments
        self.input: Shape | None = None if input_row is None else table.shape(input_row)
        self.output: Shape | None = None if output_row is None else table.shape(output_row)
        self.paginator: Paginator | None = None if paginator is None else Paginator(*paginator)

    @property
    def arguments(self) -> list[Argument]:
        """The options of the command line, in the order in which the CLI lists them."""
        return [Argument(*row) for row in self._arguments]

    def error(self, code: str) -> Shape | None:
        """Return the structure of the error called `code` (its shape name or its error code)."""
        row = self._error_rows.get(code)
        return None if row is None else self._table.shape(row)

    @property
    def streaming_input(self) -> Shape | None:
        """The member whose value is the request's body as a stream, if there is one."""
        return _streaming_member(self.input)

    @property
    def streaming_output(self) -> Shape | None:
        """The member that receives the response's body as a stream, if there is one."""
        return _streaming_member(self.output)

    @property
    def event_stream_output(self) -> Shape | None:
        """The member that receives a stream of events, if there is one."""
        return _event_stream_member(self.output)

    @property
    def event_stream_input(self) -> Shape | None:
        """The member that sends a stream of events, if there is one."""
        return _event_stream_member(self.input)

    def __repr__(self) -> str:
        return f"Operation({self.name})"


def _streaming_member(shape: Shape | None) -> Shape | None:
    if shape is None or shape.payload is None:
        return None
    member = shape.members[shape.payload]
    # Any blob that is the whole body is streamed, whether its model says so or not.
    return member if member.type_name == "blob" else None


def _event_stream_member(shape: Shape | None) -> Shape | None:
    if shape is None:
        return None
    for member in shape.members.values():
        if member.event_stream:
            return member
    return None
