"""`aws ecr get-login-password` and `aws ecr-public get-login-password`: for `docker login`."""

from __future__ import annotations

from binascii import a2b_base64

from paraph.cli.commands.own_options import read_options
from paraph.cli.commands.service_command import require, require_part
from paraph.cli.errors import CommandError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.cli.commands.service_command import ServiceCommand


def run_private(command: ServiceCommand) -> int:
    """Print the password for the account's private registry."""
    read_options((), command)
    answer = command.call("ecr", "GetAuthorizationToken", {})
    return _print(command, require_part(require(answer, "authorizationData"), 0))


def run_public(command: ServiceCommand) -> int:
    """Print the password for the public registry."""
    read_options((), command)
    answer = command.call("ecr-public", "GetAuthorizationToken", {})
    return _print(command, require(answer, "authorizationData"))


def _print(command: ServiceCommand, data: dict[str, Any]) -> int:
    try:
        text = a2b_base64(require(data, "authorizationToken")).decode()
    except ValueError as error:
        raise CommandError(str(error)) from error
    _, colon, password = text.partition(":")
    if not colon or ":" in password:
        msg = "The authorization token that the service has sent is not of the form USER:PASSWORD"
        raise CommandError(msg)
    command.write(f"{password}\n")
    return 0
