"""The compiled form of a service: one file, a directory of records at its front.

    magic (8 bytes) · length and CRC-32 of the directory (two 32-bit numbers) · directory · records

The directory is `(stamp, {record name: (offset, length, crc)})`; everything is `marshal`, which
reads ten times as fast as JSON. `marshal` trusts its input, so nothing is handed to it whose CRC
has not been checked: half a file, or one changed on disk, reads as absent.
"""

from __future__ import annotations

import marshal
import os
from _thread import get_ident
from binascii import crc32

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# Changes with every change of any record's layout. marshal itself changes with Python.
FORMAT = 10
_MAGIC = b"PARAPH%02d" % FORMAT

Stamp = tuple[str, int, int]


class Index:
    """An open compiled file."""

    __slots__ = ("_base", "_directory", "_file")

    def __init__(self, file: Any, base: int, directory: dict[str, tuple[int, int, int]]) -> None:
        self._file = file
        self._base = base
        self._directory = directory

    def read(self, name: str) -> Any:
        """Return the record called `name`; None where there is none.

        Raises ValueError when the bytes are not those that were written.
        """
        place = self._directory.get(name)
        if place is None:
            return None
        offset, length, crc = place
        self._file.seek(self._base + offset)
        data = self._file.read(length)
        if len(data) != length or crc32(data) != crc:
            msg = f"the record {name} is damaged"
            raise ValueError(msg)
        return marshal.loads(data)  # noqa: S302  its CRC has been checked

    def __del__(self) -> None:
        # A service reads records as long as it lives, so nobody else knows when to close.
        self._file.close()


def open_index(path: str, stamp: Stamp) -> Index | None:
    """Open the file at `path` if it is whole and was compiled from what `stamp` names."""
    try:
        file = open(path, "rb")  # noqa: SIM115  stays open for the records
    except OSError:
        return None
    head = file.read(16)
    if len(head) == 16 and head[:8] == _MAGIC:
        length = int.from_bytes(head[8:12], "little")
        data = file.read(length)
        if len(data) == length and crc32(data) == int.from_bytes(head[12:], "little"):
            found, directory = marshal.loads(data)  # noqa: S302  as above
            if found == stamp:
                return Index(file, 16 + length, directory)
    file.close()
    return None


def format_index(records: dict[str, Any], stamp: Stamp) -> bytes:
    """Return the bytes of a compiled file."""
    directory: dict[str, tuple[int, int, int]] = {}
    parts = []
    offset = 0
    for name, record in records.items():
        data = marshal.dumps(record)
        directory[name] = (offset, len(data), crc32(data))
        parts.append(data)
        offset += len(data)
    front = marshal.dumps((stamp, directory))
    lengths = len(front).to_bytes(4, "little") + crc32(front).to_bytes(4, "little")
    return b"".join((_MAGIC, lengths, front, *parts))


def write_index(path: str, data: bytes) -> bool:
    """Put `data` at `path` in one step, never half of it; say whether that went well."""
    # Two processes, or two threads of one, may compile the same service at once.
    temporary = f"{path}.{os.getpid()}.{get_ident()}"
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        with open(temporary, "wb") as file:
            file.write(data)
        os.replace(temporary, path)
    except OSError:
        _remove(temporary)
        return False
    return True


def _remove(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        return
