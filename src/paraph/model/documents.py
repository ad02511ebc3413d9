"""Read the JSON documents of a service model; on the way of a first use only."""

from __future__ import annotations

import json
import os
import zlib

from paraph.model.catalog import ModelFiles
from paraph.model.errors import ModelError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Json = dict[str, Any]


def read_document(files: ModelFiles, name: str) -> Json | None:
    """Return the document `name` ("waiters-2") with its `sdk-extras` merged in; None if absent."""
    document = read_json(os.path.join(files.folder, f"{name}.json"))
    if document is not None:
        extras = read_json(os.path.join(files.folder, f"{name}.sdk-extras.json"))
        if extras is not None:
            _merge(document, extras.get("merge", {}))
    return document


def read_json(path: str) -> Json | None:
    """Return the JSON document at `path` or `path`.gz; None where there is neither."""
    for candidate in (path, f"{path}.gz"):
        try:
            with open(candidate, "rb") as file:
                data = file.read()
        except FileNotFoundError:
            continue
        except OSError as error:
            msg = f"Unable to read the service model {candidate}: {error.strerror}"
            raise ModelError(msg) from error
        try:
            if candidate.endswith(".gz"):
                data = zlib.decompress(data, wbits=31)
            document: Json = json.loads(data)
        except (ValueError, zlib.error) as error:
            msg = f"The service model {candidate} is damaged: {error}"
            raise ModelError(msg) from error
        return document
    return None


def _merge(base: Json, extra: Json) -> None:
    for key, value in extra.items():
        if isinstance(value, dict) and isinstance(base.get(key), dict):
            _merge(base[key], value)
        else:
            base[key] = value
