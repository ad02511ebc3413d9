"""The user's own endpoint of a service, where no option names one.

https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html: the variable of the
service, the variable for all, the service's entry of the `services` section, the profile. The first
that is not empty counts.
"""

from __future__ import annotations

from paraph.config.errors import SettingError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from paraph.config.settings import Settings


def find_endpoint_url(settings: Settings, service_id: str) -> str | None:
    """Return the URL for the service with that id ("Auto Scaling"), or None.

    Raises SettingError where the profile names a `services` section that is not there.
    """
    if settings.ignore_configured_endpoint_urls:
        return None
    name = service_id.replace(" ", "_").replace("-", "_")
    return (
        settings.environ.get(f"AWS_ENDPOINT_URL_{name.upper()}")
        or settings.environ.get("AWS_ENDPOINT_URL")
        or _in_services_section(settings, name.lower())
        or _in_profile(settings)
    )


def _in_services_section(settings: Settings, name: str) -> str | None:
    section_name = settings.section.get("services")
    if section_name is None:
        return None
    section = settings.files.config.services.get(str(section_name))
    if not section:
        msg = (
            f'The profile is configured to use the services section but the "{section_name}" '
            "services configuration does not exist."
        )
        raise SettingError(
            msg,
            "services",
            f"in {settings.origin('services')}",
        )
    entry = section.get(name, {})
    if isinstance(entry, str):
        msg = (
            f"{name} in [services {section_name}] must be a section with endpoint_url, not a value"
        )
        raise SettingError(
            msg,
            "services",
            f"in {settings.files.config_path}",
        )
    return entry.get("endpoint_url")


def _in_profile(settings: Settings) -> str | None:
    url = settings.section.get("endpoint_url")
    if isinstance(url, dict):
        raise SettingError(
            "endpoint_url must be a value, not a section",
            "endpoint_url",
            f"in {settings.origin('endpoint_url')}",
        )
    return url
