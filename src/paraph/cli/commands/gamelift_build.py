"""`aws gamelift upload-build`: a folder as a game server build."""

from __future__ import annotations

import os
import tempfile
import zipfile

from paraph.cli.commands.own_options import OwnOption, read_options
from paraph.cli.commands.service_command import require
from paraph.cli.errors import GENERAL_ERROR, CommandError
from paraph.cli.scan import AT_LEAST_ONE
from paraph.core.credentials import Credentials
from paraph.credentials.source import Fixed
from paraph.s3.human_size import human_size

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.cli.commands.service_command import ServiceCommand

OPTIONS = (
    OwnOption("name", required=True),
    OwnOption("build-version", required=True),
    OwnOption("build-root", required=True),
    OwnOption("server-sdk-version"),
    OwnOption("operating-system"),
    OwnOption("tags", None, takes=AT_LEAST_ONE),
)


def run(command: ServiceCommand) -> int:
    """Create the build, and upload the folder as an archive to where GameLift says."""
    values = read_options(OPTIONS, command)
    command.client("gamelift")
    root = values["build-root"]
    if not _has_files(root):
        command.context.stderr.write(
            f"Fail to upload {root}. The build root directory is empty or does not exist.\n"
        )
        return GENERAL_ERROR
    build = require(command.call("gamelift", "CreateBuild", _params(values)), "Build")
    build_id = require(build, "BuildId")
    granted = command.call("gamelift", "RequestUploadCredentials", {"BuildId": build_id})
    with tempfile.TemporaryDirectory() as scratch:
        archive = os.path.join(scratch, f"{build_id}.zip")
        try:
            _zip(root, archive)
        except OSError as error:
            raise CommandError(str(error)) from error
        _upload(command, archive, granted)
        size = human_size(os.path.getsize(archive))
    command.write(f"\rUploading {root}:  {size} / {size}  (100.00%)")
    command.write(f"Successfully uploaded {root} to AWS GameLift\nBuild ID: {build_id}\n")
    return 0


def _params(values: dict[str, Any]) -> dict[str, Any]:
    params: dict[str, Any] = {"Name": values["name"], "Version": values["build-version"]}
    if values["operating-system"]:
        params["OperatingSystem"] = values["operating-system"]
    if values["server-sdk-version"]:
        params["ServerSdkVersion"] = values["server-sdk-version"]
    if values["tags"]:
        pairs = [tag.partition("=") for tag in values["tags"]]
        params["Tags"] = [{"Key": key, "Value": value} for key, _, value in pairs]
    return params


def _has_files(root: str) -> bool:
    return bool(root) and any(names for _, _, names in os.walk(root))


def _zip(root: str, path: str) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for folder, _, names in os.walk(root):
            for name in names:
                full = os.path.join(folder, name)
                archive.write(full, os.path.relpath(full, root))


def _upload(command: ServiceCommand, path: str, granted: dict[str, Any]) -> None:
    """Put the archive where GameLift wants it, with the credentials that it lends."""
    lent = require(granted, "UploadCredentials")
    names = ("AccessKeyId", "SecretAccessKey", "SessionToken")
    credentials = Credentials(*[require(lent, name) for name in names])
    place = require(granted, "StorageLocation")
    # A user's own endpoint is that of GameLift.
    s3 = command.at(None).signed_by(Fixed(credentials))
    params: dict[str, Any] = {"Bucket": require(place, "Bucket"), "Key": require(place, "Key")}
    if command.settings.request_checksum_calculation == "when_supported":
        params["ChecksumAlgorithm"] = "CRC64NVME"
    with open(path, "rb") as body:
        s3.call("s3api", "PutObject", {**params, "Body": body})
