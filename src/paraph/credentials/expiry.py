"""The time at which credentials end, from the text that other programs write."""

from __future__ import annotations

from datetime import UTC, datetime

from paraph.credentials.errors import CredentialError


def parse_expiry(text: object) -> float:
    """Return epoch seconds. ISO 8601, or a date of HTTP and mail; without a zone it is UTC.

    v2 refuses a time without a zone; other SDKs take it for UTC, and so do we.
    Raises CredentialError with v2's texts, which are those of `dateutil`.
    """
    if not isinstance(text, str):
        kind = type(text).__name__
        msg = f"Parser must be a string or character stream, not {kind}"
        raise CredentialError(msg)
    moment = _parse(text.strip())
    if moment is None:
        beginning = "Unknown string format" if text else "String does not contain a date"
        msg = f"{beginning}: {text}"
        raise CredentialError(msg)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.timestamp()


def _parse(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text.removesuffix(" UTC"))
    except ValueError:
        pass
    from email.utils import parsedate_to_datetime  # noqa: PLC0415  lazy: nearly all write ISO 8601

    try:
        return parsedate_to_datetime(text)
    except ValueError:
        return None
