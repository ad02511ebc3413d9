"""Credentials from a program: `credential_process` of the profile.

https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html. The program is run
without a shell; it prints one JSON object and exits with 0.
"""

from __future__ import annotations

import os

from paraph.core.credentials import Credentials
from paraph.credentials.errors import CredentialError, CredentialRetrievalError
from paraph.credentials.source import Fixed, Refreshing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from paraph.config.settings import Settings
    from paraph.core.credentials import CredentialSource
    from paraph.credentials.chain import Surroundings

METHOD = "custom-process"


def find(settings: Settings, world: Surroundings) -> CredentialSource | None:
    """Run the profile's program, once; again only before what it gave ends.

    Raises CredentialRetrievalError, or CredentialError for a command that cannot be run.
    """
    command = settings.section.get("credential_process")
    if command is None:
        return None
    if isinstance(command, dict):
        raise CredentialRetrievalError(METHOD, "credential_process must be a value, not a section")
    account_id = settings.section.get("aws_account_id")
    environ = settings.environ

    def fetch() -> Credentials:
        answer = _parse(_run(command, environ))
        return _credentials(answer, account_id if isinstance(account_id, str) else None)

    credentials = fetch()
    if credentials.expiry is None:
        return Fixed(credentials)
    return Refreshing(credentials, fetch, world.now)


def _run(command: str, environ: Mapping[str, str]) -> bytes:
    """Return what the program prints; its stdin is ours, so that it may ask questions."""
    import subprocess  # noqa: PLC0415  lazy: 10 ms, and only for this provider

    words = _words(command)
    if not words:
        raise CredentialRetrievalError(METHOD, "credential_process is empty")
    try:
        # The user's own configuration says what to run; no shell sees it.
        done = subprocess.run(  # noqa: S603
            words, capture_output=True, check=False, env=dict(environ)
        )
    except OSError as error:
        msg = f"[Errno {error.errno}] {error.strerror}: {words[0]!r}"
        raise CredentialError(msg) from error
    except ValueError as error:  # a NUL in the command
        raise CredentialError(str(error)) from error
    if done.returncode != 0:
        raise CredentialRetrievalError(METHOD, done.stderr.decode(errors="replace"))
    return done.stdout


def _words(command: str) -> list[str]:
    if os.name == "nt":
        from paraph.credentials.windows_words import split_words  # noqa: PLC0415  one platform
    else:
        from paraph.config.words import split_words  # noqa: PLC0415  lazy: this provider only
    try:
        return split_words(command)
    except ValueError as error:
        raise CredentialError(str(error)) from error


def _parse(output: bytes) -> dict[str, Any]:
    import json  # noqa: PLC0415  lazy: 8 ms, and only for this provider

    try:
        answer = json.loads(output.decode())
    except ValueError as error:
        raise CredentialError(str(error)) from error
    if not isinstance(answer, dict):
        raise CredentialRetrievalError(METHOD, "the output is not a JSON object")
    version = answer.get("Version", "<Version key not provided>")
    if version != 1:
        reason = f"Unsupported version '{version}' for credential process provider"
        raise CredentialRetrievalError(METHOD, f"{reason}, supported versions: 1")
    return answer


def _credentials(answer: dict[str, Any], account_id: str | None) -> Credentials:
    for key in ("AccessKeyId", "SecretAccessKey"):
        if key not in answer:
            raise CredentialRetrievalError(METHOD, f"Missing required key in response: '{key}'")
    expiration = answer.get("Expiration")
    return Credentials(
        _text(answer, "AccessKeyId"),
        _text(answer, "SecretAccessKey"),
        _text(answer, "SessionToken") if answer.get("SessionToken") is not None else None,
        expiry=None if expiration is None else _expiry(expiration),
        account_id=_text(answer, "AccountId") if answer.get("AccountId") else account_id,
        method=METHOD,
    )


def _text(answer: dict[str, Any], key: str) -> str:
    value = answer[key]
    if not isinstance(value, str):
        raise CredentialRetrievalError(METHOD, f"{key} in the response is not a string")
    return value


def _expiry(expiration: object) -> float:
    from paraph.credentials.expiry import parse_expiry  # noqa: PLC0415  lazy: not all have one

    return parse_expiry(expiration)
