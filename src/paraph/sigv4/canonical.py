"""The canonical form of a request, task 1 of Signature Version 4.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
Signing and verifying share this file. Where published suites disagree the C implementation
(awslabs/aws-c-auth) is followed: only ASCII white space folds, and the query is decoded before it
is encoded, so that `%7E`, `%c3` and a raw `*` all come out in one form.
"""

from paraph.core.message import Headers
from paraph.core.uri import Url, decode_bytes, encode, encode_path

# Not signed: hops on the way may change them, or they differ between attempts.
UNSIGNED_HEADERS = frozenset(
    {
        "amz-sdk-invocation-id",
        "amz-sdk-request",
        "authorization",
        "connection",
        "expect",
        "transfer-encoding",
        "user-agent",
        "x-amzn-trace-id",
    }
)
# Services whose object keys are opaque: paths are neither normalised nor encoded a second time.
OPAQUE_PATH_SERVICES = frozenset({"s3", "s3-object-lambda", "s3-outposts", "s3express"})

_DEFAULT_PORTS = {"http": 80, "https": 443}


def canonical_request(
    method: str, path: str, query: str, headers: list[tuple[str, str]], payload_hash: str
) -> str:
    """Join the parts, each already canonical, into the canonical request."""
    lines = "".join([f"{name}:{value}\n" for name, value in headers])
    names = ";".join([name for name, _ in headers])
    return f"{method}\n{path}\n{query}\n{lines}\n{names}\n{payload_hash}"


def canonical_path(path: str, *, is_opaque: bool) -> str:
    """Return the canonical path of one that is already encoded for the wire."""
    if is_opaque:
        return path or "/"
    return encode_path(normal_path(path))


def normal_path(path: str) -> str:
    """Remove dot segments and empty ones (RFC 3986 §5.2.4, and `//` as one slash)."""
    if "//" not in path and "/." not in path:
        return path or "/"
    kept: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            if kept:
                kept.pop()
        elif segment not in ("", "."):
            kept.append(segment)
    ends_open = path.endswith(("/", "/.", "/.."))
    return "/" + "/".join(kept) + ("/" if kept and ends_open else "")


def canonical_query(query: str) -> str:
    """Return the query's pairs, each decoded and encoded again, sorted by name, then value."""
    if not query:
        return ""
    pairs = []
    for part in query.split("&"):
        if part:
            name, _, value = part.partition("=")
            pairs.append((encode(decode_bytes(name)), encode(decode_bytes(value))))
    pairs.sort()
    return "&".join([f"{name}={value}" for name, value in pairs])


def canonical_headers(headers: Headers, host: str) -> list[tuple[str, str]]:
    """Return the headers to sign, lower-cased, folded, joined and sorted; `host` where absent."""
    found: dict[str, list[str]] = {}
    for name, value in headers:
        key = name.lower()
        if key not in UNSIGNED_HEADERS:
            found.setdefault(key, []).append(fold(value))
    found.setdefault("host", [host])
    return [(name, ",".join(found[name])) for name in sorted(found)]


def fold(value: str) -> str:
    """Trim `value` and make each run of ASCII white space one blank; others (U+00A0) are kept."""
    if "  " not in value and value.isprintable() and value.strip(" ") == value:
        return value
    for space in "\t\n\r\f\v":
        value = value.replace(space, " ")
    return " ".join([part for part in value.split(" ") if part])


def host_of(url: Url) -> str:
    """Return what the Host header holds: the port only where it is not the scheme's own."""
    host = url.netloc.rpartition("@")[2]
    if url.port is not None and url.port == _DEFAULT_PORTS.get(url.scheme):
        host = host.rpartition(":")[0]
    return host
