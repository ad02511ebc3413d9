"""Two sorted streams to actions."""

from hypothesis import given
from hypothesis import strategies as st

from paraph.s3.compare import SyncRules
from paraph.s3.entry import COPY, DELETE, DOWNLOAD, S3, UPLOAD, Action, Entry
from paraph.s3.plan import merge, plan_all, plan_sync

# Name → (size, time)
State = dict[str, tuple[int, float]]

_STATES = st.dictionaries(
    st.text("ab/-", min_size=1, max_size=4), st.tuples(st.integers(0, 2), st.integers(0, 3))
)
_RULES = st.builds(SyncRules, deletes=st.booleans(), exact_timestamps=st.booleans())


def _entries(state: State) -> list[Entry]:
    return [
        Entry(S3, name, name=name, size=size, modified=modified)
        for name, (size, modified) in sorted(state.items())
    ]


def _apply(actions: list[Action], target: State, now: float) -> State:
    result = dict(target)
    for action in actions:
        entry = action.entry
        if action.operation == DELETE:
            del result[entry.name]
        else:
            # A download sets the object's time; S3 sets its own.
            modified = entry.modified if action.operation == DOWNLOAD else now
            result[entry.name] = (entry.size or 0, modified or 0.0)
    return result


@given(_STATES, _STATES, _RULES, st.sampled_from([UPLOAD, DOWNLOAD, COPY]))
def test_nothing_is_left_to_do_after_a_plan(
    source: State, target: State, rules: SyncRules, operation: str
) -> None:
    first = list(plan_sync(operation, _entries(source), _entries(target), rules))
    result = _apply(first, target, now=10)
    assert list(plan_sync(operation, _entries(source), _entries(result), rules)) == []


@given(_STATES, _STATES)
def test_with_delete_the_target_becomes_the_source(source: State, target: State) -> None:
    rules = SyncRules(deletes=True, exact_timestamps=True)
    actions = list(plan_sync(DOWNLOAD, _entries(source), _entries(target), rules))
    assert _apply(actions, target, now=10) == source


@given(_STATES, _STATES)
def test_without_delete_nothing_goes(source: State, target: State) -> None:
    actions = plan_sync(UPLOAD, _entries(source), _entries(target), SyncRules())
    assert {action.operation for action in actions} <= {UPLOAD}


def test_streams_are_read_as_they_are_needed() -> None:
    read: list[str] = []

    def noting(entry: Entry) -> Entry:
        read.append(entry.name)
        return entry

    sources = (noting(entry) for entry in _entries({"a": (1, 1), "b": (1, 1), "c": (1, 1)}))
    next(plan_all(UPLOAD, sources))
    assert read == ["a"]


def test_what_is_missing_may_be_refused() -> None:
    actions = merge(
        DOWNLOAD,
        _entries({"a": (1, 1), "b": (1, 1)}),
        _entries({"b": (1, 1)}),
        lambda *_: True,
        lambda _: None,
    )
    assert [action.entry.name for action in actions] == ["b"]
