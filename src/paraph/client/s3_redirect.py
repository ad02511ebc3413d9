"""A bucket in another region: S3 says which, and the call is made again there.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/Redirects.html. The region is in a header, in
the error's body, or has to be asked for.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from paraph.client.errors import ServiceError

_CODES = frozenset(
    {
        "301",
        "307",
        "PermanentRedirect",
        "TemporaryRedirect",
        "AuthorizationHeaderMalformed",
        "IllegalLocationConstraintException",
    }
)
# Operations without an error body: a bare 400 is all that they get from a wrong region.
_BODILESS = frozenset({"HeadObject", "HeadBucket"})


def is_elsewhere(error: ServiceError) -> bool:
    """Say whether `error` may mean that the bucket is in another region."""
    if error.code in _CODES:
        return True
    return error.code == "400" and error.operation in _BODILESS


def named_region(error: ServiceError) -> str | None:
    """Return the region that the refusal names, or None where it names none."""
    region = error.headers.get("x-amz-bucket-region")
    if region is None:
        found = error.details.get("Region")
        region = found if isinstance(found, str) else None
    return region
