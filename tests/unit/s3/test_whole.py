"""Checksums of ranges combined."""

from binascii import b2a_base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paraph.client.digest import new_digest
from paraph.s3.errors import DownloadChecksumError
from paraph.s3.whole import WholeChecksum

_CRCS = {
    "crc32": (32, 0xEDB88320),
    "crc32c": (32, 0x82F63B78),
    "crc64nvme": (64, 0x9A6C9329AC4BC9B5),
}


def _collect(algorithm: str, blocks: list[bytes], expected: bytes) -> WholeChecksum:
    digest = new_digest(algorithm)
    digest.update(expected)
    text = b2a_base64(digest.digest(), newline=False).decode()
    whole = WholeChecksum(algorithm, *_CRCS[algorithm], text)
    start = 0
    for block in blocks:
        whole.part(start)(block)
        start += len(block)
    return whole


@given(st.sampled_from(sorted(_CRCS)), st.lists(st.binary(min_size=1, max_size=40), min_size=1))
def test_ranges_together_have_the_checksum_of_the_whole(
    algorithm: str, blocks: list[bytes]
) -> None:
    _collect(algorithm, blocks, b"".join(blocks)).check()


@pytest.mark.parametrize("algorithm", sorted(_CRCS))
def test_ranges_in_the_wrong_order_are_noticed(algorithm: str) -> None:
    with pytest.raises(DownloadChecksumError, match="did not match"):
        _collect(algorithm, [b"second", b"first"], b"firstsecond").check()
