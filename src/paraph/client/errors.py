"""What can go wrong between a finished request and a parsed answer.

    ClientError
    ├── TransportError            no complete response came back
    │   ├── EndpointConnectionError    no address, or nobody listening there
    │   ├── ConnectTimeoutError
    │   ├── ReadTimeoutError
    │   ├── ConnectionClosedError      no response, half of one, or something that is not HTTP
    │   ├── TlsError                   handshake, certificate, trust settings
    │   ├── ProxyConnectionError
    │   ├── IncompleteReadError        a stream that ended before its length
    │   └── HttpError                  HTTP was broken in some other way
    │       └── InvalidRequestError    by us: nothing was sent
    ├── AuthenticationError       no token to sign with
    ├── DiscoveryError
    ├── RetryConfigError
    ├── ServiceError              the service answered with an error
    ├── ChecksumError             a body that is not what its checksum says
    ├── PaginationError
    ├── StartingTokenError
    └── WaiterError

The texts are those of AWS CLI v2.36.7: scripts match them.
"""

from __future__ import annotations

from paraph.core.errors import Error
from paraph.core.message import Headers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


class ClientError(Error):
    """A call that did not succeed."""

    # Could the same request succeed if it were sent again?
    retryable = False
    # Did it fail because nothing came in time? Such a retry costs more (client/retry.py).
    timed_out = False


class TransportError(ClientError):
    """No complete response came back. `url` is the request's, `reason` what the platform said."""

    retryable = True

    def __init__(self, message: str, url: str, reason: str = "") -> None:
        super().__init__(message)
        self.url = url
        self.reason = reason

    def final(self, retries: int) -> TransportError:  # noqa: ARG002  as ServiceError has it
        """Return the error as it is shown when the last attempt has been made."""
        return self


class EndpointConnectionError(TransportError):
    """The name does not resolve, or no address of it takes the connection."""

    def __init__(self, url: str, reason: str = "") -> None:
        super().__init__(f'Could not connect to the endpoint URL: "{url}"', url, reason)


class ConnectTimeoutError(TransportError):
    """No address took the connection in time."""

    timed_out = True

    def __init__(self, url: str, reason: str = "") -> None:
        super().__init__(f'Connect timeout on endpoint URL: "{url}"', url, reason)


class ReadTimeoutError(TransportError):
    """The connection stands, but nothing came (or nothing could be sent) in time."""

    timed_out = True

    def __init__(self, url: str, reason: str = "") -> None:
        super().__init__(f'Read timeout on endpoint URL: "{url}"', url, reason)


class ConnectionClosedError(TransportError):
    """The answer was cut off, or was not HTTP."""

    def __init__(self, url: str, reason: str = "") -> None:
        message = (
            f'Connection was closed before we received a valid response from endpoint URL: "{url}".'
        )
        super().__init__(message, url, reason)


class TlsError(TransportError):
    """No protected connection: a certificate that is not trusted, a failed handshake."""

    def __init__(self, url: str, reason: str = "") -> None:
        super().__init__(f"SSL validation failed for {url} {reason}", url, reason)


class ProxyConnectionError(TransportError):
    """The proxy cannot be reached, or refuses. `proxy_url` has user and password masked."""

    def __init__(self, url: str, proxy_url: str, reason: str = "") -> None:
        super().__init__(f'Failed to connect to proxy URL: "{proxy_url}"', url, reason)
        self.proxy_url = proxy_url


class IncompleteReadError(TransportError):
    """A body that was being streamed ended early. `reason` says how."""

    def __init__(self, url: str, reason: str) -> None:
        # The shape of urllib3's ProtocolError, which v2 prints as it is.
        super().__init__(f"({f'Connection broken: {reason}'!r}, {reason})", url, reason)


class HttpError(TransportError):
    """The rules of HTTP were broken in a way that no other class names."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"An HTTP Client raised an unhandled exception: {reason}", url, reason)


class InvalidRequestError(HttpError):
    """The request cannot be written as HTTP; it was not sent, or not to its end."""

    retryable = False


class AuthenticationError(ClientError):
    """The operation wants a bearer token and there is none."""

    def __init__(self, message: str = "Unable to locate authorization token") -> None:
        super().__init__(message)


class DiscoveryError(ClientError):
    """The service did not name the endpoint that it wants to be called at."""

    def __init__(self) -> None:
        super().__init__("Endpoint Discovery failed to refresh the required endpoints.")


class RetryConfigError(ClientError):
    """A retry mode, or a number of attempts, that there is not."""


class ServiceError(ClientError):
    """The service answered with an error.

    `members` are the modelled and other fields of the answer; `retries` how often it was tried
    again when the limit was reached, else None.
    """

    def __init__(  # noqa: PLR0913  the facts of an answer, each by its name
        self,
        code: str,
        message: str,
        operation: str,
        *,
        status: int | None = None,
        members: Mapping[str, Any] | None = None,
        request_id: str | None = None,
        retries: int | None = None,
        headers: Headers | None = None,
        details: Mapping[str, Any] | None = None,
    ) -> None:
        suffix = "" if retries is None else f" (reached max retries: {retries})"
        super().__init__(
            f"An error occurred ({code}) when calling the {operation} operation{suffix}: {message}"
        )
        self.code = code
        self.message = message
        self.operation = operation
        self.status = status
        self.members = members or {}
        self.request_id = request_id
        self.retries = retries
        self.headers = Headers() if headers is None else headers
        # Everything that the answer said, modelled or not
        self.details = details or {}

    def final(self, retries: int) -> ServiceError:
        """Return the error as it is shown when the last attempt has been made."""
        return ServiceError(
            self.code,
            self.message,
            self.operation,
            status=self.status,
            members=self.members,
            request_id=self.request_id,
            retries=retries,
            headers=self.headers,
            details=self.details,
        )


class WaiterError(ClientError):
    """A waiter that gave up. `last_response` is what it saw last, if anything."""

    def __init__(self, waiter: str, reason: str, last_response: Any = None) -> None:
        super().__init__(f"Waiter {waiter} failed: {reason}")
        self.waiter = waiter
        self.reason = reason
        self.last_response = last_response


class PaginationError(ClientError):
    """The pages of a list cannot be followed."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"Error during pagination: {reason}")
        self.reason = reason


class StartingTokenError(ClientError):
    """A starting token that does not belong to the operation."""

    def __init__(self, token: object) -> None:
        super().__init__(f"Bad starting token: {token}")


class ChecksumError(ClientError):
    """A body is not what its checksum says, or its checksum cannot be computed."""
