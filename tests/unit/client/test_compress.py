import gzip
import io

import pytest

from paraph.client.compress import compress
from paraph.core.message import Request
from paraph.model.compile import compile_service
from paraph.model.service import Service

_STREAM = {"type": "blob", "streaming": True}


def _operation(encodings=("gzip",), stream=None):
    model = {
        "metadata": {"apiVersion": "1", "endpointPrefix": "x", "protocol": "json"},
        "operations": {
            "Put": {
                "name": "Put",
                "input": {"shape": "In"},
                "requestcompression": {"encodings": list(encodings)},
            }
        },
        "shapes": {
            "In": {
                "type": "structure",
                "members": {"Body": {"shape": "Body"}},
                **({} if stream is None else {"payload": "Body"}),
            },
            "Body": stream or {"type": "string"},
        },
    }
    records = compile_service("x", model, {}, {}, None)
    return Service(*records["service"], records.get).operation("Put")


def _request(body, **headers):
    return Request("POST", "/", {k.replace("_", "-"): v for k, v in headers.items()}, body)


def test_large_bodies_are_compressed():
    request = _request(b"x" * 10240, Content_Length="10240")
    compress(_operation(), request)
    assert gzip.decompress(request.body) == b"x" * 10240
    assert request.headers.items() == [("Content-Encoding", "gzip")]


def test_encoding_is_added_to_the_ones_before():
    request = _request(b"x" * 10240, Content_Encoding="foo")
    compress(_operation(["br", "gzip"]), request)
    assert request.headers.get("Content-Encoding") == "foo,gzip"


@pytest.mark.parametrize(
    ("operation", "size", "settings"),
    [
        (_operation(), 10239, {}),
        (_operation(), 20000, {"disabled": True}),
        (_operation(), 20000, {"min_size": 20001}),
        (_operation(["br"]), 20000, {}),
        (_operation([]), 20000, {}),
        (_operation(stream={**_STREAM, "requiresLength": True}), 20000, {}),
    ],
)
def test_what_stays_as_it_is(operation, size, settings):
    request = _request(b"x" * size)
    compress(operation, request, **settings)
    assert request.body == b"x" * size
    assert len(request.headers) == 0


def test_streams_are_compressed_whatever_their_size():
    request = _request(io.BytesIO(b"hello"))
    compress(_operation(stream=_STREAM), request)
    assert gzip.decompress(request.body) == b"hello"


def test_the_same_body_gives_the_same_bytes():
    one, other = _request(b"x" * 20000), _request(b"x" * 20000)
    compress(_operation(), one)
    compress(_operation(), other)
    assert one.body == other.body
