"""What every `aws s3` command has at hand: words, settings, S3's client, streams."""

from __future__ import annotations

from paraph.cli.connect import open_catalog, open_client
from paraph.cli.paramfile import ParamFiles
from paraph.s3.calls import Calls

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.cli.context import Context
    from paraph.client.call import Client
    from paraph.config.settings import Settings


class S3Command:
    """One command being run; its client is made at once, as v2 does: a wrong region comes first."""

    __slots__ = ("_catalog", "client", "context", "files", "settings")

    def __init__(self, context: Context, settings: Settings) -> None:
        self.context = context
        self.settings = settings
        self.files = ParamFiles(context.environ.get("AWS_CLI_FILE_ENCODING"))
        self._catalog = open_catalog(context)
        self.client = self.open("s3api", settings)

    def open(self, service: str, settings: Settings) -> Client:
        """Return a client of `service`, by its name on the command line."""
        return open_client(self._catalog.service(service), settings, self.context, self._catalog)

    def call(self, operation: str, params: dict[str, Any]) -> dict[str, Any]:
        """Call one of S3's operations, by its API name."""
        return self.calls.call(operation, params)

    @property
    def calls(self) -> Calls:
        """S3's operations."""
        return Calls(self.client, self.settings)

    def write(self, text: str) -> None:
        """Write to standard output."""
        self.context.stdout.write(text)

    def say(self, text: str) -> None:
        """Write to standard error."""
        self.context.stderr.write(text)
