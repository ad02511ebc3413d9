"""Where service models come from: the user's folders first, then botocore's data.

botocore is a dependency for its data alone; it is found by path and never imported (0.2 s). This file
looks for files and reads none: every command passes here.
"""

import os
import sys

from paraph.model.errors import ModelError

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
