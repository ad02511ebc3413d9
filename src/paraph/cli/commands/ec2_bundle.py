"""`aws ec2 bundle-instance`: the storage in simple options, the upload policy written and signed.

https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_S3Storage.html
"""

from __future__ import annotations

from paraph.cli.commands.conveniences import ExtraArgument, make_optional
from paraph.cli.commands.ec2_booleans import TopLevelBooleans
from paraph.cli.errors import ParamValidationError
from paraph.cli.parameter_errors import ConversionError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from paraph.cli.commands.conveniences import Arguments, Params, Words, World
    from paraph.model.service import Operation

# Where the secret key waits for the signature; it is never sent.
_SECRET = "_SAK"  # noqa: S105  a name
# Option → member of Storage.S3
_OPTIONS = (
    ("bucket", "Bucket"),
    ("prefix", "Prefix"),
    ("owner-akid", "AWSAccessKeyId"),
    ("owner-sak", _SECRET),
    ("policy", "UploadPolicy"),
)
_DAY = 24 * 3600


class BundleInstance(TopLevelBooleans):
    """`--bucket --prefix --owner-akid --owner-sak [--policy]` instead of `--storage`."""

    def arguments(self, arguments: Arguments, operation: Operation) -> Arguments:
        """Add the simple options."""
        make_optional(arguments, "storage")
        arguments += [ExtraArgument(name, _putter(member)) for name, member in _OPTIONS]
        return super().arguments(arguments, operation)

    def check(self, words: Words) -> None:
        """Refuse the simple options beside `--storage`."""
        super().check(words)
        if words.get("--storage") and any(words.get(f"--{name}") for name, _ in _OPTIONS):
            msg = "Mixing the --storage option with the simple, scalar options is not recommended."
            raise ParamValidationError(msg)

    def complete(self, params: Params, world: World) -> None:
        """Write the policy where there is none, and sign it."""
        try:
            storage = params["Storage"]["S3"]
            if "UploadPolicy" not in storage:
                storage["UploadPolicy"] = _policy(storage["Bucket"], storage["Prefix"], world.now())
        except KeyError as error:
            # v2 shows the missing member's name in quotes, and nothing else.
            raise ConversionError(str(error)) from None
        if "UploadPolicySignature" not in storage and storage.get(_SECRET):
            secret = storage.pop(_SECRET)
            storage["UploadPolicySignature"] = _signature(storage["UploadPolicy"], secret)


def _putter(member: str) -> Callable[[Params, Any], None]:
    def put(params: Params, value: Any) -> None:
        if value:
            params.setdefault("Storage", {"S3": {}})["S3"][member] = value

    return put


def _policy(bucket: str, prefix: str, now: float) -> bytes:
    """Return a POST policy for one day (its JSON exactly as v2 writes it)."""
    from datetime import UTC, datetime  # noqa: PLC0415  lazy: rare

    expires = datetime.fromtimestamp(now + _DAY, UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return (
        f'{{"expiration": "{expires}","conditions": [{{"bucket": "{bucket}"}},'
        f'{{"acl": "ec2-bundle-read"}},["starts-with", "$key", "{prefix}"]]}}'
    ).encode()


def _signature(policy: bytes, secret: str) -> str:
    """Return the base64 HMAC-SHA1 of the base64 policy: S3's POST policies, signature version 2."""
    import hmac  # noqa: PLC0415  lazy: rare
    from binascii import b2a_base64  # noqa: PLC0415

    encoded = b2a_base64(policy, newline=False)
    digest = hmac.digest(secret.encode(), encoded, "sha1")
    return b2a_base64(digest, newline=False).decode()
