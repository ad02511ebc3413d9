"""In which characters output is written: AWS_CLI_OUTPUT_ENCODING, PYTHONUTF8, else Python's choice.

Python itself has already looked at PYTHONIOENCODING and the locale when it opened the streams.
"""

from __future__ import annotations

from paraph.cli.output.errors import OutputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import IO

_VARIABLE = "AWS_CLI_OUTPUT_ENCODING"
# Every command has it when it is so written, and looking a codec up costs an import.
_USUAL = frozenset(("utf-8", "UTF-8", "utf8"))


def check(environ: Mapping[str, str]) -> None:
    """Raise OutputError where AWS_CLI_OUTPUT_ENCODING names no encoding; asked before the call."""
    name = environ.get(_VARIABLE)
    if name is None or name in _USUAL:
        return
    try:
        "".encode(name)
    except (LookupError, ValueError) as error:
        msg = f"Unknown codec `{name}` specified for {_VARIABLE}."
        raise OutputError(msg) from error


def apply(stream: IO[str], environ: Mapping[str, str]) -> None:
    """Let `stream` write in the encoding that `environ` asks for; an unknown one is ignored.

    `check` has refused that before the call; what is written in spite of it is an error message.
    """
    name = environ.get(_VARIABLE)
    if name is None:
        if environ.get("PYTHONUTF8") != "1":
            return
        name = "UTF-8"
    if name.lower() == (getattr(stream, "encoding", None) or "").lower():
        return
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is None:
        return
    try:
        reconfigure(encoding=name)
    except LookupError:
        return
