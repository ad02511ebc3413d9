"""Write a streamed response to the file that the command line names.

A download that breaks off leaves nothing under the file's name: the bytes go to a neighbour, which
takes the name when all have come. (v2 writes into the file itself.) What is no regular file, such
as /dev/stdout or a pipe, is written to as it is.
"""

from __future__ import annotations

import os
import stat

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import BinaryIO

    from paraph.core.message import ByteStream

_BLOCK = 256 * 1024


def save_body(body: bytes | ByteStream, path: str) -> None:
    """Copy `body` to its end into the file at `path`; OSError with v2's words when it cannot."""
    save_blocks((body,) if isinstance(body, bytes) else iter(lambda: body.read(_BLOCK), b""), path)


def save_blocks(blocks: Iterable[bytes], path: str) -> None:
    """Write `blocks` into the file at `path`, which appears only when the last one has come."""
    if not _is_replaceable(path):
        with open(path, "wb") as file:
            _write(blocks, file)
        return
    target = os.path.realpath(path)
    temporary = f"{target}.{os.getpid()}.partial"
    try:
        file = open(temporary, "wb")  # noqa: SIM115  closed below, whatever happens
    except OSError:
        # The folder is absent or not ours to write to: say it of the name that was given.
        with open(path, "wb") as given:
            _write(blocks, given)
        return
    try:
        with file:
            _write(blocks, file)
        _keep_mode(target, temporary)
        os.replace(temporary, target)
    except BaseException:
        os.unlink(temporary)
        raise


def check_outfile(path: str) -> None:
    """Raise the OSError that writing to `path` would, before anything is asked of the service."""
    if os.path.isdir(path):
        raise IsADirectoryError(21, "Is a directory", path)
    folder = os.path.dirname(path)
    if folder and not os.path.isdir(folder):
        raise FileNotFoundError(2, "No such file or directory", path)


def _write(blocks: Iterable[bytes], file: BinaryIO) -> None:
    file.writelines(blocks)


def _is_replaceable(path: str) -> bool:
    try:
        return stat.S_ISREG(os.stat(path).st_mode)
    except FileNotFoundError:
        return True
    except OSError:
        return False


def _keep_mode(target: str, temporary: str) -> None:
    try:
        os.chmod(temporary, stat.S_IMODE(os.stat(target).st_mode))
    except FileNotFoundError:
        return
