"""Verified TLS, on `_ssl` or on `ssl`: whom to trust, and the handshake.

`import ssl` is 13 ms, a bundle of 145 authorities 18, where `_ssl` is 3 and a directory that
OpenSSL searches by hash 1.3. What `ssl` adds by hand is added here by hand, and
`tests/unit/client/test_tls.py` holds the context against `ssl.create_default_context()` of the
running Python, setting by setting. See `docs/design/transport.md`.
"""

from __future__ import annotations

import os
import sys

from paraph.client.sockets import can_be_raw

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.client.sockets import Stream

# ssl.create_default_context() sets these from Python 3.13 on (X509_V_FLAG_PARTIAL_CHAIN, _STRICT).
_STRICT_SINCE = (3, 13)
_PARTIAL_CHAIN_AND_STRICT = 0x80000 | 0x20
_CERT_NONE = 0
_CERT_REQUIRED = 2
_TLS_1_2 = 0x0303
# Beyond it `ssl` serves, until somebody has looked at what its default context does there.
_NEWEST_KNOWN = (3, 13)

# Where the platforms keep their authorities: a directory of `HASH.N` links, and one file.
_DIRECTORIES = ("/etc/ssl/certs", "/etc/pki/tls/certs")
_BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",  # Debian, Ubuntu, Alpine, Arch
    "/etc/pki/tls/certs/ca-bundle.crt",  # Fedora, Amazon Linux
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",  # RHEL 10
    "/etc/ssl/ca-bundle.pem",  # SUSE
    "/etc/ssl/cert.pem",  # macOS, BSDs, Alpine
)
# OpenSSL's "unable to get (local) issuer", "self-signed (in chain)", "unable to verify the first":
# what a directory that lacks the root says (x509_vfy.h).
_UNKNOWN_ISSUER = frozenset({2, 18, 19, 20, 21})


class TlsSettings:
    """What the user says about trust. All paths; None where nothing is said."""

    __slots__ = (
        "ca_bundle",
        "cert_directory",
        "cert_file",
        "client_cert",
        "key_log_file",
        "last_bundle",
        "verify",
    )

    def __init__(
        self,
        *,
        verify: bool = True,
        ca_bundle: str | None = None,
        cert_file: str | None = None,
        cert_directory: str | None = None,
        client_cert: str | tuple[str, str] | None = None,
        key_log_file: str | None = None,
        last_bundle: str | None = None,
    ) -> None:
        # False for --no-verify-ssl: anybody may answer
        self.verify = verify
        # --ca-bundle, AWS_CA_BUNDLE, `ca_bundle`, REQUESTS_CA_BUNDLE: a file or a hashed directory
        self.ca_bundle = ca_bundle
        # SSL_CERT_FILE and SSL_CERT_DIR, as OpenSSL understands them
        self.cert_file = cert_file
        self.cert_directory = cert_directory
        # Certificate and key in one file, or in two
        self.client_cert = client_cert
        # SSLKEYLOGFILE
        self.key_log_file = key_log_file
        # Where the platform has no authorities at all: the bundle that comes with the models
        self.last_bundle = last_bundle


class Trust:
    """Authorities to load: a file, a hashed directory, or both; neither means the platform's."""

    __slots__ = ("directory", "file", "is_partial")

    def __init__(
        self, file: str | None = None, directory: str | None = None, *, is_partial: bool = False
    ) -> None:
        self.file = file
        self.directory = directory
        # A quick first choice: the platform's bundle may know more
        self.is_partial = is_partial


class UnknownIssuer(Exception):  # noqa: N818  answered by another handshake
    """The quick choice of authorities does not know the issuer: open again with all of them."""


class Tls:
    """Opens protected connections. One context serves them all, made when first needed."""

    __slots__ = ("_context", "_raw", "_settings", "_trust")

    def __init__(self, settings: TlsSettings, *, raw: bool | None = None) -> None:
        self._settings = settings
        self._raw = raw
        self._trust: Trust | None = None
        self._context: Any = None

    def open(self, sock: Any, host: str) -> Stream:
        """Do the handshake over the connected socket `sock` with the server called `host`.

        Raises OSError (`ssl.SSLError`, TimeoutError), and UnknownIssuer when a second attempt, over
        a new connection, would ask more authorities.
        """
        name = _server_name(host)
        context = self.context()
        try:
            if self._is_raw():
                return RawTlsStream(sock, context._wrap_socket(sock, False, name))  # noqa: SLF001
            stream: Stream = context.wrap_socket(sock, server_hostname=name)
        except OSError as error:
            self._widen(error)
            raise
        return stream

    def open_over(self, stream: Stream, host: str) -> Stream:
        """Do the handshake over a stream that is itself protected: TLS to a proxy."""
        name = _server_name(host)
        context = self.context()
        try:
            return _over_stream(context, stream, name, raw=self._is_raw())
        except OSError as error:
            self._widen(error)
            raise

    def context(self) -> Any:
        """Return the context. Raises OSError for files that cannot be loaded."""
        if self._context is None:
            if self._trust is None:
                self._trust = find_trust(self._settings)
            make = _raw_context if self._is_raw() else _public_context
            self._context = make(self._settings, self._trust)
        return self._context

    def _is_raw(self) -> bool:
        if self._raw is None:
            self._raw = can_be_raw() and has_raw_tls()
        return self._raw

    def _widen(self, error: OSError) -> None:
        trust = self._trust
        if trust is None or not trust.is_partial:
            return
        if getattr(error, "verify_code", None) in _UNKNOWN_ISSUER:
            self._trust, self._context = platform_trust(self._settings), None
            raise UnknownIssuer from error


def has_raw_tls() -> bool:
    """Whether `_ssl` has all that is used of it here, and is one that we know."""
    if sys.version_info[:2] > _NEWEST_KNOWN:
        return False
    try:
        import _ssl  # noqa: PLC0415  lazy: only for https
    except ImportError:
        return False
    context = getattr(_ssl, "_SSLContext", None)
    names = ("_wrap_socket", "_wrap_bio", "load_verify_locations", "_set_alpn_protocols")
    return all(hasattr(context, name) for name in names)


def is_tls_error(error: BaseException) -> bool:
    """Whether `error` is an `ssl.SSLError`, without loading `ssl` to find out."""
    return any(kind.__name__ == "SSLError" for kind in type(error).__mro__)


def _server_name(host: str | None) -> str:
    # `_ssl` takes None for "do not check the name", where `ssl` refuses: this is the check.
    # The dot of an absolute name is no part of what certificates and SNI call it, nor is a zone.
    name = (host or "").rstrip(".").partition("%")[0]
    if not name or name.startswith("."):
        msg = f"{host!r} is not a name that a certificate can be checked for"
        raise OSError(msg)
    return name


def find_trust(settings: TlsSettings) -> Trust:
    """Return whom to trust: the user's setting, else OpenSSL's variables, else the platform's."""
    if settings.ca_bundle:
        return _named_trust(settings.ca_bundle)
    if settings.cert_file or settings.cert_directory:
        return Trust(settings.cert_file, settings.cert_directory)
    for directory in _DIRECTORIES:
        if is_hashed(directory):
            return Trust(None, directory, is_partial=True)
    return platform_trust(settings)


def _named_trust(path: str) -> Trust:
    return Trust(None, path) if os.path.isdir(path) else Trust(path)


def platform_trust(settings: TlsSettings) -> Trust:
    """Return the platform's full bundle, else the one that comes with the models."""
    for bundle in _BUNDLES:
        if os.path.isfile(bundle):
            return Trust(bundle)
    if settings.last_bundle and os.name == "posix" and not _has_openssl_default():
        return Trust(settings.last_bundle)
    return Trust()


def _has_openssl_default() -> bool:
    import _ssl  # noqa: PLC0415  lazy: only where no usual place has a bundle

    paths = _ssl.get_default_verify_paths()
    return os.path.isfile(paths[1]) or is_hashed(paths[3])


def is_hashed(directory: str) -> bool:
    """Whether `directory` holds certificates by hash (`openssl rehash`)."""
    try:
        names = os.listdir(directory)
    except OSError:
        return False
    return any(len(name) == 10 and name.endswith(".0") for name in names)


def _raw_context(settings: TlsSettings, trust: Trust) -> Any:
    import _ssl  # noqa: PLC0415  lazy: only for https

    module: Any = _ssl
    context = module._SSLContext(module.PROTOCOL_TLS_CLIENT)  # noqa: SLF001
    # PROTOCOL_TLS_CLIENT brings the first three along. Said again, because all hangs on them.
    context.check_hostname = True
    context.verify_mode = _CERT_REQUIRED
    context.minimum_version = max(context.minimum_version, _TLS_1_2)
    if sys.version_info >= _STRICT_SINCE:
        context.verify_flags |= _PARTIAL_CHAIN_AND_STRICT
    context._set_alpn_protocols(b"\x08http/1.1")  # noqa: SLF001
    if settings.verify and (trust.file or trust.directory):
        context.load_verify_locations(trust.file, trust.directory)
    elif settings.verify:
        context.set_default_verify_paths()
    return _with_user_settings(context, settings)


def _public_context(settings: TlsSettings, trust: Trust) -> Any:
    import ssl  # noqa: PLC0415  lazy: the fallback

    if settings.verify:
        # Without a file and a directory it loads the platform's own.
        context = ssl.create_default_context(cafile=trust.file, capath=trust.directory)
    else:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.set_alpn_protocols(["http/1.1"])
    return _with_user_settings(context, settings)


def _with_user_settings(context: Any, settings: TlsSettings) -> Any:
    if not settings.verify:
        context.check_hostname = False
        context.verify_mode = _CERT_NONE
    if isinstance(settings.client_cert, str):
        context.load_cert_chain(settings.client_cert)
    elif settings.client_cert is not None:
        context.load_cert_chain(*settings.client_cert)
    if settings.key_log_file:
        context.keylog_filename = settings.key_log_file
    return context


class RawTlsStream:
    """What `ssl.SSLSocket` is to us: four methods over `_ssl`'s object."""

    __slots__ = ("_socket", "_tls")

    def __init__(self, sock: Any, tls: Any) -> None:
        # `_ssl` holds the socket by a weak reference only.
        self._socket = sock
        self._tls = tls
        tls.do_handshake()

    def recv_into(self, buffer: memoryview, /) -> int:
        """Fill `buffer` with what has come; 0 at the end, an unannounced one too (as `ssl`)."""
        try:
            count: int = self._tls.read(len(buffer), buffer)
        except OSError as error:
            if type(error).__name__ == "SSLEOFError":
                return 0
            raise
        return count

    def sendall(self, data: Any, /) -> None:
        """Send all of `data`, a record at a time."""
        view = memoryview(data).cast("B")
        sent = 0
        while sent < len(view):
            sent += self._tls.write(view[sent:])

    def settimeout(self, seconds: float | None, /) -> None:
        """Bound each wait from now on."""
        self._socket.settimeout(seconds)

    def fileno(self) -> int:
        """Return the descriptor of the socket."""
        descriptor: int = self._socket.fileno()
        return descriptor

    def close(self) -> None:
        """Close the socket, without a farewell that nobody waits for."""
        self._socket.close()


def _over_stream(context: Any, stream: Stream, name: str, *, raw: bool) -> TlsOverStream:
    if raw:
        import _ssl  # noqa: PLC0415  lazy: only for TLS within TLS

        incoming, outgoing = _ssl.MemoryBIO(), _ssl.MemoryBIO()
        tls = context._wrap_bio(incoming, outgoing, False, name)  # noqa: SLF001
    else:
        import ssl  # noqa: PLC0415  lazy: the fallback

        incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        tls = context.wrap_bio(incoming, outgoing, server_hostname=name)
    return TlsOverStream(stream, tls, incoming, outgoing)


class TlsOverStream:
    """TLS whose records travel over another stream: to a server, through a proxy spoken TLS to."""

    __slots__ = ("_incoming", "_outgoing", "_stream", "_tls")

    def __init__(self, stream: Stream, tls: Any, incoming: Any, outgoing: Any) -> None:
        self._stream = stream
        self._tls = tls
        self._incoming = incoming
        self._outgoing = outgoing
        self._run(tls.do_handshake)

    def _run(self, step: Any, *arguments: Any) -> Any:
        """Do `step`, carrying records both ways for as long as it asks for more."""
        while True:
            try:
                result = step(*arguments)
            except OSError as error:
                self._flush()
                if type(error).__name__ != "SSLWantReadError":
                    raise
                self._receive()
            else:
                self._flush()
                return result

    def _flush(self) -> None:
        if self._outgoing.pending:
            self._stream.sendall(self._outgoing.read())

    def _receive(self) -> None:
        block = bytearray(32 * 1024)
        count = self._stream.recv_into(memoryview(block))
        if count:
            self._incoming.write(memoryview(block)[:count])
        else:
            self._incoming.write_eof()

    def recv_into(self, buffer: memoryview, /) -> int:
        """Fill `buffer` with what has come; 0 at the end."""
        try:
            count: int = self._run(self._tls.read, len(buffer), buffer)
        except OSError as error:
            if type(error).__name__ in {"SSLEOFError", "SSLZeroReturnError"}:
                return 0
            raise
        return count

    def sendall(self, data: Any, /) -> None:
        """Send all of `data`, a record at a time."""
        view = memoryview(data).cast("B")
        sent = 0
        while sent < len(view):
            sent += self._run(self._tls.write, view[sent:])

    def settimeout(self, seconds: float | None, /) -> None:
        """Bound each wait from now on."""
        self._stream.settimeout(seconds)

    def fileno(self) -> int:
        """Return the descriptor of the socket."""
        return self._stream.fileno()

    def close(self) -> None:
        """Close the stream underneath."""
        self._stream.close()
