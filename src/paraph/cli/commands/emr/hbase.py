"""HBase backups, as steps of clusters without a release label."""

from __future__ import annotations

from paraph.cli.commands.emr.older_clusters import refuse_release
from paraph.cli.commands.emr.profile import configured_options
from paraph.cli.commands.emr.steps import CANCEL_AND_WAIT, make_step
from paraph.cli.commands.own_options import OwnOption, flag, read_options
from paraph.cli.errors import ParamValidationError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from paraph.cli.commands.service_command import ServiceCommand

    Values = dict[str, Any]

_CLUSTER = OwnOption("cluster-id", required=True)
_FOLDER = OwnOption("dir", required=True)
RESTORE_OPTIONS = (_CLUSTER, _FOLDER, OwnOption("backup-version"))
BACKUP_OPTIONS = (_CLUSTER, _FOLDER, flag("consistent"))
SCHEDULE_OPTIONS = (
    _CLUSTER,
    OwnOption("type", required=True),
    _FOLDER,
    OwnOption("interval", required=True),
    OwnOption("unit", required=True),
    OwnOption("start-time"),
    flag("consistent"),
)
DISABLE_OPTIONS = (_CLUSTER, flag("full"), flag("incremental"))


def run_restore(command: ServiceCommand) -> int:
    """`restore-from-hbase-backup`."""
    values = _read(command, RESTORE_OPTIONS, "restore-from-hbase-backup")
    return _add_step(command, values, "Restore HBase", restore_args(values))


def restore_args(values: Values) -> list[str]:
    """Return the arguments that restore from a folder (`dir`) and `backup-version`."""
    args = ["--restore", "--backup-dir", values["dir"]]
    if values["backup-version"] is not None:
        args += ["--backup-version", values["backup-version"]]
    return args


def run_backup(command: ServiceCommand) -> int:
    """`create-hbase-backup`."""
    values = _read(command, BACKUP_OPTIONS, "create-hbase-backup")
    args = ["--backup", "--backup-dir", values["dir"]]
    if values["consistent"]:
        args.append("--consistent")
    return _add_step(command, values, "Backup HBase", args)


def run_schedule(command: ServiceCommand) -> int:
    """`schedule-hbase-backup`."""
    values = _read(command, SCHEDULE_OPTIONS, "schedule-hbase-backup")
    kind, unit = values["type"].lower(), values["unit"].lower()
    if kind not in ("full", "incremental"):
        msg = "invalid type. type should be either full or incremental."
        raise ParamValidationError(msg)
    if unit not in ("minutes", "hours", "days"):
        msg = "invalid unit. unit should be one of the following values: minutes, hours or days."
        raise ParamValidationError(msg)
    args = ["--set-scheduled-backup", "true", "--backup-dir", values["dir"]]
    if values["consistent"]:
        args.append("--consistent")
    args += [f"--{kind}-backup-time-interval", values["interval"]]
    args += [f"--{kind}-backup-time-unit", unit]
    start = values["start-time"]
    args += ["--start-time", "now" if start is None else start]
    return _add_step(command, values, "Modify Backup Schedule", args)


def run_disable(command: ServiceCommand) -> int:
    """`disable-hbase-backups`."""
    values = _read(command, DISABLE_OPTIONS, "disable-hbase-backups")
    if not values["full"] and not values["incremental"]:
        msg = "Should specify at least one of --full and --incremental."
        raise ParamValidationError(msg)
    args = ["--set-scheduled-backup", "false"]
    args += [f"--disable-{kind}-backups" for kind in ("full", "incremental") if values[kind]]
    return _add_step(command, values, "Modify Backup Schedule", args)


def _read(command: ServiceCommand, options: Sequence[OwnOption], name: str) -> Values:
    values = read_options(options, command, configured=configured_options(command.settings))
    refuse_release(command, name, values["cluster-id"])
    return values


def _add_step(command: ServiceCommand, values: Values, name: str, args: list[str]) -> int:
    words = ["emr.hbase.backup.Main", *args]
    step = make_step(name, CANCEL_AND_WAIT, "/home/hadoop/lib/hbase.jar", words)
    params = {"JobFlowId": values["cluster-id"], "Steps": [step]}
    command.call_and_show("emr", "AddJobFlowSteps", params)
    return 0
