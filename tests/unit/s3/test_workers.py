"""Tasks and parts."""

import threading
from collections.abc import Callable

from paraph.s3.errors import CancelledError
from paraph.s3.workers import PartSet, Workers


def test_everything_is_done_before_close_returns() -> None:
    workers = Workers(4, 10)
    done: list[int] = []
    for number in range(100):
        workers.submit(lambda number=number: done.append(number))
    workers.close()
    assert sorted(done) == list(range(100))


def test_no_more_at_a_time_than_there_are_workers() -> None:
    workers = Workers(3, 100)
    lock = threading.Lock()
    running, most = 0, 0
    barrier = threading.Barrier(3)

    def task() -> None:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        barrier.wait(timeout=10)
        with lock:
            running -= 1

    for _ in range(9):
        workers.submit(task)
    workers.close()
    assert most == 3


def _run_parts(parts: list[Callable[[], None]]) -> list[BaseException | None]:
    workers = Workers(2, 10, inline=True)
    ended: list[BaseException | None] = []
    together = PartSet(workers, ended.append)
    for part in parts:
        together.add(part)
    together.seal()
    workers.close()
    return ended


def test_end_is_called_once_when_all_parts_are_done() -> None:
    done: list[int] = []
    ended = _run_parts([lambda number=number: done.append(number) for number in range(20)])
    assert ended == [None]
    assert len(done) == 20


def test_first_failure_is_told_and_the_rest_left_out() -> None:
    def fail() -> None:
        raise OSError("disk full")

    (error,) = _run_parts([fail, fail])
    assert str(error) == "disk full"


def test_what_is_stopped_is_not_completed() -> None:
    workers = Workers(1, 10)
    ended: list[BaseException | None] = []
    together = PartSet(workers, ended.append)

    def stop() -> None:
        workers.is_stopped = True

    together.add(stop)
    together.seal()
    workers.close()
    assert isinstance(ended[0], CancelledError)
