"""`aws configure get VARNAME`: one value as it stands in the files."""

from __future__ import annotations

from paraph.cli.errors import ParamValidationError
from paraph.cli.scan import Option, Positional, scan
from paraph.config.errors import ConfigError, SubsectionNotFoundError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from paraph.cli.context import Context
    from paraph.cli.scan import Scanned
    from paraph.config.ini import Section
    from paraph.config.settings import Settings

    Found = str | dict[str, str] | None

OPTIONS = {name: Option(name) for name in ("--sso-session", "--services")}


def run(words: list[str], context: Context, settings: Settings) -> int:
    """Print the value; 1 where there is none, or where the name is that of a section."""
    scanned = scan(words, OPTIONS, [Positional("varname")])
    _check(scanned)
    name = scanned.positionals["varname"]
    found = _find(scanned, name, settings)
    if isinstance(found, dict):
        # So without a line end, and without `aws: [ERROR]:`, in v2.
        context.stderr.write(
            f"varname ({name}) must reference a value, not a section or sub-section."
        )
        return 1
    if found is None:
        return 1
    context.stdout.write(f"{found}\n")
    return 0


def _check(scanned: Scanned) -> None:
    if scanned.rest:
        msg = f"Unknown options: {', '.join(scanned.rest)}"
        raise ParamValidationError(msg)
    if len(scanned.options) > 1:
        raise ParamValidationError(
            'The key "services" cannot be specified when one of the following keys '
            "are also specified: sso_session"
        )


def _find(scanned: Scanned, name: str, settings: Settings) -> Found:
    for option, value in scanned.options.items():
        config = settings.files.config
        sections = config.services if option == "--services" else config.sso_sessions
        if value not in sections:
            raise SubsectionNotFoundError(str(value))
        return _in_section(sections[str(value)], name.split("."))
    if "." not in name:
        return settings.section.get(name)
    return _dotted(name.split("."), settings)


def _dotted(parts: list[str], settings: Settings) -> Found:
    """Read `plugins.KEY`, `profile.NAME.KEY`, `NAME.KEY` or `KEY.NESTED`, in this order."""
    profiles = settings.files.profiles
    if parts[0] == "plugins" and len(parts) == 2:
        plugin = settings.files.config.other.get("plugins", {}).get(parts[1])
        return profiles.get("plugins", {}).get(parts[1]) if plugin is None else plugin
    if parts[0] == "profile":
        if len(parts) < 3:
            msg = f"{'.'.join(parts)} names no setting; write profile.NAME.SETTING"
            raise ConfigError(msg)
        profile, keys = parts[1], parts[2:]
    elif parts[0] == "default" or parts[0] in profiles:
        profile, keys = parts[0], parts[1:]
    else:
        profile, keys = settings.profile_name, parts
    value = profiles.get(profile, {}).get(keys[0])
    # v2 looks one level down for exactly one more part, and takes no notice of further ones.
    if len(keys) != 2:
        return value
    return value.get(keys[1]) if isinstance(value, dict) else None


def _in_section(section: Section, keys: list[str]) -> Found:
    if len(keys) == 1:
        return section.get(keys[0])
    value = section.get(keys[0])
    return value.get(keys[1]) if isinstance(value, dict) and len(keys) == 2 else None
