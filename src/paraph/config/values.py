"""What the texts of settings mean.

Each function takes the text, or the mapping where a nested section stands in its place, and raises
ValueError with the message of aws-cli v2.36.7 (observed).
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


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
