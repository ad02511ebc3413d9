"""Places in S3 as the commands take them: `s3://BUCKET/KEY`.

BUCKET may be the ARN of an access point:

    arn:aws:s3:REGION:ACCOUNT:accesspoint/NAME[/KEY]
    arn:aws:s3-outposts:REGION:ACCOUNT:outpost/ID/accesspoint/NAME[/KEY]

https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-naming.html
"""

from __future__ import annotations

from paraph.s3.errors import ParamValidationError

SCHEME = "s3://"
_ALPHANUMERIC = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")


def is_s3(path: str) -> bool:
    """Say whether `path` is a place in S3 and not in the local file system."""
    return path.startswith(SCHEME)


def split_path(path: str) -> tuple[str, str]:
    """Return bucket (or access point) and key of `BUCKET/KEY`, with or without `s3://`.

    Raises ParamValidationError for the two kinds of ARN that only other commands know.
    """
    path = path.removeprefix(SCHEME)
    found = _split_arn(path) if path.startswith("arn:aws") else None
    if found is not None:
        return found
    bucket, _, key = path.partition("/")
    return bucket, key


def is_directory_bucket(bucket: str) -> bool:
    """Say whether the bucket is one of S3 Express One Zone, which lists in no order."""
    return bucket.endswith("--x-s3")


def _split_arn(path: str) -> tuple[str, str] | None:
    parts = path.split(":", 5)
    if len(parts) < 6 or not _is_account(parts[4]):
        return None
    service, resource = parts[2], parts[5]
    if service == "s3":
        length = _accesspoint_length(resource)
    elif service == "s3-outposts":
        length = _outpost_length(resource)
    elif service == "s3-object-lambda":
        _refuse_object_lambda(resource)
        return None
    else:
        return None
    if not length:
        return None
    end = len(path) - len(resource) + length
    key = path[end:]
    return path[:end], key[1:] if key[:1] == "/" or (service != "s3" and key[:1] == ":") else key


def _is_account(text: str) -> bool:
    return len(text) == 12 and text.isascii() and text.isdigit()


def _accesspoint_length(resource: str) -> int:
    """Return how much of `accesspoint/NAME/KEY` is the access point; 0 where it is none."""
    if resource[:12] not in ("accesspoint:", "accesspoint/"):
        return 0
    name = resource[12:].partition("/")[0]
    return 12 + len(name) if name else 0


def _outpost_length(resource: str) -> int:
    """Return how much of `outpost/ID/accesspoint/NAME/KEY` is the access point; 0 for none."""
    # A colon separates as well as a slash.
    words = resource.replace(":", "/").split("/", 4)[:4]
    if len(words) < 4 or words[0] != "outpost" or not (_is_name(words[1]) and _is_name(words[3])):
        return 0
    if words[2] == "bucket":
        raise ParamValidationError(
            "s3 commands do not support Outpost Bucket ARNs. Use s3control commands instead."
        )
    return len("/".join(words)) if words[2] == "accesspoint" else 0


def _is_name(text: str) -> bool:
    return 0 < len(text) <= 63 and _ALPHANUMERIC.issuperset(text)


def _refuse_object_lambda(resource: str) -> None:
    words = resource.replace(":", "/").split("/", 2)
    if words[0] == "accesspoint" and len(words) > 1 and _is_name(words[1]):
        raise ParamValidationError(
            "s3 commands do not support S3 Object Lambda resources. Use s3api commands instead."
        )
