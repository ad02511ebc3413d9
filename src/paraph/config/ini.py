"""AWS's INI dialect, as aws-cli v2 reads it: Python's `RawConfigParser` and one level more.

    [section]          ends at the last `]` of the line; what follows is ignored
    key = value        or `key: value`; keys are lower-cased; the first `=` or `:` divides
      more             a deeper line goes on with the value, blank lines included
    # comment          or `;`, only where the line starts with it
    s3 =               an empty value that goes on is a nested section
      name = value

A key or a section that is there twice is an error. `[DEFAULT]` (in capitals) gives every other
section its keys. Not `configparser` itself: importing that takes longer than a whole signature.
"""

from paraph.config.errors import ConfigParseError

Section = dict[str, "str | dict[str, str]"]
"""Keys and values; a value that is itself a mapping is a nested section."""

_FALLBACK = "DEFAULT"


def parse(text: str, path: str) -> dict[str, Section]:
    """Return the sections of `text` in order; `path` is for the message.

    Raises ConfigParseError.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    sections = _Lines(path).read(text)
    fallback = sections.pop(_FALLBACK, None)
    return {name: _finish(lines, fallback, text, path) for name, lines in sections.items()}


class _Lines:
    """Reads line by line: which section and key are open, and how deep the key is indented."""

    __slots__ = ("depth", "key", "lines", "path", "section", "sections")

    def __init__(self, path: str) -> None:
        self.path = path
        self.sections: dict[str, dict[str, list[str]]] = {}
        self.section: dict[str, list[str]] | None = None
        self.key = ""
        # The lines of the open key's value: a deeper line goes on with them.
        self.lines: list[str] | None = None
        self.depth = 0

    def read(self, text: str) -> dict[str, dict[str, list[str]]]:
        for number, line in enumerate(text.split("\n"), 1):
            content = line.strip()
            if not content:
                if self.lines is not None:
                    self.lines.append("")
            elif content[0] not in "#;":
                depth = len(line) - len(line.lstrip())
                if self.lines is not None and depth > self.depth:
                    self.lines.append(content)
                else:
                    self.depth = depth
                    self._open(content, number)
        return self.sections

    def _open(self, content: str, number: int) -> None:
        end = content.rfind("]")
        # `[]` is no header: a name has at least one character.
        if content[0] == "[" and end > 1:
            self._open_section(content[1:end], number)
        elif self.section is None:
            raise ConfigParseError(self.path, number, _before_first_section(content, number))
        else:
            self._open_key(self.section, content, number)

    def _open_section(self, name: str, number: int) -> None:
        if name in self.sections and name != _FALLBACK:
            raise ConfigParseError(self.path, number, f"section [{name}] is there twice")
        self.section = self.sections.setdefault(name, {})
        self.lines = None

    def _open_key(self, section: dict[str, list[str]], content: str, number: int) -> None:
        name, divider, value = content.partition("=")
        if ":" in name:
            name, divider, value = content.partition(":")
        key = name.rstrip().lower()
        if not divider:
            raise ConfigParseError(self.path, number, "neither a [section] nor a key = value")
        if not key:
            raise ConfigParseError(self.path, number, f'no key before "{divider}"')
        if key in section:
            raise ConfigParseError(self.path, number, f"key {key} is there twice in its section")
        self.lines = section[key] = [value.lstrip()]


def _before_first_section(content: str, number: int) -> str:
    if number == 1 and content[0] == "\ufeff":
        return "the file starts with a byte order mark; save it as UTF-8 without one"
    return "text before the first [section]"


def _finish(
    lines: dict[str, list[str]], fallback: dict[str, list[str]] | None, text: str, path: str
) -> Section:
    if fallback:
        lines = lines | {key: value for key, value in fallback.items() if key not in lines}
    section: Section = {}
    for key, parts in lines.items():
        if len(parts) == 1:
            section[key] = parts[0]
            continue
        value = "\n".join(parts).rstrip()
        section[key] = _nested(value, text, path) if value.startswith("\n") else value
    return section


def _nested(value: str, text: str, path: str) -> dict[str, str]:
    nested = {}
    for line in value.splitlines():
        content = line.strip()
        if content:
            key, divider, rest = content.partition("=")
            if not divider:
                number = _line_number(content, text)
                raise ConfigParseError(path, number, 'a nested line without "="')
            nested[key.strip()] = rest.strip()
    return nested


def _line_number(content: str, text: str) -> int:
    # Only on the way to an error: keeping the number of each line would cost every run.
    for number, line in enumerate(text.split("\n"), 1):
        if content in line and "=" not in line:
            return number
    return 1
