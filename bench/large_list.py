"""A bucket of 1,000,000 objects, 1,000 a page, in every output: time and peak memory.

    python -m bench.large_list [OFFICIAL] [--aws AWS] [--pages N] [--short N]

All of it is listed in json by both, and by ours in the outputs that are written page by page, for
which the official CLI takes up to half an hour: there both list a short bucket. What both print
must be the same.
"""

import argparse
import hashlib
import sys
import tempfile
from pathlib import Path

from bench.measure import Run, measure
from bench.report import Row, Table, explain_official, save
from bench.stub import PAGE_KEYS, PAGES, Stub
from tests.sandbox import aws_command, environment

JSON = ["--output", "json"]
PAGE_BY_PAGE = [
    ["--output", "text"],
    ["--output", "yaml-stream"],
    ["--output", "text", "--query", "Contents[].[Key,Size]"],
]


def listing(aws: str, output: list[str], variables: dict[str, str]) -> tuple[Run, str]:
    """List the bucket; return the run and the hash of what was printed."""
    digest = hashlib.sha256()
    command = [aws, "s3api", "list-objects-v2", "--bucket", "large", *output]
    run = measure(command, variables, on_output=digest.update)
    if run.exit_code:
        msg = f"exit code {run.exit_code}: {' '.join(command)}"
        raise RuntimeError(msg)
    return run, digest.hexdigest()


def compare(
    commands: list[str], outputs: list[list[str]], variables: dict[str, str]
) -> tuple[list[Row], list[Row]]:
    """List with each command in each of the outputs; return the times and the peaks of memory."""
    times, peaks = [], []
    for output in outputs:
        runs, hashes = zip(*(listing(aws, output, variables) for aws in commands), strict=True)
        if len(set(hashes)) > 1:
            msg = f"the outputs differ: {' '.join(output)}"
            raise RuntimeError(msg)
        name = " ".join(output)
        theirs = runs[1] if len(runs) > 1 else None
        times.append(Row(name, runs[0].seconds, theirs and theirs.seconds))
        peaks.append(Row(name, runs[0].peak_megabytes, theirs and theirs.peak_megabytes))
    return times, peaks


def _save(name: str, pages: int, rows: tuple[list[Row], list[Row]]) -> None:
    unit = f"list of {pages * PAGE_KEYS:,} objects"
    save(Table(f"{name}-time", f"{unit}, s", "official", rows[0]))
    save(Table(f"{name}-memory", f"{unit}, peak memory, MB", "official", rows[1]))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("official", nargs="?", help="the official aws, v2.36.7")
    parser.add_argument("--aws", default=aws_command(), help="the command to measure")
    parser.add_argument("--pages", type=int, default=PAGES, help=f"pages (default: {PAGES})")
    parser.add_argument(
        "--short", type=int, default=20, help="pages of the short one (default: 20)"
    )
    options = parser.parse_args()
    explain_official(options.official)
    both = [options.aws, *([options.official] if options.official else [])]
    with tempfile.TemporaryDirectory() as folder:
        cache = f"{folder}/cache"
        with Stub(pages=options.short) as stub:
            variables = environment(Path(folder), stub.url, PARAPH_CACHE_DIR=cache)
            _save("short-list", options.short, compare(both, [JSON, *PAGE_BY_PAGE], variables))
        with Stub(pages=options.pages) as stub:
            variables = environment(Path(folder), stub.url, PARAPH_CACHE_DIR=cache)
            times, peaks = compare(both, [JSON], variables)
            ours = compare([options.aws], PAGE_BY_PAGE, variables)
            _save("large-list", options.pages, (times + ours[0], peaks + ours[1]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
