"""What is wrong with an EMR command, in the words of v2.36.7."""

from __future__ import annotations

from paraph.cli.errors import ParamValidationError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


class MissingParametersError(ParamValidationError):
    """Something that an option's value cannot do without."""

    def __init__(self, owner: str, missing: str) -> None:
        super().__init__(f"The following required parameters are missing for {owner}: {missing}.")


class MutuallyExclusiveError(ParamValidationError):
    """Two options of which only one may be given."""

    def __init__(self, first: str, second: str, advice: str = "") -> None:
        super().__init__(f"You cannot specify both {first} and {second} options together.{advice}")


class MissingApplicationsError(ParamValidationError):
    """Steps that run applications which the cluster would not have."""

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__(
            f"Some of the steps require the following applications to be installed: "
            f"{', '.join(names)}. Please install the applications using --applications."
        )


class UnknownStepTypeError(ParamValidationError):
    """A step of a type that the release does not have."""

    def __init__(self, type_name: str) -> None:
        super().__init__(f"The step type {type_name} is not supported.")


def choose(values: dict[str, bool], name: str, opposite: str) -> bool:
    """Return whether the flag `name` is set; both flags (without dashes) are an error."""
    if values[name] and values[opposite]:
        msg = f"cannot use both --{name} and --{opposite} options together."
        raise ParamValidationError(msg)
    return values[name]
