"""How much source one `aws sts get-caller-identity` enters: files, functions, calls.

python -m bench.trace [OFFICIAL] [--list]
"""

import argparse
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bench.report import Row, Table, explain_official, save
from bench.stub import Stub
from tests.sandbox import aws_command, environment

# Runs the command as its script does and counts what a profiler sees of the given packages.
_TRACER = """
import json, os, sys
report, script, packages, *arguments = sys.argv[1:]
parts = tuple(f"{os.sep}{name}{os.sep}" for name in packages.split(","))
files, functions, calls, defining = {}, set(), 0, set()
CO_OPTIMIZED = 1  # the code of a function has it, the body of a class has not

def enter(frame, event, argument):
    global calls
    if event != "call":
        return
    code = frame.f_code
    if code.co_name == "<module>":  # importing is another figure
        return
    if any(part in code.co_filename for part in parts):
        defining.add(code.co_filename)
        if not code.co_flags & CO_OPTIMIZED:
            return
        calls += 1
        functions.add(code)
        files[code.co_filename] = files.get(code.co_filename, 0) + 1

def leave(code=0):
    raise SystemExit(code)

os._exit = leave  # a command may leave without what Python does at its end
sys.argv = [script, *arguments]
source = compile(open(script).read(), script, "exec")
sys.setprofile(enter)
try:
    exec(source, {"__name__": "__main__"})
except SystemExit:
    pass
finally:
    sys.setprofile(None)
with open(report, "w") as file:
    json.dump([files, len(functions), calls, len(defining)], file)
"""


@dataclass(frozen=True, slots=True)
class Trace:
    """Calls by source file, and how many functions and calls there were.

    `defining_files` counts those too that only run the statements of their classes.
    """

    files: dict[str, int]
    functions: int
    calls: int
    defining_files: int


def trace(aws: str, packages: str, stub: Stub, home: Path, arguments: list[str]) -> Trace:
    """Run the script `aws` under a profiler, with the Python that its first line names."""
    python = Path(aws).read_text().splitlines()[0].removeprefix("#!").strip()
    report = home / "trace.json"
    variables = environment(home, stub.url, PARAPH_CACHE_DIR=str(home / "cache"))
    for _ in range(2):  # the first one compiles the model
        subprocess.run(
            [python, "-c", _TRACER, str(report), aws, packages, *arguments],
            env=variables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            check=True,
        )
    return Trace(*json.loads(report.read_text()))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("official", nargs="?", help="the official aws, v2.36.7")
    parser.add_argument("--aws", default=aws_command(), help="the command to trace")
    parser.add_argument("--list", action="store_true", help="name the files")
    options = parser.parse_args()
    explain_official(options.official)
    arguments = ["sts", "get-caller-identity"]
    with tempfile.TemporaryDirectory() as folder, Stub() as stub:
        ours = trace(options.aws, "paraph", stub, Path(folder), arguments)
        theirs = None
        if options.official:
            theirs = trace(options.official, "awscli", stub, Path(folder), arguments)
    if options.list:
        print("\n".join(f"{calls:6} {name}" for name, calls in ours.files.items()))
    rows = [
        Row("source files", len(ours.files), len(theirs.files) if theirs else None),
        Row(
            "source files, with those that only define classes",
            ours.defining_files,
            theirs.defining_files if theirs else None,
        ),
        Row("functions", ours.functions, theirs.functions if theirs else None),
        Row("calls", ours.calls, theirs.calls if theirs else None),
    ]
    save(Table("trace", "entered by one sts get-caller-identity", "official", rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
