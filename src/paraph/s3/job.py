"""One transfer from its beginning to the line that says how it went."""

from __future__ import annotations

from _thread import allocate_lock

from paraph.client.errors import ServiceError
from paraph.s3.entry import DELETE
from paraph.s3.errors import CancelledError
from paraph.s3.route import shown_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, BinaryIO

    from paraph.s3.calls import Calls
    from paraph.s3.entry import Action
    from paraph.s3.options import TransferOptions
    from paraph.s3.progress import Progress
    from paraph.s3.throttle import Throttle
    from paraph.s3.transfer_config import TransferConfig
    from paraph.s3.workers import Workers

    Params = dict[str, Any]


class Workshop:
    """What all jobs of a command work with.

    `calls` reaches the target's region (the only one for uploads and downloads), `source_calls`
    the source's; `stdin` and `stdout` are for transfers of streams.
    """

    __slots__ = (
        "calls",
        "config",
        "options",
        "progress",
        "source_calls",
        "stdin",
        "stdout",
        "throttle",
        "workers",
    )

    def __init__(
        self,
        options: TransferOptions,
        config: TransferConfig,
        calls: Calls,
        source_calls: Calls,
        workers: Workers,
        progress: Progress,
    ) -> None:
        self.options = options
        self.config = config
        self.calls = calls
        self.source_calls = source_calls
        self.workers = workers
        self.progress = progress
        self.throttle: Throttle | None = None
        self.stdin: Callable[[], BinaryIO] | None = None
        self.stdout: Callable[[], BinaryIO] | None = None

    def take(self, count: int) -> None:
        """Wait until `count` bytes may be sent or received."""
        if self.throttle is not None:
            self.throttle.take(count)


class Job:
    """Does one action; `start` never raises, and the outcome is told to the progress once."""

    def __init__(self, shop: Workshop, action: Action) -> None:
        self.shop = shop
        self.action = action
        self.entry = action.entry
        self._moved = 0
        self._lock = allocate_lock()

    def start(self) -> None:
        """Do the action, or begin it: parts that are still under way call `end`."""
        try:
            self.shop.workers.check()
            is_done = self.run()
        except Exception as error:  # noqa: BLE001  whatever it is, the other files go on
            self.end(error)
            return
        if is_done:
            self.end(None)

    def run(self) -> bool:
        """Do the action and return True; False where parts have been given to the workers."""
        raise NotImplementedError

    def delete_source(self) -> None:
        """Delete what has been moved."""

    def advance(self, count: int) -> None:
        """Count bytes as transferred."""
        with self._lock:
            self._moved += count
        self.shop.progress.advance(count)

    def end(self, error: BaseException | None) -> None:
        """Finish: delete the source of a move, and say how it went."""
        if error is None and self.shop.options.moves:
            try:
                self.delete_source()
            except Exception as caught:  # noqa: BLE001  as above
                error = caught
        self.action.done()
        progress = self.shop.progress
        if error is None:
            progress.succeed(f"{self._verb}: {self.place}")
        elif isinstance(error, ServiceError) and error.code == "PreconditionFailed":
            # `--no-overwrite`, and the target was there.
            progress.skip()
        elif not isinstance(error, CancelledError):
            rest = (self.entry.size or 0) - self._moved
            progress.fail(f"{self._verb} failed: {self.place} {error}", rest)

    @property
    def line(self) -> str:
        """What a success would be told with."""
        return f"{self._verb}: {self.place}"

    @property
    def _verb(self) -> str:
        return "move" if self.shop.options.moves else self.action.operation

    @property
    def place(self) -> str:
        """Source and target as they are shown."""
        source = shown_path(self.entry.kind, self.entry.path)
        if self.action.operation == DELETE:
            return source
        return f"{source} to {self.shown_target}"

    @property
    def shown_target(self) -> str:
        """The target as it is shown."""
        raise NotImplementedError
