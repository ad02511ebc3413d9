"""An error on stderr, in the format of `--cli-error-format`.

`details` is what is told of an error: `Code`, `Message` and the members of the service's error
structure, in the order in which they came. `sentence` is the line for people.
"""

from __future__ import annotations

from paraph.cli.output import encoding
from paraph.cli.output.errors import OutputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, TextIO

_PREFIX = "aws: [ERROR]:"
# A list or an object of so many values, all scalars, is still shown in its line.
_MOST_IN_LINE = 4
_HINT = 'Use "--cli-error-format json" or another error format to see the full details.\n'


def write(
    stderr: TextIO,
    details: Mapping[str, Any],
    sentence: str,
    format_name: str,
    *,
    colour: bool = False,
    environ: Mapping[str, str],
) -> None:
    """Write the error to `stderr` in the encoding of `environ`.

    Raises OutputError where that encoding lacks a character even of the plain line.
    """
    encoding.apply(stderr, environ)
    try:
        stderr.write(render(details, sentence, format_name, colour=colour))
    except UnicodeEncodeError as error:
        # v2.36.7 has written a line end by then, tries the plain line and gives up.
        stderr.write("\n\n" if format_name == "enhanced" else "\n")
        msg = _encoding_failure(error, line(sentence))
        raise OutputError(msg) from error


def render(
    details: Mapping[str, Any], sentence: str, format_name: str, *, colour: bool = False
) -> str:
    """Return the text of an error: a line and perhaps more, or a document of `details`.

    An unknown format is `enhanced`. `sentence` alone is shown where a document is not possible.
    """
    plain = f"\n{line(sentence)}\n"
    if format_name == "legacy" or not details:
        return plain
    if format_name in ("json", "yaml", "text", "table"):
        try:
            return _document(dict(details), format_name, colour=colour)
        except OutputError:
            return plain
    return plain + _additional(details)


def line(sentence: str) -> str:
    """Return the line for people, without line ends around it."""
    return f"{_PREFIX} {sentence.strip()}" if sentence else _PREFIX


def _document(details: dict[str, Any], format_name: str, *, colour: bool) -> str:
    import io  # noqa: PLC0415  lazy: errors only

    from paraph.cli.output import registry  # noqa: PLC0415
    from paraph.cli.output.sink import Result, Sink  # noqa: PLC0415

    text = io.StringIO(newline="")
    result = Result("error", details)
    registry.load(format_name).write(result, Sink(text), query=None, colour=colour)
    return text.getvalue()


def _additional(details: Mapping[str, Any]) -> str:
    """Return the lines for what an error tells beyond its code and its message."""
    others = [name for name in details if name.lower() not in ("code", "message")]
    if not others:
        return ""
    lines = ["\nAdditional error details:\n"]
    for name in others:
        shown = _in_line(details[name])
        lines.append(f"{name}: {'<complex value>' if shown is None else shown}\n")
    if any(_in_line(details[name]) is None for name in others):
        lines.append(_HINT)
    return "".join(lines)


def _in_line(value: Any) -> str | None:
    """Return `value` as it stands in a line; None for what is too much for it."""
    if _is_simple(value):
        return str(value)
    if isinstance(value, list):
        if len(value) <= _MOST_IN_LINE and all(map(_is_simple, value)):
            return f"[{', '.join(map(str, value))}]"
    elif isinstance(value, dict):  # noqa: SIM102  like the list above
        if len(value) <= _MOST_IN_LINE and all(map(_is_simple, value.values())):
            return f"{{{', '.join([f'{name}: {item}' for name, item in value.items()])}}}"
    return None


def _is_simple(value: Any) -> bool:
    return value is None or isinstance(value, str | int | float)


def _encoding_failure(error: UnicodeEncodeError, text: str) -> str:
    try:
        text.encode(error.encoding)
    except UnicodeEncodeError as again:
        return str(again)
    return str(error)
