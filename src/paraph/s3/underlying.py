"""The buckets behind access points, for `mv --validate-same-s3-paths`."""

from __future__ import annotations

from paraph.s3.errors import ParamValidationError
from paraph.s3.uri import split_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    # (service, operation, parameters) → result
    Call = Callable[[str, str, dict[str, Any]], dict[str, Any]]


def underlying_paths(path: str, call: Call) -> list[str]:
    """Return the places that `path` may mean: itself, or its key in the buckets behind its ARN."""
    bucket, key = split_path(path)
    if bucket.endswith("--op-s3"):
        raise ParamValidationError(
            "Can't resolve underlying bucket name of s3 outposts access point alias. Use arn "
            "instead to resolve the bucket name and validate the mv command."
        )
    return (
        [path]
        if (found := _buckets(bucket, call)) is None
        else [f"s3://{name}/{key}" for name in found]
    )


def _buckets(bucket: str, call: Call) -> list[str] | None:
    if bucket.endswith("-s3alias"):
        account = call("sts", "GetCallerIdentity", {})["Account"]
        return [_access_point_bucket(account, bucket, call)]
    if not bucket.startswith("arn:"):
        return None
    _, _, service, region, account, resource = bucket.split(":", 5)
    if service == "s3-outposts":
        return [_access_point_bucket(account, bucket, call)]
    name = resource.replace(":", "/").partition("/")[2]
    if not region and name.endswith(".mrap"):
        return _multi_region_buckets(account, name, call)
    return [_access_point_bucket(account, name, call)]


def _access_point_bucket(account: str, name: str, call: Call) -> str:
    found = call("s3control", "GetAccessPoint", {"AccountId": account, "Name": name})
    return str(found["Bucket"])


def _multi_region_buckets(account: str, alias: str, call: Call) -> list[str]:
    asked = {"AccountId": account}
    while True:
        page = call("s3control", "ListMultiRegionAccessPoints", asked)
        for point in page.get("AccessPoints") or ():
            if point["Alias"] == alias:
                return [region["Bucket"] for region in point["Regions"]]
        token = page.get("NextToken")
        if not token:
            raise ParamValidationError(
                f"Couldn't find multi-region access point with alias {alias} in account {account}"
            )
        asked["NextToken"] = token
