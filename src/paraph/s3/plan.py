"""From two sorted streams of entries to the actions that make the second like the first. Pure.

The streams are merged by name: what only the source has is transferred, what only the target has is
deleted (where that was asked for), what both have is compared.
"""

from __future__ import annotations

from paraph.s3.entry import DELETE, Action

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from paraph.s3.compare import SyncRules
    from paraph.s3.entry import Entry

    # What is to be done with a source that the target has not: the action, or nothing
    Missing = Callable[[Action], Action | None]
    # Whether what both ends have has to be transferred
    Outdated = Callable[[Entry, Entry], bool]


def plan_all(operation: str, sources: Iterable[Entry]) -> Iterator[Action]:
    """Do `operation` on every source."""
    return (Action(operation, entry) for entry in sources)


def plan_sync(
    operation: str,
    sources: Iterable[Entry],
    targets: Iterable[Entry],
    rules: SyncRules,
    missing: Missing | None = None,
) -> Iterator[Action]:
    """Give the actions of `sync`; both streams are sorted by name and read as they are needed."""

    def outdated(source: Entry, target: Entry) -> bool:
        return rules.is_outdated(source, target, operation)

    return merge(operation, sources, targets, outdated, missing, deletes=rules.deletes)


def merge(
    operation: str,
    sources: Iterable[Entry],
    targets: Iterable[Entry],
    outdated: Outdated,
    missing: Missing | None = None,
    *,
    deletes: bool = False,
) -> Iterator[Action]:
    """Walk both streams side by side."""
    left, right = iter(sources), iter(targets)
    source, target = next(left, None), next(right, None)
    while source is not None or target is not None:
        if target is None or (source is not None and source.name < target.name):
            assert source is not None  # noqa: S101  one of the two is
            action = Action(operation, source)
            chosen = action if missing is None else missing(action)
            if chosen is not None:
                yield chosen
            source = next(left, None)
        elif source is None or target.name < source.name:
            if deletes:
                yield Action(DELETE, target)
            target = next(right, None)
        else:
            if outdated(source, target):
                yield Action(operation, source)
            source, target = next(left, None), next(right, None)
