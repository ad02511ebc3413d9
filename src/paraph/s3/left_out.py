"""What is not transferred though it was found: warned of, or passed over."""

from __future__ import annotations

import os

from paraph.s3.entry import COPY, DOWNLOAD, LOCAL, UPLOAD
from paraph.s3.human_size import human_size
from paraph.s3.parts import MAX_OBJECT
from paraph.s3.route import shown_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from paraph.s3.entry import Action, Entry
    from paraph.s3.options import TransferOptions

    Warn = Callable[[str], None]

# Classes from which an object has to be restored before it can be read
_ARCHIVES = ("GLACIER", "DEEP_ARCHIVE")


def is_left_out(action: Action, options: TransferOptions, warn: Warn) -> bool:
    """Say whether the action is not to be done; `warn` gets what there is to say about that."""
    entry = action.entry
    if action.operation == UPLOAD and not options.is_stream:
        _warn_of_size(entry, warn)
    if action.operation in (DOWNLOAD, COPY) and _is_archived(action, options, warn):
        return True
    if action.operation != DOWNLOAD or options.is_stream:
        return False
    if _leads_out(entry):
        warn(f"warning: Skipping file {entry.name}. File references a parent directory.")
        return True
    is_kept = options.no_overwrite and options.command != "sync"
    return is_kept and os.path.exists(entry.target)


def _warn_of_size(entry: Entry, warn: Warn) -> None:
    if (entry.size or 0) > MAX_OBJECT:
        path = shown_path(LOCAL, entry.path)
        warn(f"warning: File {path} exceeds s3 upload limit of {human_size(MAX_OBJECT)}.")


def _is_archived(action: Action, options: TransferOptions, warn: Warn) -> bool:
    facts = action.entry.response or {}
    is_restored = 'ongoing-request="false"' in facts.get("Restore", "")
    if facts.get("StorageClass") not in _ARCHIVES or is_restored or options.force_glacier_transfer:
        return False
    if not options.ignore_glacier_warnings:
        operation = action.operation
        warn(
            f"warning: Skipping file s3://{action.entry.path}. Object is of storage class GLACIER. "
            f"Unable to perform {operation} operations on GLACIER objects. You must restore the "
            f"object to be able to perform the operation. See aws s3 {operation} help for "
            "additional parameter options to ignore or force these transfers."
        )
    return True


def _leads_out(entry: Entry) -> bool:
    """Say whether the object's name would put its file outside the target."""
    path = os.path.normpath(os.path.join(".", "") + entry.name)
    return path.startswith(os.pardir + os.sep)
