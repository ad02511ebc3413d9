"""What Amazon S3 Glacier does differently; the reasons stand in the table of `quirks.py`."""

from __future__ import annotations

from paraph.client.digest import new_digest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from paraph.client.quirks import Presigner
    from paraph.core.message import Request
    from paraph.model.service import Operation, Service

    Params = dict[str, Any]

# The leaves of the tree of hashes
_LEAF = 1024 * 1024

_CONTENT = "x-amz-content-sha256"
_TREE = "x-amz-sha256-tree-hash"


def default_account(operation: Operation, params: Params) -> None:  # noqa: ARG001
    """Mean the caller's own account where none is named."""
    if params.get("accountId") is None:
        params["accountId"] = "-"


def add_version(
    service: Service,
    operation: Operation,
    params: Params,
    request: Request,
    presigner: Presigner,
) -> None:
    """Say which version of the API this is."""
    del operation, params, presigner
    request.headers.set("x-amz-glacier-version", service.api_version)


def add_hashes(
    service: Service,
    operation: Operation,
    params: Params,
    request: Request,
    presigner: Presigner,
) -> None:
    """Add the body's SHA-256 and its tree hash where the caller has not."""
    del service, operation, params, presigner
    headers = request.headers
    if _CONTENT in headers and _TREE in headers:
        return
    content = new_digest("sha256")
    leaves = []
    for block in _blocks(request):
        content.update(block)
        leaves.append(_sha256(block))
    headers.set_default(_CONTENT, content.digest().hex())
    headers.set_default(_TREE, _root(leaves).hex())


def tree_hash(data: bytes) -> str:
    """Return the root of the tree of SHA-256 hashes over mebibytes, in hexadecimal."""
    blocks = [data[start : start + _LEAF] for start in range(0, len(data), _LEAF)]
    return _root([_sha256(block) for block in blocks]).hex()


def _blocks(request: Request) -> Iterator[bytes]:
    """Yield the body in leaves; a stream is rewound afterwards, or held where it cannot be."""
    body = request.body
    if not isinstance(body, bytes):
        seek = getattr(body, "seek", None)
        tell = getattr(body, "tell", None)
        if seek is not None and tell is not None:
            start = tell()
            while block := body.read(_LEAF):
                yield block
            seek(start)
            return
        body = request.body = body.read()
    for position in range(0, len(body), _LEAF):
        yield body[position : position + _LEAF]


def _root(hashes: list[bytes]) -> bytes:
    if not hashes:
        return _sha256(b"")
    while len(hashes) > 1:
        # One that is left over without a neighbour moves up as it is.
        hashes = [
            _sha256(hashes[i] + hashes[i + 1]) if i + 1 < len(hashes) else hashes[i]
            for i in range(0, len(hashes), 2)
        ]
    return hashes[0]


def _sha256(data: bytes) -> bytes:
    digest = new_digest("sha256")
    digest.update(data)
    return digest.digest()
