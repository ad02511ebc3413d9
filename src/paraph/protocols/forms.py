"""Requests of the query protocols: one form, in one of two styles."""

from __future__ import annotations

from paraph.core.message import Request
from paraph.core.uri import UNRESERVED, decode, encode
from paraph.protocols.codecs.formshapes import read_params, write_params
from paraph.protocols.errors import MalformedRequestError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.model.operation import Operation
    from paraph.model.service import Service
    from paraph.protocols.codecs.formshapes import Style

_SAFE = UNRESERVED + b" "
_CONTENT_TYPE = "application/x-www-form-urlencoded; charset=utf-8"


def write_form(
    style: Style, service: Service, operation: Operation, params: dict[str, Any]
) -> Request:
    """Return the request of an operation, its URL a path."""
    pairs = [("Action", operation.name), ("Version", service.api_version)]
    if operation.input is not None:
        pairs += write_params(style, operation.input, params)
    return Request(operation.method, "/", [("Content-Type", _CONTENT_TYPE)], format_form(pairs))


def read_form(style: Style, operation: Operation, request: Request) -> dict[str, Any]:
    """Return the parameters of a request; they may also stand in the query of a GET.

    Raises MalformedRequestError.
    """
    if operation.input is None:
        return {}
    body = request.body if isinstance(request.body, bytes) else request.body.read()
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise MalformedRequestError(str(error)) from None
    pairs = parse_form(text or request.url.partition("?")[2])
    return read_params(style, operation.input, pairs)


def format_form(pairs: list[tuple[str, str]]) -> bytes:
    """Return the pairs as a form: blanks as `+`, everything else reserved percent-encoded."""
    return "&".join(
        [f"{encode(name, _SAFE)}={encode(value, _SAFE)}".replace(" ", "+") for name, value in pairs]
    ).encode("ascii")


def parse_form(body: str) -> list[tuple[str, str]]:
    """Return the pairs of a form in order; a name without `=` has the value ""."""
    pairs = []
    for part in body.split("&"):
        if part:
            name, _, value = part.partition("=")
            pairs.append((decode(name, plus=True), decode(value, plus=True)))
    return pairs
