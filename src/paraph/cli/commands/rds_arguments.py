"""RDS: ModifyOptionGroup as two commands, each with one list called `--options`."""

from __future__ import annotations

from paraph.cli.commands.conveniences import Convenience, remove, rename

TYPE_CHECKING = False
if TYPE_CHECKING:
    from paraph.cli.commands.conveniences import Arguments
    from paraph.model.service import Operation


class AddOption(Convenience):
    """`aws rds add-option-to-option-group --options …`."""

    def arguments(self, arguments: Arguments, operation: Operation) -> Arguments:  # noqa: ARG002
        """Call the options to include `--options`."""
        rename(arguments, "options-to-include", "options")
        remove(arguments, "options-to-remove")
        return arguments


class RemoveOption(Convenience):
    """`aws rds remove-option-from-option-group --options …`."""

    def arguments(self, arguments: Arguments, operation: Operation) -> Arguments:  # noqa: ARG002
        """Call the options to remove `--options`."""
        rename(arguments, "options-to-remove", "options")
        remove(arguments, "options-to-include")
        return arguments
