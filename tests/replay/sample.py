"""Which recorded cases a run replays, and what it takes to replay them."""

import gzip
import hashlib
import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

JOBS = os.cpu_count() or 1
ALL = os.environ.get("PARAPH_REPLAY") == "all"


def least(percent: float, count: int) -> float:
    """Return the share that `count` cases must reach where all of them must reach `percent`.

    All cases: `percent`. A sample: three standard errors of such a sample less, so that its make-up
    does not decide.
    """
    if ALL or not count:
        return percent
    return percent - 3 * (percent * (100 - percent) / count) ** 0.5


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def choose(
    cases: list[dict[str, Any]], group: Callable[[dict[str, Any]], str], share: float, least: int
) -> list[dict[str, Any]]:
    """Choose a `share` of each group, but `least` cases if there are as many; always the same.

    The order is that of the hashes of the ids, so that a case added later moves no other one.
    """
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for case in cases:
        groups[group(case)].append(case)
    chosen = []
    for members in groups.values():
        members.sort(key=lambda case: hashlib.sha256(case["id"].encode()).digest())
        count = len(members) if ALL else max(least, round(share * len(members)))
        chosen += members[:count]
    return chosen


def warm(paraph: str, variables: dict[str, str], cases: list[dict[str, Any]]) -> None:
    """Compile the models of the cases, as a person's second use of a service finds them."""

    def compile_service(name: str) -> None:
        # Some cases name a service that does not exist: their command says so, this does not mind.
        subprocess.run([paraph, "warm", name], env=variables, check=False, capture_output=True)

    with ThreadPoolExecutor(JOBS) as pool:
        list(pool.map(compile_service, sorted({case["service"] for case in cases})))


def replay(
    program: Path, aws: str, cases: list[dict[str, Any]], cache_folder: Path, work: Path
) -> list[dict[str, Any]]:
    """Run the replay program over the cases; return its record of each one that differs."""
    ids = work / "ids.txt"
    ids.write_text("\n".join(case["id"] for case in cases) + "\n")
    details = work / "details.jsonl"
    corpus = program.with_name("corpus.jsonl.gz")
    subprocess.run(
        [
            *(sys.executable, str(program), "-q", "-j", str(JOBS)),
            *("--corpus", str(corpus), "--ids-file", str(ids), "--details", str(details)),
            *("--all-details", "--env", f"PARAPH_CACHE_DIR={cache_folder}", aws),
        ],
        check=False,
        stdout=subprocess.DEVNULL,
    )
    results = read_jsonl(details)
    assert len(results) == len(cases), "the replay program did not run every case"
    return results


def share_of(results: list[dict[str, Any]], good: Callable[[dict[str, Any]], bool]) -> float:
    """Return the percentage of results that are good; 100 of none."""
    return 100 * sum(map(good, results)) / len(results) if results else 100.0


def describe(results: list[dict[str, Any]], good: Callable[[dict[str, Any]], bool]) -> str:
    """Return the first bad results, one a line, to be read in a failure."""
    bad = [result for result in results if not good(result)]
    lines = [f"{result['id']}: {json.dumps(result, ensure_ascii=False)[:700]}" for result in bad]
    return f"{len(bad)} of {len(results)} differ\n" + "\n".join(lines[:25])
