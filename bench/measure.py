"""Times and memory of whole processes: medians of runs that take turns."""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

# A process begins with the memory of the one that started it, as the kernel counts (the peak of the
# old program stays on its record over exec). So a process of 8 MB starts what is measured.
_STARTER = """
import json, os, sys, time
arguments = sys.argv[2:]
begin = time.perf_counter()
process = os.posix_spawnp(arguments[0], arguments, os.environ)
_, status, usage = os.wait4(process, 0)
seconds = time.perf_counter() - begin
with open(int(sys.argv[1]), "w") as report:
    code = os.waitstatus_to_exitcode(status)
    json.dump([code, seconds, usage.ru_maxrss, usage.ru_utime + usage.ru_stime], report)
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One whole process: wall and CPU time, the most memory it had, what it printed."""

    exit_code: int
    seconds: float
    cpu_seconds: float
    peak_megabytes: float
    stdout: bytes
    stderr: bytes


def measure(
    command: Sequence[str],
    variables: dict[str, str],
    *,
    discard: bool = False,
    on_output: Callable[[bytes], None] | None = None,
) -> Run:
    """Run `command` once. `discard` its output, or give it piece by piece to `on_output`."""
    read_end, write_end = os.pipe()
    with subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", _STARTER, str(write_end), *command],
        env=variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL if discard else subprocess.PIPE,
        stderr=None if on_output else subprocess.PIPE,
        pass_fds=[write_end],
    ) as process:
        os.close(write_end)
        if on_output is not None and process.stdout is not None:
            while piece := process.stdout.read(1 << 20):
                on_output(piece)
        stdout, stderr = process.communicate()
    with open(read_end) as report:
        exit_code, seconds, peak, cpu_seconds = json.load(report)
    # Kilobytes on Linux, bytes on macOS (getrusage(2) of each).
    megabytes = peak / (1 << 20) if sys.platform == "darwin" else peak / 1024
    return Run(exit_code, seconds, cpu_seconds, megabytes, stdout or b"", stderr or b"")


def seconds_of(command: Sequence[str], variables: dict[str, str]) -> float:
    """Run `command` once, which must succeed; return its wall time."""
    begin = time.perf_counter()
    done = subprocess.run(
        command, env=variables, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    seconds = time.perf_counter() - begin
    if done.returncode:
        msg = f"exit code {done.returncode}: {' '.join(command)}"
        raise RuntimeError(msg)
    return seconds


def take_turns(runs: int, *subjects: Callable[[], float]) -> list[float]:
    """Return the median of each subject over `runs` rounds; in a round each has its turn.

    What else the machine does in that minute then weighs on all of them. The first round, which
    finds cold disks, is not counted.
    """
    times: list[list[float]] = [[] for _ in subjects]
    for round_number in range(runs + 1):
        for subject, collected in zip(subjects, times, strict=True):
            seconds = subject()
            if round_number:
                collected.append(seconds)
    return [statistics.median(collected) for collected in times]
