"""The texts are v2's, letter by letter; the facts are fields."""

import pytest

from paraph.client import errors
from paraph.core.errors import Error

URL = "http://127.0.0.1:45999/"


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (
            errors.EndpointConnectionError(URL),
            'Could not connect to the endpoint URL: "http://127.0.0.1:45999/"',
        ),
        (
            errors.ConnectTimeoutError(URL),
            'Connect timeout on endpoint URL: "http://127.0.0.1:45999/"',
        ),
        (errors.ReadTimeoutError(URL), 'Read timeout on endpoint URL: "http://127.0.0.1:45999/"'),
        (
            errors.ConnectionClosedError(URL),
            (
                "Connection was closed before we received a valid response from endpoint URL: "
                '"http://127.0.0.1:45999/".'
            ),
        ),
        (
            errors.TlsError("https://h/", "[SSL: CERTIFICATE_VERIFY_FAILED] why (_ssl.c:1006)"),
            (
                "SSL validation failed for https://h/ "
                "[SSL: CERTIFICATE_VERIFY_FAILED] why (_ssl.c:1006)"
            ),
        ),
        (
            errors.ProxyConnectionError(URL, "http://***:***@proxy:3128"),
            'Failed to connect to proxy URL: "http://***:***@proxy:3128"',
        ),
        (
            errors.IncompleteReadError(URL, "IncompleteRead(12 bytes read, 488 more expected)"),
            (
                "('Connection broken: IncompleteRead(12 bytes read, 488 more expected)', "
                "IncompleteRead(12 bytes read, 488 more expected))"
            ),
        ),
        (
            errors.InvalidRequestError(URL, r"Invalid header value b'line\nbreak'"),
            (
                "An HTTP Client raised an unhandled exception: "
                r"Invalid header value b'line\nbreak'"
            ),
        ),
        (
            errors.ServiceError("AccessDenied", "User: x is not authorized", "GetRestApi"),
            (
                "An error occurred (AccessDenied) when calling the GetRestApi operation: "
                "User: x is not authorized"
            ),
        ),
        (
            errors.ServiceError("503", "busy", "ListJobs", retries=2),
            (
                "An error occurred (503) when calling the ListJobs operation "
                "(reached max retries: 2): busy"
            ),
        ),
        (
            errors.WaiterError("InstanceRunning", "Max attempts exceeded"),
            "Waiter InstanceRunning failed: Max attempts exceeded",
        ),
        (errors.AuthenticationError(), "Unable to locate authorization token"),
    ],
)
def test_texts(error, text):
    assert str(error) == text
    assert isinstance(error, errors.ClientError)
    assert isinstance(error, Error)


def test_facts_are_fields():
    error = errors.ServiceError(
        "NoSuchKey", "gone", "GetObject", status=404, members={"Key": "k"}, request_id="r"
    )
    assert (error.code, error.message, error.operation) == ("NoSuchKey", "gone", "GetObject")
    assert (error.status, error.members, error.request_id, error.retries) == (
        404,
        {"Key": "k"},
        "r",
        None,
    )
    assert errors.WaiterError("W", "r", {"x": 1}).last_response == {"x": 1}
    assert errors.ReadTimeoutError(URL, "why").reason == "why"


def test_what_is_worth_another_attempt():
    assert errors.EndpointConnectionError(URL).retryable
    assert errors.HttpError(URL, "x").retryable
    assert not errors.InvalidRequestError(URL, "x").retryable
    assert not errors.ServiceError("A", "b", "C").retryable
    assert errors.ConnectTimeoutError(URL).timed_out
    assert not errors.ConnectionClosedError(URL).timed_out
