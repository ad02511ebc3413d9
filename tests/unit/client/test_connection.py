"""HTTP/1.1 over loopback: framing, keep-alive, bodies both ways, and every way to go wrong."""

import _socket
import io
import threading
from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from paraph.client.connection import HttpTransport
from paraph.client.errors import (
    ConnectionClosedError,
    ConnectTimeoutError,
    EndpointConnectionError,
    HttpError,
    IncompleteReadError,
    InvalidRequestError,
    ReadTimeoutError,
    TransportError,
)
from paraph.client.http_read import (
    BrokenResponse,
    CutBody,
    Reader,
    body_framing,
    read_head,
)
from paraph.core.message import Request
from tests.loopback import OK, once, serving


@pytest.fixture(params=[True, False], ids=["raw", "public"])
def transport(request):
    made = HttpTransport(raw=request.param, read_timeout=5)
    yield made
    made.close()


def get(url, **headers):
    return Request("GET", url, {name.replace("_", "-"): value for name, value in headers.items()})


# --- what is sent -----------------------------------------------------------------------------


def test_a_get_has_a_host_and_asks_for_no_compression_and_has_no_length(transport):
    with serving(OK) as server:
        response = transport.send(get(server.url + "/a%20b?x=1#fragment", X_Test="caf\u00e9"))
        assert (response.status, response.reason, response.body) == (200, "OK", b"ok")
    head, _ = server.seen[0]
    assert head == (
        b"GET /a%%20b?x=1 HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAccept-Encoding: identity\r\n"
        b"X-Test: caf\xc3\xa9\r\n\r\n" % server.port
    )


def test_what_the_caller_says_is_not_said_twice(transport):
    with serving(OK) as server:
        headers = {"host": "bucket.example", "accept-encoding": "gzip", "content-length": "3"}
        transport.send(Request("PUT", server.url, headers, b"abc"))
    head, body = server.seen[0]
    assert head.startswith(b"PUT / HTTP/1.1\r\nhost: bucket.example\r\n")
    assert head.lower().count(b"host:") == head.lower().count(b"content-length:") == 1
    assert body == b"abc"


@pytest.mark.parametrize(
    ("method", "body", "length"),
    [("POST", b"", b"0"), ("PUT", b"", b"0"), ("POST", b"x" * 10, b"10"), ("DELETE", b"ab", b"2")],
)
def test_a_body_of_bytes_has_a_length(transport, method, body, length):
    with serving(OK) as server:
        transport.send(Request(method, server.url, (), body))
    assert b"Content-Length: %b\r\n" % length in server.seen[0][0]
    assert server.seen[0][1] == body


def test_a_large_body_and_a_file_arrive_whole_from_where_the_file_stands(transport):
    data = bytes(range(256)) * 8192
    file = io.BytesIO(b"skipped" + data)
    file.seek(7)
    with serving(OK) as server:
        transport.send(Request("PUT", server.url, (), data))
        transport.send(Request("PUT", server.url, (), file))
    assert [body for _, body in server.seen] == [data, data]
    assert server.connections == 1


class Pipe:
    """A stream without a length or a way back."""

    def __init__(self, *blocks):
        self._blocks = list(blocks)

    def read(self, _size=-1, /):
        return self._blocks.pop(0) if self._blocks else b""


def test_a_stream_without_a_length_goes_in_chunks(transport):
    seen = []

    def handle(peer):
        seen.append(peer.head())
        seen.append(peer.until(b"0\r\n\r\n"))
        peer.say(OK)

    with serving(handle) as server:
        response = transport.send(Request("PUT", server.url, (), Pipe(b"hello ", b"world")))
    assert response.body == b"ok"
    assert b"Transfer-Encoding: chunked\r\n" in seen[0]
    assert b"Content-Length" not in seen[0]
    assert seen[1] == b"6\r\nhello \r\n5\r\nworld\r\n0\r\n\r\n"


def test_a_stream_of_an_announced_length_is_sent_plain_and_not_beyond_it(transport):
    with serving(OK) as server:
        body = io.BytesIO(b"helloworld")
        transport.send(Request("PUT", server.url, {"Content-Length": "5"}, body))
    assert server.seen[0][1] == b"hello"
    assert body.tell() == 5


def test_a_body_shorter_than_its_length_is_refused(transport):
    with serving(OK) as server:
        for body in (Pipe(b"abc"), b"abc"):
            with pytest.raises(InvalidRequestError, match="3 bytes where Content-Length says 5"):
                transport.send(Request("PUT", server.url, {"Content-Length": "5"}, body))


def test_an_error_of_the_body_itself_is_not_taken_for_the_networks(transport):
    class Broken:
        def read(self, _size=-1, /):
            raise PermissionError(13, "Permission denied")

    with serving(OK) as server, pytest.raises(PermissionError):
        transport.send(Request("PUT", server.url, (), Broken()))


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("X", "xline\nbreak", r"Invalid header value b'xline\\nbreak'"),
        ("X", "a\rb", r"Invalid header value b'a\\rb'"),
        ("X", "a\r\n folded", r"Invalid header value b'a\\r\\n folded'"),
        ("X", "a\0b", r"Invalid header value b'a\\x00b'"),
        ("X\nY", "a", r"Invalid header name b'X\\nY'"),
        ("X:Y", "a", "Invalid header name b'X:Y'"),
        ("", "a", "Invalid header name b''"),
        (" X", "a", "Invalid header name b' X'"),
        ("caf\u00e9", "a", r"Invalid header name b'caf\\xc3\\xa9'"),
        ("X", "half a \ud83d", "surrogates not allowed in a header"),
        ("Content-Length", "-1", "Invalid Content-Length '-1'"),
        ("Content-Length", "9" * 5000, "Invalid Content-Length '99999"),
    ],
)
def test_fields_cannot_smuggle_others(transport, name, value, reason):
    message = f"^An HTTP Client raised an unhandled exception: {reason}"
    with pytest.raises(InvalidRequestError, match=message) as caught:
        transport.send(Request("GET", "http://127.0.0.1:1/", {name: value}))
    assert not caught.value.retryable


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:1/a b",
        "http://127.0.0.1:1/a\r\nX: y",
        "http://127.0.0.1:1/\u00e9",
        "http://",
        "http:///path",
        "ftp://example.com/",
        "no url",
        "http://exa mple/",
        "http://host:99999/",
        "http://host:12a/",
        "http://\u00e9..x/",
    ],
)
def test_a_url_that_is_none_is_refused(transport, url):
    with pytest.raises(InvalidRequestError, match="An HTTP Client raised an unhandled exception"):
        transport.send(Request("GET", url))


def test_a_method_that_is_none_is_refused(transport):
    with pytest.raises(InvalidRequestError):
        transport.send(Request("GET / HTTP/1.1\r\nX:", "http://127.0.0.1:1/"))


def unknown_names(monkeypatch):
    """Let no name be known; return those asked for."""
    asked = []

    def getaddrinfo(host, *_rest):
        asked.append(host)
        raise _socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr("_socket.getaddrinfo", getaddrinfo)
    return asked


def test_a_host_name_that_is_not_ascii_is_asked_for_in_idna(transport, monkeypatch):
    asked = unknown_names(monkeypatch)
    with pytest.raises(EndpointConnectionError) as caught:
        transport.send(get("http://b\u00fccher.invalid/"))
    assert asked == [b"xn--bcher-kva.invalid"]
    assert str(caught.value) == (
        'Could not connect to the endpoint URL: "http://b\u00fccher.invalid/"'
    )


# --- Expect: 100-continue ---------------------------------------------------------------------


def expecting(url, body):
    return Request("PUT", url, {"Expect": "100-continue"}, body)


@pytest.mark.parametrize("body", [b"hello", io.BytesIO(b"hello")], ids=["bytes", "file"])
def test_the_body_waits_for_the_100(transport, body):
    held = []

    def handle(peer):
        peer.head()
        peer.sock.settimeout(0.05)
        try:
            held.append(peer.sock.recv(100))
        except TimeoutError:
            held.append("nothing")
        peer.sock.settimeout(5)
        peer.say(b"HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 100 Continue\r\nConnection: x\r\n\r\n")
        held.append(peer.exactly(5))
        peer.say(OK)

    if not isinstance(body, bytes):
        body.seek(0)
    with serving(handle) as server:
        assert transport.send(expecting(server.url, body)).body == b"ok"
    assert held == ["nothing", b"hello"]


def test_a_final_answer_stops_the_upload_and_ends_the_connection(transport):
    def handle(peer):
        peer.head()
        peer.say(b"HTTP/1.1 307 Moved\r\nContent-Length: 4\r\n\r\nthat")
        server.seen.append(peer.exactly(1))

    body = io.BytesIO(b"never sent")
    with serving(handle) as server:
        response = transport.send(expecting(server.url, body))
        assert (response.status, response.body) == (307, b"that")
        assert body.tell() == 0
        server.stop()
        assert server.seen == [b""]


def test_without_a_100_the_body_goes_after_a_while(transport, monkeypatch):
    monkeypatch.setattr("paraph.client.exchange._CONTINUE_WAIT", 0.05)
    with serving(OK) as server:
        assert transport.send(expecting(server.url, b"hello")).body == b"ok"
    assert server.seen[0][1] == b"hello"


def test_a_server_that_stops_listening_is_heard(transport):
    def handle(peer):
        peer.head()
        peer.say(b"HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\nConnection: close\r\n\r\nbig")
        # Closing with bytes unread would reset the connection and lose the answer: read some.
        peer.exactly(1000)

    with serving(handle) as server:
        body = Pipe(*[b"x" * 65536] * 2000)
        try:
            response = transport.send(
                Request("PUT", server.url, {"Content-Length": str(65536 * 2000)}, body)
            )
        except ConnectionClosedError:
            return  # the reset was quicker than the answer
        assert (response.status, response.body) == (413, b"big")


# --- keep-alive -------------------------------------------------------------------------------


def test_one_connection_serves_many_requests_in_turn(transport):
    with serving(OK) as server:
        for _ in range(5):
            assert transport.send(get(server.url)).body == b"ok"
        assert server.connections == 1
        transport.close()
        transport.send(get(server.url))
        assert server.connections == 2


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok",
        b"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok and more",
    ],
    ids=["close", "http-1.0", "surplus"],
)
def test_a_connection_that_ends_or_says_too_much_is_not_used_again(transport, answer):
    with serving(answer) as server:
        assert transport.send(get(server.url)).body == b"ok"
        assert transport.send(get(server.url)).body == b"ok"
        assert server.connections == 2


def test_http_1_0_can_keep_alive(transport):
    with serving(b"HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 0\r\n\r\n") as s:
        transport.send(get(s.url))
        transport.send(get(s.url))
        assert s.connections == 1


def test_a_kept_connection_that_was_closed_is_opened_again_unseen(transport):
    closed = threading.Event()

    def handle(peer):
        peer.request()
        peer.say(OK)
        peer.sock.close()
        closed.set()

    with serving(handle) as server:
        for _ in range(3):
            assert transport.send(get(server.url)).body == b"ok"
            assert closed.wait(5)
            closed.clear()
        assert server.connections == 3


def answer_first_then_hang_up(peer):
    """Take the second request on a connection and close without a word."""
    peer.request()
    peer.say(OK)
    peer.request()


@pytest.mark.parametrize("body", [b"", b"abc", io.BytesIO(b"abc")], ids=["none", "bytes", "file"])
def test_a_connection_closed_upon_the_request_is_opened_again_once(transport, body):
    with serving(answer_first_then_hang_up) as server:
        transport.send(get(server.url))
        if not isinstance(body, bytes):
            body.seek(0)
        assert transport.send(Request("POST", server.url, (), body)).body == b"ok"
        assert server.connections == 2


def test_what_cannot_be_sent_again_is_not(transport):
    def handle(peer):
        peer.request()
        peer.say(OK)
        peer.until(b"0\r\n\r\n")

    with serving(handle) as server:
        transport.send(get(server.url))
        with pytest.raises(ConnectionClosedError):
            transport.send(Request("PUT", server.url, (), Pipe(b"abc")))
        assert server.connections == 1


def test_a_fresh_connection_that_hangs_up_is_an_error_at_once(transport):
    with serving(lambda peer: peer.request()) as server:
        with pytest.raises(ConnectionClosedError) as caught:
            transport.send(get(server.url + "/x"))
        assert server.connections == 1
    assert str(caught.value) == (
        "Connection was closed before we received a valid response from endpoint URL: "
        f'"{server.url}/x".'
    )
    assert caught.value.retryable


def test_threads_share_a_transport(transport):
    failures = []

    def work(url):
        try:
            for _ in range(20):
                assert transport.send(get(url)).body == b"ok"
        except Exception as error:  # noqa: BLE001  shown by the assertion below
            failures.append(error)

    with serving(OK) as server:
        threads = [threading.Thread(target=work, args=(server.url,)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not failures
        assert 1 <= server.connections <= 4


# --- responses --------------------------------------------------------------------------------

CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    ("answer", "status", "body"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc", 200, b"abc"),
        (b"HTTP/1.1 200\r\nContent-Length: 3, 3\r\n\r\nabc", 200, b"abc"),
        (b"HTTP/1.1 200 OK\r\nX: 1\r\n\r\nto the end", 200, b"to the end"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: abc\r\n\r\nto the end", 200, b"to the end"),
        (b"HTTP/1.1 200 OK\nContent-Length: 2\n\nlf", 200, b"lf"),
        (CHUNKED + b"5;ext=1\r\nhello\r\n1\r\n!\r\n0\r\nTrailer: x\r\n\r\n", 200, b"hello!"),
        (CHUNKED + b"0\r\n\r\n", 200, b""),
        (b"HTTP/1.1 204 No\r\nContent-Length: 5\r\n\r\n", 204, b""),
        (b"HTTP/1.1 304 No\r\nContent-Length: 5\r\n\r\n", 304, b""),
        (b"HTTP/1.1 103 Hints\r\nX: 1\r\n\r\nHTTP/1.1 200 OK\r\n\r\nend", 200, b"end"),
        (b"HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n", 302, b""),
        (b"HTTP/1.1 599 Odd\r\nContent-Length: 3\r\n\r\nodd", 599, b"odd"),
        (
            b"HTTP/1.1 500 X\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n\x1f\x8b",
            500,
            b"\x1f\x8b",
        ),
    ],
)
@pytest.mark.parametrize("stream", [False, True])
def test_responses_of_every_framing(transport, answer, status, body, stream):
    with serving(once(answer)) as server:
        response = transport.send(get(server.url), stream=stream)
        assert (response.status, response.content()) == (status, body)


def test_head_has_no_body_and_keeps_the_connection(transport):
    with serving(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n") as server:
        for _ in range(2):
            response = transport.send(Request("HEAD", server.url))
            assert response.body == b""
            assert response.headers.get("content-length") == "500"
        assert server.connections == 1


def test_fields_are_read_as_latin_1_folded_ones_as_one_line(transport):
    answer = (
        b"HTTP/1.1 200 Fine \xe9\r\nA:  caf\xe9 \r\nB: one\r\n  two\r\n\tthree\r\nnot a field\r\n"
    )
    with serving(once(answer + b"A:again\r\nContent-Length: 0\r\n\r\n")) as server:
        response = transport.send(get(server.url))
    assert response.reason == "Fine \u00e9"
    assert response.headers.items() == [
        ("A", "caf\u00e9"),
        ("B", "one two three"),
        ("A", "again"),
        ("Content-Length", "0"),
    ]


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\r\n\r\n",
        b"garbage\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/2 200 OK\r\n\r\n",
        b"HTTP/1.1 abc OK\r\n\r\n",
        b"HTTP/1.1 99 Low\r\n\r\n",
        b"HTTP/1.1 2000 High\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Le",
        b"HTTP/1.1 200 OK\r\nA: b\r\n" + b"a: b\r\n" * 150 + b"\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 40000,
        b"HTTP/1.1 200 OK\r\na: " + b"b" * 70000 + b"\r\n\r\n",
        b"x" * 200000,
        b"HTTP/1.1 200 OK\r\nContent-Length: 352\r\n\r\nshort",
        CHUNKED + b"5\r\nhello\r\n",
        CHUNKED + b"10\r\nhello",
        CHUNKED + b"zz\r\nhello\r\n0\r\n\r\n",
        CHUNKED + b"-5\r\nhello\r\n0\r\n\r\n",
        CHUNKED + b"5\r\nhelloworld\r\n0\r\n\r\n",
        CHUNKED + b"f" * 17 + b"\r\n",
        CHUNKED + b"0\r\n" + b"a: b\r\n" * 200,
    ],
)
def test_what_is_no_whole_response_is_an_error(transport, answer):
    with serving(once(answer)) as server, pytest.raises(ConnectionClosedError) as caught:
        transport.send(get(server.url))
    assert str(caught.value).startswith("Connection was closed before we received a valid response")


def test_two_lengths_that_differ_are_an_error(transport):
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nhello"
    message = (
        "An HTTP Client raised an unhandled exception: "
        r"Content-Length contained multiple unmatching values \(3, 4\)"
    )
    with serving(once(answer)) as server, pytest.raises(HttpError, match=message):
        transport.send(get(server.url))


def test_a_reset_is_a_closed_connection(transport):
    answer = once(b"HTTP/1.1 200 OK\r\n", reset=True)
    with serving(answer) as server, pytest.raises(ConnectionClosedError):
        transport.send(get(server.url))


# --- streaming --------------------------------------------------------------------------------


def test_a_stream_is_read_by_pieces_and_then_frees_its_connection(transport):
    data = bytes(range(256)) * 4096
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(data), data)
    with serving(answer) as server:
        body = transport.send(get(server.url), stream=True).body
        first = transport.send(get(server.url), stream=True).body
        assert server.connections == 2  # the first is still busy
        assert first.read(10) == data[:10]
        assert b"".join(iter(lambda: body.read(1000), b"")) == data
        assert body.read(10) == body.read() == b""
        first.close()
        assert transport.send(get(server.url)).body == data
        assert server.connections == 2


def test_read1_and_readinto_take_what_there_is(transport):
    go_on = threading.Event()

    def handle(peer):
        peer.head()
        peer.say(CHUNKED + b"5\r\nhello\r\n")
        go_on.wait(5)
        peer.say(b"6\r\n world\r\n0\r\n\r\n")

    with serving(handle) as server, transport.send(get(server.url), stream=True).body as body:
        assert body.read1(100) == b"hello"
        go_on.set()
        buffer = bytearray(100)
        count = body.readinto(buffer)
        assert buffer[:count] == b" world"
        assert body.readinto(buffer) == 0
        assert body.read1() == b""


@pytest.mark.parametrize(
    ("rest", "given", "message"),
    [
        (
            b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nhello world\n",
            b"hello world\n",
            (
                "('Connection broken: IncompleteRead(12 bytes read, 488 more expected)', "
                "IncompleteRead(12 bytes read, 488 more expected))"
            ),
        ),
        (
            CHUNKED + b"5\r\nhello\r\n",
            b"",
            "('Connection broken: IncompleteRead(5 bytes read)', IncompleteRead(5 bytes read))",
        ),
        (
            CHUNKED + b"10\r\nhello",
            b"",
            "('Connection broken: IncompleteRead(0 bytes read)', IncompleteRead(0 bytes read))",
        ),
        (
            CHUNKED + b"zz\r\nhello",
            b"",
            "('Connection broken: IncompleteRead(0 bytes read)', IncompleteRead(0 bytes read))",
        ),
    ],
)
def test_a_stream_that_ends_early_says_so_in_v2s_words(transport, rest, given, message):
    with serving(once(rest)) as server:
        body = transport.send(get(server.url), stream=True).body
        got = []
        with pytest.raises(IncompleteReadError) as caught:
            got.extend(iter(lambda: body.read(1024 * 1024), b""))
        assert (b"".join(got), str(caught.value)) == (given, message)
        with pytest.raises(IncompleteReadError):
            body.read(1)


def test_a_stream_that_is_reset_says_so_in_v2s_words(transport):
    def handle(peer):
        peer.request()
        peer.say(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nhello")
        received.wait(5)
        peer.reset()

    received = threading.Event()
    with serving(handle) as server:
        body = transport.send(get(server.url), stream=True).body
        assert body.read1() == b"hello"
        received.set()
        with pytest.raises(IncompleteReadError) as caught:
            body.read(100)
    assert str(caught.value) == (
        "(\"Connection broken: ConnectionResetError(104, 'Connection reset by peer')\", "
        "ConnectionResetError(104, 'Connection reset by peer'))"
    )


def test_half_read_and_closed_means_another_connection(transport):
    with serving(OK) as server:
        with transport.send(get(server.url), stream=True).body as body:
            assert body.read(1) == b"o"
        transport.send(get(server.url))
        assert server.connections == 2


# --- time and place ---------------------------------------------------------------------------


@pytest.mark.parametrize("raw", [True, False], ids=["raw", "public"])
def test_silence_is_a_read_timeout(raw):
    transport = HttpTransport(raw=raw, read_timeout=0.05)
    with serving(lambda peer: peer.exactly(10**6)) as server:
        with pytest.raises(ReadTimeoutError) as caught:
            transport.send(get(server.url + "/x"))
        server.stop()
    assert str(caught.value) == f'Read timeout on endpoint URL: "{server.url}/x"'
    assert caught.value.timed_out


@pytest.mark.parametrize("stream", [True, False])
def test_silence_in_the_middle_is_a_read_timeout_too(stream):
    def handle(peer):
        peer.head()
        peer.say(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nhello")
        peer.exactly(1)

    transport = HttpTransport(read_timeout=0.05)
    with serving(handle) as server:
        with pytest.raises(ReadTimeoutError):
            transport.send(get(server.url), stream=stream).content()
        server.stop()


@pytest.mark.parametrize("raw", [True, False], ids=["raw", "public"])
def test_nobody_listening(raw):
    with serving(OK) as server:
        url = server.url
    with pytest.raises(EndpointConnectionError) as caught:
        HttpTransport(raw=raw).send(get(url + "/"))
    assert str(caught.value) == f'Could not connect to the endpoint URL: "{url}/"'


@pytest.mark.parametrize("raw", [True, False], ids=["raw", "public"])
def test_a_name_that_is_not_known(raw, monkeypatch):
    asked = unknown_names(monkeypatch)
    with pytest.raises(EndpointConnectionError, match=r"http://nosuch\.invalid/"):
        HttpTransport(raw=raw).send(get("http://nosuch.invalid/"))
    assert asked == [b"nosuch.invalid"]


def test_a_connection_that_is_not_taken_in_time(monkeypatch):
    def connect(*_arguments, **_options):
        raise TimeoutError("timed out")

    monkeypatch.setattr("paraph.client.sockets.connect", connect)
    with pytest.raises(ConnectTimeoutError) as caught:
        HttpTransport().send(get("http://127.0.0.1:1/"))
    assert str(caught.value) == 'Connect timeout on endpoint URL: "http://127.0.0.1:1/"'


def test_zero_and_none_wait_for_ever():
    for value in (0, None, 0.0):
        with serving(OK) as server:
            transport = HttpTransport(connect_timeout=value, read_timeout=value)
            assert transport.send(get(server.url)).body == b"ok"
            transport.close()


def test_the_next_address_is_tried(monkeypatch):
    find = _socket.getaddrinfo

    def getaddrinfo(host, port, *rest):
        # Port 1 first, where nobody listens
        return [*find(host, 1, *rest), *find(host, port, *rest)]

    monkeypatch.setattr("_socket.getaddrinfo", getaddrinfo)
    with serving(OK) as server:
        transport = HttpTransport(keepalive=True)
        assert transport.send(get(server.url)).body == b"ok"
        transport.close()


# --- any framing, cut anywhere ----------------------------------------------------------------


class Bits:
    """A stream that arrives in pieces of the sizes given, round and round."""

    def __init__(self, data, sizes):
        self._data = data
        self._sizes = sizes
        self._at = 0

    def recv_into(self, view):
        size = min(self._sizes[0], len(view))
        self._sizes = [*self._sizes[1:], self._sizes[0]]
        block = self._data[self._at : self._at + size]
        view[: len(block)] = block
        self._at += len(block)
        return len(block)


def parse(data, sizes, method="GET"):
    reader = Reader(Bits(data, sizes))
    head = read_head(reader)
    framing = body_framing(reader, method, head)
    view = memoryview(bytearray(7))
    body = b""
    while count := framing.readinto(view):
        body += bytes(view[:count])
    return head.status, head.headers.items(), body, framing.is_done


token = st.text("abcdefghijklmnopqrstuvwxyzABCDEFGH-_0123456789", min_size=1, max_size=12)
text = st.text(st.characters(min_codepoint=0x21, max_codepoint=0xFF, exclude_characters="\x85\xa0"))


@st.composite
def responses(draw):
    """A well-formed response: (bytes, status, fields, body)."""
    status = draw(st.integers(200, 599).filter(lambda number: number not in {204, 304}))
    names = token.map(lambda name: f"X-{name}")
    fields = draw(st.lists(st.tuples(names, text), max_size=8))
    body = draw(st.binary(max_size=200))
    framing = draw(st.sampled_from(["length", "chunked", "close"]))
    end = draw(st.sampled_from([b"\r\n", b"\n"]))
    wire = body
    if framing == "length":
        fields.append(("Content-Length", str(len(body))))
    if framing == "chunked":
        fields.append(("Transfer-Encoding", "chunked"))
        cuts = sorted(draw(st.sets(st.integers(1, max(len(body) - 1, 1)), max_size=5)))
        edges = [0, *[cut for cut in cuts if cut < len(body)], len(body)]
        chunks = [body[a:b] for a, b in pairwise(edges) if a < b]
        wire = b"".join(b"%X;n=v\r\n%b\r\n" % (len(chunk), chunk) for chunk in chunks)
        wire += b"0\r\nT: v\r\n\r\n"
    lines = [f"HTTP/1.1 {status} Reason", *[f"{name}: {value}" for name, value in fields], "", ""]
    head = end.join(line.encode("latin-1") for line in lines)
    return head + wire, status, fields, body


@given(responses(), st.lists(st.integers(1, 50), min_size=1, max_size=5))
def test_any_response_reads_the_same_however_it_arrives(response, sizes):
    data, status, fields, body = response
    expected = (status, [(name, value.strip(" \t\r")) for name, value in fields], body, True)
    assert parse(data, sizes) == expected
    assert parse(data, [100000]) == expected


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(responses())
def test_any_response_reads_the_same_through_both_kinds_of_socket(response):
    data, status, _, body = response
    with serving(once(data)) as server:
        for raw in (True, False):
            transport = HttpTransport(raw=raw, read_timeout=5)
            answer = transport.send(get(server.url))
            transport.close()
            assert (answer.status, answer.body) == (status, body)


@given(st.binary(max_size=300), st.lists(st.integers(1, 50), min_size=1, max_size=5))
def test_garbage_is_an_error_of_ours(data, sizes):
    for start in (b"", b"HTTP/1.1 200 OK\r\n", CHUNKED):
        with suppress(BrokenResponse, CutBody):
            parse(start + data, sizes)


@given(st.integers(0, 400), responses())
def test_a_cut_response_is_an_error_or_a_body_that_had_no_end(cut, response):
    data, _, _, body = response
    try:
        _, fields, got, _ = parse(data[:cut], [1000])
    except (BrokenResponse, CutBody):
        return
    names = {name for name, _ in fields}
    if names & {"Content-Length", "Transfer-Encoding"}:
        assert got == body
    else:
        assert body.startswith(got)


def test_every_error_is_a_transport_error():
    for kind in (ConnectionClosedError, EndpointConnectionError, ReadTimeoutError):
        assert issubclass(kind, TransportError)
