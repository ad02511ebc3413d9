"""Compressed requests: `requestcompression` of the model (CloudWatch's metrics, so far)."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from paraph.core.message import Request
    from paraph.model.service import Operation

# The default of `request_min_compression_size_bytes`
MIN_SIZE = 10240
_BLOCK = 64 * 1024


def compress(
    operation: Operation, request: Request, *, min_size: int = MIN_SIZE, disabled: bool = False
) -> None:
    """Replace the body by its gzip form where the operation allows it and the size is worth it.

    A streamed body is compressed whatever its size, and as a whole: an attempt that fails must be
    able to send it again.
    """
    if disabled or "gzip" not in operation.request_compression:
        return
    streaming = operation.streaming_input
    if streaming is None:
        if not isinstance(request.body, bytes) or len(request.body) < min_size:
            return
    elif streaming.requires_length:
        return
    request.body = _gzip(request)
    headers = request.headers
    encoding = headers.get("Content-Encoding")
    headers.set("Content-Encoding", f"{encoding},gzip" if encoding else "gzip")
    headers.remove("Content-Length")


def _gzip(request: Request) -> bytes:
    from zlib import compressobj  # noqa: PLC0415  lazy: bodies of 10 KB and more

    # 31: a gzip frame around the widest window (https://zlib.net/manual.html, deflateInit2)
    packer = compressobj(9, wbits=31)
    if isinstance(request.body, bytes):
        return packer.compress(request.body) + packer.flush()
    parts = []
    while block := request.body.read(_BLOCK):
        parts.append(packer.compress(block))
    return b"".join(parts) + packer.flush()
