"""What `--monitoring-configuration` says about logs in S3, against `--log-uri`."""

from __future__ import annotations

from paraph.cli.errors import ParamValidationError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_LOG_TYPES = ("system-logs", "application-logs", "persistent-ui-logs")
_POLICIES = ("emr-managed", "on-customer-s3only", "disabled")


def check_s3_logging(monitoring: dict[str, Any], log_uri: str | None) -> None:
    """Raise ParamValidationError for policies that do not exist or do not fit `log_uri`."""
    logging = monitoring.get("S3LoggingConfiguration") or {}
    policies: dict[str, str] = logging.get("LogTypeUploadPolicy") or {}
    if not policies:
        return
    for log_type, policy in policies.items():
        _check_policy(log_type, policy)
    needs_uri = any(policies.get(name) != "disabled" for name in _LOG_TYPES[:2])
    has_uri = log_uri is not None and bool(log_uri.strip())
    if needs_uri and not has_uri:
        msg = (
            "A valid S3 location (LogUri) is required for the current S3LoggingConfiguration. "
            "Please specify an S3 bucket and try again."
        )
        raise ParamValidationError(msg)
    if has_uri and not needs_uri:
        msg = (
            "LogUri must not be specified when system-logs and application-logs policies are "
            "both disabled in S3LoggingConfiguration"
        )
        raise ParamValidationError(msg)


def _check_policy(log_type: str, policy: str) -> None:
    if log_type not in _LOG_TYPES:
        msg = (
            f"Invalid log type specified for the current S3LoggingConfiguration. "
            f"Supported log types: {', '.join(_LOG_TYPES)}"
        )
        raise ParamValidationError(msg)
    if policy not in _POLICIES:
        msg = (
            f"Invalid policy specified for the current S3LoggingConfiguration. "
            f"Supported policies: {', '.join(_POLICIES)}"
        )
        raise ParamValidationError(msg)
    if log_type == "persistent-ui-logs" and policy == "on-customer-s3only":
        msg = (
            "Invalid policy for log type 'persistent-ui-logs'. "
            "Supported values for persistent-ui-logs: emr-managed, disabled"
        )
        raise ParamValidationError(msg)
