"""S3's operations by their names, and the settings that a transfer asks a client for."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from paraph.client.call import Client
    from paraph.config.settings import Settings

    Params = dict[str, Any]


class Calls:
    """One client of S3. Threads may share it."""

    __slots__ = ("_client", "asks_checksums", "gives_checksums")

    def __init__(self, client: Client, settings: Settings) -> None:
        self._client = client
        # Whether S3 is asked for the checksum of what it sends, and told that of what it gets
        self.asks_checksums = settings.response_checksum_validation == "when_supported"
        self.gives_checksums = settings.request_checksum_calculation == "when_supported"

    def call(self, name: str, params: Params) -> Params:
        """Call the operation `name` ("PutObject") and return its result."""
        return self._client.call(self._client.service.operation(name), params)

    def pages(self, name: str, params: Params, page_size: int | None = None) -> Iterator[Params]:
        """Give the pages of a list, one request each."""
        from paraph.client.paginate import PageStream  # noqa: PLC0415  lazy: lists alone

        operation = self._client.service.operation(name)
        return iter(PageStream(self._client.call, operation, params, page_size=page_size))
