"""Credentials as a source: those that last, those that have to be asked for again, and none."""

from __future__ import annotations

from _thread import allocate_lock  # `threading` costs 2 ms and adds nothing here

from paraph.core.credentials import Credentials
from paraph.credentials.errors import (
    CredentialError,
    ExpiredCredentialsError,
    NoCredentialsError,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import NoReturn

# Seconds before the end. Botocore's windows: from the first on we try, from the second on we must.
ADVISORY_WINDOW = 15 * 60
MANDATORY_WINDOW = 10 * 60


class Fixed:
    """Credentials that do not change while this process runs."""

    __slots__ = ("_credentials",)

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials

    def get(self) -> Credentials:
        """Return the credentials."""
        return self._credentials


class Refreshing:
    """Credentials with an end, fetched again before it comes.

    `fetch` may be slow and may raise CredentialError. Several threads may ask: one fetches.
    """

    __slots__ = ("_advisory", "_credentials", "_fetch", "_lock", "_mandatory", "_now")

    def __init__(
        self, credentials: Credentials, fetch: Callable[[], Credentials], now: Callable[[], float]
    ) -> None:
        self._fetch = fetch
        self._now = now
        self._lock = allocate_lock()
        self._keep(credentials)

    def get(self) -> Credentials:
        """Return credentials that are good now. Raises CredentialError."""
        if self._left() < self._advisory:
            with self._lock:
                # Another thread may have fetched while this one waited.
                if self._left() < self._advisory:
                    self._refresh()
        return self._credentials

    def _refresh(self) -> None:
        must = self._left() < self._mandatory
        try:
            self._keep(self._fetch())
        except CredentialError:
            if must:
                raise
            return
        if self._left() < 0:
            raise ExpiredCredentialsError

    def _keep(self, credentials: Credentials) -> None:
        self._credentials = credentials
        # A short session is not asked for anew with every request: half of its life it is good.
        half = max(self._left() / 2, 0)
        self._advisory = min(ADVISORY_WINDOW, half)
        self._mandatory = min(MANDATORY_WINDOW, half)

    def _left(self) -> float:
        expiry = self._credentials.expiry
        return float("inf") if expiry is None else expiry - self._now()


class Missing:
    """What the chain gives when it finds nothing: the error comes when somebody wants to sign."""

    __slots__ = ()

    def get(self) -> NoReturn:
        """Raise NoCredentialsError."""
        raise NoCredentialsError
