"""Runs `session.txt`, a session of real commands, against a moto server of its own.

    python -m tests.counterpart.run_session AWS               compare with what is recorded
    python -m tests.counterpart.run_session AWS OFFICIAL      compare two commands, byte for byte
    python -m tests.counterpart.run_session --record OFFICIAL write down what OFFICIAL prints

A line of the session is one of

    # why                        a comment
    $ aws SERVICE …              a command; `$NAME` stands for what was captured
    $ NAME=$(aws SERVICE …)      captures the one value on stdout, without its line end and quotes
    $ cmp FILE FILE              the files are the same
      text                       (two spaces) a line that the command above prints on stdout
    ! text                       the first line it prints on stderr
    = N                          its exit code, when that is not 0
"""

import argparse
import filecmp
import random
import re
import shlex
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from tests.moto_server import MotoServer
from tests.sandbox import environment

SESSION = Path(__file__).with_name("session.txt")
_CAPTURE = re.compile(r"(\w+)=\$\((.*)\)")
# What differs between two runs of one session: the clock, and the port.
_VOLATILE = (
    (re.compile(r"http://127\.0\.0\.1:\d+"), "{ENDPOINT}"),
    (re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[+-]\d\d:\d\d|Z)?"), "{TIME}"),
    (re.compile(r"\b1[789]\d{8}(?:\d{3}|\.\d+)?\b"), "{EPOCH}"),
)


@dataclass(slots=True)
class Step:
    """One command line and what it is recorded to print."""

    number: int
    command: str
    stdout: list[str] = field(default_factory=list)
    stderr: str = ""
    exit_code: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    stdout: str
    stderr: str
    exit_code: int


def read_session(text: str) -> list[Step]:
    steps: list[Step] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("$ "):
            steps.append(Step(number, line[2:]))
        elif line.startswith("  "):
            steps[-1].stdout.append(line[2:])
        elif line.startswith("! "):
            steps[-1].stderr = line[2:]
        elif line.startswith("= "):
            steps[-1].exit_code = int(line[2:])
        elif line and not line.startswith("#"):
            msg = f"{SESSION.name}:{number}: not a line of a session: {line}"
            raise ValueError(msg)
    return steps


def run_session(aws: str, steps: list[Step], cache_folder: str | None = None) -> list[Result]:
    """Run every step with the command `aws` against a fresh, seeded server."""
    with MotoServer() as server, tempfile.TemporaryDirectory() as folder:
        server.seed()
        work = Path(folder) / "work"
        work.mkdir()
        _write_inputs(work)
        variables = environment(Path(folder) / "home", server.url)
        if cache_folder is not None:
            variables["PARAPH_CACHE_DIR"] = cache_folder
        captured: dict[str, str] = {}
        return [_run(aws, step.command, work, variables, captured) for step in steps]


def _run(
    aws: str, command: str, work: Path, variables: dict[str, str], captured: dict[str, str]
) -> Result:
    capture = _CAPTURE.fullmatch(command)
    words = shlex.split(capture[2] if capture else command)
    words = [_substitute(word, captured) for word in words]
    if words[0] == "cmp":
        same = filecmp.cmp(work / words[1], work / words[2], shallow=False)
        return Result("", "", 0 if same else 1)
    done = subprocess.run(
        [aws, *words[1:]], cwd=work, env=variables, capture_output=True, stdin=subprocess.DEVNULL
    )
    stdout, stderr = done.stdout.decode(), done.stderr.decode()
    if capture:
        captured[capture[1]] = stdout.removesuffix("\n").strip('"')
        stdout = ""
    stderr_lines = stderr.strip().splitlines() or [""]
    return Result(normalise(stdout), normalise(stderr_lines[0]), done.returncode)


def _substitute(word: str, captured: dict[str, str]) -> str:
    for name, value in captured.items():
        word = word.replace(f"${name}", value)
    return word


def normalise(text: str) -> str:
    for pattern, name in _VOLATILE:
        text = pattern.sub(name, text)
    return text


def _write_inputs(work: Path) -> None:
    """The files that commands of the session read."""
    (work / "upload.bin").write_bytes(random.Random(1).randbytes(5_000_000))
    (work / "note.txt").write_text("A paraph is the flourish under a signature.\n")
    with zipfile.ZipFile(work / "function.zip", "w") as archive:
        # A fixed date, as the code's hash is part of what is printed.
        entry = zipfile.ZipInfo("index.py", (2026, 1, 2, 3, 4, 6))
        archive.writestr(entry, "def handler(event, context):\n    return event\n")
    (work / "template.json").write_text(
        '{"Resources": {"Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "stack"}}'
        '}, "Outputs": {"Arn": {"Value": {"Ref": "Topic"}}}}'
    )


def expected(step: Step) -> Result:
    return Result("".join(f"{line}\n" for line in step.stdout), step.stderr, step.exit_code)


def differences(steps: list[Step], wanted: list[Result], got: list[Result]) -> list[str]:
    """Say for each step whose results differ what was wanted and what came."""
    found = []
    for step, left, right in zip(steps, wanted, got, strict=True):
        if left != right:
            found.append(
                f"{SESSION.name}:{step.number}: $ {step.command}\n"
                f"wanted {left.exit_code} {left.stderr}\n{left.stdout}"
                f"got    {right.exit_code} {right.stderr}\n{right.stdout}"
            )
    return found


def record(text: str, results: list[Result]) -> str:
    """Put the results in place of what the session has recorded."""
    lines: list[str] = []
    waiting = iter(results)
    for line in text.splitlines():
        if line.startswith(("  ", "! ", "= ")):
            continue
        lines.append(line)
        if line.startswith("$ "):
            result = next(waiting)
            lines += [f"  {row}" for row in result.stdout.splitlines()]
            lines += [f"! {result.stderr}"] if result.stderr else []
            lines += [f"= {result.exit_code}"] if result.exit_code else []
    return "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("aws", help="the command to run")
    parser.add_argument("official", nargs="?", help="another command to compare it with")
    parser.add_argument("--record", action="store_true", help="write its results into the session")
    options = parser.parse_args()
    text = SESSION.read_text()
    steps = read_session(text)
    got = run_session(options.aws, steps)
    if options.record:
        SESSION.write_text(record(text, got))
        return 0
    if options.official:
        wanted = run_session(options.official, steps)
    else:
        wanted = [expected(step) for step in steps]
    found = differences(steps, wanted, got)
    print("\n".join(found))
    print(f"{len(steps)} steps, {len(steps) - len(found)} the same")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
