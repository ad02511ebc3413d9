"""`aws iam create-virtual-mfa-device --outfile F --bootstrap-method QRCodePNG|Base32StringSeed`."""

from __future__ import annotations

from binascii import a2b_base64

from paraph.cli.commands.conveniences import Convenience, ExtraArgument
from paraph.cli.commands.saved_output import require_writable, save_secret

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.cli.commands.conveniences import Arguments, Params
    from paraph.model.service import Operation

_METHODS = ("QRCodePNG", "Base32StringSeed")


class CreateVirtualMfaDevice(Convenience):
    """The device's secret goes to a file and never to the terminal."""

    def __init__(self) -> None:
        self._outfile = ""
        self._method = ""

    def arguments(self, arguments: Arguments, operation: Operation) -> Arguments:  # noqa: ARG002
        """Require a file and what is to go there."""
        arguments += [
            ExtraArgument("outfile", self._put_outfile, required=True),
            ExtraArgument("bootstrap-method", self._put_method, required=True, choices=_METHODS),
        ]
        return arguments

    def finish(self, output: Params) -> None:
        """Save the chosen form of the secret, and show neither."""
        device = output.get("VirtualMFADevice", {})
        if self._method in device:
            secret = device[self._method]
            save_secret(self._outfile, a2b_base64(secret) if isinstance(secret, str) else secret)
            for method in _METHODS:
                device.pop(method, None)

    def _put_outfile(self, params: Params, value: Any) -> None:  # noqa: ARG002  not sent
        self._outfile = require_writable(value)

    def _put_method(self, params: Params, value: Any) -> None:  # noqa: ARG002  not sent
        self._method = value
