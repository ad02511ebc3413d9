"""`aws cloudformation package`: upload what a template refers to and write it anew."""

from __future__ import annotations

import json
import os

from paraph.cli.commands.cloudformation.errors import InvalidTemplatePathError
from paraph.cli.commands.cloudformation.exporter import export_template
from paraph.cli.commands.cloudformation.template import format_template
from paraph.cli.commands.cloudformation.uploads import Uploader
from paraph.cli.commands.own_options import OwnOption, flag, read_options
from paraph.cli.errors import CommandError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.cli.commands.service_command import ServiceCommand

OPTIONS = (
    OwnOption("template-file", required=True),
    OwnOption("s3-bucket", required=True),
    OwnOption("s3-prefix"),
    OwnOption("kms-key-id"),
    OwnOption("output-template-file"),
    flag("use-json"),
    flag("force-upload"),
    OwnOption("metadata", {"*": "string"}),
)


def run(command: ServiceCommand) -> int:
    """Write the packaged template to a file, or to standard output."""
    values = read_options(OPTIONS, command)
    command.at(None).client("s3api")
    if not os.path.isfile(values["template-file"]):
        raise InvalidTemplatePathError(values["template-file"])
    uploader = Uploader(
        command,
        values["s3-bucket"],
        values["s3-prefix"],
        values["kms-key-id"],
        forced=values["force-upload"],
        metadata=values["metadata"],
    )
    template = export_template(os.path.abspath(values["template-file"]), uploader)
    text = _format(template, is_json=values["use-json"])
    target = values["output-template-file"]
    command.write("\n")
    if target is None:
        command.write(text)
        return 0
    try:
        with open(target, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise CommandError(str(error)) from error
    command.write(
        f"Successfully packaged artifacts and wrote output template to file {target}.\n"
        f"Execute the following command to deploy the packaged template\n"
        f"aws cloudformation deploy --template-file {os.path.abspath(target)} "
        f"--stack-name <YOUR STACK NAME>\n"
    )
    return 0


def _format(template: Any, *, is_json: bool) -> str:
    if not is_json:
        return format_template(template)
    try:
        return json.dumps(template, indent=4, ensure_ascii=False)
    except TypeError as error:
        # YAML has dates and JSON has none.
        raise CommandError(str(error)) from error
