"""HTTP/1.1 over kept connections: the `Transport` that reaches the network.

A connection is kept for each place (scheme, host, port, proxy) and thread that sends at once. One
that the server has closed meanwhile is opened again, once, where nothing of an answer had come and
the body can be sent again; all other retries are decided in `client/retry.py`.
"""

from __future__ import annotations

from paraph.client import sockets
from paraph.client.errors import (
    ConnectionClosedError,
    ConnectTimeoutError,
    EndpointConnectionError,
    HttpError,
    ProxyConnectionError,
    ReadTimeoutError,
    TlsError,
    TransportError,
)
from paraph.client.exchange import (
    BodyStream,
    Connection,
    Outgoing,
    Place,
    Route,
    Stale,
    open_tunnel,
)
from paraph.client.http_read import BrokenResponse, ConflictingLengths, body_framing
from paraph.client.http_write import Target, UnreadableBody
from paraph.client.tls import Tls, TlsSettings, UnknownIssuer, is_tls_error
from paraph.core.message import Request, Response

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from paraph.client.proxy import Proxies, Proxy

# Seconds, for each of connecting and reading
TIMEOUT = 60
# As many as botocore's `max_pool_connections`
_KEPT = 10


class HttpTransport:
    """Sends requests; safe to share between threads. See `client.transport.Transport`."""

    def __init__(
        self,
        *,
        tls: TlsSettings | None = None,
        proxies: Proxies | None = None,
        connect_timeout: float | None = TIMEOUT,
        read_timeout: float | None = TIMEOUT,
        keepalive: bool = False,
        raw: bool | None = None,
    ) -> None:
        """Timeouts are in seconds, int or float; None and 0 wait for ever.

        `keepalive` sets SO_KEEPALIVE (the setting `tcp_keepalive`). `raw` chooses between the C
        modules (True) and `socket` and `ssl` (False); None takes the C modules where they serve.
        """
        self._proxies = proxies
        self._connect_timeout = connect_timeout or None
        self._read_timeout = read_timeout or None
        self._keepalive = keepalive
        self._raw = sockets.can_be_raw() if raw is None else raw
        settings = tls or TlsSettings()
        self._tls = Tls(settings, raw=raw)
        self._proxy_tls = Tls(_proxy_settings(settings, proxies), raw=raw)
        self._kept: dict[Place, list[Connection]] = {}

    def send(self, request: Request, *, stream: bool = False) -> Response:
        """Send `request` and return the response; see `client.transport.Transport.send`."""
        route = Route(request, self._proxies)
        outgoing = Outgoing(request, route)
        connection = self._take(route.place)
        if connection is not None:
            try:
                return self._exchange(connection, outgoing, route, stream=stream)
            except Stale as stale:
                if not outgoing.rewind():
                    raise ConnectionClosedError(request.url, str(stale)) from stale
        connection = Connection(self._open(route))
        try:
            return self._exchange(connection, outgoing, route, stream=stream)
        except Stale as stale:
            raise ConnectionClosedError(request.url, str(stale)) from stale

    def close(self) -> None:
        """Close the connections that are kept."""
        while self._kept:
            _, connections = self._kept.popitem()
            for connection in connections:
                connection.close()

    def _take(self, place: Place) -> Connection | None:
        kept = self._kept.get(place, [])
        while kept:
            try:
                connection = kept.pop()
            except IndexError:  # another thread was quicker
                return None
            if connection.is_idle():
                return connection
            connection.close()
        return None

    def _exchange(
        self, connection: Connection, outgoing: Outgoing, route: Route, *, stream: bool
    ) -> Response:
        url = outgoing.request.url
        try:
            head, is_sent = connection.exchange(outgoing, self._read_timeout)
            framing = body_framing(connection.reader, outgoing.request.method, head)
        except (OSError, BrokenResponse) as error:
            connection.close()
            raise translate(error, url) from error
        except UnreadableBody as unreadable:
            connection.close()
            raise unreadable.error from None
        except BaseException:
            connection.close()
            raise
        keeps_alive = is_sent and head.keeps_alive and outgoing.keeps_alive

        def give_back(is_reusable: bool) -> None:
            if is_reusable and keeps_alive and connection.reader.is_empty:
                self._keep(route.place, connection)
            else:
                connection.close()

        body = BodyStream(framing, url, give_back, is_streamed=stream)
        response = Response(head.status, head.headers, body, head.reason)
        if not stream:
            response.content()
        return response

    def _keep(self, place: Place, connection: Connection) -> None:
        kept = self._kept.setdefault(place, [])
        if len(kept) < _KEPT:
            kept.append(connection)
        else:
            connection.close()

    def _open(self, route: Route) -> sockets.Stream:
        while True:
            try:
                return self._open_once(route)
            except UnknownIssuer:
                # Ends: each of the two `Tls` has this to say once.
                continue

    def _open_once(self, route: Route) -> sockets.Stream:
        if route.proxy is not None:
            return self._open_through(route, route.proxy)
        url, target = route.target.url, route.target
        try:
            sock = self._connect(target.host, target.port)
        except TimeoutError as error:
            raise ConnectTimeoutError(url, str(error)) from error
        except OSError as error:
            raise EndpointConnectionError(url, str(error)) from error
        return self._protect(sock, route) if target.scheme == "https" else sock

    def _connect(self, host: str, port: int) -> Any:
        return sockets.connect(
            host, port, self._connect_timeout, keepalive=self._keepalive, raw=self._raw
        )

    def _protect(self, stream: Any, route: Route, *, within: bool = False) -> sockets.Stream:
        """Do the handshake with the endpoint; `within` another protected stream."""
        open_tls = self._tls.open_over if within else self._tls.open
        protected: sockets.Stream
        try:
            protected = _or_close(stream, lambda way: open_tls(way, route.target.host))
        except TimeoutError as error:
            raise ReadTimeoutError(route.target.url, str(error)) from error
        except OSError as error:
            raise TlsError(route.target.url, str(error)) from error
        return protected

    def _open_through(self, route: Route, proxy: Proxy) -> sockets.Stream:
        is_protected = proxy.scheme == "https"
        try:
            opened: sockets.Stream = self._connect(proxy.host, proxy.port)
            if is_protected:
                opened = _or_close(opened, lambda sock: self._proxy_tls.open(sock, proxy.host))
        except OSError as error:
            url = route.target.url
            raise ProxyConnectionError(url, proxy.masked_url, str(error)) from error
        if route.is_forwarded:
            return opened
        _or_close(opened, lambda way: self._tunnel(way, route.target, proxy))
        return self._protect(opened, route, within=is_protected)

    def _tunnel(self, stream: sockets.Stream, target: Target, proxy: Proxy) -> None:
        try:
            head = open_tunnel(stream, target, proxy, self._connect_timeout)
        except (OSError, BrokenResponse) as error:
            raise translate(error, target.url) from error
        if not 200 <= head.status < 300:
            reason = f"Tunnel connection failed: {head.status} {head.reason}"
            raise ProxyConnectionError(target.url, proxy.masked_url, reason)


def _or_close(stream: Any, step: Callable[[Any], Any]) -> Any:
    """Do `step` with `stream`, and close it when that fails."""
    try:
        return step(stream)
    except BaseException:
        stream.close()
        raise


def translate(error: OSError | BrokenResponse, url: str) -> TransportError:
    """Return what `error`, met while a request was sent or its answer read, means for `url`."""
    reason = str(error)
    if isinstance(error, TimeoutError):
        return ReadTimeoutError(url, reason)
    if isinstance(error, ConflictingLengths):
        return HttpError(url, reason)
    if is_tls_error(error):
        return TlsError(url, reason)
    return ConnectionClosedError(url, reason)


def _proxy_settings(settings: TlsSettings, proxies: Proxies | None) -> TlsSettings:
    if proxies is None or (proxies.ca_bundle is None and proxies.client_cert is None):
        return settings
    return TlsSettings(
        ca_bundle=proxies.ca_bundle or settings.ca_bundle,
        cert_file=settings.cert_file,
        cert_directory=settings.cert_directory,
        client_cert=proxies.client_cert,
        key_log_file=settings.key_log_file,
        last_bundle=settings.last_bundle,
    )
