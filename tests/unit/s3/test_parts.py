"""How objects are cut."""

from hypothesis import given
from hypothesis import strategies as st

from paraph.s3.parts import MAX_PART, MAX_PARTS, MEBIBYTE, MIN_PART, cut, part_size_for


@given(st.integers(0, 10**6), st.integers(1, 10**5))
def test_parts_are_the_whole_without_gap_or_overlap(size: int, part_size: int) -> None:
    parts = cut(size, part_size)
    assert sum(length for _, length in parts) == size
    assert [start for start, _ in parts] == list(range(0, size, part_size))
    assert all(0 < length <= part_size for _, length in parts)


@given(st.integers(1, 5 * 1024**4), st.integers(1, 6 * 1024**3))
def test_part_size_is_within_the_limits_of_s3(size: int, wanted: int) -> None:
    part_size = part_size_for(wanted, size)
    assert MIN_PART <= part_size <= MAX_PART
    assert -(-size // part_size) <= MAX_PARTS


def test_part_size_stays_as_wanted_where_it_does() -> None:
    assert part_size_for(8 * MEBIBYTE, 80_000 * MEBIBYTE) == 8 * MEBIBYTE
    assert part_size_for(8 * MEBIBYTE, 80_001 * MEBIBYTE) == 16 * MEBIBYTE
    assert part_size_for(8 * MEBIBYTE, None) == 8 * MEBIBYTE
