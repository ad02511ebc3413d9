"""The settings of S3 and S3 Control: the nested section `s3` of a profile, and two variables."""

from __future__ import annotations

from paraph.config.errors import SettingError
from paraph.config.setting import is_true

TYPE_CHECKING = False
if TYPE_CHECKING:
    from paraph.config.settings import Settings


class S3Settings:
    """Each is None where it is not set: what that means is for the rules of the endpoint."""

    __slots__ = (
        "addressing_style",
        "disable_express_session_auth",
        "disable_multiregion_access_points",
        "keys",
        "payload_signing_enabled",
        "use_accelerate_endpoint",
        "use_arn_region",
        "use_dualstack_endpoint",
    )

    def __init__(self) -> None:
        # "auto", "virtual" or "path"
        self.addressing_style: str | None = None
        self.payload_signing_enabled: bool | None = None
        self.use_accelerate_endpoint: bool | None = None
        self.use_dualstack_endpoint: bool | None = None
        self.use_arn_region: bool | None = None
        self.disable_multiregion_access_points: bool | None = None
        self.disable_express_session_auth = False
        # The whole section, for the settings of transfers (`max_concurrent_requests`, …).
        self.keys: dict[str, str] = {}


def read_s3_settings(settings: Settings) -> S3Settings:
    """Return S3's settings. Raises SettingError for an addressing style that there is not."""
    found = S3Settings()
    found.disable_express_session_auth = settings.s3_disable_express_session_auth
    keys = settings.section.get("s3")
    if isinstance(keys, str) and keys:
        # `s3 = text` is no section: v2 then ignores the variables too.
        return found
    found.keys = keys if isinstance(keys, dict) else {}
    found.addressing_style = _addressing_style(settings, found.keys)
    found.payload_signing_enabled = _switch(found.keys.get("payload_signing_enabled"))
    found.use_accelerate_endpoint = _switch(found.keys.get("use_accelerate_endpoint"))
    found.use_dualstack_endpoint = _switch(found.keys.get("use_dualstack_endpoint"))
    found.use_arn_region = _switch(
        settings.environ.get("AWS_S3_USE_ARN_REGION"),
        settings.section.get("s3_use_arn_region"),
        found.keys.get("use_arn_region"),
    )
    found.disable_multiregion_access_points = _switch(
        settings.environ.get("AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS"),
        found.keys.get("s3_disable_multiregion_access_points"),
    )
    return found


def _switch(*written: object) -> bool | None:
    """Return what the first that is set says."""
    return next((is_true(text) for text in written if text is not None), None)


def _addressing_style(settings: Settings, keys: dict[str, str]) -> str | None:
    style = keys.get("addressing_style")
    if style not in (None, "auto", "virtual", "path"):
        msg = (
            f"S3 addressing style {style} is invalid. "
            "Valid options are: 'auto', 'virtual', and 'path'"
        )
        raise SettingError(
            msg,
            "addressing_style",
            f"in addressing_style under {settings.origin('s3')}",
        )
    return style
