"""What the AWS CLI v2 has beside generated commands and this version has not: said, not hidden."""

from __future__ import annotations

from paraph.cli.errors import CommandError

# Commands of the AWS CLI v2 beside its services that this version does not have.
ABSENT_COMMANDS = frozenset({"history", "login", "logout", "update", "cli-dev", "help"})
# The same below a service or a command.
ABSENT_SUBCOMMANDS = {
    "cloudfront": ("sign",),
    "cloudtrail": ("validate-logs", "verify-query-results"),
    "codeartifact": ("login",),
    "codecommit": ("credential-helper",),
    "configure": (
        "add-model",
        "agent-toolkit",
        "export-credentials",
        "import",
        "mfa-login",
        "set",
        "sso",
        "sso-session",
    ),
    "datapipeline": ("create-default-roles",),
    "deploy": ("deregister", "install", "push", "register", "uninstall"),
    "ec2-instance-connect": ("open-tunnel", "ssh"),
    "ecs": ("deploy", "monitor-express-gateway-service"),
    "emr": ("get", "put", "socks", "ssh"),
    "gamelift": ("get-game-session-log",),
    "lightsail": ("push-container-image",),
    "logs": ("start-live-tail", "tail"),
    "servicecatalog": ("generate",),
}


class AbsentCommandError(CommandError):
    """A command of the AWS CLI v2 that this version does not have."""

    def __init__(self, path: str) -> None:
        super().__init__(f"aws {path} is not part of this version of Paraph")
