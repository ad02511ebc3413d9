"""Put together what a command works with: the catalog of services, and a client for one."""

from __future__ import annotations

import os
import sys

from paraph._version import AWS_CLI_VERSION, VERSION
from paraph.client.call import Client
from paraph.client.connection import HttpTransport
from paraph.client.tls import TlsSettings
from paraph.core.timestamp import format_display
from paraph.credentials import chain
from paraph.model.catalog import Catalog, botocore_data

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.cli.context import Context
    from paraph.client.proxy import Proxies
    from paraph.config.settings import Settings
    from paraph.core.credentials import CredentialSource
    from paraph.model.service import Service


def open_client(
    service: Service,
    settings: Settings,
    context: Context,
    catalog: Catalog,
    source: CredentialSource | None = None,
) -> Client:
    """Return a client for `service`; nothing is sent yet.

    It signs with what `source` gives, else with the credentials that the settings lead to.
    """
    settings.check_region()
    if source is None and settings.sign_requests:
        source = chain.resolve(settings, context)
    settings.check_client(service.service_id)
    is_wire = settings.cli_timestamp_format == "wire"
    return Client(
        service,
        settings,
        source,
        _open_transport(settings),
        context,
        partitions=catalog.partitions(),
        timestamp=_as_received if is_wire else format_display,
        blob=None,
        user_agent=user_agent(),
    )


def _open_transport(settings: Settings) -> HttpTransport:
    environ = settings.environ
    return HttpTransport(
        tls=TlsSettings(
            verify=settings.verify_ssl,
            ca_bundle=settings.ca_bundle,
            cert_file=environ.get("SSL_CERT_FILE"),
            cert_directory=environ.get("SSL_CERT_DIR"),
            key_log_file=environ.get("SSLKEYLOGFILE"),
            last_bundle=os.path.join(os.path.dirname(botocore_data()), "cacert.pem"),
        ),
        proxies=_proxies(settings),
        connect_timeout=settings.connect_timeout,
        read_timeout=settings.read_timeout,
        keepalive=settings.tcp_keepalive,
    )


def _proxies(settings: Settings) -> Proxies | None:
    if not any(name[-6:].lower() == "_proxy" for name in settings.environ):
        return None
    from paraph.client.proxy import Proxies  # noqa: PLC0415  lazy: most have none

    return Proxies(
        settings.environ,
        ca_bundle=settings.proxy_ca_bundle,
        client_cert=settings.proxy_client_cert,
        forwards_https=settings.proxy_use_forwarding_for_https,
    )


def _as_received(value: Any) -> Any:
    return value


def open_catalog(context: Context) -> Catalog:
    """Return the services of AWS_DATA_PATH, ~/.aws/models and botocore, in that order."""
    own = context.environ.get("AWS_DATA_PATH", "")
    folders = [context.expand_user(path) for path in own.split(os.pathsep) if path]
    users = os.path.join(context.home, ".aws", "models")
    return Catalog([*folders, users, botocore_data()], context.cache_folder)


def user_agent() -> str:
    """Return the User-Agent of our requests."""
    python = ".".join(map(str, sys.version_info[:3]))
    return f"paraph/{VERSION} aws-cli/{AWS_CLI_VERSION} os/{sys.platform} lang/python#{python}"
