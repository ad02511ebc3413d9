"""`aws configservice get-status`: recorders and delivery channels in words."""

from __future__ import annotations

from paraph.cli.commands.own_options import read_options
from paraph.cli.commands.service_command import require

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.cli.commands.service_command import ServiceCommand

# What a channel delivers: member → the word in `last … status`
_DELIVERIES = {
    "configStreamDeliveryInfo": "stream delivery ",
    "configHistoryDeliveryInfo": "history delivery ",
    "configSnapshotDeliveryInfo": "snapshot delivery ",
}


def run(command: ServiceCommand) -> int:
    """Print the status of each."""
    read_options((), command)
    recorders = command.call("configservice", "DescribeConfigurationRecorderStatus", {})
    command.write("Configuration Recorders:\n\n")
    for recorder in require(recorders, "ConfigurationRecordersStatus"):
        _print_recorder(command, recorder)
    channels = command.call("configservice", "DescribeDeliveryChannelStatus", {})
    command.write("Delivery Channels:\n\n")
    for channel in require(channels, "DeliveryChannelsStatus"):
        command.write(f"name: {require(channel, 'name')}\n")
        for member, word in _DELIVERIES.items():
            delivery = require(channel, member)
            if delivery:
                _print_last(command, delivery, word)
        command.write("\n")
    return 0


def _print_recorder(command: ServiceCommand, recorder: dict[str, Any]) -> None:
    command.write(f"name: {require(recorder, 'name')}\n")
    is_recording = require(recorder, "recording")
    command.write(f"recorder: {'ON' if is_recording else 'OFF'}\n")
    if is_recording:
        _print_last(command, recorder, "")
    command.write("\n")


def _print_last(command: ServiceCommand, status: dict[str, Any], word: str) -> None:
    last = require(status, "lastStatus")
    command.write(f"last {word}status: {last}\n")
    if last == "FAILURE":
        command.write(f"error code: {require(status, 'lastErrorCode')}\n")
        command.write(f"message: {require(status, 'lastErrorMessage')}\n")
