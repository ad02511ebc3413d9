import io
import sys
from base64 import b64decode, b64encode

import anycrc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paraph.client.checksum import (
    add_checksum,
    ask_for_checksum,
    body_length,
    verify_checksum,
)
from paraph.client.chunked import ChunkedBody
from paraph.client.digest import new_digest
from paraph.client.errors import ChecksumError
from paraph.core.message import Request, Response
from paraph.model.compile import compile_service
from paraph.model.service import Service

_MODEL = {
    "metadata": {"apiVersion": "1", "endpointPrefix": "x", "protocol": "rest-xml"},
    "operations": {
        "Put": {
            "name": "Put",
            "input": {"shape": "PutInput"},
            "httpChecksum": {"requestAlgorithmMember": "Algorithm"},
        },
        "Tag": {
            "name": "Tag",
            "input": {"shape": "TagInput"},
            "httpChecksum": {
                "requestAlgorithmMember": "Algorithm",
                "requestChecksumRequired": True,
            },
        },
        "Grant": {"name": "Grant", "httpChecksumRequired": True},
        "Plain": {"name": "Plain"},
        "Get": {
            "name": "Get",
            "input": {"shape": "GetInput"},
            "httpChecksum": {
                "requestValidationModeMember": "Mode",
                "responseAlgorithms": ["CRC32", "CRC64NVME", "SHA256", "MD5"],
            },
        },
    },
    "shapes": {
        "PutInput": {
            "type": "structure",
            "payload": "Body",
            "members": {"Body": {"shape": "Stream"}, "Algorithm": {"shape": "Header"}},
        },
        "TagInput": {"type": "structure", "members": {"Algorithm": {"shape": "Header"}}},
        "GetInput": {"type": "structure", "members": {"Mode": {"shape": "Str"}}},
        "Stream": {"type": "blob", "streaming": True},
        "Header": {
            "type": "string",
            "location": "header",
            "locationName": "x-amz-sdk-checksum-algorithm",
        },
        "Str": {"type": "string"},
    },
}
_RECORDS = compile_service("x", _MODEL, {}, {}, None)
_OPERATION = Service(*_RECORDS["service"], _RECORDS.get).operation

# What "123456789" gives: the CRC catalogue (https://reveng.sourceforge.io/crc-catalogue/), the
# functions of FIPS 180-4, and xxHash's reference implementation.
_CHECK = {
    "CRC32": "cbf43926",
    "CRC32C": "e3069283",
    "CRC64NVME": "ae8b14860a799888",
    "MD5": "25f9e794323b453885f5181f1b624d0b",
    "SHA1": "f7c3bc1d808e04732adf679965ccc34ca7ae3441",
    "SHA256": "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225",
    "SHA512": (
        "d9e6762dd1c8eaf6d61b3c6192fc408d4d6d5f1176d0c29169bc24e71c3f274a"
        "d27fcd5811b313d681f7e55ec02d73d499c95455b6b5bb503acf574fba8ffe85"
    ),
    "XXHASH64": "8cb841db40e6ae83",
}


@pytest.mark.parametrize("algorithm", sorted(_CHECK))
def test_check_values(algorithm):
    if algorithm.startswith("XXHASH"):
        pytest.importorskip("xxhash")
    digest = new_digest(algorithm)
    digest.update(b"12345")
    digest.update(b"")
    digest.update(b"6789")
    assert digest.digest().hex() == _CHECK[algorithm]


def test_missing_package_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "xxhash", None)
    with pytest.raises(ChecksumError, match="pip install xxhash"):
        new_digest("XXHASH3")


@pytest.mark.parametrize(("algorithm", "size"), [("XXHASH3", 8), ("XXHASH128", 16)])
def test_xxhash_sizes(algorithm, size):
    pytest.importorskip("xxhash")
    assert len(new_digest(algorithm).digest()) == size


@pytest.mark.parametrize("algorithm", ["CRC32C", "CRC64NVME"])
@given(data=st.binary(max_size=300), split=st.integers(0, 300))
def test_loop_and_library_agree(algorithm, data, split):
    models = {"CRC32C": "CRC32C", "CRC64NVME": "CRC64-NVME"}
    loop, library = new_digest(algorithm), anycrc.Model(models[algorithm]).calc
    loop.update(data[:split])
    loop.update(data[split:])
    assert int.from_bytes(loop.digest(), "big") == library(data)
    # From here on the library goes on with the loop's value, and keeps the work.
    loop.update(bytes(70_000))
    loop.update(data)
    assert int.from_bytes(loop.digest(), "big") == library(data + bytes(70_000) + data)


def _request(body=b"hello", url="https://x/", **headers):
    return Request("PUT", url, {k.replace("_", "-"): v for k, v in headers.items()}, body)


def _crc64(data):
    digest = new_digest("CRC64NVME")
    digest.update(data)
    return b64encode(digest.digest()).decode()


def test_required_checksum_is_a_header():
    request = _request()
    add_checksum(_OPERATION("Grant"), {}, request)
    assert request.headers.items() == [("x-amz-checksum-crc64nvme", _crc64(b"hello"))]


def test_default_algorithm_names_itself_and_a_chosen_one_does_not():
    request = _request()
    add_checksum(_OPERATION("Tag"), {}, request)
    assert request.headers.get("x-amz-sdk-checksum-algorithm") == "CRC64NVME"
    request = _request()
    add_checksum(_OPERATION("Tag"), {"Algorithm": "SHA1"}, request)
    assert request.headers.items() == [
        (
            "x-amz-checksum-sha1",
            b64encode(bytes.fromhex("aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d")).decode(),
        )
    ]


def test_nothing_is_added_where_it_is_not_supported():
    request = _request()
    add_checksum(_OPERATION("Plain"), {}, request)
    assert len(request.headers) == 0


def test_when_required_leaves_out_what_is_optional():
    request = _request()
    add_checksum(_OPERATION("Put"), {}, request, "when_required")
    assert len(request.headers) == 0
    add_checksum(_OPERATION("Tag"), {}, request, "when_required")
    assert "x-amz-checksum-crc64nvme" in request.headers


@pytest.mark.parametrize("name", ["x-amz-checksum-sha256", "X-Amz-Checksum-Algorithm"])
def test_a_checksum_of_the_caller_stays_alone(name):
    request = _request(**{name.replace("-", "_"): "mine"})
    add_checksum(_OPERATION("Tag"), {"Algorithm": "SHA1"}, request)
    assert request.headers.items() == [(name, "mine")]


def test_a_parameter_called_checksum_is_not_one():
    request = _request(x_amz_checksum="parameter")
    add_checksum(_OPERATION("Grant"), {}, request)
    assert "x-amz-checksum-crc64nvme" in request.headers


@pytest.mark.parametrize("algorithm", ["MD5", "FOO"])
def test_unknown_algorithm_is_refused(algorithm):
    with pytest.raises(
        ChecksumError, match=f"^Unsupported checksum algorithm: {algorithm.lower()}$"
    ):
        add_checksum(_OPERATION("Tag"), {"Algorithm": algorithm}, _request())


def test_stream_over_tls_gets_a_trailer():
    request = _request(io.BytesIO(b"hello"), content_encoding="gzip", content_length="5")
    add_checksum(_OPERATION("Put"), {}, request)
    assert request.headers.items() == [
        ("content-encoding", "gzip,aws-chunked") if name == "content-encoding" else (name, value)
        for name, value in [
            ("Content-Encoding", "gzip,aws-chunked"),
            ("Transfer-Encoding", "chunked"),
            ("X-Amz-Trailer", "x-amz-checksum-crc64nvme"),
            ("X-Amz-Content-SHA256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER"),
            ("X-Amz-Decoded-Content-Length", "5"),
            ("x-amz-sdk-checksum-algorithm", "CRC64NVME"),
        ]
    ]
    trailer = f"x-amz-checksum-crc64nvme:{_crc64(b'hello')}"
    assert request.body.read() == f"5\r\nhello\r\n0\r\n{trailer}\r\n\r\n".encode()


def test_stream_without_tls_gets_a_header_and_is_rewound():
    body = io.BytesIO(b"..hello")
    body.seek(2)
    request = _request(body, url="http://x/")
    add_checksum(_OPERATION("Put"), {}, request)
    assert request.headers.get("x-amz-checksum-crc64nvme") == _crc64(b"hello")
    assert request.body.read() == b"hello"


class _Pipe:
    """A stream that cannot be rewound."""

    def __init__(self, data):
        self._file = io.BytesIO(data)

    def read(self, size=-1):
        return self._file.read(size)


def test_pipe_without_tls_is_held_in_memory():
    request = _request(_Pipe(b"hello"), url="http://x/")
    add_checksum(_OPERATION("Put"), {"Algorithm": "CRC32"}, request)
    assert request.body == b"hello"
    assert request.headers.get("x-amz-checksum-crc32") == "NhCmhg=="


def test_pipe_over_tls_has_no_decoded_length():
    request = _request(_Pipe(b"hello"))
    add_checksum(_OPERATION("Put"), {}, request)
    assert "X-Amz-Decoded-Content-Length" not in request.headers
    assert request.body.read().startswith(b"5\r\nhello\r\n0\r\n")
    with pytest.raises(OSError, match="only be sent again from its start"):
        request.body.seek(0)


def test_empty_body_is_chunked_too():
    request = _request(b"")
    add_checksum(_OPERATION("Put"), {}, request)
    assert request.headers.get("X-Amz-Decoded-Content-Length") == "0"
    assert request.body.read() == b"0\r\nx-amz-checksum-crc64nvme:AAAAAAAAAAA=\r\n\r\n"


def _decoded(data):
    """What the chunks hold, and the trailer."""
    found = b""
    while True:
        size, _, data = data.partition(b"\r\n")
        if size == b"0":
            return found, data
        length = int(size, 16)
        found += data[:length]
        assert data[length : length + 2] == b"\r\n"
        data = data[length + 2 :]


@given(st.binary(max_size=200), st.lists(st.integers(1, 50), min_size=1, max_size=3))
def test_chunks_hold_the_body_however_they_are_read(data, sizes):
    body = ChunkedBody(io.BytesIO(data), "x-amz-checksum-crc32", lambda: new_digest("crc32"))
    for _ in range(2):
        parts, turn = [], 0
        while block := body.read(sizes[turn % len(sizes)]):
            assert len(block) <= sizes[turn % len(sizes)]
            parts.append(block)
            turn += 1
        found, trailer = _decoded(b"".join(parts))
        digest = new_digest("crc32")
        digest.update(data)
        assert found == data
        assert trailer == b"x-amz-checksum-crc32:" + b64encode(digest.digest()) + b"\r\n\r\n"
        assert body.seek(body.tell()) == 0


def test_large_bodies_come_in_chunks_of_a_mebibyte():
    body = ChunkedBody(bytes(2**20 + 1), "x", lambda: new_digest("crc32"))
    encoded = body.read()
    assert encoded.startswith(b"100000\r\n")
    assert encoded[8 + 2**20 :].startswith(b"\r\n1\r\n\0\r\n0\r\n")


def test_asking_for_checksums():
    get = _OPERATION("Get")
    assert ask_for_checksum(get, {"a": 1}, "when_supported") == {"a": 1, "Mode": "ENABLED"}
    assert ask_for_checksum(get, {}, "when_required") == {}
    assert ask_for_checksum(get, {"Mode": "x"}, "when_supported") == {"Mode": "x"}
    assert ask_for_checksum(_OPERATION("Plain"), {}, "when_supported") == {}


def _response(body, **headers):
    return Response(200, {f"x-amz-checksum-{k}": v for k, v in headers.items()}, body)


def test_bytes_are_verified_at_once():
    asked = {"Mode": "ENABLED"}
    verify_checksum(_OPERATION("Get"), asked, _response(b"hello world\n", crc32="rwg7LQ=="))
    with pytest.raises(ChecksumError) as caught:
        verify_checksum(_OPERATION("Get"), asked, _response(b"hello world\n", crc32="AAAAAA=="))
    assert str(caught.value) == (
        "Expected checksum AAAAAA== did not match calculated checksum: rwg7LQ=="
    )


def _read(stream, size):
    found = b""
    while block := stream.read(size):
        found += block
    return found


@pytest.mark.parametrize("size", [-1, 3, 100])
def test_a_stream_is_verified_at_its_end(size):
    right = _response(io.BytesIO(b"hello world\n"), crc32="rwg7LQ==")
    verify_checksum(_OPERATION("Get"), {"Mode": "ENABLED"}, right)
    assert _read(right.body, size) == b"hello world\n"
    wrong = _response(io.BytesIO(b"hello world\n"), crc32="AAAAAA==")
    verify_checksum(_OPERATION("Get"), {"Mode": "ENABLED"}, wrong)
    with pytest.raises(ChecksumError, match=r"^Expected checksum AAAAAA== did not match"):
        _read(wrong.body, size)
    wrong.body.close()


@pytest.mark.parametrize(
    ("params", "headers"),
    [
        ({}, {"crc32": "AAAAAA=="}),
        ({"Mode": "ENABLED"}, {}),
        ({"Mode": "ENABLED"}, {"crc32": "AAAAAA==-3"}),
        # Offered by no response of this operation
        ({"Mode": "ENABLED"}, {"sha1": "AAAA"}),
        # Nobody can verify it here; v2 does not either
        ({"Mode": "ENABLED"}, {"md5": "AAAA"}),
    ],
)
def test_what_is_not_verified(params, headers):
    response = _response(b"x", **headers)
    verify_checksum(_OPERATION("Get"), params, response)
    assert response.body == b"x"


def test_the_quickest_of_several_checksums_counts():
    digest = new_digest("crc64nvme")
    digest.update(b"x")
    right = b64encode(digest.digest()).decode()
    verify_checksum(
        _OPERATION("Get"), {"Mode": "ENABLED"}, _response(b"x", crc32="wrong", crc64nvme=right)
    )


def test_body_length():
    file = io.BytesIO(b"12345")
    file.read(2)
    assert body_length(file) == 3
    assert file.read() == b"345"
    assert body_length(b"12") == 2
    assert body_length(_Pipe(b"x")) is None


def test_recorded_requests(corpus_of_checksums):
    pytest.importorskip("xxhash")
    for algorithm, value, body in corpus_of_checksums:
        digest = new_digest(algorithm)
        digest.update(body)
        assert digest.digest() == b64decode(value), algorithm


@pytest.fixture
def corpus_of_checksums():
    """(algorithm, value, body) of the requests that v2 was recorded to send."""
    import gzip
    import json
    from pathlib import Path

    path = Path(__file__).parents[4] / "shared/conformance/wire/corpus.jsonl.gz"
    if not path.exists():
        pytest.skip("the recorded command lines are not beside this repository")
    found = []
    with gzip.open(path, "rt") as file:
        for line in file:
            if '"x-amz-checksum-' not in line.lower() or '"request"' not in line:
                continue
            entry = json.loads(line)
            request = entry.get("b", {}).get("request") or {}
            names = dict(request.get("headers", []))
            lower = {name.lower(): value for name, value in names.items()}
            algorithm = lower.get("x-amz-sdk-checksum-algorithm", "").lower()
            value = lower.get(f"x-amz-checksum-{algorithm}")
            if value is not None and not value.startswith("Ex"):
                found.append((algorithm, value, b64decode(request.get("body") or "")))
    assert len(found) > 50
    return found
