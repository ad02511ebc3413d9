"""`application/x-www-form-urlencoded`, the body of the query protocols."""

from __future__ import annotations

from paraph.core.uri import UNRESERVED, decode, encode

_SAFE = UNRESERVED + b" "


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
