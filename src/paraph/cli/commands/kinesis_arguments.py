"""`aws kinesis list-streams --exclusive-start-stream-name`: its older way of turning pages."""

from __future__ import annotations

from paraph.cli.commands.conveniences import Convenience, named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from paraph.cli.commands.conveniences import Arguments, Words
    from paraph.model.service import Operation

_START = "exclusive-start-stream-name"


class ListStreams(Convenience):
    """The name of the last stream seen cannot go with a token, so it turns paging off."""

    def arguments(self, arguments: Arguments, operation: Operation) -> Arguments:  # noqa: ARG002
        """Hide the option; it works."""
        named(arguments, _START).hidden = True
        return arguments

    def disables_paging(self, words: Words) -> bool:
        """Say whether the option is given."""
        return f"--{_START}" in words
