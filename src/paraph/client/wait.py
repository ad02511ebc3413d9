"""Wait for a state: poll an operation until one of the waiter's rules says that it is over."""

from __future__ import annotations

from paraph.client.errors import ServiceError, WaiterError
from paraph.core.path import compile_path
from paraph.model.errors import ModelError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from paraph.model.service import Acceptor, Operation, WaiterModel

    Result = dict[str, Any]
    # What a poll gave: the operation's result, or the service's refusal.
    Answer = Result | ServiceError


def wait(
    call: Callable[[Operation, Result], Result],
    operation: Operation,
    params: Result,
    waiter: WaiterModel,
    *,
    sleep: Callable[[float], object],
) -> None:
    """Return when the waiter's state has been reached.

    Raises WaiterError for a state that rules it out, for an error that no rule expects, and after
    `waiter.max_attempts` polls. Whatever else `call` raises passes through.
    """
    rules = [(rule, _matcher(rule)) for rule in waiter.acceptors]
    attempts, accepted = 0, False
    while True:
        answer = _poll(call, operation, params)
        attempts += 1
        rule = next((rule for rule, matches in rules if matches(answer)), None)
        if rule is not None:
            accepted = True
            if rule.state == "success":
                return
            if rule.state == "failure":
                reason = f"Waiter encountered a terminal failure state: {_explain(rule)}"
                raise WaiterError(waiter.name, reason, answer)
        elif isinstance(answer, ServiceError):
            reason = f"An error occurred ({answer.code}): {answer.message}"
            raise WaiterError(waiter.name, reason, answer)
        if attempts >= waiter.max_attempts:
            reason = "Max attempts exceeded"
            if accepted:
                # Where the last poll matched no rule v2 names the last rule there is.
                last = rule or waiter.acceptors[-1]
                reason += f". Previously accepted state: {_explain(last)}"
            raise WaiterError(waiter.name, reason, answer)
        sleep(waiter.delay)


def _poll(
    call: Callable[[Operation, Result], Result], operation: Operation, params: Result
) -> Answer:
    try:
        return call(operation, dict(params))
    except ServiceError as error:
        return error


def _matcher(rule: Acceptor) -> Callable[[Answer], bool]:
    if rule.matcher == "status":
        return _status_matcher(rule.expected)
    if rule.matcher == "error":
        return _error_matcher(rule.expected)
    holds = _HOLDS.get(rule.matcher)
    if holds is None:
        msg = f"Unknown acceptor: {rule.matcher}"
        raise ModelError(msg)
    find = compile_path(rule.argument or "")
    return lambda answer: (
        not isinstance(answer, ServiceError) and holds(find(answer), rule.expected)
    )


def _status_matcher(expected: int) -> Callable[[Answer], bool]:
    def matches(answer: Answer) -> bool:
        # A result does not say its status; every model that waits for success by status says 200.
        return expected == (answer.status if isinstance(answer, ServiceError) else 200)

    return matches


def _error_matcher(expected: str | bool) -> Callable[[Answer], bool]:
    def matches(answer: Answer) -> bool:
        if isinstance(expected, bool):
            # true: any error; false: none
            return isinstance(answer, ServiceError) is expected
        return isinstance(answer, ServiceError) and answer.code == expected

    return matches


def _is_all(found: Any, expected: Any) -> bool:
    return isinstance(found, list) and bool(found) and all(item == expected for item in found)


def _is_any(found: Any, expected: Any) -> bool:
    return isinstance(found, list) and expected in found


def _is(found: Any, expected: Any) -> bool:
    return bool(found == expected)


_HOLDS: dict[str, Callable[[Any, Any], bool]] = {
    "path": _is,
    "pathAll": _is_all,
    "pathAny": _is_any,
}

# The words of v2.36.7, its spelling of "expected" under pathAll included.
_EXPLANATIONS = {
    "path": 'For expression "{}" we matched expected path: "{}"',
    "pathAll": 'For expression "{}" all members matched excepted path: "{}"',
    "pathAny": 'For expression "{}" we matched expected path: "{}" at least once',
    "status": "Matched expected HTTP status code: {1}",
    "error": "Matched expected service error code: {1}",
}


def _explain(rule: Acceptor) -> str:
    return _EXPLANATIONS[rule.matcher].format(rule.argument, rule.expected)
