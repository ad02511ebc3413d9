"""A bounded number of threads that make requests at the same time.

Two kinds of work: tasks, one for each file, and parts of a file that a task has begun. Parts go
first, so that what has begun is finished. Nothing waits inside a thread: whoever finishes the last
part of a file also ends it.
"""

from __future__ import annotations

from _thread import allocate_lock
from collections import deque

from paraph.s3.errors import CancelledError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from threading import Condition, Thread

    Task = Callable[[], None]
    # Called with what went wrong first, None where nothing did
    End = Callable[[BaseException | None], None]


class Workers:
    """Threads, started as they are needed. `is_stopped` tells running work to give up.

    With `inline`, a task is done by its caller, and threads are started for parts alone: a single
    small file needs none.
    """

    def __init__(self, count: int, queue_size: int, *, inline: bool = False) -> None:
        self.count = count
        self.is_stopped = False
        self._queue_size = queue_size
        self._inline = inline
        self._tasks: deque[Task] = deque()
        self._parts: deque[Task] = deque()
        self._threads: list[Thread] = []
        self._busy = 0
        self._is_closing = False
        # Made with the first thread: `threading` takes a millisecond to import
        self._condition: Condition | None = None

    def submit(self, task: Task) -> None:
        """Have `task` done; waits while the queue is full. A task must not raise."""
        if self._inline:
            task()
            return
        condition = self._ready()
        with condition:
            while len(self._tasks) >= self._queue_size and not self.is_stopped:
                condition.wait()
            self._tasks.append(task)
            self._grow()
            condition.notify_all()

    def submit_part(self, part: Task) -> None:
        """Have `part` done before any task that waits; it must not raise."""
        condition = self._ready()
        with condition:
            self._parts.append(part)
            self._grow()
            condition.notify_all()

    def close(self) -> None:
        """Wait until everything is done."""
        if self._condition is None:
            return
        with self._condition:
            self._is_closing = True
            self._condition.notify_all()
        for thread in self._threads:
            thread.join()

    def stop(self) -> None:
        """Drop the tasks that wait, tell the others to give up, and wait for them."""
        self.is_stopped = True
        self._tasks.clear()
        self.close()

    def check(self) -> None:
        """Raise CancelledError where work is to be given up."""
        if self.is_stopped:
            raise CancelledError

    def _ready(self) -> Condition:
        if self._condition is None:
            from threading import Condition  # noqa: PLC0415  lazy: most commands need no thread

            self._condition = Condition()
        return self._condition

    def _grow(self) -> None:
        """Start another thread where there is more to do than there are idle ones."""
        waiting = len(self._tasks) + len(self._parts)
        if len(self._threads) < self.count and len(self._threads) - self._busy < waiting:
            from threading import Thread  # noqa: PLC0415  lazy: as above

            thread = Thread(target=self._work, daemon=True)
            self._threads.append(thread)
            thread.start()

    def _work(self) -> None:
        condition = self._ready()
        while True:
            with condition:
                while not (self._parts or self._tasks):
                    # What still runs may bring more parts.
                    if self._is_closing and not self._busy:
                        return
                    condition.wait()
                task = self._parts.popleft() if self._parts else self._tasks.popleft()
                self._busy += 1
                condition.notify_all()
            try:
                task()
            finally:
                with condition:
                    self._busy -= 1
                    condition.notify_all()


class PartSet:
    """The parts of one file, done by several threads; the last one to finish calls `end`.

    After the first failure the other parts are left out.
    """

    def __init__(self, workers: Workers, end: End) -> None:
        self._workers = workers
        self._end = end
        self._lock = allocate_lock()
        # Parts under way, and one for whoever is still adding
        self._open = 1
        self.error: BaseException | None = None

    def add(self, part: Task) -> None:
        """Have `part` done; it may raise."""
        with self._lock:
            self._open += 1
        self._workers.submit_part(lambda: self._run(part))

    def seal(self, error: BaseException | None = None) -> None:
        """Say that no part follows, because of `error` or because it was the last."""
        self._finish(error)

    def _run(self, part: Task) -> None:
        error: BaseException | None = None
        try:
            self._workers.check()
            if self.error is None:
                part()
        except Exception as caught:  # noqa: BLE001  told by `end`; a thread must not die of it
            error = caught
        self._finish(error)

    def _finish(self, error: BaseException | None) -> None:
        if error is None and self._workers.is_stopped:
            # All parts may have arrived all the same; nobody wants the whole any more.
            error = CancelledError()
        with self._lock:
            self.error = self.error or error
            self._open -= 1
            is_last = not self._open
        if is_last:
            self._end(self.error)
