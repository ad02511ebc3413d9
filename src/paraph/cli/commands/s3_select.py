"""`aws s3api select-object-content … OUTFILE`: the records of an event stream, into a file."""

from __future__ import annotations

from paraph.cli.commands.conveniences import Convenience, ExtraArgument
from paraph.cli.outfile import save_blocks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.cli.commands.conveniences import Arguments, Params
    from paraph.model.service import Operation


class SelectObjectContent(Convenience):
    """Save the records; the other events say how the work goes."""

    def __init__(self) -> None:
        self._outfile = ""

    def arguments(self, arguments: Arguments, operation: Operation) -> Arguments:  # noqa: ARG002
        """Add the positional."""
        outfile = ExtraArgument("outfile", self._put, positional=True, required=True)
        arguments.append(outfile)
        return arguments

    def finish(self, output: Params) -> None:
        """Copy the records' payloads as they come; nothing is left to show."""
        events = output.pop("Payload", None)
        if events is not None:
            save_blocks(
                (event["Records"].get("Payload", b"") for event in events if "Records" in event),
                self._outfile,
            )

    def _put(self, params: Params, value: Any) -> None:  # noqa: ARG002  not sent
        self._outfile = value
