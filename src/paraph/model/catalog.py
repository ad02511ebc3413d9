"""The services there are, and the way to each: from the cache, else compiled from its source."""

from __future__ import annotations

import os
import sys
from binascii import crc32

from paraph.model.errors import ModelError, UnknownServiceError
from paraph.model.index import FORMAT, Index, open_index, write_index
from paraph.model.service import Service

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Json = dict[str, Any]

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
        """Return a document of the model as it is: "service-2" has what records leave out."""
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


_SERVICE_FILE = "service-2.json"


class ModelFiles:
    """The files of one service's model: its folder `data/NAME/API-VERSION`."""

    __slots__ = ("folder", "model_path")

    def __init__(self, folder: str, model_path: str) -> None:
        self.folder = folder
        # service-2.json or service-2.json.gz
        self.model_path = model_path

    def stamp(self) -> tuple[str, int, int]:
        """Return what changes when the model does: path, size, modification time (ns)."""
        status = os.stat(self.model_path)
        return (self.model_path, status.st_size, status.st_mtime_ns)


def botocore_data(paths: list[str] | None = None) -> str:
    """Return the data folder of the installed botocore; raise ModelError where there is none."""
    for path in sys.path if paths is None else paths:
        folder = os.path.join(path, "botocore", "data")
        if os.path.isdir(folder):
            return folder
    msg = "botocore, whose data describes the services, is not installed: pip install botocore"
    raise ModelError(msg)


def find_model(folder_name: str, search_path: list[str]) -> ModelFiles | None:
    """Return the newest model in `FOLDER/folder_name/*` of the first folder that has one."""
    for root in search_path:
        service = os.path.join(root, folder_name)
        try:
            versions = sorted(os.listdir(service), reverse=True)
        except OSError:
            continue
        for version in versions:
            for suffix in ("", ".gz"):
                path = os.path.join(service, version, _SERVICE_FILE + suffix)
                if os.path.isfile(path):
                    return ModelFiles(os.path.join(service, version), path)
    return None


def list_services(search_path: list[str]) -> list[str]:
    """Return the names of all folders that hold a service, sorted."""
    names: set[str] = set()
    for root in search_path:
        try:
            entries = os.listdir(root)
        except OSError:
            continue
        names.update(name for name in entries if os.path.isdir(os.path.join(root, name)))
    return sorted(names)


_DOCUMENT = "partitions.json"
_RECORD = "partitions"


def find_partitions(search_path: list[str]) -> str:
    """Return the path of `partitions.json` in the first folder that has one, else ModelError."""
    for folder in search_path:
        path = os.path.join(folder, _DOCUMENT)
        if os.path.isfile(path):
            return path
    msg = f"There is no {_DOCUMENT} in {', '.join(search_path) or 'any folder of models'}"
    raise ModelError(msg)


def read_partitions(source: str, cached: str | None) -> Json:
    """Return the partitions in the file `source`, from the compiled file `cached` where it is good.

    `cached` is written where it is not; None compiles each time. Every call of every command needs
    them, hence the same file format as a service's. Raises ModelError.
    """
    status = os.stat(source)
    stamp = (source, status.st_size, status.st_mtime_ns)
    index = None if cached is None else open_index(cached, stamp)
    if index is not None:
        try:
            found: Json | None = index.read(_RECORD)
        except (ValueError, EOFError, TypeError, OSError):
            found = None
        if found is not None:
            return found
    return _compile(source, cached, stamp)


def _compile(source: str, cached: str | None, stamp: tuple[str, int, int]) -> Json:
    from paraph.model.documents import read_json  # noqa: PLC0415  lazy: json, zlib
    from paraph.model.index import format_index  # noqa: PLC0415

    partitions = compile_partitions(read_json(source) or {})
    if cached is not None:
        write_index(cached, format_index({_RECORD: partitions}, stamp))
    return partitions


def compile_partitions(document: Json) -> Json:
    """Return `{"regions": {region: outputs}, "patterns": [(regex, outputs)], "default": outputs}`.

    `outputs` are a partition's facts as the rules engine names them: `name`, `dnsSuffix`,
    `dualStackDnsSuffix`, `supportsFIPS`, `supportsDualStack`, `implicitGlobalRegion`. The regions
    of a partition share one dictionary. The default is `aws`. Raises ModelError for what is not a
    document of partitions.
    """
    import re  # noqa: PLC0415  lazy: 6 ms, and a first use only

    regions: dict[str, Json] = {}
    patterns: list[tuple[str, Json]] = []
    default: Json | None = None
    try:
        for partition in document["partitions"]:
            outputs = {**partition["outputs"], "name": partition["id"]}
            for region in partition["regions"]:
                regions[region] = outputs
            # Checked here, so that nobody need expect a bad pattern where it is used.
            patterns.append((re.compile(partition["regionRegex"]).pattern, outputs))
            if default is None or partition["id"] == "aws":
                default = outputs
    except (KeyError, TypeError, AttributeError, re.error) as error:
        msg = f"{_DOCUMENT} does not describe partitions: {error!r}"
        raise ModelError(msg) from error
    if default is None:
        msg = f"{_DOCUMENT} lists no partition"
        raise ModelError(msg)
    return {"regions": regions, "patterns": patterns, "default": default}
