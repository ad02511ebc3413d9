"""The objects below a prefix, in the order in which S3 lists them; or one object by its key."""

from __future__ import annotations

from paraph.client.errors import ServiceError
from paraph.s3.moment import epoch_of
from paraph.s3.uri import split_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from paraph.s3.calls import Calls

    Params = dict[str, Any]


def list_objects(
    calls: Calls, path: str, params: Params, page_size: int | None
) -> Iterator[tuple[str, Params]]:
    """Give path (BUCKET/KEY) and facts of each object whose key begins as `path` does."""
    bucket, prefix = split_path(path)
    asked = {"Bucket": bucket, "Prefix": prefix, **params}
    for page in calls.pages("ListObjectsV2", asked, page_size):
        for facts in page.get("Contents") or ():
            yield f"{bucket}/{facts['Key']}", facts


def head_object(calls: Calls, path: str, params: Params) -> Params:
    """Return the facts of the object at `path`, with its size under the name a listing has.

    Raises ServiceError, whose message names the key where there is none.
    """
    bucket, key = split_path(path)
    asked = {"Bucket": bucket, "Key": key, **params}
    if calls.asks_checksums:
        asked.setdefault("ChecksumMode", "ENABLED")
    try:
        facts = calls.call("HeadObject", asked)
    except ServiceError as error:
        if error.code != "404":
            raise
        # The answer to a HEAD has no body, so it could not say what is missing.
        raise ServiceError(
            error.code,
            f'Key "{key}" does not exist',
            error.operation,
            status=error.status,
            request_id=error.request_id,
            retries=error.retries,
            headers=error.headers,
        ) from error
    return facts


def size_of(facts: Params) -> int:
    """Return an object's bytes, from a listing or from HeadObject."""
    size = facts.get("Size")
    return int(facts["ContentLength"] if size is None else size)


def modified_of(facts: Params) -> float:
    """Return an object's time of last modification in seconds since 1970."""
    return epoch_of(str(facts["LastModified"]))
