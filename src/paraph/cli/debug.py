"""`--debug`: what is done, step by step, on stderr. Secrets never appear.

One line a step, with the seconds since the start. Fields that carry a signature, a token or a key
are shown as `***`, whatever the step.
"""

from __future__ import annotations

from paraph.core.message import Request, Response
from paraph.core.uri import Url

TYPE_CHECKING = False
if TYPE_CHECKING:
    from paraph.cli.context import Context
    from paraph.core.message import Headers

_SECRET_HEADERS = frozenset(
    {
        "authorization",
        "cookie",
        "proxy-authorization",
        "set-cookie",
        "x-amz-copy-source-server-side-encryption-customer-key",
        "x-amz-s3session-token",
        "x-amz-security-token",
        "x-amz-server-side-encryption-customer-key",
    }
)
_SECRET_QUERY = frozenset({"x-amz-credential", "x-amz-security-token", "x-amz-signature"})


def start(context: Context) -> None:
    """Have `context` report its steps on stderr from now on."""
    began = context.now()

    def trace(step: str, detail: object) -> None:
        context.stderr.write(f"{context.now() - began:8.3f} {step}: {_shown(detail)}\n")

    context.tracer = trace
    from paraph.cli.version import version_line  # noqa: PLC0415  lazy: only when asked

    trace("version", version_line())


def _shown(detail: object) -> str:
    if isinstance(detail, Request):
        # A body holds what the user typed, passwords among it: its size has to do.
        size = f"{len(detail.body)} bytes" if isinstance(detail.body, bytes) else "a stream"
        return f"{detail.method} {masked_url(detail.url)} {_fields(detail.headers)} body={size}"
    if isinstance(detail, Response):
        return f"{detail.status} {_fields(detail.headers)}"
    return str(detail)


def _fields(headers: Headers) -> str:
    shown = [
        f"{name}=***" if name.lower() in _SECRET_HEADERS else f"{name}={value}"
        for name, value in headers
    ]
    return f"{{{', '.join(shown)}}}"


def masked_url(text: str) -> str:
    """Return a URL whose user, password, token and signature are masked."""
    url = Url(text)
    user, at, host = url.netloc.rpartition("@")
    parts = []
    for part in url.query.split("&"):
        name, equals, _ = part.partition("=")
        parts.append(f"{name}=***" if name.lower() in _SECRET_QUERY and equals else part)
    query = f"?{'&'.join(parts)}" if url.query else ""
    return f"{url.scheme}://{'***@' if user and at else ''}{host}{url.path}{query}"
