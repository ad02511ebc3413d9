"""The two files merged into profiles: `~/.aws/config`, and `~/.aws/credentials` laid over it.

In the config file a profile is `[default]` or `[profile NAME]`, in the credentials file `[NAME]`.
The order of profiles is that of the config file, then those that only the other file has.
"""

from __future__ import annotations

import os

from paraph.config.errors import ConfigParseError, ProfileNotFoundError
from paraph.config.ini import Section, parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_REGULAR_FILE = 0o100000  # stat's S_IFREG; importing `stat` for one number costs 0.2 ms
_FILE_TYPE = 0o170000

# What a section of the config file holds, by how its name begins (v2 compares beginnings only:
# `[profiles x]` is profile x).
_KINDS = ("profile", "sso-session", "services")


class ConfigFiles:
    """Both files, read once and only when something of them is asked for."""

    __slots__ = (
        "_config",
        "_credentials",
        "_profiles",
        "config_path",
        "credentials_path",
        "unreadable",
    )

    def __init__(self, environ: Mapping[str, str]) -> None:
        config_path = environ.get("AWS_CONFIG_FILE", "~/.aws/config")
        credentials_path = environ.get("AWS_SHARED_CREDENTIALS_FILE", "~/.aws/credentials")
        self.config_path = expand_path(config_path, environ)
        self.credentials_path = expand_path(credentials_path, environ)
        # Files that are there but may not be read, each with the reason: v2 takes them for empty.
        self.unreadable: list[str] = []
        self._config: ConfigSections | None = None
        self._credentials: dict[str, Section] | None = None
        self._profiles: dict[str, Section] | None = None

    @property
    def config(self) -> ConfigSections:
        """The config file alone, its sections sorted by kind. Raises ConfigParseError."""
        if self._config is None:
            self._config = ConfigSections(read_sections(self.config_path, self.unreadable))
        return self._config

    @property
    def credentials(self) -> dict[str, Section]:
        """The credentials file alone: profiles by name. Raises ConfigParseError."""
        if self._credentials is None:
            self._credentials = read_sections(self.credentials_path, self.unreadable)
        return self._credentials

    @property
    def profiles(self) -> dict[str, Section]:
        """The profiles of both files; the credentials file's keys win. Raises ConfigParseError."""
        if self._profiles is None:
            merged = dict(self.config.profiles)
            for name, section in self.credentials.items():
                merged[name] = merged[name] | section if name in merged else section
            self._profiles = merged
        return self._profiles

    def require_profile(self, name: str) -> Section:
        """Return the profile called `name`. Raises ProfileNotFoundError, ConfigParseError."""
        section = self.profiles.get(name)
        if section is None:
            raise ProfileNotFoundError(name, "\n".join(self.unreadable))
        return section

    def path_of(self, profile: str, key: str) -> str:
        """Return the path of the file that `key` of `profile` comes from."""
        in_credentials = key in self.credentials.get(profile, {})
        return self.credentials_path if in_credentials else self.config_path


class ConfigSections:
    """The sections of the config file by what they hold; `other` has those of no known kind."""

    __slots__ = ("other", "profiles", "services", "sso_sessions")

    def __init__(self, sections: dict[str, Section]) -> None:
        self.profiles: dict[str, Section] = {}
        self.sso_sessions: dict[str, Section] = {}
        self.services: dict[str, Section] = {}
        self.other: dict[str, Section] = {}
        named = dict(zip(_KINDS, (self.profiles, self.sso_sessions, self.services), strict=True))
        for header, section in sections.items():
            kind = next((kind for kind in _KINDS if header.startswith(kind)), None)
            if kind is not None:
                name = _name_in(header)
                if name is not None:
                    named[kind][name] = section
            elif header == "default":
                self.profiles[header] = section
            else:
                self.other[header] = section


def _name_in(header: str) -> str | None:
    """Return NAME of `profile NAME`, where there is exactly one; a broken header names nothing."""
    kind, _, name = header.partition(" ")
    if kind in _KINDS and name.isprintable() and not any(mark in name for mark in " '\"\\"):
        return name or None
    from paraph.config.words import split_words  # noqa: PLC0415  lazy: quoted names are rare

    try:
        words = split_words(header)
    except ValueError:
        return None
    return words[1] if len(words) == 2 else None


def read_sections(path: str, unreadable: list[str]) -> dict[str, Section]:
    """Return the sections of the INI file; none where it is missing. Raises ConfigParseError."""
    data = read_bytes(path, unreadable)
    if not data:
        return {}
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigParseError(path, line, "not UTF-8 text") from error
    return parse(text, path)


def read_bytes(path: str, unreadable: list[str]) -> bytes:
    """Return what the file holds; nothing where it is missing.

    One that is there but cannot be read counts as empty, as with v2, and is noted in `unreadable`.
    """
    try:
        # Pipes and devices count as missing, as with v2: reading one could wait for ever.
        if os.stat(path).st_mode & _FILE_TYPE != _REGULAR_FILE:
            return b""
        with open(path, "rb", buffering=0) as file:
            return file.read()
    except (FileNotFoundError, NotADirectoryError):
        return b""
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = getattr(error, "strerror", None) or str(error)
        unreadable.append(f"{path} cannot be read: {reason}")
        return b""


def expand_path(path: str, environ: Mapping[str, str]) -> str:
    """Replace `$NAME`, `${NAME}` and a leading `~` in `path`; what is unknown stays as it is."""
    if "$" in path:
        path = _expand_variables(path, environ)
    if not path.startswith("~"):
        return path
    home = environ.get("USERPROFILE" if os.name == "nt" else "HOME")
    if home is None or not (path == "~" or path[1] in "/\\"):
        # Without HOME, or for `~name`, the system's user database knows.
        return os.path.expanduser(path)
    return home.rstrip("/\\" if os.name == "nt" else "/") + path[1:] or "/"


def _expand_variables(path: str, environ: Mapping[str, str]) -> str:
    head, *rest = path.split("$")
    parts = [head]
    for piece in rest:
        name, after = _variable(piece)
        parts.append(environ[name] + after if name in environ else "$" + piece)
    return "".join(parts)


def _variable(piece: str) -> tuple[str, str]:
    if piece.startswith("{"):
        name, brace, after = piece[1:].partition("}")
        return (name, after) if brace else ("", piece)
    end = 0
    while end < len(piece) and piece[end].isascii() and (piece[end].isalnum() or piece[end] == "_"):
        end += 1
    return piece[:end], piece[end:]
