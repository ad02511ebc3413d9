"""Amazon Resource Names: `arn:partition:service:region:account:resource`."""


class Arn:
    """The six parts; `resource` keeps its own colons and slashes."""

    __slots__ = ("account", "partition", "region", "resource", "service")

    def __init__(
        self, partition: str, service: str, region: str, account: str, resource: str
    ) -> None:
        self.partition = partition
        self.service = service
        self.region = region
        self.account = account
        self.resource = resource

    def __str__(self) -> str:
        return f"arn:{self.partition}:{self.service}:{self.region}:{self.account}:{self.resource}"


def parse_arn(text: str) -> Arn | None:
    """Return the parts, or None where `text` is no ARN."""
    parts = text.split(":", 5)
    if len(parts) != 6 or parts[0] != "arn" or not (parts[1] and parts[2] and parts[5]):
        return None
    return Arn(*parts[1:])
