"""A moto server in a process of its own, on a loopback port that the system chooses.

`python -m tests.moto_server` serves until its standard input ends, so that it never outlives the
process that started it, however that process ends.
"""

import logging
import os
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Self

_ROOT = Path(__file__).parent.parent
_SEED = 42


class MotoServer:
    """Started on entry, stopped by its process id on exit. `url` is where it answers."""

    def __init__(self) -> None:
        self.url = ""
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.moto_server"],
            cwd=_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self._process.stdout is not None
        port = self._process.stdout.readline().decode().strip()
        if not port:
            self._stop()
            msg = "the moto server did not start"
            raise RuntimeError(msg)
        self.url = f"http://127.0.0.1:{port}"
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._stop()

    def seed(self) -> None:
        """Make the identifiers that moto draws the same for the same requests in the same order."""
        request = urllib.request.Request(f"{self.url}/moto-api/seed?a={_SEED}", method="POST")
        urllib.request.urlopen(request, timeout=30).close()

    def reset(self) -> None:
        """Forget all state."""
        request = urllib.request.Request(f"{self.url}/moto-api/reset", method="POST")
        urllib.request.urlopen(request, timeout=30).close()

    def _stop(self) -> None:
        process = self._process
        if process is None:
            return
        process.terminate()
        process.communicate()
        self._process = None


def main() -> None:
    from moto.moto_server.werkzeug_app import (
        DomainDispatcherApplication,
        MotoRequestHandler,
        create_backend_app,
    )
    from werkzeug.serving import make_server

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    application = DomainDispatcherApplication(create_backend_app)
    server = make_server(
        "127.0.0.1", 0, application, threaded=True, request_handler=MotoRequestHandler
    )
    os.environ["MOTO_PORT"] = str(server.server_port)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    print(server.server_port, flush=True)
    server.serve_forever()


def _end_with_parent() -> None:
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    main()
