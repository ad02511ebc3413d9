"""Buckets, access points and keys."""

import pytest

from paraph.s3.errors import ParamValidationError
from paraph.s3.uri import is_directory_bucket, is_s3, split_path

_POINT = "arn:aws:s3:us-west-2:123456789012:accesspoint"
_OUTPOST = "arn:aws:s3-outposts:us-west-2:123456789012:outpost"


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        ("s3://bucket", ("bucket", "")),
        ("s3://bucket/", ("bucket", "")),
        ("bucket/a/b//c", ("bucket", "a/b//c")),
        ("s3://", ("", "")),
        (f"{_POINT}/point/key/x", (f"{_POINT}/point", "key/x")),
        (f"s3://{_POINT}:point", (f"{_POINT}:point", "")),
        (f"{_OUTPOST}/op-1/accesspoint/ap/k/v", (f"{_OUTPOST}/op-1/accesspoint/ap", "k/v")),
        (f"{_OUTPOST}:op-1:accesspoint:ap", (f"{_OUTPOST}:op-1:accesspoint:ap", "")),
        ("arn:aws:s3:::bucket/key", ("arn:aws:s3:::bucket", "key")),
    ],
)
def test_path_is_split_into_bucket_and_key(path: str, parts: tuple[str, str]) -> None:
    assert split_path(path) == parts


@pytest.mark.parametrize(
    ("path", "command"),
    [
        ("arn:aws:s3-object-lambda:us-west-2:123456789012:accesspoint/ap", "s3api"),
        (f"{_OUTPOST}/op-1/bucket/b", "s3control"),
    ],
)
def test_arns_of_other_commands_are_refused(path: str, command: str) -> None:
    with pytest.raises(ParamValidationError, match=f"Use {command} commands instead"):
        split_path(path)


def test_scheme_tells_s3_from_files() -> None:
    assert is_s3("s3://b/k")
    assert not is_s3("./s3:/b/k")


def test_directory_buckets_have_a_suffix() -> None:
    assert is_directory_bucket("name--usw2-az1--x-s3")
    assert not is_directory_bucket("name")
