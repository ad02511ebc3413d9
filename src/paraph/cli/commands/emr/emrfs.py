"""`--emrfs`: EMR's view of S3 as a file system, as a configuration or as bootstrap actions."""

from __future__ import annotations

from paraph.cli.commands.emr.applications import make_bootstrap_action
from paraph.cli.commands.emr.errors import MissingParametersError
from paraph.cli.commands.emr.steps import emr_link
from paraph.cli.errors import ParamValidationError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Params = dict[str, Any]

SITE = "emrfs-site"
_CLIENT_SIDE = "--emrfs Encryption=ClientSide"
_KMS = ("KMSKeyId",)
_CUSTOM = ("CustomProviderClass", "CustomProviderLocation")
_CONSISTENT = ("RetryCount", "RetryPeriod")
_PROVIDER = "fs.s3.cse.encryptionMaterialsProvider"


def build_configuration(emrfs: Params) -> Params:
    """Return the configuration of a cluster with a release label."""
    _check(emrfs)
    properties = _properties(emrfs)
    if _is_client_side(emrfs, "CUSTOM"):
        properties[f"{_PROVIDER}.uri"] = emrfs["CustomProviderLocation"]
    return {"Classification": SITE, "Properties": properties}


def build_bootstrap_actions(emrfs: Params, region: str) -> list[Params]:
    """Return what sets up a cluster without a release label."""
    _check(emrfs)
    actions = []
    if _is_client_side(emrfs, "CUSTOM"):
        location = emrfs["CustomProviderLocation"]
        args = ["-s", location, "-d", "/usr/share/aws/emr/auxlib", "-f"]
        path = "file:/usr/share/aws/emr/scripts/s3get"
        actions.append(make_bootstrap_action("S3 get", path, args))
    words = []
    for key, value in _properties(emrfs).items():
        words += ["-e", f"{key}={value}" if value else key]
    path = emr_link(region, "/bootstrap-actions/configure-hadoop")
    actions.append(make_bootstrap_action("Setup EMRFS", path, words))
    return actions


def _check(emrfs: Params) -> None:
    encryption = emrfs.get("Encryption")
    if encryption is not None and encryption.upper() not in ("CLIENTSIDE", "SERVERSIDE"):
        msg = (
            f'The encryption type "{encryption}" is invalid. '
            f"You must specify either ServerSide or ClientSide"
        )
        raise ParamValidationError(msg)
    if "SSE" in emrfs and encryption is not None:
        msg = (
            f"Both SSE={emrfs['SSE']} and Encryption={encryption} are configured for --emrfs. "
            f"You must specify only one of the two."
        )
        raise ParamValidationError(msg)
    if encryption is not None and encryption.upper() == "CLIENTSIDE":
        _check_provider(emrfs)
    if "Consistent" not in emrfs:
        _refuse(emrfs, _CONSISTENT, "--emrfs Consistent=true/false")
    if not _is_client_side(emrfs, "KMS"):
        _refuse(emrfs, _KMS, f"{_CLIENT_SIDE},ProviderType=KMS")
    if not _is_client_side(emrfs, "CUSTOM"):
        _refuse(emrfs, _CUSTOM, f"{_CLIENT_SIDE},ProviderType=Custom")


def _check_provider(emrfs: Params) -> None:
    provider = emrfs.get("ProviderType")
    if provider is None:
        raise MissingParametersError(_CLIENT_SIDE, "ProviderType")
    needed = {"KMS": (_KMS, "KMS"), "CUSTOM": (_CUSTOM, "Custom")}.get(provider.upper())
    if needed is None:
        msg = (
            f'The client side encryption type "{provider}" is not supported. '
            f"You must specify either KMS or Custom"
        )
        raise ParamValidationError(msg)
    keys, shown = needed
    missing = [key for key in keys if key not in emrfs]
    if missing:
        raise MissingParametersError(f"{_CLIENT_SIDE},ProviderType={shown}", " and ".join(missing))


def _refuse(emrfs: Params, keys: tuple[str, ...], parent: str) -> None:
    found = [key for key in keys if key in emrfs]
    if found:
        msg = (
            f"{parent} is not specified. Thus,  following parameters are invalid: "
            f"{' and '.join(found)}"
        )
        raise ParamValidationError(msg)


def _is_client_side(emrfs: Params, provider: str) -> bool:
    return bool(
        emrfs.get("Encryption", "").upper() == "CLIENTSIDE"
        and emrfs.get("ProviderType", "").upper() == provider
    )


def _properties(emrfs: Params) -> dict[str, str]:
    """Return the settings of Hadoop; they come in this order."""
    properties: dict[str, str] = {}
    if "Consistent" in emrfs:
        properties["fs.s3.consistent"] = str(emrfs["Consistent"]).lower()
        if "RetryCount" in emrfs:
            properties["fs.s3.consistent.retryCount"] = str(emrfs["RetryCount"])
        if "RetryPeriod" in emrfs:
            properties["fs.s3.consistent.retryPeriodSeconds"] = str(emrfs["RetryPeriod"])
    if "SSE" in emrfs or emrfs.get("Encryption", "").upper() == "SERVERSIDE":
        enabled = str(emrfs.get("SSE", True)).lower()
        properties["fs.s3.enableServerSideEncryption"] = enabled
    if _is_client_side(emrfs, "KMS"):
        properties["fs.s3.cse.enabled"] = "true"
        properties[_PROVIDER] = "com.amazon.ws.emr.hadoop.fs.cse.KMSEncryptionMaterialsProvider"
        properties["fs.s3.cse.kms.keyId"] = emrfs["KMSKeyId"]
    if _is_client_side(emrfs, "CUSTOM"):
        properties["fs.s3.cse.enabled"] = "true"
        properties[_PROVIDER] = emrfs["CustomProviderClass"]
    for arg in emrfs.get("Args", []):
        key, _, value = arg.partition("=")
        properties[key] = value
    return properties
