"""Which failures are worth another attempt, what it costs and how long to wait."""

import pytest
from botocore.retries import adaptive, bucket, throttling
from hypothesis import given
from hypothesis import strategies as st

from paraph.client.errors import (
    ConnectionClosedError,
    ConnectTimeoutError,
    EndpointConnectionError,
    InvalidRequestError,
    ReadTimeoutError,
    RetryConfigError,
)
from paraph.client.rate import RateLimiter
from paraph.client.retry import OF_2026, Outcome, Retries
from paraph.model.shape import Shape, ShapeTable

URL = "https://sts.us-east-1.amazonaws.com/"
OK = Outcome(status=200)
BUSY = Outcome(status=503, code="ServiceUnavailable")
THROTTLED = Outcome(status=400, code="ThrottlingException")
DENIED = Outcome(status=403, code="AccessDenied")


class Clock:
    def __init__(self, now=1000.0):
        self.now = now

    def __call__(self):
        return self.now

    # The name that botocore's parts ask by
    current_time = __call__


def retries(mode="standard", max_attempts=None, random=0.5, clock=None, **options):
    return Retries(mode, max_attempts, random=lambda: random, clock=clock or Clock(), **options)


def error_shape(name="Busy", **traits):
    return Shape(ShapeTable([]), (name, "structure", traits, ({}, ())))


@pytest.mark.parametrize("mode", ["legacy", "", "Standard"])
def test_a_mode_that_there_is_not(mode):
    with pytest.raises(RetryConfigError) as caught:
        retries(mode)
    assert str(caught.value) == (
        f'Invalid value provided to "mode": "{mode}" must be one of: "standard" or "adaptive"'
    )


@pytest.mark.parametrize("attempts", [0, -1])
def test_no_attempts_at_all(attempts):
    message = (
        f'Value provided to "max_attempts": {attempts} must be an integer '
        "greater than or equal to one."
    )
    with pytest.raises(RetryConfigError, match=message):
        retries(max_attempts=attempts)


@pytest.mark.parametrize(
    "outcome",
    [
        Outcome(error=EndpointConnectionError(URL)),
        Outcome(error=ConnectTimeoutError(URL)),
        Outcome(error=ReadTimeoutError(URL)),
        Outcome(error=ConnectionClosedError(URL)),
        *[Outcome(status=status) for status in (500, 502, 503, 504)],
        Outcome(status=400, code="RequestTimeout"),
        Outcome(status=400, code="RequestTimeoutException"),
        Outcome(status=400, code="PriorRequestNotComplete"),
        Outcome(status=400, code="Throttling"),
        Outcome(status=400, code="SlowDown"),
        Outcome(status=400, code="LimitExceededException"),
        Outcome(status=400, code="Busy", shape=error_shape(retryable=True)),
        Outcome(status=400, code="B", shape=error_shape(retryable=True, error_code="B")),
        Outcome(status=200, is_damaged=True),
    ],
)
def test_what_is_tried_again(outcome):
    call = retries().start()
    decision = call.decide(outcome)
    assert decision.retry
    assert decision.reason
    assert call.attempt == 2


@pytest.mark.parametrize(
    "outcome",
    [
        OK,
        DENIED,
        Outcome(status=501),
        Outcome(status=599),
        Outcome(status=400, code="IDPCommunicationError"),
        Outcome(status=400, code="Busy", shape=error_shape()),
        Outcome(status=400, code="Busy", shape=error_shape(retryable=True, error_code="B")),
        Outcome(error=InvalidRequestError(URL, "Invalid header value b'x'")),
    ],
)
def test_what_is_not(outcome):
    decision = retries().start().decide(outcome)
    assert (decision.retry, decision.is_last) == (False, False)


def test_sts_has_a_transient_error_of_its_own():
    outcome = Outcome(status=400, code="IDPCommunicationError")
    assert retries(service_id="STS").start().decide(outcome).retry


def test_attempts_are_counted_from_the_first():
    call = retries(max_attempts=3).start()
    assert call.max_attempts == 3
    assert [call.decide(BUSY).retry for _ in range(2)] == [True, True]
    last = call.decide(BUSY)
    assert (last.retry, last.is_last, call.attempt) == (False, True, 3)


def test_the_last_attempt_is_said_to_be_one_even_for_what_is_not_retryable():
    # v2 prints "(reached max retries: 0)" with AWS_MAX_ATTEMPTS=1, whatever the error
    assert retries(max_attempts=1).start().decide(DENIED).is_last


@pytest.mark.parametrize(
    ("random", "delays"), [(1.0, [1, 2, 4, 8, 16, 20, 20]), (0.5, [0.5, 1, 2, 4, 8, 10, 10])]
)
def test_delays_double_up_to_twenty_seconds(random, delays):
    call = retries(max_attempts=9, random=random).start()
    assert [call.decide(BUSY).delay for _ in delays] == delays


def test_a_huge_number_of_attempts_is_no_huge_number():
    policy = retries(random=1.0)
    assert policy.delay(10_000, BUSY) == 20


def test_retries_cost_tokens_and_time_outs_more():
    policy = retries(max_attempts=9)
    call = policy.start()
    call.decide(BUSY)
    assert policy.tokens == 495
    call.decide(Outcome(error=ReadTimeoutError(URL)))
    assert policy.tokens == 485
    # A success brings back what the last retry cost
    call.decide(OK)
    assert policy.tokens == 495
    policy.start().decide(OK)
    assert policy.tokens == 496
    for _ in range(10):
        policy.start().decide(OK)
    assert policy.tokens == 500


def test_without_tokens_there_is_no_retry():
    policy = retries(max_attempts=1000)
    call = policy.start()
    assert sum(call.decide(BUSY).retry for _ in range(200)) == 100
    decision = call.decide(BUSY)
    assert (decision.retry, decision.is_last, decision.delay) == (False, False, 0)
    assert "quota" in decision.reason
    assert policy.start().decide(DENIED).reason == "not retryable"


# --- the numbers of 2026 ----------------------------------------------------------------------


def test_2026_waits_less_unless_throttled():
    call = retries(max_attempts=20, random=1.0, numbers=OF_2026).start()
    assert [call.decide(BUSY).delay for _ in range(3)] == [0.05, 0.1, 0.2]
    assert call.decide(THROTTLED).delay == 8
    call = retries(random=1.0, numbers=OF_2026, service_id="DynamoDB").start()
    assert call.decide(BUSY).delay == 0.025


def test_2026_has_other_costs_and_attempts():
    policy = retries(numbers=OF_2026)
    call = policy.start()
    call.decide(BUSY)
    assert policy.tokens == 486
    call.decide(THROTTLED)
    assert policy.tokens == 481
    assert policy.max_attempts == 3
    assert retries(numbers=OF_2026, service_id="DynamoDB Streams").max_attempts == 4
    assert retries(max_attempts=2, numbers=OF_2026, service_id="DynamoDB").max_attempts == 2


@pytest.mark.parametrize(
    ("text", "delay"),
    [("1500", 1.5), ("60000", 5.05), ("1", 0.05), ("-5", 0.05), ("x", 0.05), ("9" * 40, 0.05)],
)
def test_2026_listens_to_the_service_within_limits(text, delay):
    outcome = Outcome(status=503, retry_after=text)
    assert retries(random=1.0, numbers=OF_2026).start().decide(outcome).delay == delay
    assert retries(random=1.0).start().decide(outcome).delay == 1


def test_2026_lets_a_long_poll_wait_before_it_gives_up():
    for operation, delay in (("ReceiveMessage", 0.05), ("SendMessage", 0)):
        policy = retries(random=1.0, numbers=OF_2026, service_id="SQS")
        policy.tokens = 3
        decision = policy.start(operation).decide(BUSY)
        assert (decision.retry, decision.delay) == (False, delay)


# --- adaptive ---------------------------------------------------------------------------------


def test_nothing_is_held_back_before_the_first_throttling():
    clock = Clock()
    policy = retries("adaptive", clock=clock)
    for _ in range(50):
        call = policy.start()
        assert call.wait() == 0
        call.decide(OK)


def test_after_a_throttling_requests_are_spaced():
    clock = Clock()
    policy = retries("adaptive", clock=clock)
    for _ in range(20):
        policy.start().decide(OK)
        clock.now += 0.1
    policy.start().decide(THROTTLED)
    waits = [policy.wait() for _ in range(5)]
    assert waits[0] >= 0
    assert waits == sorted(waits)
    assert waits[4] > 0
    clock.now += 1000
    assert policy.wait() == 0


steps = st.lists(
    st.tuples(st.floats(0.0, 5.0, allow_nan=False), st.booleans()), min_size=1, max_size=40
)


@given(steps, st.floats(0, 2e9))
def test_the_rate_is_botocores(sequence, start):
    clock = Clock(start)
    ours = RateLimiter(clock)
    theirs = adaptive.ClientRateLimiter(
        rate_adjustor=throttling.CubicCalculator(starting_max_rate=0, start_time=start),
        rate_clocker=adaptive.RateClocker(clock),
        token_bucket=bucket.TokenBucket(max_rate=1, clock=clock),
        throttling_detector=Detector(),
        clock=clock,
    )
    for pause, throttled in sequence:
        clock.now += pause
        ours.note(throttled=throttled)
        theirs.on_receiving_response(throttled=throttled)
        assert ours.is_enabled == theirs._enabled
        assert ours.rate == pytest.approx(theirs._token_bucket.max_rate)
        assert ours.capacity == pytest.approx(theirs._token_bucket.max_capacity)
        assert ours._tokens == pytest.approx(theirs._token_bucket.available_capacity)


class Detector:
    def is_throttling_error(self, *, throttled):
        return throttled
