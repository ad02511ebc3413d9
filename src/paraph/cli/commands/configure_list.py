"""`aws configure list`: profile, keys and region in force, and where each comes from."""

from __future__ import annotations

from paraph.cli.errors import ParamValidationError
from paraph.credentials import chain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from paraph.cli.context import Context
    from paraph.config.settings import Settings

_NOT_SET = ("<not set>", "None", "None")

# v2 shows these as Python writes the list of variables that could have held the value.
_VARIABLES = {
    "configured_profile": "['AWS_PROFILE', 'AWS_DEFAULT_PROFILE']",
    "configured_region": "['AWS_REGION', 'AWS_DEFAULT_REGION']",
}


def run(words: list[str], context: Context, settings: Settings) -> int:
    """Print the table; what is known stands there before an error does."""
    if words:
        msg = f"Unknown options: {', '.join(words)}"
        raise ParamValidationError(msg)
    _print(context, "NAME", ("VALUE", "TYPE", "LOCATION"))
    _print(context, "profile", _look_up("configured_profile", settings))
    # A profile that is missing is an error even where the environment has keys.
    _ = settings.section
    source = chain.find(settings, context)
    if source is None:
        keys = [_NOT_SET, _NOT_SET]
    else:
        found = source.get()
        secrets = (found.access_key_id, found.secret_access_key)
        keys = [("*" * 16 + secret[-4:], found.method, "") for secret in secrets]
    _print(context, "access_key", keys[0])
    _print(context, "secret_key", keys[1])
    _print(context, "region", _region(settings))
    return 0


def _print(context: Context, name: str, columns: tuple[str, str, str]) -> None:
    value, kind, place = columns
    context.stdout.write(f"{name:<10} : {value:<24} : {kind:<16} : {place}\n")


def _region(settings: Settings) -> tuple[str, str, str]:
    """Return the configured region; v2 shows `--region` only where nothing else says one."""
    row = _look_up("configured_region", settings, options=False)
    return _look_up("configured_region", settings) if row is _NOT_SET else row


def _look_up(name: str, settings: Settings, *, options: bool = True) -> tuple[str, str, str]:
    written, origin = settings.find(name, options=options)
    if written is None:
        return _NOT_SET
    if origin.kind == "env":
        return str(written), origin.kind, _VARIABLES[name]
    if origin.kind == "config-file":
        place = settings.environ.get("AWS_CONFIG_FILE", "~/.aws/config")
        return str(written), origin.kind, place
    return str(written), origin.kind, origin.name
