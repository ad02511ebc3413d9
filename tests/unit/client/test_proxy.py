"""Proxies: which one, the ways through them, and what refusals look like."""

import socket
import threading
import urllib.request
from binascii import b2a_base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paraph.client.connection import HttpTransport
from paraph.client.errors import (
    ConnectionClosedError,
    ProxyConnectionError,
    ReadTimeoutError,
    TlsError,
)
from paraph.client.proxy import Proxies, Proxy, is_exempt, parse_variables
from paraph.client.tls import TlsSettings
from paraph.core.message import Request
from tests.authority import Authority
from tests.loopback import OK, serving

BOTH = pytest.mark.parametrize("raw", [True, False], ids=["raw", "public"])


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"))


# --- which one --------------------------------------------------------------------------------

VARIABLES = st.dictionaries(
    st.sampled_from(
        [
            "HTTP_PROXY",
            "http_proxy",
            "Https_Proxy",
            "HTTPS_PROXY",
            "https_proxy",
            "no_proxy",
            "NO_PROXY",
            "ALL_PROXY",
            "all_proxy",
            "REQUEST_METHOD",
            "PROXY",
            "_proxy",
            "HTTP_proxy",
        ]
    ),
    st.sampled_from(["", "http://a:1", "b:2", "localhost,.example.com"]),
)


@given(VARIABLES)
def test_the_variables_mean_what_they_mean_to_urllib(variables):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("os.environ", variables)
        expected = urllib.request.getproxies_environment()
    ours = parse_variables(variables)
    assert {name: ours[name] for name in ours if name} == {
        name: expected[name] for name in expected if name
    }


@given(
    st.sampled_from(
        [
            "example.com",
            "EXAMPLE.com:8443",
            "a.example.com:443",
            "notexample.com",
            "localhost:80",
            "127.0.0.1:4566",
            "[::1]:80",
            "[::1]",
            "com",
            "10.0.0.1",
        ]
    ),
    st.lists(
        st.sampled_from(
            [
                "example.com",
                ".example.com",
                "Example.com:8443",
                "*",
                "localhost",
                " 127.0.0.1 ",
                "10.0.0.0/8",
                "[::1]",
                "::1",
                "com",
                "",
                ".",
            ]
        ),
        max_size=3,
    ),
)
def test_no_proxy_means_what_it_means_to_urllib(netloc, rules):
    text = ",".join(rules)
    expected = urllib.request.proxy_bypass_environment(netloc, {"no": text})
    assert is_exempt(netloc, text) == bool(expected)


def test_the_scheme_of_the_url_chooses():
    proxies = Proxies({"HTTP_PROXY": "http://plain:1", "HTTPS_PROXY": "secure:2"})
    assert proxies.find("http://example.com/").port == 1
    assert proxies.find("https://example.com/").host == "secure"
    assert Proxies({"ALL_PROXY": "x:1"}).find("http://example.com/") is None
    assert Proxies({}).find("http://example.com/") is None


def test_localhost_is_not_exempt_by_itself():
    assert Proxies({"http_proxy": "p:1"}).find("http://localhost:4566/") is not None
    assert Proxies({"http_proxy": "p:1", "no_proxy": "*"}).find("http://localhost/") is None


@pytest.mark.parametrize(
    ("url", "scheme", "host", "port", "masked"),
    [
        ("http://h:3128", "http", "h", 3128, "http://h:3128"),
        ("h:3128", "http", "h", 3128, "http://h:3128"),
        ("//h", "http", "h", 80, "http://h"),
        ("https://h/", "https", "h", 443, "https://h/"),
        ("http://[::1]:8", "http", "::1", 8, "http://[::1]:8"),
        ("http://u:p@h:1", "http", "h", 1, "http://***:***@h:1"),
        ("http://u@h:1", "http", "h", 1, "http://***@h:1"),
        ("socks5://h:1080", "http", "socks5", 80, "http://socks5://h:1080"),
    ],
)
def test_proxy_urls(url, scheme, host, port, masked):
    proxy = Proxy(url)
    assert (proxy.scheme, proxy.host, proxy.port) == (scheme, host, port)
    assert proxy.masked_url == masked
    assert repr(proxy) == f"Proxy({masked})"


def test_credentials_are_decoded_and_need_both_parts():
    proxy = Proxy("http://us%40er:p%3Ass%C3%A9@h")
    expected = b2a_base64("us@er:p:ss\u00e9".encode(), newline=False).decode()
    assert proxy.authorization == f"Basic {expected}"
    assert Proxy("http://user@h").authorization is None
    assert Proxy("http://user:@h").authorization is None


# --- the ways through -------------------------------------------------------------------------


def tunnelling(peer):
    """Answer CONNECT, then carry bytes both ways."""
    head = peer.head()
    peer.heads.append(head)
    port = int(head.split()[1].rpartition(b":")[2])
    with socket.create_connection(("127.0.0.1", port)) as far:
        peer.say(b"HTTP/1.1 200 Connection established\r\nX: y\r\n\r\n")
        back = threading.Thread(target=carry, args=(far, peer.sock), daemon=True)
        back.start()
        carry(peer.sock, far)
        back.join(5)


def carry(source, target):
    try:
        while block := source.recv(65536):
            target.sendall(block)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        pass


def tunnel_server(context=None):
    heads = []

    def handle(peer):
        peer.heads = heads
        tunnelling(peer)

    return heads, serving(handle, context)


def variables(server):
    return {"http_proxy": server.url, "https_proxy": server.url}


@BOTH
def test_plain_http_is_asked_for_by_its_whole_url(raw):
    with serving(OK) as proxy:
        url = proxy.url.replace("://", "://user:pass@")
        transport = HttpTransport(raw=raw, proxies=Proxies({"http_proxy": url}))
        for host in ("one.example:8080", "two.example"):
            request = Request("GET", f"http://{host}/a?b=c")
            assert transport.send(request).body == b"ok"
        transport.close()
        assert proxy.connections == 1
    first, second = [head for head, _ in proxy.seen]
    assert first.startswith(b"GET http://one.example:8080/a?b=c HTTP/1.1\r\nHost: one.example:8080")
    assert b"\r\nProxy-Authorization: Basic dXNlcjpwYXNz\r\n" in first
    assert second.startswith(b"GET http://two.example/a?b=c HTTP/1.1\r\nHost: two.example\r\n")


@BOTH
def test_https_goes_through_a_tunnel_and_the_proxy_sees_no_more(authority, raw):
    heads, proxy_serving = tunnel_server()
    with serving(OK, authority.server_context("localhost")) as server, proxy_serving as proxy:
        settings = variables(proxy)
        settings["https_proxy"] = proxy.url.replace("://", "://user:pass@")
        transport = HttpTransport(
            raw=raw, proxies=Proxies(settings), tls=TlsSettings(ca_bundle=authority.bundle)
        )
        for _ in range(2):
            response = transport.send(Request("POST", f"{server.url}/secret", (), b"body"))
            assert response.body == b"ok"
        transport.close()
        assert (proxy.connections, server.connections) == (1, 1)
    address = b"localhost:%d" % server.port
    assert heads == [
        b"CONNECT %b HTTP/1.1\r\nHost: %b\r\nProxy-Authorization: Basic dXNlcjpwYXNz\r\n\r\n"
        % (address, address)
    ]
    assert b"Proxy-Authorization" not in server.seen[0][0]


@BOTH
def test_tls_through_a_proxy_that_is_itself_spoken_tls_to(authority, raw):
    data = bytes(range(256)) * 2048
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(data), data)
    heads, proxy_serving = tunnel_server(authority.server_context("localhost"))
    with serving(answer, authority.server_context("localhost")) as server, proxy_serving as proxy:
        transport = HttpTransport(
            raw=raw,
            proxies=Proxies(variables(proxy)),
            tls=TlsSettings(ca_bundle=authority.bundle),
        )
        for _ in range(2):
            assert transport.send(Request("PUT", server.url, (), data)).body == data
        transport.close()
        assert server.connections == 1
        assert server.seen[0][1] == data
    assert len(heads) == 1


@BOTH
def test_the_proxys_own_authority_and_a_certificate_to_show_it(authority, raw, tmp_path):
    corporate = Authority(tmp_path, "Corporate Authority")
    context = corporate.server_context("localhost")
    context.load_verify_locations(corporate.bundle)
    context.verify_mode = 2
    _, proxy_serving = tunnel_server(context)
    with serving(OK, authority.server_context("localhost")) as server, proxy_serving as proxy:
        proxies = Proxies(
            variables(proxy), ca_bundle=corporate.bundle, client_cert=corporate.issue("me")
        )
        trust = TlsSettings(ca_bundle=authority.bundle)
        transport = HttpTransport(raw=raw, proxies=proxies, tls=trust)
        assert transport.send(Request("GET", server.url)).body == b"ok"
        transport.close()
        # Without, the proxy is held against the endpoint's authorities.
        transport = HttpTransport(raw=raw, proxies=Proxies(variables(proxy)), tls=trust)
        with pytest.raises(ProxyConnectionError, match="Failed to connect to proxy URL"):
            transport.send(Request("GET", server.url))


@BOTH
def test_a_tls_proxy_may_be_handed_https_urls_as_they_are(authority, raw):
    with serving(OK, authority.server_context("localhost")) as proxy:
        transport = HttpTransport(
            raw=raw,
            proxies=Proxies(variables(proxy), forwards_https=True),
            tls=TlsSettings(ca_bundle=authority.bundle),
        )
        assert transport.send(Request("GET", "https://far.example/x")).body == b"ok"
        transport.close()
    assert proxy.seen[0][0].startswith(b"GET https://far.example/x HTTP/1.1\r\n")


def test_forwarding_needs_a_proxy_that_is_spoken_tls_to():
    heads, proxy_serving = tunnel_server()
    with serving(lambda peer: peer.sock.recv(100)) as server, proxy_serving as proxy:
        transport = HttpTransport(proxies=Proxies(variables(proxy), forwards_https=True))
        with pytest.raises(TlsError):
            transport.send(Request("GET", f"https://localhost:{server.port}/"))
    assert heads[0].startswith(b"CONNECT ")


# --- refusals ---------------------------------------------------------------------------------


def failure(proxy_url, url="https://far.example/", **options):
    proxies = Proxies({"http_proxy": proxy_url, "https_proxy": proxy_url})
    with pytest.raises(Exception) as caught:  # noqa: PT011  the class is what is asked for
        HttpTransport(proxies=proxies, **options).send(Request("GET", url))
    return caught.value


@pytest.mark.parametrize("url", ["https://far.example/", "http://far.example/"])
def test_a_proxy_that_is_not_there(url):
    with serving(OK) as gone:
        proxy_url = gone.url.replace("://", "://user:secret@")
    error = failure(proxy_url, url)
    assert isinstance(error, ProxyConnectionError)
    assert str(error) == f'Failed to connect to proxy URL: "http://***:***@127.0.0.1:{gone.port}"'
    assert "secret" not in repr(vars(error))


@pytest.mark.parametrize("status", [b"403 Forbidden", b"407 Authentication", b"502 Bad", b"302 X"])
def test_a_proxy_that_refuses_the_tunnel(status):
    with serving(b"HTTP/1.1 " + status + b"\r\nContent-Length: 0\r\n\r\n") as proxy:
        error = failure(proxy.url)
    assert str(error) == f'Failed to connect to proxy URL: "{proxy.url}"'
    assert error.reason == f"Tunnel connection failed: {status.decode()}"


def test_a_proxy_that_hangs_up_or_speaks_something_else():
    with serving(lambda peer: peer.head()) as proxy:
        assert isinstance(failure(proxy.url), ConnectionClosedError)
    with serving(b"foo bar\r\n\r\n") as proxy:
        assert isinstance(failure(proxy.url), ConnectionClosedError)


def test_a_proxy_that_says_nothing():
    with serving(lambda peer: peer.exactly(10**6)) as proxy:
        error = failure(proxy.url, connect_timeout=0.05)
        proxy.stop()
    assert isinstance(error, ReadTimeoutError)


def test_a_proxy_whose_files_are_missing(authority, tmp_path):
    with serving(OK, authority.server_context("localhost")) as proxy:
        proxies = Proxies(variables(proxy), ca_bundle=str(tmp_path / "missing.pem"))
        with pytest.raises(ProxyConnectionError, match="Failed to connect to proxy URL"):
            HttpTransport(proxies=proxies).send(Request("GET", "https://far.example/"))


def test_the_end_of_the_tunnel_is_verified_as_ever(authority):
    _, proxy_serving = tunnel_server()
    with serving(OK, authority.server_context("other.example")) as server, proxy_serving as proxy:
        transport = HttpTransport(
            proxies=Proxies(variables(proxy)), tls=TlsSettings(ca_bundle=authority.bundle)
        )
        with pytest.raises(TlsError, match="Hostname mismatch"):
            transport.send(Request("GET", server.url))
