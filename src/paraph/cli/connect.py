"""Put a client together: settings, credentials, transport and the world around them."""

from __future__ import annotations

from paraph.cli.version import user_agent
from paraph.client.call import Client
from paraph.client.connection import HttpTransport
from paraph.client.proxy import Proxies
from paraph.client.tls import TlsSettings
from paraph.core.timestamp import format_display
from paraph.credentials import chain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.cli.context import Context
    from paraph.config.settings import Settings
    from paraph.model.catalog import Catalog
    from paraph.model.service import Service


def open_client(
    service: Service, settings: Settings, context: Context, catalog: Catalog
) -> Client:
    """Return a client for `service`; nothing is sent and no credentials are looked for yet."""
    settings.check_region()
    source = chain.resolve(settings, context) if settings.sign_requests else None
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
        ),
        proxies=Proxies(
            environ,
            ca_bundle=settings.proxy_ca_bundle,
            client_cert=settings.proxy_client_cert,
            forwards_https=settings.proxy_use_forwarding_for_https,
        ),
        connect_timeout=settings.connect_timeout,
        read_timeout=settings.read_timeout,
        keepalive=settings.tcp_keepalive,
    )


def _as_received(value: Any) -> Any:
    return value
