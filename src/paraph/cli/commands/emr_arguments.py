"""EMR: tags as `key=value`, clusters by groups of states."""

from __future__ import annotations

from paraph.cli.commands.conveniences import (
    AT_LEAST_ONE,
    FLAG,
    Convenience,
    ExtraArgument,
    replace,
)
from paraph.cli.errors import ParamValidationError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from paraph.cli.commands.conveniences import Arguments, Params
    from paraph.model.service import Operation

_STATES = {
    "active": ["STARTING", "BOOTSTRAPPING", "RUNNING", "WAITING", "TERMINATING"],
    "terminated": ["TERMINATED"],
    "failed": ["TERMINATED_WITH_ERRORS"],
}


class AddTags(Convenience):
    """`--tags Name=a name-only`."""

    def arguments(self, arguments: Arguments, operation: Operation) -> Arguments:  # noqa: ARG002
        """Read tags as pairs."""
        tags = ExtraArgument("tags", _put_tags, takes=AT_LEAST_ONE, required=True)
        replace(arguments, "tags", tags)
        return arguments


class ListClusters(Convenience):
    """`--active`, `--terminated`, `--failed`."""

    def arguments(self, arguments: Arguments, operation: Operation) -> Arguments:  # noqa: ARG002
        """Add the groups of states."""
        states = ExtraArgument("cluster-states", _put_states, takes=AT_LEAST_ONE)
        replace(arguments, "cluster-states", states)
        arguments += [
            ExtraArgument(name, _put_group(states), takes=FLAG) for name, states in _STATES.items()
        ]
        return arguments


def _put_tags(params: Params, value: Any) -> None:
    pairs = [tag.partition("=") for tag in value]
    params["Tags"] = [{"Key": key, "Value": text} for key, _, text in pairs]


def _put_states(params: Params, value: Any) -> None:
    if params.get("ClusterStates"):
        msg = (
            "You can specify only one of the cluster state filters: --cluster-states, --active, "
            "--terminated, --failed."
        )
        raise ParamValidationError(msg)
    params["ClusterStates"] = value


def _put_group(states: list[str]) -> Callable[[Params, Any], None]:
    def put(params: Params, value: Any) -> None:  # noqa: ARG001  a flag
        _put_states(params, list(states))

    return put
