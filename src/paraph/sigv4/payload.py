"""The payload's place in a signature: its hash, or a word that says why there is none."""

from paraph.core.message import Body
from paraph.sigv4.errors import SigningError
from paraph.sigv4.hashing import sha256

UNSIGNED = "UNSIGNED-PAYLOAD"
UNSIGNED_TRAILER = "STREAMING-UNSIGNED-PAYLOAD-TRAILER"
EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

_BLOCK = 1024 * 1024


def payload_hash(body: Body) -> str:
    """Return the body's SHA-256 in hexadecimal; a stream is read and put back where it was.

    Raises SigningError for a stream that cannot be rewound: it needs `UNSIGNED` or chunks.
    """
    if isinstance(body, bytes):
        return sha256(body).hexdigest() if body else EMPTY_SHA256
    tell = getattr(body, "tell", None)
    seek = getattr(body, "seek", None)
    if tell is None or seek is None:
        raise SigningError("body", "a stream that cannot be rewound has no hash beforehand")
    start = tell()
    digest = sha256()
    while block := body.read(_BLOCK):
        digest.update(block)
    seek(start)
    return digest.hexdigest()
