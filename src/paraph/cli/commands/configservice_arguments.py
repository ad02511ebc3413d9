"""`aws configservice put-configuration-recorder --recording-group …`: a structure of its own."""

from __future__ import annotations

from paraph.cli.commands.conveniences import Convenience, ExtraArgument, merge_into, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.cli.commands.conveniences import Arguments, Params
    from paraph.model.service import Operation

_RECORDER = "ConfigurationRecorder"


class PutConfigurationRecorder(Convenience):
    """The recording group beside the recorder: it would break the recorder's shorthand."""

    def arguments(self, arguments: Arguments, operation: Operation) -> Arguments:
        """Take the group out of the recorder."""
        if operation.input is not None:
            recorder = operation.input.members[_RECORDER]
            group = recorder.members["recordingGroup"]
            name = "configuration-recorder"
            replacement = ExtraArgument(name, _put_recorder, required=True, shape=recorder)
            replace(arguments, name, replacement)
            arguments.append(ExtraArgument("recording-group", _put_group, shape=group))
        return arguments


def _put_recorder(params: Params, value: Any) -> None:
    merge_into(params, _RECORDER, value)


def _put_group(params: Params, value: Any) -> None:
    merge_into(params, _RECORDER, {"recordingGroup": value})
