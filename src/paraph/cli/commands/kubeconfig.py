"""kubectl's configuration files, read and written.

https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/
"""

from __future__ import annotations

import os
from io import StringIO

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from paraph.cli.errors import CommandError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Entry = dict[str, Any]

# Member → its type, and the type's name in v2's message
_MEMBERS: dict[str, tuple[type, str]] = {
    "apiVersion": (str, "<class 'str'>"),
    "clusters": (list, "<class 'list'>"),
    "contexts": (list, "<class 'list'>"),
    "current-context": (str, "<class 'str'>"),
    "kind": (str, "<class 'str'>"),
    "preferences": (dict, "<class 'collections.OrderedDict'>"),
    "users": (list, "<class 'list'>"),
}


class KubeconfigError(CommandError):
    """A kubeconfig that cannot be read, written or understood."""


class Kubeconfig:
    """A file's content and its absolute path."""

    __slots__ = ("content", "path")

    def __init__(self, path: str, content: Entry | None) -> None:
        """Take `content`; None is what a new file begins with. Raises KubeconfigError."""
        self.path = path
        self.content: Entry = _empty() if content is None else content
        _check(self.content)

    def has_cluster(self, name: str) -> bool:
        """Say whether there is an entry for the cluster."""
        clusters = self.content.get("clusters") or []
        return any(cluster.get("name", _Missing) == name for cluster in clusters)

    def add(self, cluster: Entry, user: Entry, alias: str | None) -> Entry:
        """Add cluster and user and make their context the current one; return that context."""
        context = {
            "context": {"cluster": cluster["name"], "user": user["name"]},
            "name": alias or user["name"],
        }
        self._put("clusters", cluster)
        self._put("users", user)
        self._put("contexts", context)
        self.content["current-context"] = context["name"]
        return context

    def _put(self, member: str, entry: Entry) -> None:
        """Add an entry, in the place of one of the same name."""
        entries: list[Entry] = self.content.get(member) or []
        self.content[member] = entries
        for index, existing in enumerate(entries):
            if existing.get("name", _Missing) == entry["name"]:
                entries[index] = entry
                return
        entries.append(entry)


class _Missing:
    """The name of an entry without one."""


def load(path: str) -> Kubeconfig:
    """Read the file; a new one begins where there is none. Raises KubeconfigError."""
    try:
        with open(path, encoding="utf-8") as file:
            content = YAML(typ="safe", pure=True).load(file)
    except FileNotFoundError:
        content = None
    except OSError as error:
        msg = f"Can't open kubeconfig for reading: {error}"
        raise KubeconfigError(msg) from error
    except (YAMLError, ValueError) as error:
        msg = f"YamlError while loading kubeconfig: {error}"
        raise KubeconfigError(msg) from error
    return Kubeconfig(path, content)


def save(config: Kubeconfig) -> None:
    """Write the file, for the user's eyes alone where it is new. Raises KubeconfigError."""
    try:
        os.makedirs(os.path.dirname(config.path), exist_ok=True)
    except OSError as error:
        msg = f"Can't create directory for writing: {error}"
        raise KubeconfigError(msg) from error
    text = format_yaml(config.content)
    try:
        descriptor = os.open(config.path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        msg = f"Can't open kubeconfig for writing: {error}"
        raise KubeconfigError(msg) from error


def format_yaml(content: Entry) -> str:
    """Return the content as YAML, its members in their order, each text in one line."""
    yaml: Any = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    yaml.width = float("inf")
    yaml.sort_base_mapping_type_on_output = False
    stream = StringIO()
    yaml.dump(content, stream)
    return stream.getvalue()


def _empty() -> Entry:
    return {
        "apiVersion": "v1",
        "clusters": [],
        "contexts": [],
        "current-context": "",
        "kind": "Config",
        "preferences": {},
        "users": [],
    }


def _check(content: Any) -> None:
    if not isinstance(content, dict):
        msg = "Content not a <class 'dict'>."
        raise KubeconfigError(msg)
    for member, (kind, name) in _MEMBERS.items():
        value = content.get(member)
        if value is not None and not isinstance(value, kind):
            msg = f"{member} is wrong type: {type(value)} (Should be {name})"
            raise KubeconfigError(msg)
    for member in _MEMBERS:
        entries = content.get(member)
        if isinstance(entries, list) and not all(isinstance(entry, dict) for entry in entries):
            msg = f"Entry in {member} not a <class 'dict'>. "
            raise KubeconfigError(msg)
