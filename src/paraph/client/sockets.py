"""TCP connections, on `_socket` or on `socket`.

The C module under `socket` is loaded in half a millisecond, `socket` itself in six to ten (it turns
constants into enums). What is missing from the one is nothing we need; where the interpreter is not
CPython on POSIX, or the module lacks a name, `socket` serves.
"""

from __future__ import annotations

import _socket
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Protocol
else:
    Protocol = object


class Stream(Protocol):
    """A connection, protected or not."""

    def recv_into(self, buffer: memoryview, /) -> int:
        """Fill `buffer` with what has come, at least a byte; 0 at the end. Raises OSError."""

    def sendall(self, data: Any, /) -> None:
        """Send all of `data`. Raises OSError."""

    def settimeout(self, seconds: float | None, /) -> None:
        """Bound each wait from now on; None waits for ever."""

    def fileno(self) -> int:
        """Return the descriptor of the socket."""

    def close(self) -> None:
        """Give the connection up."""


class RawSocket(_socket.socket):
    """`_socket.socket` as `_ssl` needs it: it keeps a weak reference."""

    __slots__ = ("__weakref__",)


def can_be_raw() -> bool:
    """Whether `_socket` is the C module that this file knows."""
    return os.name == "posix" and sys.implementation.name == "cpython"


def connect(
    host: str, port: int, timeout: float | None, *, keepalive: bool = False, raw: bool = True
) -> Any:
    """Return a connected socket: the addresses of `host` are tried in turn.

    `host` is ASCII. `timeout` (seconds; None: no limit) is for each address. Raises OSError: the
    last failure.
    """
    make = RawSocket if raw else _public_socket()
    failure: OSError | None = None
    # A str would go through the "idna" codec, which is 9 ms of tables even for ASCII.
    found = _socket.getaddrinfo(host.encode("ascii"), port, 0, _socket.SOCK_STREAM)
    for family, kind, protocol, _, address in found:
        try:
            return _connect_one(make(family, kind, protocol), address, timeout, keepalive)
        except OSError as error:
            failure = error
    raise failure or OSError(f"{host} has no address")


def _connect_one(sock: Any, address: Any, timeout: float | None, keepalive: bool) -> Any:
    try:
        sock.settimeout(timeout)
        # A request goes out in one or two writes: nothing is gained by waiting for more.
        sock.setsockopt(_socket.IPPROTO_TCP, _socket.TCP_NODELAY, 1)
        if keepalive:
            sock.setsockopt(_socket.SOL_SOCKET, _socket.SO_KEEPALIVE, 1)
        sock.connect(address)
    except BaseException:
        sock.close()
        raise
    return sock


def _public_socket() -> Any:
    from socket import socket  # noqa: PLC0415  lazy: six milliseconds, for the fallback alone

    return socket


def has_news(descriptor: int, seconds: float = 0) -> bool:
    """Whether something can be read (bytes or the end) within `seconds`."""
    import select  # noqa: PLC0415  lazy: only a second request on one connection asks

    if hasattr(select, "poll"):
        poll = select.poll()
        poll.register(descriptor, select.POLLIN)
        return bool(poll.poll(seconds * 1000))
    return bool(select.select([descriptor], [], [], seconds)[0])
