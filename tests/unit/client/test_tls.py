"""Whom we trust: every wrong certificate refused, on both TLS backends, as strictly as `ssl`."""

import os
import ssl
import subprocess
import sys

import pytest

from paraph.client import tls
from paraph.client.connection import HttpTransport
from paraph.client.errors import ConnectionClosedError, ReadTimeoutError, TlsError
from paraph.client.tls import Tls, TlsSettings, Trust, find_trust, is_hashed
from paraph.core.message import Request
from tests.authority import Authority
from tests.loopback import OK, serving


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def stranger(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("stranger"), "Paraph Unknown Authority")


BOTH = pytest.mark.parametrize("raw", [True, False], ids=["raw", "public"])


def fetch(server, raw, url=None, **settings):
    transport = HttpTransport(raw=raw, tls=TlsSettings(**settings), read_timeout=5)
    try:
        return transport.send(Request("GET", url or server.url)).body
    finally:
        transport.close()


def refusal(server, raw, url=None, **settings):
    with pytest.raises(TlsError) as caught:
        fetch(server, raw, url, **settings)
    assert str(caught.value).startswith(f"SSL validation failed for {url or server.url} ")
    return caught.value.reason


@BOTH
def test_the_right_certificate_is_taken_and_the_connection_kept(authority, raw):
    with serving(OK, authority.server_context("localhost")) as server:
        transport = HttpTransport(raw=raw, tls=TlsSettings(ca_bundle=authority.bundle))
        for _ in range(3):
            assert transport.send(Request("GET", server.url)).body == b"ok"
        assert server.connections == 1
        transport.close()


@BOTH
def test_a_large_body_goes_both_ways(authority, raw):
    data = bytes(range(256)) * 4096
    with serving(
        b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(data), data),
        authority.server_context("localhost"),
    ) as server:
        transport = HttpTransport(raw=raw, tls=TlsSettings(ca_bundle=authority.bundle))
        assert transport.send(Request("PUT", server.url, (), data)).body == data
        assert server.seen[0][1] == data
        transport.close()


@BOTH
def test_a_certificate_for_another_name_is_refused(authority, raw):
    with serving(OK, authority.server_context("other.example")) as server:
        reason = refusal(server, raw, ca_bundle=authority.bundle)
    assert "CERTIFICATE_VERIFY_FAILED" in reason
    assert "Hostname mismatch, certificate is not valid for 'localhost'" in reason


@BOTH
def test_an_authority_that_is_not_known_is_refused(authority, stranger, raw):
    with serving(OK, stranger.server_context("localhost")) as server:
        reason = refusal(server, raw, ca_bundle=authority.bundle)
        assert "unable to get local issuer certificate" in reason
        assert "CERTIFICATE_VERIFY_FAILED" in refusal(server, raw)


@BOTH
def test_an_expired_certificate_is_refused(authority, raw):
    with serving(OK, authority.server_context("localhost", days=-1)) as server:
        assert "certificate has expired" in refusal(server, raw, ca_bundle=authority.bundle)


@BOTH
def test_a_self_signed_certificate_is_refused(authority, raw):
    with serving(OK, authority.server_context("localhost", self_signed=True)) as server:
        assert "self-signed certificate" in refusal(server, raw, ca_bundle=authority.bundle)


@BOTH
def test_an_address_is_held_against_the_addresses_of_the_certificate(authority, raw):
    with serving(OK, authority.server_context("127.0.0.1")) as server:
        url = f"https://127.0.0.1:{server.port}"
        assert fetch(server, raw, url, ca_bundle=authority.bundle) == b"ok"
    with serving(OK, authority.server_context("127.0.0.2", "localhost")) as server:
        url = f"https://127.0.0.1:{server.port}"
        reason = refusal(server, raw, url, ca_bundle=authority.bundle)
    assert "IP address mismatch, certificate is not valid for '127.0.0.1'" in reason


def test_a_name_with_a_final_dot_or_a_zone_is_the_name_without():
    assert tls._server_name("example.com.") == "example.com"
    assert tls._server_name("fe80::1%eth0") == "fe80::1"


@BOTH
def test_no_verification_takes_anybody(authority, raw):
    with serving(OK, authority.server_context("other.example", self_signed=True)) as server:
        assert fetch(server, raw, verify=False) == b"ok"
        assert fetch(server, raw, verify=False, ca_bundle="/nonexistent") == b"ok"


@BOTH
def test_an_old_protocol_is_refused(authority, raw):
    context = authority.server_context("localhost")
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    with pytest.warns(DeprecationWarning, match="TLSv1"):
        context.minimum_version = ssl.TLSVersion.TLSv1
    with pytest.warns(DeprecationWarning, match="TLSv1"):
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    with serving(OK, context) as server:
        assert "SSL" in refusal(server, raw, ca_bundle=authority.bundle)


@BOTH
@pytest.mark.parametrize("name", ["", None, ".", ".example", "%eth0"])
def test_no_name_is_no_licence(raw, name):
    opener = Tls(TlsSettings(verify=False), raw=raw)
    for open_tls in (opener.open, opener.open_over):
        with pytest.raises(OSError, match="is not a name that a certificate can be checked for"):
            open_tls(None, name)


@BOTH
def test_files_that_cannot_be_loaded_are_named(authority, raw, tmp_path):
    empty = tmp_path / "empty.pem"
    empty.write_text("")
    with serving(OK, authority.server_context("localhost")) as server:
        missing = refusal(server, raw, ca_bundle=str(tmp_path / "missing.pem"))
        assert missing == "[Errno 2] No such file or directory"
        assert "no certificate or crl found" in refusal(server, raw, ca_bundle=str(empty))


@BOTH
def test_something_that_is_not_tls(raw):
    def handle(peer):
        peer.sock.recv(10)
        peer.say(b"HTTP/1.1 400 Bad Request\r\n\r\n" * 10)

    with serving(handle) as server:
        url = f"https://localhost:{server.port}"
        assert "WRONG_VERSION_NUMBER" in refusal(server, raw, url)
    with serving(lambda peer: peer.sock.recv(10000)) as server:
        reason = refusal(server, raw, f"https://localhost:{server.port}")
        assert "EOF" in reason or "reset" in reason


@BOTH
def test_a_handshake_that_hangs_is_a_timeout(raw):
    transport = HttpTransport(raw=raw, connect_timeout=0.05)
    with serving(lambda peer: peer.exactly(10**6)) as server:
        url = f"https://127.0.0.1:{server.port}/"
        with pytest.raises(ReadTimeoutError, match="Read timeout on endpoint URL"):
            transport.send(Request("GET", url))
        server.stop()


@BOTH
def test_a_client_certificate_in_two_files_and_in_one(authority, raw, tmp_path):
    context = authority.server_context("localhost")
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_verify_locations(authority.bundle)
    cert_file, key_file = authority.issue("client.example")
    both = tmp_path / "both.pem"
    with open(cert_file) as certificate, open(key_file) as key:
        both.write_text(certificate.read() + key.read())
    with serving(OK, context) as server:
        trust = {"ca_bundle": authority.bundle}
        assert fetch(server, raw, client_cert=(cert_file, key_file), **trust) == b"ok"
        assert fetch(server, raw, client_cert=str(both), **trust) == b"ok"
        # The alert, or what the closed connection says when it is quicker
        with pytest.raises((TlsError, ConnectionClosedError)):
            fetch(server, raw, **trust)


@BOTH
def test_session_keys_are_logged_when_asked(authority, raw, tmp_path):
    log = tmp_path / "keys.log"
    with serving(OK, authority.server_context("localhost")) as server:
        fetch(server, raw, ca_bundle=authority.bundle, key_log_file=str(log))
    assert "CLIENT_HANDSHAKE_TRAFFIC_SECRET" in log.read_text()


# --- as strict as `ssl` -----------------------------------------------------------------------

SETTINGS = (
    "options",
    "verify_flags",
    "verify_mode",
    "check_hostname",
    "minimum_version",
    "maximum_version",
    "security_level",
    "_host_flags",
    "protocol",
    "post_handshake_auth",
)


@BOTH
def test_the_context_has_every_setting_of_the_default_one(authority, raw):
    ours = Tls(TlsSettings(ca_bundle=authority.bundle), raw=raw).context()
    default = ssl.create_default_context(cafile=authority.bundle)
    for name in SETTINGS:
        assert int(getattr(ours, name)) == int(getattr(default, name)), name
    assert ours.get_ciphers() == default.get_ciphers()
    assert ours.get_ca_certs(True) == default.get_ca_certs(True)
    assert ours.check_hostname
    assert ours.verify_mode == ssl.CERT_REQUIRED
    assert ours.minimum_version >= ssl.TLSVersion.TLSv1_2


def test_a_python_that_nobody_has_looked_at_gets_the_public_module(monkeypatch):
    assert tls.has_raw_tls()
    monkeypatch.setattr(tls, "_NEWEST_KNOWN", (3, 10))
    assert not tls.has_raw_tls()


def test_a_module_that_lacks_a_name_is_not_used(monkeypatch):
    monkeypatch.setattr("_ssl._SSLContext", object)
    assert not tls.has_raw_tls()
    opener = Tls(TlsSettings(), raw=None)
    monkeypatch.undo()
    monkeypatch.setattr(tls, "has_raw_tls", lambda: False)
    assert isinstance(opener.context(), ssl.SSLContext)


# --- the order of trust -----------------------------------------------------------------------


def hashed(folder, *authorities):
    """Make `folder` one that OpenSSL searches by hash."""
    for authority in authorities:
        with open(authority.bundle) as file:
            (folder / f"{authority.subject_hash()}.0").write_text(file.read())
    return str(folder)


def test_the_users_setting_comes_first(tmp_path):
    everything = TlsSettings(ca_bundle="/x.pem", cert_file="/f", cert_directory="/d")
    assert find_trust(everything).file == "/x.pem"
    directory = find_trust(TlsSettings(ca_bundle=str(tmp_path), cert_file="/f"))
    assert (directory.file, directory.directory) == (None, str(tmp_path))


def test_openssls_variables_come_second():
    trust = find_trust(TlsSettings(cert_file="/f", cert_directory="/d"))
    assert (trust.file, trust.directory, trust.is_partial) == ("/f", "/d", False)


def test_a_hashed_directory_comes_third_and_the_bundle_last(tmp_path, monkeypatch):
    bundle = tmp_path / "bundle.pem"
    bundle.write_text("")
    monkeypatch.setattr(tls, "_DIRECTORIES", (str(tmp_path / "none"), str(tmp_path)))
    monkeypatch.setattr(tls, "_BUNDLES", (str(bundle),))
    assert find_trust(TlsSettings()).file == str(bundle)
    (tmp_path / "0123abcd.0").write_text("")
    trust = find_trust(TlsSettings())
    assert (trust.file, trust.directory, trust.is_partial) == (None, str(tmp_path), True)
    assert is_hashed(str(tmp_path))


def test_the_models_bundle_serves_where_the_platform_has_none(monkeypatch):
    monkeypatch.setattr(tls, "_DIRECTORIES", ())
    monkeypatch.setattr(tls, "_BUNDLES", ())
    monkeypatch.setattr(tls, "_has_openssl_default", lambda: False)
    assert find_trust(TlsSettings(last_bundle="/cacert.pem")).file == "/cacert.pem"
    monkeypatch.setattr(tls, "_has_openssl_default", lambda: True)
    trust = find_trust(TlsSettings(last_bundle="/cacert.pem"))
    assert (trust.file, trust.directory) == (None, None)


@BOTH
def test_a_hashed_directory_vouches_and_is_read_lazily(authority, stranger, raw, tmp_path):
    directory = hashed(tmp_path, authority, stranger)
    with serving(OK, authority.server_context("localhost")) as server:
        assert fetch(server, raw, ca_bundle=directory) == b"ok"
        assert fetch(server, raw, cert_directory=directory) == b"ok"
        assert fetch(server, raw, cert_file=authority.bundle) == b"ok"
    opener = Tls(TlsSettings(ca_bundle=directory), raw=raw)
    assert opener.context().get_ca_certs() == []


@BOTH
def test_what_the_directory_lacks_the_bundle_may_know(
    authority, stranger, raw, tmp_path, monkeypatch
):
    monkeypatch.setattr(tls, "_DIRECTORIES", (hashed(tmp_path, stranger),))
    monkeypatch.setattr(tls, "_BUNDLES", (authority.bundle,))
    with serving(OK, authority.server_context("localhost")) as server:
        assert fetch(server, raw) == b"ok"
        assert server.connections == 2
    with serving(OK, authority.server_context("localhost", self_signed=True)) as server:
        assert "self-signed" in refusal(server, raw)
        assert server.connections == 2
    # A wrong name or a date is no matter of who vouches.
    with serving(OK, stranger.server_context("other.example")) as server:
        assert "Hostname mismatch" in refusal(server, raw)
        assert server.connections == 1


@BOTH
def test_the_platforms_own_authorities_are_loaded_where_nothing_else_is_found(raw, monkeypatch):
    monkeypatch.setattr(tls, "find_trust", lambda _settings: Trust())
    context = Tls(TlsSettings(), raw=raw).context()
    assert context.verify_mode == ssl.CERT_REQUIRED
    paths = ssl.get_default_verify_paths()
    if paths.cafile and os.path.getsize(paths.cafile):
        assert context.cert_store_stats()["x509_ca"] > 0


def test_https_needs_neither_ssl_nor_socket(authority):
    with serving(OK, authority.server_context("localhost")) as server:
        script = f"""
import sys
from paraph.client.connection import HttpTransport
from paraph.client.tls import TlsSettings
from paraph.core.message import Request
transport = HttpTransport(tls=TlsSettings(ca_bundle={authority.bundle!r}))
assert transport.send(Request("GET", {server.url!r})).body == b"ok"
slow = {{"ssl", "socket", "re", "enum", "email", "http", "urllib", "encodings.idna", "select"}}
print(sorted(slow & set(sys.modules)))
"""
        ran = subprocess.run(
            [sys.executable, "-I", "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}{script}"],
            capture_output=True,
            text=True,
            check=False,
        )
    assert (ran.stdout.strip(), ran.stderr) == ("[]", "")
