"""What a command below a service has at hand: its words, settings, clients and the display."""

from __future__ import annotations

from paraph.cli.commands import service_commands
from paraph.cli.connect import open_client
from paraph.cli.display import Display
from paraph.cli.errors import CommandError
from paraph.cli.output.sink import Result
from paraph.cli.paramfile import ParamFiles
from paraph.config.settings import GlobalFlags, Settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.cli.context import Context
    from paraph.client.call import Client
    from paraph.core.credentials import CredentialSource
    from paraph.model.catalog import Catalog


class ServiceCommand:
    """One command being run; `words` are those after its name.

    `source` signs its calls where that is not what the settings lead to.
    """

    __slots__ = (
        "_clients",
        "_display",
        "_source",
        "catalog",
        "context",
        "files",
        "settings",
        "words",
    )

    def __init__(
        self,
        words: list[str],
        context: Context,
        settings: Settings,
        catalog: Catalog,
        source: CredentialSource | None = None,
    ) -> None:
        self.words = words
        self.context = context
        self.settings = settings
        self.catalog = catalog
        self.files = ParamFiles(context.environ.get("AWS_CLI_FILE_ENCODING"))
        self._source = source
        self._clients: dict[str, Client] = {}
        self._display: Display | None = None

    def client(self, service: str) -> Client:
        """Return the client of `service` (its name on the command line), made once."""
        found = self._clients.get(service)
        if found is None:
            model = self.catalog.service(service)
            found = open_client(model, self.settings, self.context, self.catalog, self._source)
            self._clients[service] = found
        return found

    def call(self, service: str, operation: str, params: dict[str, Any]) -> dict[str, Any]:
        """Call `operation` (its API name) and return the result; raises what the client raises."""
        client = self.client(service)
        return client.call(client.service.operation(operation), params)

    def at(self, endpoint_url: str | None) -> ServiceCommand:
        """Return this command with other clients: as if `--endpoint-url` were `endpoint_url`."""
        flags = GlobalFlags()
        for name in GlobalFlags.__slots__:
            setattr(flags, name, getattr(self.settings.flags, name))
        flags.endpoint_url = endpoint_url
        settings = Settings(flags, self.settings.environ, self.settings.files)
        return ServiceCommand(self.words, self.context, settings, self.catalog)

    def signed_by(self, source: CredentialSource) -> ServiceCommand:
        """Return this command with other clients, whose calls `source` signs."""
        return ServiceCommand(self.words, self.context, self.settings, self.catalog, source)

    @property
    def _shown_on(self) -> Display:
        if self._display is None:
            self._display = Display(self.context, self.settings)
        return self._display

    def show(self, operation: str, response: Any) -> None:
        """Show `response` as the result of `operation` (its API name)."""
        self._shown_on.show(Result(operation, response))

    def page(self, text: str) -> None:
        """Show `text` where results are shown: by way of the pager."""
        self._shown_on.write(text)

    def call_and_show(self, service: str, operation: str, params: dict[str, Any]) -> None:
        """Call `operation` and show what it gives."""
        self.show(operation, self.call(service, operation, params))

    def write(self, text: str) -> None:
        """Write `text` to standard output as it is."""
        self.context.stdout.write(text)


def run_service_command(
    place: str, words: list[str], context: Context, settings: Settings, catalog: Catalog
) -> int:
    """Run the command at `place` (see `service_commands`) with the words after its name."""
    return service_commands.load(place)(ServiceCommand(words, context, settings, catalog))


def require(response: dict[str, Any], member: str) -> Any:
    """Return a member of a service's answer that the command cannot do without.

    Where it is missing v2 shows its name in quotes and nothing more; so does the CommandError.
    """
    if member not in response:
        raise CommandError(repr(member))
    return response[member]


def require_part(parts: list[Any], index: int) -> Any:
    """Return an element that has to be there; CommandError in v2's words."""
    if index >= len(parts):
        msg = "list index out of range"
        raise CommandError(msg)
    return parts[index]
