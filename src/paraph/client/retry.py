"""Whether a call is worth another attempt, and when: decisions, without clock or die of their own.

The numbers are those of v2.36.7 (`retry_mode` standard, adaptive), described at
https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html. AWS_NEW_RETRIES_2026
asks for the second set, which waits less after failures that are not throttling.
"""

from __future__ import annotations

from paraph.client.errors import RetryConfigError
from paraph.client.rate import RateLimiter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from paraph.client.errors import TransportError
    from paraph.model.shape import Shape

STANDARD = "standard"
ADAPTIVE = "adaptive"

_MAX_DELAY = 20.0
# Tokens: what there is, what a call that succeeds at once brings back
_CAPACITY = 500
_REFUND = 1

_TRANSIENT_STATUSES = frozenset({500, 502, 503, 504})
_TRANSIENT_CODES = frozenset(
    {"RequestTimeout", "RequestTimeoutException", "PriorRequestNotComplete"}
)
_THROTTLING_CODES = frozenset(
    {
        "BandwidthLimitExceeded",
        "EC2ThrottledException",
        "LimitExceededException",
        "PriorRequestNotComplete",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "RequestThrottled",
        "RequestThrottledException",
        "SlowDown",
        "ThrottledException",
        "Throttling",
        "ThrottlingException",
        "TooManyRequestsException",
        "TransactionInProgressException",
    }
)
# STS could not reach the identity provider: AssumeRoleWithWebIdentity's own transient error.
_SERVICE_CODES = {"sts": frozenset({"IDPCommunicationError"})}
# Calls that wait for work. Answering their failures at once would make a busy loop of the caller's.
_LONG_POLLS = {
    "sqs": frozenset({"ReceiveMessage"}),
    "sfn": frozenset({"GetActivityTask"}),
    "swf": frozenset({"PollForActivityTask", "PollForDecisionTask"}),
}


class Numbers:
    """One set of retry numbers: seconds, tokens, attempts."""

    __slots__ = (
        "attempts",
        "cost",
        "honours_retry_after",
        "scale",
        "service_attempts",
        "service_scale",
        "throttled_cost",
        "throttled_scale",
        "timeout_cost",
        "waits_for_polls",
    )

    def __init__(  # noqa: PLR0913  a row of a table
        self,
        *,
        scale: float,
        throttled_scale: float,
        cost: int,
        throttled_cost: int,
        timeout_cost: int,
        service_scale: dict[str, float] | None = None,
        service_attempts: dict[str, int] | None = None,
        honours_retry_after: bool = False,
        waits_for_polls: bool = False,
    ) -> None:
        self.attempts = 3
        # The delay's unit, before doubling
        self.scale = scale
        self.throttled_scale = throttled_scale
        self.service_scale = service_scale or {}
        self.service_attempts = service_attempts or {}
        self.cost = cost
        self.throttled_cost = throttled_cost
        self.timeout_cost = timeout_cost
        # The field x-amz-retry-after, in milliseconds
        self.honours_retry_after = honours_retry_after
        # A long poll that gets no further attempt still waits before it gives up
        self.waits_for_polls = waits_for_polls


USUAL = Numbers(scale=1, throttled_scale=1, cost=5, throttled_cost=5, timeout_cost=10)
OF_2026 = Numbers(
    scale=0.05,
    throttled_scale=1,
    cost=14,
    throttled_cost=5,
    timeout_cost=14,
    service_scale={"dynamodb": 0.025, "dynamodb-streams": 0.025},
    service_attempts={"dynamodb": 4, "dynamodb-streams": 4},
    honours_retry_after=True,
    waits_for_polls=True,
)
_RETRY_AFTER_SPAN = 5.0


class Outcome:
    """What an attempt gave: a failure of the transport, or an answer of the service."""

    __slots__ = ("code", "error", "is_damaged", "retry_after", "shape", "status")

    def __init__(
        self,
        *,
        error: TransportError | None = None,
        status: int | None = None,
        code: str | None = None,
        shape: Shape | None = None,
        retry_after: str | None = None,
        is_damaged: bool = False,
    ) -> None:
        self.error = error
        self.status = status
        # The error's code, and the shape that the operation's model has for it
        self.code = code
        self.shape = shape
        # The value of x-amz-retry-after
        self.retry_after = retry_after
        # DynamoDB's x-amz-crc32 does not fit the body
        self.is_damaged = is_damaged

    @property
    def is_success(self) -> bool:
        """Whether the service did what it was asked."""
        return self.status is not None and 200 <= self.status < 300 and not self.is_damaged

    @property
    def is_throttled(self) -> bool:
        """Whether the service says: not so fast."""
        if self.code in _THROTTLING_CODES:
            return True
        return self._is_modelled() and self.shape is not None and self.shape.throttling

    def _is_modelled(self) -> bool:
        shape = self.shape
        if shape is None or self.code is None or not shape.retryable:
            return False
        return self.code == (shape.error_code or shape.name)

    def retry_reason(self, service: str) -> str | None:
        """Return why another attempt may help; None when it would not."""
        if self.error is not None:
            return type(self.error).__name__ if self.error.retryable else None
        if self.code in _TRANSIENT_CODES:
            return f"{self.code} is transient"
        if self.is_throttled:
            return f"{self.code} is throttling"
        if self.status in _TRANSIENT_STATUSES:
            return f"status {self.status} is transient"
        if self._is_modelled() or self.code in _SERVICE_CODES.get(service, ()):
            return f"{self.code} is retryable by its model"
        if self.is_damaged:
            return "the checksum does not match"
        return None


class Decision:
    """What to do after an attempt, and why."""

    __slots__ = ("delay", "is_last", "reason", "retry")

    def __init__(
        self, reason: str, *, retry: bool = False, delay: float = 0.0, is_last: bool = False
    ) -> None:
        self.reason = reason
        self.retry = retry
        # Seconds to wait first; also, rarely, before giving up
        self.delay = delay
        # No attempt is left: what v2 calls "reached max retries", retryable or not
        self.is_last = is_last

    def __repr__(self) -> str:
        verb = "retry" if self.retry else "stop"
        return f"Decision({verb} after {self.delay:.2f}s: {self.reason})"


class Retries:
    """The retry policy of a client, and the tokens that all its calls share."""

    __slots__ = ("_limiter", "_numbers", "_random", "_service", "max_attempts", "tokens")

    def __init__(
        self,
        mode: str = STANDARD,
        max_attempts: int | None = None,
        *,
        random: Callable[[], float],
        clock: Callable[[], float],
        service_id: str = "",
        numbers: Numbers = USUAL,
    ) -> None:
        """`random` gives numbers from 0 to 1, `clock` seconds; `max_attempts` counts the first.

        `service_id` is the model's ("DynamoDB Streams"). Raises RetryConfigError.
        """
        if mode not in {STANDARD, ADAPTIVE}:
            msg = (
                f'Invalid value provided to "mode": "{mode}" must be one of: '
                '"standard" or "adaptive"'
            )
            raise RetryConfigError(msg)
        if max_attempts is not None and max_attempts < 1:
            msg = (
                f'Value provided to "max_attempts": {max_attempts} must be an integer '
                "greater than or equal to one."
            )
            raise RetryConfigError(msg)
        self._service = service_id.lower().replace(" ", "-")
        usual = numbers.service_attempts.get(self._service, numbers.attempts)
        self.max_attempts = usual if max_attempts is None else max_attempts
        self._numbers = numbers
        self._random = random
        self._limiter = RateLimiter(clock) if mode == ADAPTIVE else None
        self.tokens = _CAPACITY

    def start(self, operation: str = "") -> Call:
        """Return the state of one call of `operation` (its API name)."""
        return Call(self, operation in _LONG_POLLS.get(self._service, ()))

    def wait(self) -> float:
        """Return the seconds to wait before an attempt is sent: 0 unless adaptive and throttled."""
        return 0.0 if self._limiter is None else self._limiter.reserve()

    def note(self, outcome: Outcome) -> None:
        """Let the rate follow what the service says (adaptive)."""
        if self._limiter is not None:
            self._limiter.note(throttled=outcome.is_throttled)

    def reason(self, outcome: Outcome) -> str | None:
        """Return why another attempt may help; None when it would not."""
        return outcome.retry_reason(self._service)

    def take(self, outcome: Outcome) -> int:
        """Take the tokens that a retry costs; 0 when there are not enough."""
        numbers = self._numbers
        cost = numbers.cost
        if outcome.is_throttled:
            cost = numbers.throttled_cost
        elif outcome.error is not None and outcome.error.timed_out:
            cost = numbers.timeout_cost
        if cost > self.tokens:
            return 0
        self.tokens -= cost
        return cost

    def give_back(self, tokens: int) -> None:
        """Return tokens after a success: those of its last retry, or one for a first attempt."""
        self.tokens = min(self.tokens + (tokens or _REFUND), _CAPACITY)

    def delay(self, attempt: int, outcome: Outcome) -> float:
        """Return the seconds to wait after attempt number `attempt` (from 1) has failed."""
        numbers = self._numbers
        scale = numbers.throttled_scale
        if not outcome.is_throttled:
            scale = numbers.service_scale.get(self._service, numbers.scale)
        delay = self._random() * min(scale * 2.0 ** min(attempt - 1, 32), _MAX_DELAY)
        asked = _parse_retry_after(outcome.retry_after) if numbers.honours_retry_after else None
        if asked is None:
            return delay
        return max(delay, min(asked, delay + _RETRY_AFTER_SPAN))

    def parting_delay(self, attempt: int, outcome: Outcome) -> float:
        """Return how long a long poll waits before it gives up for want of tokens."""
        return self.delay(attempt, outcome) if self._numbers.waits_for_polls else 0.0


class Call:
    """The attempts of one call. Ask `wait` before each, tell `decide` what it gave."""

    __slots__ = ("_is_long_poll", "_paid", "_retries", "attempt")

    def __init__(self, retries: Retries, is_long_poll: bool) -> None:
        self._retries = retries
        self._is_long_poll = is_long_poll
        self._paid = 0
        # The number of the attempt under way, from 1
        self.attempt = 1

    @property
    def max_attempts(self) -> int:
        """How many attempts there can be, the first included."""
        return self._retries.max_attempts

    def wait(self) -> float:
        """Return the seconds to wait before this attempt is sent."""
        return self._retries.wait()

    def decide(self, outcome: Outcome) -> Decision:
        """Say what follows from `outcome`. A decision to retry begins the next attempt."""
        retries = self._retries
        retries.note(outcome)
        if outcome.is_success:
            retries.give_back(self._paid)
            return Decision("success")
        reason = retries.reason(outcome)
        if self.attempt >= retries.max_attempts:
            return Decision(reason or "not retryable", is_last=True)
        if reason is None:
            return Decision("not retryable")
        paid = retries.take(outcome)
        if not paid:
            delay = retries.parting_delay(self.attempt, outcome) if self._is_long_poll else 0.0
            return Decision(f"{reason}, but the retry quota is used up", delay=delay)
        self._paid = paid
        delay = retries.delay(self.attempt, outcome)
        self.attempt += 1
        return Decision(reason, retry=True, delay=delay)


def _parse_retry_after(text: str | None) -> float | None:
    """Return seconds from a field in milliseconds; None where it is no such number."""
    if text is None or not (text.strip().isascii() and text.strip().isdigit()) or len(text) > 15:
        return None
    return int(text) / 1000
