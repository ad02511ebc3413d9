"""Canned responses: stdout, exit code and files written, kind by kind, and the errors' first lines.

The bounds are those of the project's acceptance. `PARAPH_REPLAY=all` replays every case.
"""

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.replay.sample import ALL, choose, describe, least, read_jsonl, replay, share_of, warm
from tests.sandbox import environment

Result = dict[str, Any]


@pytest.fixture(scope="module")
def results(
    conformance: Callable[[str], Path],
    aws: str,
    paraph: str,
    cache_folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> list[Result]:
    program = conformance("output") / "replay_output.py"
    cases = read_jsonl(program.with_name("corpus.jsonl.gz"))
    # What waits between requests, as users do, takes its seconds in a full replay only.
    quick = [case for case in cases if ALL or not case.get("slow")]
    chosen = choose(quick, lambda case: case["kind"], share=0.12, least=60)
    work = tmp_path_factory.mktemp("output")
    warm(paraph, environment(work, PARAPH_CACHE_DIR=str(cache_folder)), chosen)
    return replay(program, aws, chosen, cache_folder, work)


def _is_exact(result: Result) -> bool:
    return bool(result["stdout"] and result["rc"] and result["written"])


def test_output_of_every_kind_is_exact(results: list[Result]) -> None:
    kinds: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        kinds[result["kind"]].append(result)
    # One case of a sample may differ where 1 % is less than a case: the bound is for all cases.
    poor = {
        kind: describe(members, _is_exact)
        for kind, members in kinds.items()
        if share_of(members, _is_exact) < least(99, len(members))
        and (ALL or _count_bad(members) > 1)
    }
    assert not poor, "\n".join(f"{kind}: {text}" for kind, text in poor.items())
    assert share_of(results, _is_exact) >= least(99, len(results)), describe(results, _is_exact)


def _count_bad(members: list[Result]) -> int:
    return sum(not _is_exact(result) for result in members)


def test_first_lines_of_errors_are_exact(results: list[Result]) -> None:
    def same(result: Result) -> bool:
        return bool(result["stderr_first"])

    assert share_of(results, same) >= 97, describe(results, same)
