"""The endpoint of a service that has no rule set: a user's own model."""

from __future__ import annotations

from paraph.endpoints.errors import EndpointError
from paraph.endpoints.partition import find_partition
from paraph.endpoints.resolver import BuiltIns
from paraph.endpoints.rules import Endpoint
from paraph.model.service import Service

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def default_endpoint(service: Service, partitions: dict[str, Any], built_ins: BuiltIns) -> Endpoint:
    """Return `https://{endpoint prefix}.{region}.{suffix}`, in the variant asked for.

    A model's `globalEndpoint` stands for all regions of the partition `aws`. Raises EndpointError
    where there is no region, or the partition lacks the variant.
    """
    if built_ins.endpoint is not None:
        return Endpoint(built_ins.endpoint)
    if built_ins.region is None:
        msg = "Invalid Configuration: Missing Region"
        raise EndpointError(msg)
    partition = find_partition(partitions, built_ins.region)
    is_plain = not (built_ins.use_fips or built_ins.use_dualstack)
    if service.global_endpoint is not None and partition["name"] == "aws" and is_plain:
        region = partition["implicitGlobalRegion"]
        scheme = {"name": "sigv4", "signingName": service.signing_name, "signingRegion": region}
        return Endpoint(f"https://{service.global_endpoint}", properties={"authSchemes": [scheme]})
    _require_variants(partition, built_ins)
    prefix = f"{service.endpoint_prefix}-fips" if built_ins.use_fips else service.endpoint_prefix
    suffix = partition["dualStackDnsSuffix" if built_ins.use_dualstack else "dnsSuffix"]
    return Endpoint(f"https://{prefix}.{built_ins.region}.{suffix}")


def _require_variants(partition: dict[str, Any], built_ins: BuiltIns) -> None:
    if built_ins.use_fips and not partition["supportsFIPS"]:
        msg = "FIPS is enabled but this partition does not support FIPS"
        raise EndpointError(msg)
    if built_ins.use_dualstack and not partition["supportsDualStack"]:
        msg = "DualStack is enabled but this partition does not support DualStack"
        raise EndpointError(msg)
