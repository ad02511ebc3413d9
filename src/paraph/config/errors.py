"""What can be wrong with the two files and with settings.

    ConfigError
    ├── ConfigParseError        a file that is no INI file: path, line, reason
    ├── ProfileNotFoundError    --profile or AWS_PROFILE names nothing
    ├── SubsectionNotFoundError `configure get --sso-session NAME`
    └── SettingError            a value that its setting does not allow
        └── ConfigurationError  one that v2 reports under that name, with exit code 253

`message` is the line that aws-cli v2.36.7 prints; `detail` is what we add below it, or "".
"""

from paraph.core.errors import Error


class ConfigError(Error):
    """The files or the settings are wrong. `str()` is the message, then the detail if any."""

    def __init__(self, message: str, detail: str = "") -> None:
        super().__init__(f"{message}\n{detail}" if detail else message)
        self.message = message
        self.detail = detail


class ConfigParseError(ConfigError):
    """A file that cannot be read as INI. `line` counts from 1."""

    def __init__(self, path: str, line: int, reason: str) -> None:
        super().__init__(f"Unable to parse config file: {path}", f"line {line}: {reason}")
        self.path = path
        self.line = line
        self.reason = reason


class ProfileNotFoundError(ConfigError):
    """A profile was asked for that is in neither file."""

    def __init__(self, profile: str, detail: str = "") -> None:
        super().__init__(f"The config profile ({profile}) could not be found", detail)
        self.profile = profile


class SubsectionNotFoundError(ConfigError):
    """An `sso-session` or `services` section was asked for that is not in the file."""

    def __init__(self, name: str) -> None:
        super().__init__(f"The config sub-section ({name}) could not be found")
        self.name = name


class SettingError(ConfigError):
    """A setting has a value that it cannot have; `detail` says where the value stands."""

    def __init__(self, message: str, name: str, detail: str = "") -> None:
        super().__init__(message, detail)
        self.name = name


class ConfigurationError(SettingError):
    """v2 words these `An error occurred (Configuration): …` and exits with 253."""
