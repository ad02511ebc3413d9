"""One setting: where it is looked for, in which order, and what its text means.

The order is always: the option on the command line, environment variables, the profile, a default.
A variable that is set but empty counts as a value, as with v2, unless `empty_is_unset`.
"""

from __future__ import annotations

from paraph.config.errors import SettingError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from paraph.config.settings import Settings


def is_true(written: Any) -> bool:
    """Return whether a switch is on: v2 takes anything but `true` for off."""
    return isinstance(written, str) and written.lower() == "true"


def parse_integer(written: Any) -> int:
    """Parse as Python does: blanks around it and `1_000` are allowed."""
    if isinstance(written, dict):
        raise ValueError("a number is needed, not a section")  # noqa: TRY004  one kind of failure
    return int(written)


def parse_max_attempts(written: Any) -> int:
    """Parse the number of attempts of a call, the first included."""
    attempts = parse_integer(written)
    if attempts < 1:
        msg = (
            f'Value provided to "max_attempts": {attempts} '
            "must be an integer greater than or equal to one."
        )
        raise ValueError(msg)
    return attempts


def parse_timeout(written: Any) -> int | None:
    """Parse seconds; 0 is no limit."""
    return parse_integer(written) or None


def parse_retry_mode(written: Any) -> str:
    """Check the retry mode: v2 has dropped `legacy`."""
    if written not in ("standard", "adaptive"):
        msg = (
            f'Invalid value provided to "mode": "{written}" '
            'must be one of: "standard" or "adaptive"'
        )
        raise ValueError(msg)
    return str(written)


def parse_compression_size(written: Any) -> int:
    """Parse the size in bytes from which request bodies are compressed."""
    message = f'Invalid value "{written}" for request_min_compression_size_bytes.'
    try:
        size = int(written)
    except (ValueError, TypeError) as error:
        msg = f"{message} Value must be an integer. Received {type(written)} instead."
        raise ValueError(msg) from error
    if not 1 <= size <= 1048576:
        msg = f"{message} Value must be between 1 and 1048576."
        raise ValueError(msg)
    return size


def parse_request_checksum(written: Any) -> str:
    """Check when requests get a checksum."""
    return _checksum("request_checksum_calculation", written)


def parse_response_checksum(written: Any) -> str:
    """Check when checksums of responses are verified."""
    return _checksum("response_checksum_validation", written)


def _checksum(name: str, written: Any) -> str:
    allowed = ("when_supported", "when_required")
    value = str(written).lower()
    if value not in allowed:
        msg = (
            f"Unsupported configuration value for {name}. "
            f"Expected one of {allowed} but got {value}."
        )
        raise ValueError(msg)
    return value


def parse_account_id_endpoint_mode(written: Any) -> str:
    """Check whether endpoints may hold the account's id."""
    allowed = ("preferred", "disabled", "required")
    value = str(written).lower()
    if value not in allowed:
        msg = (
            f"The configured value '{value}' for 'account_id_endpoint_mode' is invalid. "
            f"Valid values are: {allowed}."
        )
        raise ValueError(msg)
    return value


def parse_endpoint_discovery(written: Any) -> str:
    """Return "auto", "true" or "false"."""
    value = str(written).lower().strip()
    if value not in ("auto", "true", "false"):
        msg = (
            "Unsupported configuration value for endpoint_discovery_enabled. "
            f'Expected one of ("true", "false", "auto") but got {value}.'
        )
        raise ValueError(msg)
    return value


def parse_express_session_auth(written: Any) -> bool:
    """Check a switch that, unlike the others, allows nothing but `true` and `false`."""
    value = str(written).lower()
    if value not in ("true", "false"):
        msg = (
            f'Invalid value "{written}" for s3_disable_express_session_auth. '
            "Value must be a boolean"
        )
        raise ValueError(msg)
    return value == "true"


def parse_metadata_endpoint_mode(written: Any) -> str:
    """Return "ipv4" or "ipv6"."""
    value = str(written).lower()
    if value not in ("ipv4", "ipv6"):
        msg = (
            f"Invalid EC2 Instance Metadata endpoint mode: {written} "
            "Valid endpoint modes (case-insensitive): ('ipv4', 'ipv6')."
        )
        raise ValueError(msg)
    return value


def parse_output(written: Any) -> str:
    """Check the output format."""
    if written not in ("json", "text", "table", "yaml", "yaml-stream", "off"):
        msg = f"Unknown output type: {written}"
        raise ValueError(msg)
    return str(written)


def parse_timestamp_format(written: Any) -> str:
    """Check how timestamps are shown."""
    if written not in ("iso8601", "wire"):
        msg = f'Unknown cli_timestamp_format value: {written}, valid values are "wire" or "iso8601"'
        raise ValueError(msg)
    return str(written)


def parse_binary_format(written: Any) -> str:
    """Check how blobs are written on the command line; v2's message is the bare value."""
    if written not in ("base64", "raw-in-base64-out"):
        raise ValueError(repr(written))
    return str(written)


def parse_error_format(written: Any) -> str:
    """Return the error format; v2 takes an unknown one for the default."""
    value = str(written).lower()
    known = ("legacy", "json", "yaml", "text", "table", "enhanced")
    return value if value in known else "enhanced"


def parse_auto_prompt(written: Any) -> str:
    """Return "on", "on-partial" or "off"; v2 takes an unknown one for off."""
    value = str(written).lower()
    return value if value in ("on", "on-partial") else "off"


def parse_region(written: Any) -> str:
    """Check that the region can be part of a host name (RFC 1123 §2.1)."""
    text = str(written)
    label = text.replace("-", "")
    plain = not label or (label.isascii() and label.isalnum())
    if not plain or len(text) > 63 or text.isdigit() or text.startswith("-") or text.endswith("-"):
        msg = f"Provided region_name '{text}' doesn't match a supported format."
        raise ValueError(msg)
    return text


def parse_list(text: str) -> tuple[str, ...]:
    """Return the parts of a comma-separated list, without blanks and empty parts."""
    parts = text.replace(" ", "").replace("\t", "").split(",")
    return tuple([part for part in parts if part])


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
