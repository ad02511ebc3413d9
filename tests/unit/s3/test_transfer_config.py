"""The settings of transfers."""

import pytest

from paraph.s3.errors import ConfigError
from paraph.s3.transfer_config import TransferConfig


def test_defaults() -> None:
    config = TransferConfig({})
    assert (config.max_concurrent_requests, config.max_queue_size) == (10, 1000)
    assert config.multipart_threshold == config.multipart_chunksize == 8 * 1024 * 1024
    assert config.max_bandwidth is None


@pytest.mark.parametrize(
    ("text", "size"),
    [("1024", 1024), ("64KB", 65536), ("16mb", 16777216), ("1GiB", 1073741824)],
)
def test_sizes(text: str, size: int) -> None:
    assert TransferConfig({"multipart_chunksize": text}).multipart_chunksize == size


@pytest.mark.parametrize(
    ("text", "rate"),
    [("1024", 1024), ("50MB/s", 52428800), ("800B/s", 800), ("8Mb/s", 1048576), ("80b/s", 10)],
)
def test_rates(text: str, rate: int) -> None:
    assert TransferConfig({"max_bandwidth": text}).max_bandwidth == rate


@pytest.mark.parametrize(
    ("key", "text", "message"),
    [
        ("multipart_chunksize", "many", "Invalid size value: many"),
        ("max_concurrent_requests", "x", "must be a positive integer: x"),
        ("max_concurrent_requests", "0", "must be a positive integer: 0"),
        ("max_bandwidth", "fast", "Invalid rate: fast"),
        ("preferred_transfer_client", "own", 'Invalid value: "own"'),
    ],
)
def test_wrong_values(key: str, text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        TransferConfig({key: text})
