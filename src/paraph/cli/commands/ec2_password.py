"""`aws ec2 get-password-data --priv-launch-key FILE`: the Windows password in the clear."""

from __future__ import annotations

import os

from paraph.cli.commands.conveniences import ExtraArgument
from paraph.cli.commands.ec2_booleans import TopLevelBooleans
from paraph.cli.parameter_errors import ConversionError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.cli.commands.conveniences import Arguments, Params
    from paraph.model.service import Operation


_UNDECRYPTABLE = "Unable to decrypt password data using provided private key file."


class GetPasswordData(TopLevelBooleans):
    """Decrypt the answer with the private key that launched the instance."""

    def __init__(self) -> None:
        super().__init__()
        self._key_path: str | None = None

    def arguments(self, arguments: Arguments, operation: Operation) -> Arguments:
        """Add `--priv-launch-key`."""
        arguments.append(ExtraArgument("priv-launch-key", self._put))
        return super().arguments(arguments, operation)

    def finish(self, output: Params) -> None:
        """Decrypt PasswordData, which is empty until the instance has one."""
        encrypted = output.get("PasswordData")
        if self._key_path is not None and encrypted:
            output["PasswordData"] = _decrypt(encrypted, self._key_path)

    def _put(self, params: Params, value: Any) -> None:  # noqa: ARG002  not sent
        if not value:
            return
        path = os.path.expanduser(os.path.expandvars(value))
        if not os.path.isfile(path):
            msg = (
                "priv-launch-key should be a path to the local SSH private key file used to "
                "launch the instance."
            )
            raise ConversionError(msg)
        self._key_path = path


def _decrypt(encrypted: str, key_path: str) -> str:
    """Undo EC2's RSA encryption (PKCS #1 v1.5, base64)."""
    from binascii import a2b_base64  # noqa: PLC0415  lazy: rare

    from cryptography.hazmat.primitives.asymmetric import padding, rsa  # noqa: PLC0415  lazy: 30 ms
    from cryptography.hazmat.primitives.serialization import load_pem_private_key  # noqa: PLC0415

    try:
        with open(key_path, "rb") as file:
            key = load_pem_private_key(file.read(), password=None)
        if isinstance(key, rsa.RSAPrivateKey):
            return key.decrypt(a2b_base64(encrypted), padding.PKCS1v15()).decode()
    except (OSError, ValueError, TypeError) as error:
        raise ConversionError(_UNDECRYPTABLE) from error
    raise ConversionError(_UNDECRYPTABLE)
