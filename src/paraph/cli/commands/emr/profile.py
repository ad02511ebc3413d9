"""The `emr` section of a profile: options of create-cluster that need not be written each time."""

from __future__ import annotations

from paraph.cli.errors import ParamValidationError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.config.settings import Settings

SERVICE_ROLE = "EMR_DefaultRole"
INSTANCE_PROFILE = "EMR_EC2_DefaultRole"


def configured_options(settings: Settings) -> dict[str, str]:
    """Return the section's keys."""
    section = settings.section.get("emr")
    return section if isinstance(section, dict) else {}


def fill_in(values: dict[str, Any], settings: Settings) -> None:
    """Give options that were not written the values of the profile."""
    configured = configured_options(settings)
    roles_are_given = values["use-default-roles"]
    if "service_role" in configured and not values["service-role"] and not roles_are_given:
        values["service-role"] = configured["service_role"]
    if "log_uri" in configured and not values["log-uri"]:
        values["log-uri"] = configured["log_uri"]
    if not roles_are_given:
        _fill_in_attribute(values, "InstanceProfile", configured.get("instance_profile"))
    _fill_in_attribute(values, "KeyName", configured.get("key_name"))
    if "enable_debugging" in configured:
        _fill_in_debugging(values, configured["enable_debugging"], settings)


def _fill_in_attribute(values: dict[str, Any], key: str, value: str | None) -> None:
    if value is not None:
        values["ec2-attributes"] = {key: value, **(values["ec2-attributes"] or {})}


def _fill_in_debugging(values: dict[str, Any], text: str, settings: Settings) -> None:
    if values["enable-debugging"] or values["no-enable-debugging"]:
        return
    if text.lower() not in ("true", "false"):
        profile = "default" if settings.profile is None else f"profile.{settings.profile}"
        msg = (
            f"{text} for enable_debugging in the config file is invalid. The value should be "
            f"either 'True' or 'False'. Use 'aws configure set {profile}.emr.enable_debugging "
            f"<value>' command to set a valid value."
        )
        raise ParamValidationError(msg)
    values["enable-debugging"] = text.lower() == "true"
