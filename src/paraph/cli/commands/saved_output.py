"""Parts of an answer that go into a file of the user's: keys, certificates, MFA seeds.

Such a file is secret: readable by its owner alone, even where it existed before with other rights.
"""

from __future__ import annotations

import os

from paraph.cli.errors import ParamValidationError

_MODE = 0o600


def require_writable(path: str) -> str:
    """Return `path` with `~` and `$VAR` expanded; raise where its folder cannot be written to."""
    outfile = os.path.expanduser(os.path.expandvars(path))
    if not os.access(os.path.dirname(os.path.abspath(outfile)), os.W_OK):
        msg = f"Unable to write to file: {outfile}"
        raise ParamValidationError(msg)
    return outfile


def save_secret(path: str, content: str | bytes) -> None:
    """Write `content` to `path` with mode 0600, text as UTF-8."""
    data = content.encode() if isinstance(content, str) else content
    # The mode is set before the first byte is written, and only counts for a new file.
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _MODE)
    with open(descriptor, "wb") as file:
        if hasattr(os, "fchmod"):
            os.fchmod(descriptor, _MODE)
        file.write(data)
