# ruff: noqa: E501  answers as AWS writes them: on one line
"""A server that answers six operations from memory, so that what is measured is the client.

`python -m bench.stub [CERTIFICATE KEY]` prints its port and serves until its standard input ends.
"""

import base64
import contextlib
import os
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

OBJECT_BYTES = 200_000_000
PAGE_KEYS = 1000
PAGES = 1000

_ROOT = Path(__file__).parent.parent
_BLOCK = os.urandom(1 << 20)

_STS = b"""<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>\
<Arn>arn:aws:iam::123456789012:user/alice</Arn><UserId>AIDACKCEVSQ6C2EXAMPLE</UserId><Account>123456789012</Account>\
</GetCallerIdentityResult><ResponseMetadata><RequestId>00000000-0000-4000-8000-000000000000</RequestId>\
</ResponseMetadata></GetCallerIdentityResponse>"""

_INSTANCE = b"""<item><reservationId>r-0123456789abcdef0</reservationId><ownerId>123456789012</ownerId><groupSet/>\
<instancesSet><item><instanceId>i-0123456789abcdef0</instanceId><imageId>ami-12c6146b</imageId><instanceState>\
<code>16</code><name>running</name></instanceState><privateDnsName>ip-10-0-1-4.ec2.internal</privateDnsName>\
<keyName>mine</keyName><amiLaunchIndex>0</amiLaunchIndex><instanceType>t3.micro</instanceType>\
<launchTime>2026-01-02T03:04:05.000Z</launchTime><placement><availabilityZone>us-east-1a</availabilityZone>\
<groupName/><tenancy>default</tenancy></placement><monitoring><state>disabled</state></monitoring>\
<subnetId>subnet-0123456789abcdef0</subnetId><vpcId>vpc-0123456789abcdef0</vpcId>\
<privateIpAddress>10.0.1.4</privateIpAddress><sourceDestCheck>true</sourceDestCheck><tagSet><item><key>Name</key>\
<value>web-1</value></item></tagSet></item></instancesSet></item>"""
_EC2 = (
    b'<DescribeInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">'
    b"<requestId>00000000-0000-4000-8000-000000000000</requestId><reservationSet>"
    + _INSTANCE * 3
    + b"</reservationSet></DescribeInstancesResponse>"
)

_BUCKETS = (
    b'<ListAllMyBucketsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Owner><ID>0123456789abcdef</ID></Owner>'
    b"<Buckets>"
    + b"".join(
        b"<Bucket><Name>bucket-%d</Name><CreationDate>2026-01-02T03:04:05.000Z</CreationDate></Bucket>"
        % number
        for number in range(10)
    )
    + b"</Buckets></ListAllMyBucketsResult>"
)

_ITEM = b'{"Item": {"id": {"S": "1"}, "name": {"S": "Ada"}, "age": {"N": "36"}, "tags": {"SS": ["a", "b"]}}}'


def _page(number: int, pages: int) -> bytes:
    """Return one page of a bucket: PAGE_KEYS objects, as S3 writes them."""
    objects = b"".join(
        b"<Contents><Key>folder/%04d/object-%07d.bin</Key><LastModified>2026-01-02T03:04:05.000Z</LastModified>"
        b"<ETag>&quot;33f139eb843312a56b68c747947adcf9&quot;</ETag><ChecksumAlgorithm>CRC64NVME</ChecksumAlgorithm>"
        b"<ChecksumType>FULL_OBJECT</ChecksumType><Size>%d</Size><StorageClass>STANDARD</StorageClass></Contents>"
        % (number, number * PAGE_KEYS + position, 1000 + position)
        for position in range(PAGE_KEYS)
    )
    more = number + 1 < pages
    token = (
        b"<NextContinuationToken>page-%d</NextContinuationToken>" % (number + 1) if more else b""
    )
    return (
        b'<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">'
        b"<Name>large</Name><Prefix></Prefix><KeyCount>%d</KeyCount><MaxKeys>1000</MaxKeys><IsTruncated>%s</IsTruncated>"
        % (PAGE_KEYS, b"true" if more else b"false")
        + token
        + objects
        + b"</ListBucketResult>"
    )


class _Connection:
    """One client: requests one after the other, their bodies read and thrown away."""

    def __init__(self, connection: socket.socket, pages: int) -> None:
        self._connection = connection
        self._file = connection.makefile("rb", buffering=1 << 18)
        self._pages = pages

    def serve(self) -> None:
        while line := self._file.readline():
            method, target, _ = line.decode("latin-1").split(" ", 2)
            headers = self._read_headers()
            if headers.get("expect", "").lower() == "100-continue":
                self._connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
            body = self._read_body(headers)
            self._answer(method, target, headers, body)

    def _read_headers(self) -> dict[str, str]:
        headers = {}
        while (line := self._file.readline()) not in {b"\r\n", b""}:
            name, _, value = line.decode("latin-1").partition(":")
            headers[name.lower()] = value.strip()
        return headers

    def _read_body(self, headers: dict[str, str]) -> bytes:
        """Return the first piece of the body: operations of forms are told by it."""
        if headers.get("transfer-encoding", "").lower() == "chunked":
            while size := int(self._file.readline().split(b";")[0], 16):
                self._skip(size)
                self._file.readline()
            while self._file.readline() not in {b"\r\n", b""}:
                pass
            return b""
        length = int(headers.get("content-length", 0))
        first: bytes = self._file.read(min(length, 1 << 16))
        self._skip(length - len(first))
        return first

    def _skip(self, size: int) -> None:
        while size > 0:
            size -= len(self._file.read(min(size, 1 << 20))) or size

    def _answer(self, method: str, target: str, headers: dict[str, str], body: bytes) -> None:
        path, _, query = target.partition("?")
        if method == "POST":
            if "x-amz-target" in headers:
                self._send(_ITEM, "application/x-amz-json-1.0")
            else:
                self._send(_EC2 if b"Action=DescribeInstances" in body else _STS, "text/xml")
        elif method == "PUT":
            self._send(b"", "", 'ETag: "33f139eb843312a56b68c747947adcf9"\r\n')
        elif path == "/":
            self._send(_BUCKETS, "application/xml")
        elif "list-type=2" in query:
            number = query.partition("continuation-token=page-")[2].partition("&")[0]
            self._send(_page(int(number or 0), self._pages), "application/xml")
        else:
            self._send_object()

    def _send(self, body: bytes, content_type: str, more: str = "") -> None:
        head = (
            "HTTP/1.1 200 OK\r\nx-amzn-RequestId: 00000000-0000-4000-8000-000000000000\r\n"
            f"{more}Content-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        self._connection.sendall(head.encode() + body)

    def _send_object(self) -> None:
        head = (
            f"HTTP/1.1 200 OK\r\nContent-Type: binary/octet-stream\r\nContent-Length: {OBJECT_BYTES}\r\n"
            'ETag: "33f139eb843312a56b68c747947adcf9"\r\nLast-Modified: Fri, 02 Jan 2026 03:04:05 GMT\r\n'
            f"x-amz-checksum-crc64nvme: {_object_checksum()}\r\nx-amz-checksum-type: FULL_OBJECT\r\n\r\n"
        )
        self._connection.sendall(head.encode())
        for piece in _object_pieces():
            self._connection.sendall(piece)


def _object_pieces() -> Iterator[bytes]:
    for sent in range(0, OBJECT_BYTES, len(_BLOCK)):
        yield _BLOCK[: OBJECT_BYTES - sent]


_checksums: list[str] = []


def _object_checksum() -> str:
    """Return what S3 would say of the object; both clients check it."""
    if not _checksums:
        import anycrc

        model = anycrc.Model("CRC64-NVME")
        value = 0
        for piece in _object_pieces():
            value = model.calc(piece, value)
        _checksums.append(base64.b64encode(value.to_bytes(8, "big")).decode())
    return _checksums[0]


def _serve_connection(
    connection: socket.socket, context: ssl.SSLContext | None, pages: int
) -> None:
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    with contextlib.suppress(OSError), connection:
        if context is not None:
            connection = context.wrap_socket(connection, server_side=True)
        with connection:
            _Connection(connection, pages).serve()


def main(arguments: list[str]) -> None:
    pages = int(os.environ.get("STUB_PAGES", PAGES))
    context = None
    if arguments:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*arguments)
    listener = socket.create_server(("127.0.0.1", 0), backlog=64)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    print(listener.getsockname()[1], flush=True)
    while True:
        connection, _ = listener.accept()
        threading.Thread(
            target=_serve_connection, args=(connection, context, pages), daemon=True
        ).start()


def _end_with_parent() -> None:
    sys.stdin.read()
    os._exit(0)


class Stub:
    """The server in a process of its own, from entry to exit. `port` is where it listens."""

    def __init__(self, *certificate: Path, pages: int = PAGES) -> None:
        self.port = 0
        self._arguments = [str(path) for path in certificate]
        self._variables = os.environ | {"STUB_PAGES": str(pages)}
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        scheme, host = ("https", "localhost") if self._arguments else ("http", "127.0.0.1")
        return f"{scheme}://{host}:{self.port}"

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bench.stub", *self._arguments],
            cwd=_ROOT,
            env=self._variables,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self._process.stdout is not None
        self.port = int(self._process.stdout.readline())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        assert self._process is not None
        self._process.terminate()
        self._process.communicate()


if __name__ == "__main__":
    main(sys.argv[1:])
