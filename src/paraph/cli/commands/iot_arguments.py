"""IoT: certificates and keys into files, readable by their owner alone."""

from __future__ import annotations

from paraph.cli.commands.conveniences import Convenience, ExtraArgument
from paraph.cli.commands.saved_output import require_writable, save_secret

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from paraph.cli.commands.conveniences import Arguments, Params
    from paraph.model.service import Operation


class _OutputFiles(Convenience):
    """Options `--X-outfile`, each with the path of the member that it saves."""

    _saved: tuple[tuple[str, tuple[str, ...]], ...]

    def __init__(self) -> None:
        self._outfiles: list[tuple[str, tuple[str, ...]]] = []

    def arguments(self, arguments: Arguments, operation: Operation) -> Arguments:  # noqa: ARG002
        """Add the options."""
        arguments += [ExtraArgument(name, self._putter(path)) for name, path in self._saved]
        return arguments

    def finish(self, output: Params) -> None:
        """Save what was asked for; the answer is shown all the same."""
        for outfile, path in self._outfiles:
            value: Any = output
            for member in path:
                value = value.get(member) if isinstance(value, dict) else None
            save_secret(outfile, value or "")

    def _putter(self, path: tuple[str, ...]) -> Callable[[Params, Any], None]:
        def put(params: Params, value: Any) -> None:  # noqa: ARG001  not sent
            self._outfiles.append((require_writable(value), path))

        return put


class CreateKeysAndCertificate(_OutputFiles):
    """Three files."""

    _saved = (
        ("certificate-pem-outfile", ("certificatePem",)),
        ("public-key-outfile", ("keyPair", "PublicKey")),
        ("private-key-outfile", ("keyPair", "PrivateKey")),
    )


class CreateCertificateFromCsr(_OutputFiles):
    """One file."""

    _saved = (("certificate-pem-outfile", ("certificatePem",)),)
