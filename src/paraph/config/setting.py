"""One setting: where it is looked for, in which order, and what its text means.

The order is always: the option on the command line, environment variables, the profile, a default.
A variable that is set but empty counts as a value, as with v2, unless `empty_is_unset`.
"""

from __future__ import annotations

from paraph.config.errors import SettingError
from paraph.config.values import is_true

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from paraph.config.settings import Settings


class Origin:
    """Where a value was found. `kind` is a word of `aws configure list`.

    kind: "manual" (an option), "env", "config-file", "default". name: the option, variable or key.
    """

    __slots__ = ("kind", "name", "place")

    def __init__(self, kind: str, name: str, place: str = "") -> None:
        self.kind = kind
        self.name = name
        self.place = place

    def __str__(self) -> str:
        return self.place


class Setting:
    """A row of the table in `settings.py`; reading it from a Settings gives the parsed value.

    `flag` is an attribute of GlobalFlags, `key` a key of the profile, `parse` turns a text into the
    value and raises ValueError with v2's message. `error` is the class such a message is raised as.
    """

    __slots__ = ("default", "empty_is_unset", "error", "flag", "key", "name", "parse", "variables")

    def __init__(
        self,
        *variables: str,
        flag: str | None = None,
        key: str | None = None,
        parse: Callable[[Any], Any] | None = None,
        default: Any = None,
        error: type[SettingError] = SettingError,
        empty_is_unset: bool = False,
    ) -> None:
        self.variables = variables
        self.flag = flag
        self.key = key
        self.parse = parse
        self.default = default
        self.error = error
        self.empty_is_unset = empty_is_unset
        self.name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def value(self, settings: Settings) -> Any:
        """Return the value in force. Raises SettingError and what reading the files raises."""
        resolved = settings.resolved
        if self.name not in resolved:
            resolved[self.name] = self._resolve(settings)
        return resolved[self.name]

    def find(self, settings: Settings, *, options: bool = True) -> tuple[Any, Origin]:
        """Return the value as written, before it is parsed, and where it stands.

        Without `options`, as if the command line had none.
        """
        if self.flag is not None and options:
            given = getattr(settings.flags, self.flag)
            if given:
                option = "--" + self.flag.replace("_", "-")
                return given, Origin("manual", option, option)
        for variable in self.variables:
            text = settings.environ.get(variable)
            if text is not None and (text or not self.empty_is_unset):
                return text, Origin("env", variable, f"environment variable {variable}")
        if self.key is not None:
            written = settings.section.get(self.key)
            if written is not None and (written or not self.empty_is_unset):
                return written, settings.origin(self.key)
        return None, Origin("default", "", "")

    def _resolve(self, settings: Settings) -> Any:
        written, origin = self.find(settings)
        if written is None:
            return self.default
        try:
            if self.parse is not None:
                return self.parse(written)
            if isinstance(written, dict):
                message = f"{self.key} must be a value, not a section"
                raise self.error(message, self.name, f"in {origin}")
        except ValueError as error:
            raise self.error(str(error), self.name, f"in {origin}") from error
        return written


class Text(Setting):
    """Text, or None where it is nowhere."""

    __slots__ = ()

    def __get__(self, settings: Settings, owner: type) -> str | None:
        """Return the text."""
        return self.value(settings)  # type: ignore[no-any-return]


class Word(Setting):
    """Text that always has a value: its row has a default."""

    __slots__ = ()

    def __get__(self, settings: Settings, owner: type) -> str:
        """Return the word."""
        return self.value(settings)  # type: ignore[no-any-return]


class Switch(Setting):
    """On or off; only `true`, in any case, is on."""

    __slots__ = ()

    def __init__(
        self,
        *variables: str,
        key: str | None = None,
        parse: Callable[[Any], bool] = is_true,
        default: bool = False,
    ) -> None:
        super().__init__(*variables, key=key, parse=parse, default=default)

    def __get__(self, settings: Settings, owner: type) -> bool:
        """Return whether it is on."""
        return self.value(settings)  # type: ignore[no-any-return]


class Number(Setting):
    """A whole number."""

    __slots__ = ()

    def __get__(self, settings: Settings, owner: type) -> int:
        """Return the number."""
        return self.value(settings)  # type: ignore[no-any-return]


class Seconds(Setting):
    """A time limit in seconds; None is no limit."""

    __slots__ = ()

    def __get__(self, settings: Settings, owner: type) -> int | None:
        """Return the limit."""
        return self.value(settings)  # type: ignore[no-any-return]
