"""`aws ec2 run-instances`: `--count`, and addresses without spelling out a network interface."""

from __future__ import annotations

from paraph.cli.commands.conveniences import ANY, FLAG, ExtraArgument, remove
from paraph.cli.commands.ec2_booleans import TopLevelBooleans
from paraph.cli.errors import ParamValidationError
from paraph.cli.parameter_errors import ConversionError
from paraph.cli.scan import number_check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from paraph.cli.commands.conveniences import Arguments, Params, Words, World
    from paraph.model.service import Operation

_ADDRESSES = "secondary-private-ip-addresses"
_ADDRESS_COUNT = "secondary-private-ip-address-count"
_PUBLIC = "associate-public-ip-address"

# Members that make the interface ours to complete
_OURS = ("PrivateIpAddresses", "SecondaryPrivateIpAddressCount", "AssociatePublicIpAddress")
# Members of the call → of the interface: EC2 wants them there once there is an interface. Names of
# groups cannot move, only their ids.
_MOVED = (
    ("SubnetId", "SubnetId"),
    ("SecurityGroupIds", "Groups"),
    ("PrivateIpAddress", "PrivateIpAddresses"),
    ("Ipv6AddressCount", "Ipv6AddressCount"),
    ("Ipv6Addresses", "Ipv6Addresses"),
    ("EnablePrimaryIpv6", "PrimaryIpv6"),
)


class RunInstances(TopLevelBooleans):
    """`--count 2:5`, `--associate-public-ip-address`, `--secondary-private-ip-address…`."""

    def arguments(self, arguments: Arguments, operation: Operation) -> Arguments:
        """Replace the two counts by one, and add the address options."""
        remove(arguments, "min-count")
        remove(arguments, "max-count")
        arguments += [
            ExtraArgument("count", _put_count),
            ExtraArgument(_ADDRESSES, _put_addresses, takes=ANY),
            ExtraArgument(
                _ADDRESS_COUNT, _put_address_count, check=number_check(f"--{_ADDRESS_COUNT}", int)
            ),
            ExtraArgument(_PUBLIC, _put_public(value=True), takes=FLAG),
            ExtraArgument(f"no-{_PUBLIC}", _put_public(value=False), takes=FLAG),
        ]
        return super().arguments(arguments, operation)

    def check(self, words: Words) -> None:
        """Refuse the address options beside `--network-interfaces`."""
        super().check(words)
        if words.get("--network-interfaces") and any(
            words.get(f"--{name}") for name in (_ADDRESSES, _ADDRESS_COUNT, _PUBLIC)
        ):
            msg = (
                "Mixing the --network-interfaces option with the simple, scalar options is not "
                "supported."
            )
            raise ParamValidationError(msg)

    def complete(self, params: Params, world: World) -> None:  # noqa: ARG002
        """Ask for one instance where no count is given; move what belongs to the interface."""
        params.setdefault("MaxCount", 1)
        params.setdefault("MinCount", 1)
        interfaces = params.get("NetworkInterfaces")
        if interfaces and isinstance(interfaces, list) and isinstance(interfaces[0], dict):
            _complete_interface(interfaces[0], params)


def _complete_interface(interface: Params, params: Params) -> None:
    if not any(member in interface for member in _OURS):
        return
    for member, target in _MOVED:
        if member not in params:
            continue
        value = params.pop(member)
        if member == "PrivateIpAddress":
            value = [{"PrivateIpAddress": value, "Primary": True}]
        interface[target] = value


def _put_count(params: Params, value: str) -> None:
    first, colon, last = value.partition(":")
    try:
        params["MinCount"] = int(first)
        params["MaxCount"] = int(last if colon else first)
    except ValueError:
        # v2.36.7 means to say "count parameter should be of form min[:max]", and fails to.
        msg = "name 'ParamValidationError' is not defined"
        raise ConversionError(msg) from None


def _interface(params: Params) -> Params:
    interface: Params = params.setdefault("NetworkInterfaces", [{"DeviceIndex": 0}])[0]
    return interface


def _put_addresses(params: Params, value: list[str]) -> None:
    if value:
        addresses = [{"PrivateIpAddress": address, "Primary": False} for address in value]
        _interface(params).setdefault("PrivateIpAddresses", addresses)


def _put_address_count(params: Params, value: str) -> None:
    if int(value):
        _interface(params)["SecondaryPrivateIpAddressCount"] = int(value)


def _put_public(*, value: bool) -> Callable[[Params, Any], None]:
    def put(params: Params, given: Any) -> None:  # noqa: ARG001  a flag
        _interface(params)["AssociatePublicIpAddress"] = value

    return put
