"""Into which parts an object is cut. Pure.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
"""

from __future__ import annotations

MEBIBYTE = 1024 * 1024
MIN_PART = 5 * MEBIBYTE
MAX_PART = 5 * 1024 * MEBIBYTE
MAX_PARTS = 10_000
# What S3 takes by way of parts, as v2 warns of it
MAX_OBJECT = MAX_PART * MAX_PARTS


def part_size_for(wanted: int, size: int | None) -> int:
    """Return the size of parts of an upload or a copy: near `wanted`, within what S3 allows.

    `size` is the whole in bytes, None where nobody knows. Parts are doubled until 10,000 do.
    """
    part_size = wanted
    while size is not None and -(-size // part_size) > MAX_PARTS:
        part_size *= 2
    return min(max(part_size, MIN_PART), MAX_PART)


def cut(size: int, part_size: int) -> list[tuple[int, int]]:
    """Return start and length of each part, in order; none for an empty whole."""
    return [(start, min(part_size, size - start)) for start in range(0, size, part_size)]
