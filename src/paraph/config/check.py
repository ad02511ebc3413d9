"""What v2 finds wrong before it calls, in the order in which it does (each observed on v2.36.7).

A bad value fails commands that have no use for the setting: so it is with v2, and so the mistake is
found early.
"""

from __future__ import annotations

from paraph.config.errors import ProfileNotFoundError, SettingError
from paraph.config.setting import parse_integer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from paraph.config.settings import Settings


def check_session(settings: Settings) -> None:
    """Check what every command needs, `configure` included."""
    # Both files are read whatever the command is.
    _ = settings.files.profiles
    _ = settings.read_timeout, settings.connect_timeout
    for check in (_check_formats, _check_metadata_service):
        # A missing profile is no mistake yet: `configure` makes new ones.
        try:
            check(settings)
        except ProfileNotFoundError:
            continue


def _check_formats(settings: Settings) -> None:
    _ = settings.cli_timestamp_format, settings.cli_binary_format


def _check_metadata_service(settings: Settings) -> None:
    _ = settings.metadata_service_timeout, settings.metadata_service_num_attempts
    _ = settings.ec2_metadata_service_endpoint_mode


def check_client(settings: Settings, service_id: str) -> None:
    """Check what a client for the service needs."""
    settings.check_region()
    _check_sso_session(settings)
    endpoint_url = settings.endpoint_url(service_id)
    _check_max_attempts_is_a_number(settings)
    _ = settings.request_min_compression_size_bytes
    _ = settings.request_checksum_calculation, settings.response_checksum_validation
    _ = settings.account_id_endpoint_mode
    _ = settings.s3_disable_express_session_auth
    if "s3" in settings.section:
        _ = settings.s3
    _ = settings.max_attempts, settings.retry_mode
    if endpoint_url is not None:
        _check_endpoint_url(endpoint_url)
    _check_ca_bundle(settings)
    _check_timeouts(settings)


def _check_sso_session(settings: Settings) -> None:
    """Check that the profile's `sso_session` exists: v2 asks for its token whatever is called."""
    name = settings.section.get("sso_session")
    if name is None:
        return
    session = settings.files.config.sso_sessions.get(str(name))
    beginning = f'The profile "{settings.profile_name}" is configured to use the SSO token provider'
    origin = f"in {settings.origin('sso_session')}"
    if not session:
        message = f'{beginning} but the "{name}" sso_session configuration does not exist.'
        raise SettingError(message, "sso_session", origin)
    missing = [key for key in ("sso_start_url", "sso_region") if key not in session]
    if missing:
        message = f"{beginning} but is missing the following configuration: {missing}."
        raise SettingError(message, "sso_session", origin)


def _check_max_attempts_is_a_number(settings: Settings) -> None:
    # v2 reads the number here and looks at its range later, after S3's settings.
    written, origin = settings.find("max_attempts")
    if written is not None:
        try:
            parse_integer(written)
        except ValueError as error:
            raise SettingError(str(error), "max_attempts", f"in {origin}") from error


def _check_endpoint_url(url: str) -> None:
    from paraph.core.uri import Url  # noqa: PLC0415  lazy: few have an endpoint of their own

    host = Url(url).host
    is_ipv6 = ":" in host
    labels = host.removesuffix(".").split(".")
    if len(host) > 255 or not (is_ipv6 or all(_is_label(label) for label in labels)):
        msg = f"Invalid endpoint: {url}"
        raise SettingError(msg, "endpoint_url")


def _is_label(label: str) -> bool:
    """Return whether `label` can be part of a host name (RFC 1123 §2.1)."""
    letters = label.replace("-", "")
    is_plain = letters.isascii() and letters.isalnum()
    return is_plain and len(label) <= 63 and label.strip("-") == label


def _check_ca_bundle(settings: Settings) -> None:
    # Of all options, this one is not taken for absent when it is empty.
    option = settings.flags.ca_bundle
    bundle = settings.ca_bundle if option is None else option
    if settings.verify_ssl and bundle is not None and not bundle.strip():
        raise SettingError(
            "Invalid CA bundle: the configured value (ca_bundle, AWS_CA_BUNDLE, "
            "REQUESTS_CA_BUNDLE, or verify) resolved to an empty or whitespace-only string. "
            "Provide a valid path to a CA bundle file.",
            "ca_bundle",
        )


def _check_timeouts(settings: Settings) -> None:
    for kind, seconds in (("connect", settings.connect_timeout), ("read", settings.read_timeout)):
        if seconds is not None and seconds < 0:
            msg = (
                f"Attempted to set {kind} timeout to {seconds}, but the timeout cannot be set "
                "to a value less than or equal to 0."
            )
            raise SettingError(
                msg,
                f"{kind}_timeout",
            )


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
