"""Which partition a region belongs to (https://smithy.io/2.0/aws/rules-engine/library-functions.html)."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def find_partition(partitions: dict[str, Any], region: str) -> dict[str, Any]:
    """Return the outputs of the partition that `region` is in: `name`, `dnsSuffix`, ….

    `partitions` is what `Catalog.partitions()` returns. A region that no partition lists is looked
    for by pattern, so that new regions work; without a match it counts to the default, `aws`.
    """
    outputs: dict[str, Any] | None = partitions["regions"].get(region)
    if outputs is not None:
        return outputs
    import re  # noqa: PLC0415  lazy: 6 ms, for a region that the installed data does not list

    for pattern, candidate in partitions["patterns"]:
        if re.match(pattern, region):
            found: dict[str, Any] = candidate
            return found
    default: dict[str, Any] = partitions["default"]
    return default
