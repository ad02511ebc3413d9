"""An object of 200 MB, up and down: throughput and peak memory.

python -m bench.transfer [OFFICIAL] [--aws AWS] [--runs N]
"""

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from bench.measure import Run, measure
from bench.report import Row, Table, explain_official, save
from bench.stub import OBJECT_BYTES, Stub
from tests.sandbox import aws_command, environment


def rounds(
    runs: int, commands: list[str], arguments: list[str], variables: dict[str, str]
) -> list[list[Run]]:
    """Run each command `runs` times, in turns."""
    results: list[list[Run]] = [[] for _ in commands]
    for _ in range(runs):
        for aws, collected in zip(commands, results, strict=True):
            run = measure([aws, *arguments], variables)
            if run.exit_code:
                raise RuntimeError(run.stderr.decode())
            collected.append(run)
    return results


def _row(name: str, figures: list[float]) -> Row:
    return Row(name, figures[0], figures[1] if len(figures) > 1 else None)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("official", nargs="?", help="the official aws, v2.36.7")
    parser.add_argument("--aws", default=aws_command(), help="the command to measure")
    parser.add_argument("--runs", type=int, default=5, help="runs of each (default: 5)")
    options = parser.parse_args()
    explain_official(options.official)
    commands = [options.aws, *([options.official] if options.official else [])]
    times, peaks = [], []
    with tempfile.TemporaryDirectory() as folder, Stub() as stub:
        variables = environment(Path(folder), stub.url, PARAPH_CACHE_DIR=f"{folder}/cache")
        upload, download = Path(folder) / "upload.bin", Path(folder) / "download.bin"
        with upload.open("wb") as file:
            for _ in range(0, OBJECT_BYTES, 1_000_000):
                file.write(bytes(1_000_000))
        place = ["--bucket", "large", "--key", "large.bin"]
        for name, arguments in (
            ("s3api put-object", [*place, "--body", str(upload)]),
            ("s3api get-object", [*place, str(download)]),
        ):
            results = rounds(options.runs, commands, [*name.split(), *arguments], variables)
            seconds = [statistics.median(run.seconds for run in of) for of in results]
            times.append(_row(f"aws {name}", [1000 * figure for figure in seconds]))
            peaks.append(
                _row(f"aws {name}", [max(run.peak_megabytes for run in of) for of in results])
            )
        if download.stat().st_size != OBJECT_BYTES:
            raise RuntimeError("the download has another size")
    megabytes = OBJECT_BYTES // 1_000_000
    save(Table("transfer-time", f"object of {megabytes} MB, ms", "official", times))
    save(Table("transfer-memory", f"object of {megabytes} MB, peak memory, MB", "official", peaks))
    return 0


if __name__ == "__main__":
    sys.exit(main())
