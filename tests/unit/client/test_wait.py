import pytest

from paraph.client.errors import ReadTimeoutError, ServiceError, WaiterError
from paraph.client.wait import wait
from paraph.model.errors import ModelError
from paraph.model.service import Acceptor, WaiterModel


def _waiter(*rules, attempts=3):
    acceptors = tuple(Acceptor(*rule) for rule in rules)
    return WaiterModel("ThingReady", "Describe", 15, attempts, acceptors)


def _path(state, expected, argument="State", matcher="path"):
    return (state, matcher, expected, argument)


class _Service:
    """Gives the answers one after the other; remembers the parameters and the pauses."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.asked = []
        self.slept = []

    def __call__(self, operation, params):
        self.asked.append(params)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def wait(self, waiter, params=None):
        wait(self, None, params or {}, waiter, sleep=self.slept.append)


def _refusal(code="Nope", status=400):
    return ServiceError(code, "not now", "Describe", status=status)


def _reason(service, waiter):
    with pytest.raises(WaiterError) as caught:
        service.wait(waiter)
    return str(caught.value).removeprefix("Waiter ThingReady failed: ")


def test_success_at_once_does_not_sleep():
    service = _Service({"State": "ready"})
    service.wait(_waiter(_path("success", "ready")), {"Id": "x"})
    assert service.slept == []
    assert service.asked == [{"Id": "x"}]


def test_polls_until_the_state_is_there():
    service = _Service({"State": "new"}, {"State": "old"}, {"State": "ready"})
    service.wait(_waiter(_path("success", "ready"), _path("retry", "new")))
    assert service.slept == [15, 15]


def test_attempts_run_out():
    service = _Service({}, {}, {})
    assert _reason(service, _waiter(_path("success", "ready"))) == "Max attempts exceeded"
    assert service.slept == [15, 15]


def test_attempts_run_out_after_an_accepted_state():
    rules = (("retry", "error", "Missing", None), _path("success", "ready"))
    service = _Service(*[_refusal("Missing")] * 3)
    assert _reason(service, _waiter(*rules)) == (
        "Max attempts exceeded. Previously accepted state: "
        "Matched expected service error code: Missing"
    )
    # The last poll matched nothing: v2 names the last rule.
    service = _Service(_refusal("Missing"), {}, {})
    assert _reason(service, _waiter(*rules)) == (
        "Max attempts exceeded. Previously accepted state: "
        'For expression "State" we matched expected path: "ready"'
    )


@pytest.mark.parametrize(
    ("rule", "answer", "explanation"),
    [
        (
            _path("failure", "bad"),
            {"State": "bad"},
            'For expression "State" we matched expected path: "bad"',
        ),
        (
            _path("failure", "bad", "A[].S", "pathAny"),
            {"A": [{"S": "good"}, {"S": "bad"}]},
            'For expression "A[].S" we matched expected path: "bad" at least once',
        ),
        (
            _path("failure", "bad", "A[].S", "pathAll"),
            {"A": [{"S": "bad"}, {"S": "bad"}]},
            'For expression "A[].S" all members matched excepted path: "bad"',
        ),
        (
            ("failure", "status", 404, None),
            _refusal(status=404),
            "Matched expected HTTP status code: 404",
        ),
        (
            ("failure", "error", "Nope", None),
            _refusal(),
            "Matched expected service error code: Nope",
        ),
        (
            ("failure", "error", True, None),
            _refusal(),
            "Matched expected service error code: True",
        ),
    ],
)
def test_terminal_failures_say_what_matched(rule, answer, explanation):
    assert _reason(_Service(answer), _waiter(rule)) == (
        f"Waiter encountered a terminal failure state: {explanation}"
    )


@pytest.mark.parametrize(
    ("rule", "answer"),
    [
        (("success", "status", 200, None), {}),
        (("success", "status", 404, None), _refusal(status=404)),
        (("success", "error", False, None), {}),
        (("success", "error", True, None), _refusal()),
        (_path("success", True, "length(Items) > `0`"), {"Items": [1]}),
        (_path("success", "a", "Items", "pathAll"), {"Items": ["a", "a"]}),
        (_path("success", "a", "Items", "pathAny"), {"Items": ["b", "a"]}),
    ],
)
def test_success_rules(rule, answer):
    _Service(answer).wait(_waiter(rule))


@pytest.mark.parametrize(
    ("rule", "answer"),
    [
        (_path("success", "a", "Items", "pathAll"), {"Items": []}),
        (_path("success", "a", "Items", "pathAll"), {"Items": ["a", "b"]}),
        (_path("success", "a", "Items", "pathAll"), {"Items": "a"}),
        (_path("success", "a", "Items", "pathAny"), {"Items": "a"}),
        (_path("success", None), _refusal()),
        (("success", "status", 200, None), _refusal(status=404)),
        (("success", "error", False, None), _refusal()),
    ],
)
def test_what_does_not_match(rule, answer):
    rules = (rule, ("retry", "error", True, None), _path("retry", None, "Nothing"))
    assert _reason(_Service(answer), _waiter(*rules, attempts=1)).startswith("Max attempts")


def test_error_that_no_rule_expects_ends_the_wait():
    service = _Service({}, _refusal("AccessDenied"))
    waiter = _waiter(_path("success", "ready"))
    assert _reason(service, waiter) == "An error occurred (AccessDenied): not now"


def test_first_rule_that_matches_counts():
    waiter = _waiter(_path("success", "ready"), _path("failure", "ready"))
    _Service({"State": "ready"}).wait(waiter)


def test_network_errors_pass_through():
    with pytest.raises(ReadTimeoutError):
        _Service(ReadTimeoutError("https://x/")).wait(_waiter(_path("success", "ready")))


def test_unknown_matcher_is_an_error_of_the_model():
    with pytest.raises(ModelError, match="Unknown acceptor: magic"):
        _Service().wait(_waiter(("success", "magic", 1, None)))
