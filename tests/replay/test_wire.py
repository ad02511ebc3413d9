"""Recorded command lines: the request that each sends, its exit code and its errors.

The bounds are those of the project's acceptance. `PARAPH_REPLAY=all` replays every case.
"""

import ast
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
    program = conformance("wire") / "replay.py"
    cases = read_jsonl(program.with_name("corpus.jsonl.gz"))
    if not ALL:
        # Its model is not among botocore's data (docs/compatibility.md): no sample of ours has it.
        cases = [case for case in cases if case["service"] != "agent-toolkit"]
    chosen = choose(cases, _group, share=0.1, least=5)
    work = tmp_path_factory.mktemp("wire")
    warm(paraph, environment(work, PARAPH_CACHE_DIR=str(cache_folder)), chosen)
    return replay(program, aws, chosen, cache_folder, work)


def _group(case: dict[str, Any]) -> str:
    return f"{case['outcome']} {(case.get('model') or {}).get('protocol')}"


def _differs_in(result: Result, kind: str) -> bool:
    return any(difference["kind"] == kind for difference in result["hard"] + result["soft"])


def _first_line_is_same(result: Result) -> bool:
    for difference in result["hard"] + result["soft"]:
        if difference["kind"] == "stderr":
            # The program says `'wanted' != 'got'`, as Python writes strings.
            said = ast.parse(difference["detail"], mode="eval").body
            assert isinstance(said, ast.Compare)
            return _first_line(said.left) == _first_line(said.comparators[0])
    return True


def _first_line(constant: ast.expr) -> str:
    lines = str(ast.literal_eval(constant)).strip().splitlines()
    return lines[0] if lines else ""


def test_requests_are_those_recorded(results: list[Result]) -> None:
    requests = [result for result in results if result["outcome"] == "request"]
    assert share_of(requests, _matches) >= least(99.5, len(requests)), describe(requests, _matches)


def _matches(result: Result) -> bool:
    return bool(result["match"])


def test_exit_codes_are_those_recorded(results: list[Result]) -> None:
    def same(result: Result) -> bool:
        kinds = ("rc", "timeout", "cannot-run", "no-request", "unexpected-request")
        return not any(_differs_in(result, kind) for kind in kinds)

    assert share_of(results, same) >= least(99.5, len(results)), describe(results, same)


def test_first_lines_of_errors_are_those_recorded(results: list[Result]) -> None:
    errors = [result for result in results if result["outcome"] == "error"]
    assert share_of(errors, _first_line_is_same) >= 97, describe(errors, _first_line_is_same)


def test_what_needs_no_request_prints_what_is_recorded(results: list[Result]) -> None:
    local = [result for result in results if result["outcome"] == "local"]
    assert share_of(local, _matches) >= least(99, len(local)), describe(local, _matches)
