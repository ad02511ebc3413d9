"""Servers on loopback that say exactly what a test tells them to, for tests of the transport."""

import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import contextmanager, suppress

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


class Peer:
    """One accepted connection, seen from the server."""

    def __init__(self, sock):
        self.sock = sock
        self._rest = b""

    def head(self):
        """Read up to the empty line; b"" when the client has gone."""
        while b"\r\n\r\n" not in self._rest:
            block = self.sock.recv(65536)
            if not block:
                return b""
            self._rest += block
        head, _, self._rest = self._rest.partition(b"\r\n\r\n")
        return head + b"\r\n\r\n"

    def exactly(self, size):
        while len(self._rest) < size:
            block = self.sock.recv(65536)
            if not block:
                break
            self._rest += block
        data, self._rest = self._rest[:size], self._rest[size:]
        return data

    def until(self, end):
        while end not in self._rest:
            block = self.sock.recv(65536)
            if not block:
                break
            self._rest += block
        data, found, self._rest = self._rest.partition(end)
        return data + found

    def request(self):
        """Read a request whose body has a Content-Length; (head, body)."""
        head = self.head()
        length = 0
        for line in head.split(b"\r\n"):
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        return head, self.exactly(length)

    def say(self, data):
        self.sock.sendall(data)

    def reset(self):
        """Close so that the client sees ECONNRESET."""
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        self.sock.close()


class Server:
    """Runs `handle(peer)` for each connection, in a thread. Counts them; keeps their errors out."""

    def __init__(self, handle: Callable[[Peer], object], context: ssl.SSLContext | None = None):
        self._handle = handle
        self._context = context
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._threads = []
        self._open = []
        self.port = self._listener.getsockname()[1]
        self.connections = 0
        self.seen = []
        self._stopped = False
        self._acceptor = threading.Thread(target=self._accept, daemon=True)
        self._acceptor.start()

    @property
    def url(self):
        scheme, host = ("http", "127.0.0.1") if self._context is None else ("https", "localhost")
        return f"{scheme}://{host}:{self.port}"

    def _accept(self):
        while True:
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            if self._stopped:
                sock.close()
                return
            self.connections += 1
            self._open.append(sock)
            thread = threading.Thread(target=self._serve, args=(sock,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, sock):
        try:
            sock.settimeout(10)
            if self._context is not None:
                sock = self._context.wrap_socket(sock, server_side=True)
                self._open.append(sock)
            self._handle(Peer(sock))
        except OSError:
            pass
        finally:
            sock.close()

    def stop(self):
        if self._stopped:
            return
        self._stopped = True
        # accept() is not woken by closing: knock.
        socket.create_connection(("127.0.0.1", self.port)).close()
        self._acceptor.join(5)
        self._listener.close()
        for sock in self._open:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(5)
        for sock in self._open:
            sock.close()


@contextmanager
def serving(handle, context=None):
    """Give a Server; `handle` may be bytes, the answer to every request on every connection."""
    if isinstance(handle, bytes):
        answer = handle

        def handle(peer):
            while True:
                head, body = peer.request()
                if not head:
                    return
                server.seen.append((head, body))
                peer.say(answer)

    server = Server(handle, context)
    try:
        yield server
    finally:
        server.stop()


def once(data, *, reset=False):
    """Answer one request with `data`, then close."""

    def handle(peer):
        peer.request()
        peer.say(data)
        if reset:
            peer.reset()

    return handle
