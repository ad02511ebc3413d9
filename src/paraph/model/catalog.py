"""The services there are, and the way to each: from the cache, else compiled from its source."""

from __future__ import annotations

import os
import sys
from binascii import crc32

from paraph.model.errors import ModelError, UnknownServiceError
from paraph.model.index import FORMAT, Index, open_index, write_index
from paraph.model.partitions import find_partitions, read_partitions
from paraph.model.service import Service
from paraph.model.source import ModelFiles, find_model, list_services

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# `aws COMMAND` where COMMAND is not the name of the model's folder. `aws s3` transfers files.
_FOLDERS = {
    "s3api": "s3",
    "deploy": "codedeploy",
    "configservice": "config",
    "agent-toolkit": "agenttoolkit",
}
_COMMANDS = {folder: command for command, folder in _FOLDERS.items()}
# Models that v2 does not offer (superseded by pinpoint-sms-voice).
_REMOVED = frozenset({"sms-voice"})


class Catalog:
    """All services of the model folders in `search_path`, earlier folders first.

    `cache_folder` holds what has been compiled; None, or a folder that cannot be written, costs the
    time to compile and nothing else.
    """

    __slots__ = ("_cache_folder", "_search_path")

    def __init__(self, search_path: list[str], cache_folder: str | None) -> None:
        self._search_path = search_path
        self._cache_folder = cache_folder

    def commands(self) -> list[str]:
        """Return the names of all services on the command line, sorted."""
        folders = list_services(self._search_path)
        return sorted(_COMMANDS.get(name, name) for name in folders if name not in _REMOVED)

    def has(self, command: str) -> bool:
        """Say whether there is a service called `command`; looks for its folder alone."""
        try:
            self._files(command)
        except UnknownServiceError:
            return False
        return True

    def service(self, command: str) -> Service:
        """Return the service called `command`, compiling its model when it is new or has changed.

        Raises UnknownServiceError, and ModelError for a model that cannot be read.
        """
        files = self._files(command)
        stamp = files.stamp()
        path = self._cached(command, files.model_path)
        index = None if path is None else open_index(path, stamp)
        records: _Records | _Compiled
        if index is None:
            records = _Compiled(command, files, path)
        else:
            records = _Records(index, command, files, path)
        return _service(records)

    def document(self, command: str, name: str) -> dict[str, Any]:
        """Return a document of the model as it is ("service-2"): what the records leave out is there."""
        from paraph.model.documents import read_document  # noqa: PLC0415  lazy: json, zlib

        return read_document(self._files(command), name) or {}

    def warm(self, command: str) -> bool:
        """Compile the service's model into the cache; say whether it could be written."""
        files = self._files(command)
        path = self._cached(command, files.model_path)
        if path is None:
            return False
        if open_index(path, files.stamp()) is not None:
            return True
        return _Compiled(command, files, path).written

    def partitions(self) -> dict[str, Any]:
        """Return AWS's partitions by region, as `model/partitions.py` lays them out.

        Raises ModelError where `partitions.json` is missing or damaged.
        """
        source = find_partitions(self._search_path)
        # No service's name begins so.
        return read_partitions(source, self._cached("_partitions", source))

    def _files(self, command: str) -> ModelFiles:
        # A name with a separator in it would leave the folder of models.
        folder = _FOLDERS.get(command, command)
        if command in _COMMANDS or command in _REMOVED or os.path.basename(folder) != folder:
            raise UnknownServiceError(command)
        files = find_model(folder, self._search_path)
        if files is None:
            raise UnknownServiceError(command)
        return files

    def _cached(self, name: str, source: str) -> str | None:
        """Return where the compiled form of the file `source` belongs."""
        if self._cache_folder is None:
            return None
        # Two environments with two botocores share the folder, hence the source's path in the name.
        origin = crc32(source.encode("utf-8", "surrogateescape"))
        file_name = f"{name}-{origin:08x}.{sys.implementation.cache_tag}-{FORMAT}"
        return os.path.join(self._cache_folder, file_name)


class _Records:
    """The records of a compiled file; damage found later makes it compile again."""

    __slots__ = ("_command", "_compiled", "_files", "_index", "_path")

    def __init__(self, index: Index, command: str, files: ModelFiles, path: str | None) -> None:
        self._index = index
        self._command = command
        self._files = files
        self._path = path
        self._compiled: _Compiled | None = None

    def read(self, name: str) -> Any:
        if self._compiled is None:
            try:
                return self._index.read(name)
            except (ValueError, EOFError, TypeError, OSError):
                self._compiled = _Compiled(self._command, self._files, self._path)
        return self._compiled.read(name)


class _Compiled:
    """Records straight from the source, which are also put into the cache."""

    __slots__ = ("_records", "written")

    def __init__(self, command: str, files: ModelFiles, path: str | None) -> None:
        from paraph.model.compile import compile_files  # noqa: PLC0415  lazy: json, re, zlib
        from paraph.model.index import format_index  # noqa: PLC0415

        try:
            self._records = compile_files(command, files)
        except (KeyError, TypeError, AttributeError) as error:
            msg = f"The service model {files.model_path} is not a service model: {error!r}"
            raise ModelError(msg) from error
        self.written = path is not None and write_index(
            path, format_index(self._records, files.stamp())
        )

    def read(self, name: str) -> Any:
        return self._records.get(name)


def _service(records: _Records | _Compiled) -> Service:
    command, properties, operations, aliases, waiters = records.read("service")
    return Service(command, properties, operations, aliases, waiters, records.read)
