"""Which proxy a URL goes through, by the rules of Python's `urllib`, which v2 follows.

Nobody is exempt by default, localhost neither. NO_PROXY holds host names, domains, `host:port` and
`*`; address ranges are not understood (botocore's `should_bypass_proxies` says so too).
"""

from __future__ import annotations

from binascii import b2a_base64

from paraph.core.uri import Url, decode_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_DEFAULT_PORTS = {"http": 80, "https": 443}


class Proxy:
    """A proxy: where it listens and how to introduce oneself."""

    __slots__ = ("authorization", "host", "masked_url", "port", "scheme")

    def __init__(self, url: str) -> None:
        if not url.startswith(("http:", "https:")):
            url = f"http:{url}" if url.startswith("//") else f"http://{url}"
        parsed = Url(url)
        self.scheme = parsed.scheme or "http"
        self.host = parsed.host
        self.port = parsed.port or _DEFAULT_PORTS[self.scheme]
        user, colon, password = parsed.netloc.rpartition("@")[0].partition(":")
        # The value of Proxy-Authorization. Both parts or none, as in v2.
        self.authorization = _basic(user, password) if user and colon and password else None
        self.masked_url = _masked(url, user, password)

    def __repr__(self) -> str:
        return f"Proxy({self.masked_url})"


def _basic(user: str, password: str) -> str:
    pair = decode_bytes(user) + b":" + decode_bytes(password)
    return f"Basic {b2a_base64(pair, newline=False).decode('ascii')}"


def _masked(url: str, user: str, password: str) -> str:
    scheme, separator, rest = url.partition("://")
    credentials = user + (f":{password}" if password else "")
    mask = ("***" if user else "") + (":***" if password else "")
    return f"{scheme}{separator}{mask}{rest[len(credentials) :]}"


class Proxies:
    """The proxies of the environment, and what else is said about them."""

    __slots__ = ("_by_scheme", "_exempt", "ca_bundle", "client_cert", "forwards_https")

    def __init__(
        self,
        variables: Mapping[str, str] | None = None,
        *,
        ca_bundle: str | None = None,
        client_cert: str | tuple[str, str] | None = None,
        forwards_https: bool = False,
    ) -> None:
        """Take `variables`, the environment; the others are botocore's `proxies_config`.

        `ca_bundle` and `client_cert` are for TLS with the proxy itself; `forwards_https` hands
        https URLs to a TLS proxy as they are, instead of a tunnel.
        """
        by_scheme = parse_variables(variables or {})
        self._exempt = by_scheme.pop("no", "")
        self._by_scheme = by_scheme
        self.ca_bundle = ca_bundle
        self.client_cert = client_cert
        self.forwards_https = forwards_https

    def find(self, url: str) -> Proxy | None:
        """Return the proxy for `url`, or None where it is to be reached directly."""
        if not self._by_scheme:
            return None
        parsed = Url(url)
        found = self._by_scheme.get(parsed.scheme)
        if found is None or is_exempt(parsed.netloc, self._exempt):
            return None
        return Proxy(found)


def parse_variables(variables: Mapping[str, str]) -> dict[str, str]:
    """Return the `*_proxy` variables by scheme (`no` for NO_PROXY).

    Lower case wins, and where it is empty says that there is no proxy. HTTP_PROXY in capitals is
    not believed where REQUEST_METHOD is set: in a CGI script, a client's header could set it
    (https://httpoxy.org).
    """
    found = {}
    for name, value in variables.items():
        if value and name.lower().endswith("_proxy"):
            found[name.lower()[: -len("_proxy")]] = value
    if "REQUEST_METHOD" in variables:
        found.pop("http", None)
    for name, value in variables.items():
        if name.endswith("_proxy"):
            scheme = name.lower()[: -len("_proxy")]
            if value:
                found[scheme] = value
            else:
                found.pop(scheme, None)
    return found


def is_exempt(netloc: str, rules: str) -> bool:
    """Whether `rules`, the text of NO_PROXY, exempt the host (and port) of `netloc`."""
    if rules == "*":
        return True
    full = netloc.lower()
    host, colon, port = full.rpartition(":")
    if not colon or port.strip("0123456789"):
        host = full
    for rule in rules.split(","):
        name = rule.strip().lstrip(".").lower()
        if name and (
            name in (host, full) or host.endswith(f".{name}") or full.endswith(f".{name}")
        ):
            return True
    return False
