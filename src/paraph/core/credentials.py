"""What signs a request, and who can be asked for it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol
else:
    Protocol = object  # typing costs 4 ms


class Credentials:
    """An access key, and for temporary ones a session token and an expiry (epoch seconds)."""

    __slots__ = (
        "access_key_id",
        "account_id",
        "expiry",
        "method",
        "secret_access_key",
        "session_token",
    )

    def __init__(
        self,
        access_key_id: str,
        secret_access_key: str,
        session_token: str | None = None,
        *,
        expiry: float | None = None,
        account_id: str | None = None,
        method: str = "manual",
    ) -> None:
        self.access_key_id = access_key_id
        self.secret_access_key = secret_access_key
        self.session_token = session_token
        self.expiry = expiry
        self.account_id = account_id
        # Which provider found it, in the words of `aws configure list`.
        self.method = method

    def __repr__(self) -> str:
        # The secret and the token never reach a log.
        return f"Credentials({self.access_key_id}, method={self.method})"


class CredentialSource(Protocol):
    """Answers with credentials that are good now, refreshing them where it can."""

    def get(self) -> Credentials:
        """Return usable credentials, or raise a CredentialError."""
