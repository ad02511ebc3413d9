"""Start-up: whole processes, ours and the official CLI's, in turns.

python -m bench.startup [OFFICIAL] [--aws AWS] [--runs N] [--json FILE]
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.certificate import hashed_directory, make_certificate
from bench.measure import measure, seconds_of, take_turns
from bench.report import Row, Table, explain_official, save
from bench.stub import Stub
from tests.sandbox import ACCESS_KEY_ID, REGION, SECRET_ACCESS_KEY, aws_command, environment

COMMANDS = (
    "--version",
    "configure get region",
    "sts get-caller-identity",
    "ec2 describe-instances",
    "s3api list-buckets",
    "dynamodb get-item --table-name people --key id={S=1}",
)
FIRST_USES = COMMANDS[2:]


@dataclass(frozen=True, slots=True)
class Bench:
    """What is compared, where both find their home, and how often each runs."""

    ours: str
    official: str | None
    home: Path
    runs: int

    def variables(self, stub: Stub, **more: str) -> dict[str, str]:
        return environment(self.home, stub.url, PARAPH_CACHE_DIR=str(self.home / "cache"), **more)

    def row(self, name: str, ours: Callable[[], float], theirs: Callable[[], float] | None) -> Row:
        if theirs is None:
            return Row(name, take_turns(self.runs, ours)[0] * 1000, None)
        mine, other = take_turns(self.runs, ours, theirs)
        return Row(name, mine * 1000, other * 1000)


def warm(bench: Bench, stub: Stub) -> Table:
    """Every use of a service but the first."""
    variables = bench.variables(stub)
    rows = []
    for line in COMMANDS:
        words = line.split()
        theirs = bench.official and partial(seconds_of, [bench.official, *words], variables)
        name = f"aws {' '.join(words[:3] if words[0] == 'configure' else words[:2])}"
        rows.append(
            bench.row(name, partial(seconds_of, [bench.ours, *words], variables), theirs or None)
        )
    return Table("startup", "whole process, ms", "official", rows)


def first_use(bench: Bench, stub: Stub) -> Table:
    """The first use of a service, which compiles its model, against theirs, always the same."""
    variables = bench.variables(stub)
    cold = bench.home / "cold"

    def ours(words: list[str]) -> float:
        shutil.rmtree(cold, ignore_errors=True)
        return seconds_of([bench.ours, *words], variables | {"PARAPH_CACHE_DIR": str(cold)})

    rows = []
    for line in FIRST_USES:
        words = line.split()
        theirs = bench.official and partial(seconds_of, [bench.official, *words], variables)
        rows.append(bench.row(f"aws {' '.join(words[:2])}", partial(ours, words), theirs or None))
    return Table("first-use", "first use, empty cache, ms", "official", rows)


def https(bench: Bench) -> Table:
    """The same call over verified HTTPS: ours, and curl's own signer.

    First as each finds the system's authorities by itself where Debian keeps them: curl reads the
    bundle, ours searches the directory beside it. Then with the same file given to both.
    """
    curl = shutil.which("curl")
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        certificate, key, bundles = make_certificate(Path(folder))
        with Stub(certificate, key) as stub:
            ways = [
                (name, bundle, {"AWS_CA_BUNDLE": str(bundle)}) for name, bundle in bundles.items()
            ]
            directory = hashed_directory(Path(folder))
            if directory is not None:
                found = {"SSL_CERT_DIR": str(directory)}
                ways.insert(0, ("each its default", list(bundles.values())[-1], found))
            for name, bundle, trust in ways:
                variables = bench.variables(stub, **trust)
                ours = partial(seconds_of, [bench.ours, "sts", "get-caller-identity"], variables)
                theirs = curl and partial(seconds_of, _curl(curl, stub, bundle), variables)
                rows.append(bench.row(f"sts get-caller-identity, {name}", ours, theirs or None))
    return Table("https", "verified HTTPS, ms", "curl --aws-sigv4", rows)


def _curl(curl: str, stub: Stub, bundle: Path) -> list[str]:
    return [
        *(curl, "--silent", "--fail", "--cacert", str(bundle)),
        *("--aws-sigv4", f"aws:amz:{REGION}:sts", "--user", f"{ACCESS_KEY_ID}:{SECRET_ACCESS_KEY}"),
        *("--data", "Action=GetCallerIdentity&Version=2011-06-15", f"{stub.url}/"),
    ]


def memory(bench: Bench, stub: Stub) -> Table:
    """The most memory a process has, as the system counts it."""
    variables = bench.variables(stub)
    words = ["sts", "get-caller-identity"]

    def peak(aws: str) -> float:
        return max(measure([aws, *words], variables).peak_megabytes for _ in range(3))

    theirs = peak(bench.official) if bench.official else None
    row = Row("aws sts get-caller-identity", peak(bench.ours), theirs)
    return Table("memory", "peak memory, MB", "official", [row])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("official", nargs="?", help="the official aws, v2.36.7")
    parser.add_argument("--aws", default=aws_command(), help="the command to measure")
    parser.add_argument("--runs", type=int, default=15, help="runs of each (default: 15)")
    options = parser.parse_args()
    explain_official(options.official)
    with tempfile.TemporaryDirectory() as folder, Stub() as stub:
        home = Path(folder)
        (home / ".aws").mkdir()
        (home / ".aws" / "config").write_text(f"[default]\nregion = {REGION}\n")
        bench = Bench(options.aws, options.official, home, options.runs)
        save(warm(bench, stub))
        save(first_use(bench, stub))
        save(https(bench))
        save(memory(bench, stub))
    return 0


if __name__ == "__main__":
    sys.exit(main())
