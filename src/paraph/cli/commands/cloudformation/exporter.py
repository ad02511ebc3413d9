"""Upload what a template refers to, and put the addresses in its place."""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from urllib.parse import parse_qs, urlsplit

from paraph.cli.commands.cloudformation.artifacts import ADDRESS, METADATA, RESOURCES, TEMPLATE
from paraph.cli.commands.cloudformation.errors import (
    ExportFailedError,
    InvalidForEachError,
    InvalidLocalPathError,
    InvalidTemplateUrlError,
)
from paraph.cli.commands.cloudformation.template import format_template, parse_template
from paraph.cli.errors import CommandError
from paraph.core.errors import Error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.cli.commands.cloudformation.artifacts import Artifact
    from paraph.cli.commands.cloudformation.uploads import Uploader

    Properties = dict[str, Any]


def export_template(path: str, uploader: Uploader) -> Any:
    """Return the template at the absolute `path` with addresses in place of paths."""
    try:
        with open(path, encoding="utf-8") as file:
            template = parse_template(file.read())
    except (OSError, ValueError) as error:
        raise CommandError(str(error)) from error
    _Export(os.path.dirname(path), uploader).template(template)
    return template


class _Export:
    """Paths are relative to `folder`, that of the template."""

    __slots__ = ("_folder", "_uploader")

    def __init__(self, folder: str, uploader: Uploader) -> None:
        self._folder = folder
        self._uploader = uploader

    def template(self, template: Any) -> None:
        if isinstance(template, list | str):
            # It has no resources, and so nothing to upload.
            return
        if not isinstance(template, dict):
            msg = f"argument of type '{type(template).__name__}' is not iterable"
            raise CommandError(msg)
        for name, properties in (template.get("Metadata") or {}).items():
            self._artifacts(METADATA.get(name, ()), name, properties)
        if "Resources" in template:
            self._includes(template)
            self._resources(template["Resources"])

    def _resources(self, resources: dict[str, Any]) -> None:
        for name, resource in resources.items():
            if name.startswith("Fn::ForEach::"):
                if not isinstance(resource, list) or len(resource) != 3:
                    raise InvalidForEachError(name)
                self._resources(resource[2])
            elif isinstance(resource, dict):
                artifacts = RESOURCES.get(str(resource.get("Type")), ())
                self._artifacts(artifacts, name, resource.get("Properties"))
            else:
                msg = f"'{type(resource).__name__}' object has no attribute 'get'"
                raise CommandError(msg)

    def _includes(self, value: Any) -> None:
        """Upload what `AWS::Include` refers to, wherever it stands."""
        if isinstance(value, list):
            for item in value:
                if isinstance(item, dict):
                    self._includes(item)
            return
        for key, item in value.items():
            if key == "Fn::Transform":
                self._include(item)
            elif isinstance(item, dict | list):
                self._includes(item)

    def _include(self, transform: Any) -> None:
        if not isinstance(transform, dict) or transform.get("Name") != "AWS::Include":
            return
        location = transform.get("Parameters", {}).get("Location")
        if not location or not isinstance(location, str) or is_s3_address(location):
            return
        path = os.path.join(self._folder, location)
        if not os.path.isfile(path):
            raise InvalidLocalPathError("AWS::Include", "Location", path)
        transform["Parameters"]["Location"] = self._uploader.upload_by_content(path)

    def _artifacts(self, artifacts: tuple[Artifact, ...], name: str, properties: Any) -> None:
        for artifact in artifacts:
            if not isinstance(properties, dict):
                return
            value = artifact.find(properties)
            if isinstance(value, dict) or (not value and artifact.is_optional):
                continue
            try:
                self._artifact(artifact, name, properties, value)
            except (Error, OSError) as error:
                raise ExportFailedError(name, artifact.member, value, error) from error

    def _artifact(self, artifact: Artifact, name: str, properties: Properties, value: Any) -> None:
        if artifact.form == TEMPLATE:
            self._nested_template(artifact, name, properties, value)
            return
        # A file is looked for where the command runs, a folder where the template is, as in v2.
        if artifact.zips and _is_file(value) and not zipfile.is_zipfile(value):
            with tempfile.TemporaryDirectory() as folder:
                shutil.copy(value, os.path.join(folder, os.path.basename(value)))
                address = self._upload(artifact, name, folder)
        else:
            address = self._upload(artifact, name, value)
        artifact.put(properties, _in_form(address, artifact.form))

    def _upload(self, artifact: Artifact, name: str, value: Any) -> str:
        location = self._folder if value is None else value
        if is_s3_address(location):
            return str(location)
        path = self._absolute(location)
        if _is_folder(path):
            return self._upload_folder(path)
        if _is_file(path):
            return self._uploader.upload_by_content(path)
        raise InvalidLocalPathError(name, artifact.member, path)

    def _upload_folder(self, folder: str) -> str:
        with tempfile.TemporaryDirectory() as scratch:
            path = os.path.join(scratch, "artifact.zip")
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
                for root, _, names in os.walk(folder, followlinks=True):
                    for name in names:
                        full = os.path.join(root, name)
                        archive.write(full, os.path.relpath(full, folder))
            return self._uploader.upload_by_content(path)

    def _nested_template(
        self, artifact: Artifact, name: str, properties: Properties, value: Any
    ) -> None:
        if value is None or is_s3_address(value) or value.startswith(("http://", "https://")):
            return
        path = self._absolute(value)
        if not _is_file(path):
            raise InvalidTemplateUrlError(name, artifact.member, path)
        text = format_template(export_template(path, self._uploader))
        with tempfile.TemporaryDirectory() as scratch:
            packaged = os.path.join(scratch, "template")
            with open(packaged, "w", encoding="utf-8") as file:
                file.write(text)
            address = self._uploader.upload_by_content(packaged, "template")
        artifact.put(properties, self._uploader.https_url(address))

    def _absolute(self, path: Any) -> Any:
        if not isinstance(path, str) or os.path.isabs(path):
            return path
        return os.path.normpath(os.path.join(self._folder, path))


def is_s3_address(value: Any) -> bool:
    """Say whether `value` is `s3://BUCKET/KEY`."""
    if not isinstance(value, str) or not value.startswith("s3://"):
        return False
    parts = urlsplit(value)
    return bool(parts.netloc and parts.path)


def _in_form(address: str, form: str | tuple[str, ...]) -> Any:
    """Return what stands for an address: itself, or bucket, key and (where known) version."""
    if form == ADDRESS:
        return address
    parts = urlsplit(address)
    structure = {form[0]: parts.netloc, form[1]: parts.path.lstrip("/")}
    versions = parse_qs(parts.query).get("versionId", [])
    if len(form) > 2 and len(versions) == 1:
        structure[form[2]] = versions[0]
    return structure


def _is_file(path: Any) -> bool:
    return isinstance(path, str) and os.path.isfile(path)


def _is_folder(path: Any) -> bool:
    return isinstance(path, str) and os.path.isdir(path)
