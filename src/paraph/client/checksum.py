"""Flexible checksums: what a request says about its body, and whether a response's body is whole.

https://docs.aws.amazon.com/sdkref/latest/guide/feature-dataintegrity.html; which headers and when,
as v2.36.7 sends them. Over TLS a streamed body carries its checksum behind it, so that it is read
once; otherwise the checksum is a header, for which the body is read beforehand.
"""

from __future__ import annotations

from binascii import b2a_base64

from paraph.client.chunked import ChunkedBody
from paraph.client.digest import new_digest
from paraph.client.errors import ChecksumError
from paraph.sigv4.hashing import UNSIGNED_TRAILER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.client.digest import Digest
    from paraph.core.message import Body, ByteStream, Request, Response
    from paraph.model.service import Operation

    Params = dict[str, Any]

# S3's own default; other services that require a checksum take it too.
DEFAULT_ALGORITHM = "CRC64NVME"
# The values of `request_checksum_calculation` and `response_checksum_validation`.
WHEN_SUPPORTED = "when_supported"
WHEN_REQUIRED = "when_required"

_HEADER = "x-amz-checksum-"
_REQUEST_ALGORITHMS = frozenset(
    {"crc32", "crc32c", "crc64nvme", "sha1", "sha256", "sha512", "xxhash64", "xxhash3", "xxhash128"}
)
# A response may carry several: the quickest to compute is verified.
_RESPONSE_ALGORITHMS = (
    "xxhash128", "xxhash3", "crc64nvme", "xxhash64", "crc32c", "crc32", "sha1", "sha256", "sha512",
)  # fmt: skip
_BLOCK = 1024 * 1024


def ask_for_checksum(operation: Operation, params: Params, validation: str) -> Params:
    """Return `params`, asking the service for checksums where it is to be asked."""
    member = operation.checksum_validation_member
    if member is None or member in params or validation != WHEN_SUPPORTED:
        return params
    return {**params, member: "ENABLED"}


def add_checksum(
    operation: Operation, params: Params, request: Request, calculation: str = WHEN_SUPPORTED
) -> None:
    """Put the body's checksum into `request` (whose URL is absolute), as the operation wants it.

    A stream comes back rewound; one that cannot be rewound is read into memory when its checksum
    has to go ahead of it. Nothing is done where the caller has given a checksum.

    Raises ChecksumError for an algorithm that is none of ours.
    """
    if any(_is_checksum(name) for name, _ in request.headers):
        return
    algorithm = _algorithm(operation, params, calculation)
    if algorithm is None:
        return
    name = _HEADER + algorithm.lower()
    if operation.streaming_input is not None and request.url.startswith("https:"):
        _add_trailer(request, name, algorithm)
    else:
        request.headers.set(name, _checksum_of(request, new_digest(algorithm)))
    member = operation.checksum_algorithm_member
    if member is not None and member not in params and operation.input is not None:
        # Says which algorithm the default is; one that the caller names is serialised already.
        header = operation.input.members[member].location_name
        if header is not None:
            request.headers.set(header, DEFAULT_ALGORITHM)


def _is_checksum(header: str) -> bool:
    # `x-amz-checksum-crc32`, but not `x-amz-checksum` (a parameter of EBS). S3's parameters
    # `x-amz-checksum-algorithm`, `-mode` and `-type` count as well, as in v2.
    lower = header.lower()
    return lower.startswith(_HEADER) and lower[len(_HEADER) :].isalnum()


def _algorithm(operation: Operation, params: Params, calculation: str) -> str | None:
    member = operation.checksum_algorithm_member
    if member is not None and member in params:
        wanted: str = params[member].lower()
        if wanted not in _REQUEST_ALGORITHMS:
            msg = f"Unsupported checksum algorithm: {wanted}"
            raise ChecksumError(msg)
        return wanted
    supported = member is not None and calculation == WHEN_SUPPORTED
    return DEFAULT_ALGORITHM if operation.checksum_required or supported else None


def _checksum_of(request: Request, digest: Digest) -> str:
    body = request.body
    if not isinstance(body, bytes):
        seek = getattr(body, "seek", None)
        tell = getattr(body, "tell", None)
        if seek is not None and tell is not None and body_length(body) is not None:
            start = tell()
            while block := body.read(_BLOCK):
                digest.update(block)
            seek(start)
            return _text(digest)
        body = request.body = body.read()
    digest.update(body)
    return _text(digest)


def _add_trailer(request: Request, name: str, algorithm: str) -> None:
    # https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
    headers = request.headers
    headers.set("Transfer-Encoding", "chunked")
    encoding = headers.get("Content-Encoding")
    headers.set("Content-Encoding", f"{encoding},aws-chunked" if encoding else "aws-chunked")
    headers.set("X-Amz-Trailer", name)
    headers.set("X-Amz-Content-SHA256", UNSIGNED_TRAILER)
    length = body_length(request.body)
    if length is not None:
        headers.set("X-Amz-Decoded-Content-Length", str(length))
        headers.remove("Content-Length")
    request.body = ChunkedBody(request.body, name, lambda: new_digest(algorithm))


def body_length(body: Body) -> int | None:
    """Return how many bytes are left to read of `body`; None where only reading would tell."""
    if isinstance(body, bytes):
        return len(body)
    seek = getattr(body, "seek", None)
    tell = getattr(body, "tell", None)
    if seek is None or tell is None:
        return None
    try:
        start: int = tell()
        end: int = seek(0, 2)
        seek(start)
    except (OSError, ValueError, TypeError):
        # A pipe, or a stream that only goes back to its start.
        return None
    return end - start


def verify_checksum(operation: Operation, params: Params, response: Response) -> None:
    """Check the body against the checksum in the headers, where `params` asked for one.

    Bytes are checked at once, a stream when it has been read to its end. Raises ChecksumError.
    """
    member = operation.checksum_validation_member
    if member is None or member not in params:
        return
    offered = {name.lower() for name in operation.checksum_response_algorithms}
    for algorithm in _RESPONSE_ALGORITHMS:
        expected = response.headers.get(_HEADER + algorithm)
        # `-3` at the end: a checksum of three parts' checksums, which the body alone cannot give.
        if algorithm not in offered or expected is None or "-" in expected:
            continue
        if isinstance(response.body, bytes):
            digest = new_digest(algorithm)
            digest.update(response.body)
            _compare(digest, expected)
        else:
            response.body = VerifiedBody(response.body, new_digest(algorithm), expected)
        return


class VerifiedBody:
    """A response's stream that raises ChecksumError at its end when the bytes were wrong."""

    __slots__ = ("_digest", "_expected", "_raw")

    def __init__(self, raw: ByteStream, digest: Digest, expected: str) -> None:
        self._raw = raw
        self._digest: Digest | None = digest
        self._expected = expected

    def read(self, size: int = -1, /) -> bytes:
        """Return up to `size` bytes, all when negative; b"" at the end."""
        block = self._raw.read(size)
        if self._digest is not None:
            self._digest.update(block)
            if size < 0 or (size and not block):
                digest, self._digest = self._digest, None
                _compare(digest, self._expected)
        return block

    def close(self) -> None:
        """Close the stream below."""
        close = getattr(self._raw, "close", None)
        if close is not None:
            close()


def _compare(digest: Digest, expected: str) -> None:
    found = _text(digest)
    if found != expected:
        msg = f"Expected checksum {expected} did not match calculated checksum: {found}"
        raise ChecksumError(msg)


def _text(digest: Digest) -> str:
    return b2a_base64(digest.digest(), newline=False).decode()
