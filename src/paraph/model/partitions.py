"""AWS's partitions (`partitions.json` of botocore), laid out for look-ups by region."""

from __future__ import annotations

import os

from paraph.model.errors import ModelError
from paraph.model.index import open_index, write_index

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Json = dict[str, Any]

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
