"""EC2: security group rules in words, protocol names, pages of volumes and snapshots."""

from __future__ import annotations

from paraph.cli.commands.conveniences import ExtraArgument, named
from paraph.cli.commands.ec2_booleans import TopLevelBooleans
from paraph.cli.errors import ParamValidationError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from paraph.cli.commands.conveniences import Arguments, Params, Words, World
    from paraph.model.service import Operation

# Members that the simple options take the place of; they still work
_REPLACED = (
    "ip-protocol",
    "from-port",
    "to-port",
    "cidr-ip",
    "source-security-group-name",
    "source-security-group-owner-id",
)


class SecurityGroupRule(TopLevelBooleans):
    """`--protocol tcp --port 22-25 --cidr 10.0.0.0/8` instead of `--ip-permissions`."""

    def arguments(self, arguments: Arguments, operation: Operation) -> Arguments:
        """Add the five simple options."""
        for name in _REPLACED:
            named(arguments, name).hidden = True
        arguments += [
            ExtraArgument("protocol", _skip_empty(_put_protocol)),
            ExtraArgument("port", _skip_empty(_put_port)),
            ExtraArgument("cidr", _skip_empty(_put_cidr)),
            ExtraArgument("source-group", _skip_empty(_put_source_group)),
            ExtraArgument("group-owner", _skip_empty(_put_group_owner)),
        ]
        return super().arguments(arguments, operation)

    def check(self, words: Words) -> None:
        """Refuse the simple options beside `--ip-permissions`."""
        super().check(words)
        if not words.get("--ip-permissions"):
            return
        for name in ("protocol", "port", "cidr", "source-group", "group-owner"):
            if words.get(f"--{name}"):
                # v2 ends the sentence with a blank, and writes the option with an underscore.
                msg = (
                    f"The --{name.replace('-', '_')} option is not compatible with the "
                    f"--ip-permissions option "
                )
                raise ParamValidationError(msg)


def _skip_empty(put: Callable[[Params, Any], None]) -> Callable[[Params, Any], None]:
    def put_unless_empty(params: Params, value: Any) -> None:
        if value:
            put(params, value)

    return put_unless_empty


def _permission(params: Params) -> Params:
    permission: Params = params.setdefault("IpPermissions", [{}])[0]
    return permission


def _put_protocol(params: Params, value: str) -> None:
    try:
        number = int(value)
    except ValueError:
        if value not in ("tcp", "udp", "icmp", "all"):
            msg = (
                "protocol parameter should be one of: tcp|udp|icmp|all or any valid protocol "
                "number."
            )
            raise ParamValidationError(msg) from None
    else:
        if not -1 <= number <= 255:
            msg = "protocol numbers must be in the range 0-255 or -1 to specify all protocols"
            raise ParamValidationError(msg)
    _permission(params)["IpProtocol"] = "-1" if value == "all" else value


def _put_port(params: Params, value: str) -> None:
    if value in ("-1", "all"):
        first = last = "-1"
    else:
        first, dash, last = value.partition("-")
        last = last if dash else first
    try:
        _permission(params)["FromPort"] = int(first)
        _permission(params)["ToPort"] = int(last)
    except ValueError:
        msg = "port parameter should be of the form <from[-to]> (e.g. 22 or 22-25)"
        raise ParamValidationError(msg) from None


def _put_cidr(params: Params, value: str) -> None:
    _permission(params)["IpRanges"] = [{"CidrIp": value}]


def _put_source_group(params: Params, value: str) -> None:
    _source(params)["GroupId" if value.startswith("sg-") else "GroupName"] = value


def _put_group_owner(params: Params, value: str) -> None:
    _source(params)["UserId"] = value


def _source(params: Params) -> Params:
    pair: Params = _permission(params).setdefault("UserIdGroupPairs", [{}])[0]
    return pair


# IANA's numbers; the API takes nothing else
_PROTOCOL_NUMBERS = {"tcp": "6", "udp": "17", "icmp": "1", "all": "-1"}


class NetworkAclEntry(TopLevelBooleans):
    """`--protocol tcp` for `--protocol 6`."""

    def complete(self, params: Params, world: World) -> None:  # noqa: ARG002
        """Replace a protocol's name by its number."""
        protocol = params.get("Protocol")
        if isinstance(protocol, str):
            params["Protocol"] = _PROTOCOL_NUMBERS.get(protocol, protocol)


class DescribeVolumes(TopLevelBooleans):
    """Pages of 1,000 where all are asked for: a single page times out on large accounts."""

    _harmless = frozenset({"NextToken", "DryRun"})

    def page_size(self, params: Params) -> int | None:
        """Return 1,000 unless the user filters."""
        return 1000 if self._harmless.issuperset(params) else None


class DescribeSnapshots(DescribeVolumes):
    """The same; owners may be named."""

    _harmless = frozenset({"NextToken", "DryRun", "OwnerIds", "RestorableByUserIds"})
