"""Endpoint discovery: services whose endpoint depends on the account are asked for it first.

https://docs.aws.amazon.com/timestream/latest/developerguide/Using.API.html
"""

from __future__ import annotations

from paraph.client.errors import DiscoveryError, ServiceError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

# The same name in every service that has such an operation.
DESCRIBE = "DescribeEndpoints"


class Discovery:
    """The discovered endpoint of one service, kept for as long as the service says."""

    __slots__ = ("_address", "_describe", "_expiry", "_now")

    def __init__(self, describe: Callable[[], dict[str, Any]], now: Callable[[], float]) -> None:
        self._describe = describe
        self._now = now
        self._address = ""
        self._expiry = 0.0

    def url(self, scheme: str) -> str:
        """Return the endpoint's URL. Raises DiscoveryError where the service names none."""
        if self._now() >= self._expiry:
            try:
                found = self._describe()["Endpoints"][0]
                self._address = found["Address"]
                self._expiry = self._now() + found["CachePeriodInMinutes"] * 60.0
            except (ServiceError, LookupError) as error:
                raise DiscoveryError from error
        return self._address if "://" in self._address else f"{scheme}://{self._address}"
