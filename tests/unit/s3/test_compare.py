"""The truth table of `sync`."""

import pytest

from paraph.s3.compare import SyncRules
from paraph.s3.entry import COPY, DOWNLOAD, LOCAL, UPLOAD, Entry

_DEFAULT = SyncRules()
_SIZE = SyncRules(size_only=True)
_EXACT = SyncRules(exact_timestamps=True)
_KEEP = SyncRules(no_overwrite=True)


def _entry(size: int, modified: float) -> Entry:
    return Entry(LOCAL, "x", size=size, modified=modified)


@pytest.mark.parametrize(
    ("rules", "operation", "same_size", "older", "same_time", "newer"),
    [
        # source relative to target: older, of the same time, newer (sizes are equal)
        (_DEFAULT, UPLOAD, True, False, False, True),
        (_DEFAULT, COPY, True, False, False, True),
        (_DEFAULT, DOWNLOAD, True, True, False, False),
        (_EXACT, UPLOAD, True, False, False, True),
        (_EXACT, DOWNLOAD, True, True, False, True),
        (_SIZE, UPLOAD, True, False, False, False),
        (_SIZE, DOWNLOAD, True, False, False, False),
        (_KEEP, UPLOAD, True, False, False, False),
        # sizes differ
        (_DEFAULT, UPLOAD, False, True, True, True),
        (_DEFAULT, DOWNLOAD, False, True, True, True),
        (_EXACT, DOWNLOAD, False, True, True, True),
        (_SIZE, COPY, False, True, True, True),
        (_KEEP, DOWNLOAD, False, False, False, False),
    ],
)
def test_rule(
    rules: SyncRules, operation: str, same_size: bool, older: bool, same_time: bool, newer: bool
) -> None:
    target = _entry(5, 100.0)
    sources = [_entry(5 if same_size else 6, modified) for modified in (99.0, 100.0, 101.0)]
    found = [rules.is_outdated(source, target, operation) for source in sources]
    assert found == [older, same_time, newer]


def test_less_than_a_microsecond_is_no_difference() -> None:
    source, target = _entry(1, 100.0000001), _entry(1, 100.0)
    assert not SyncRules().is_outdated(source, target, UPLOAD)
