"""The tour: real `aws` commands of six services, against a server of its own.

    python -m tour.tour [--aws AWS]

Each stop says why, shows the command and what it prints, and holds it to an expectation. The exit
code is 0 when all of them held. Nothing leaves this machine, and no file of yours is touched.
"""

import argparse
import shlex
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.moto_server import MotoServer
from tests.sandbox import aws_command, environment

LONGEST_SHOWN = 24


@dataclass(frozen=True, slots=True)
class Stop:
    """One command: why it is worth seeing, and what it must do."""

    why: str
    command: str
    expected: str
    exit_code: int = 0


STOPS = (
    Stop(
        "Who am I? The request is signed; the server answers with the account.",
        "aws sts get-caller-identity",
        '"Account": "123456789012"',
    ),
    Stop(
        "A bucket. What the server says comes back as JSON.",
        "aws s3api create-bucket --bucket paraph-tour",
        '"Location": "/paraph-tour"',
    ),
    Stop(
        "A file goes up as a stream, with the checksum that S3 asks for.",
        "aws s3api put-object --bucket paraph-tour --key hello.txt --body hello.txt",
        '"ETag"',
    ),
    Stop(
        "Pages are put together; --query picks, --output lays out.",
        "aws s3api list-objects-v2 --bucket paraph-tour --query 'Contents[].[Key,Size]'"
        " --output table",
        "hello.txt",
    ),
    Stop(
        "And down again, to a file.",
        "aws s3api get-object --bucket paraph-tour --key hello.txt again.txt --query ContentLength",
        "14",
    ),
    Stop(
        "Shorthand for structures: no JSON to write.",
        "aws dynamodb create-table --table-name people --billing-mode PAY_PER_REQUEST"
        " --attribute-definitions AttributeName=id,AttributeType=S"
        " --key-schema AttributeName=id,KeyType=HASH --query TableDescription.TableArn",
        "table/people",
    ),
    Stop(
        "A waiter asks again until it is so.",
        "aws dynamodb wait table-exists --table-name people",
        "",
    ),
    Stop(
        "JSON where you prefer it.",
        "aws dynamodb put-item --table-name people"
        """ --item '{"id": {"S": "1"}, "name": {"S": "Ada"}}'""",
        "",
    ),
    Stop(
        "YAML out.",
        "aws dynamodb get-item --table-name people --key id={S=1} --output yaml",
        "S: Ada",
    ),
    Stop(
        "May I? A dry run asks EC2 without doing it; the answer is the error, exit code 254.",
        "aws ec2 run-instances --image-id ami-12c6146b --instance-type t3.micro --dry-run",
        "DryRunOperation",
        254,
    ),
    Stop(
        "Lists are long: two regions are enough, as text for scripts.",
        "aws ec2 describe-regions --region-names us-east-1 eu-west-1"
        " --query 'Regions[].[RegionName,Endpoint]' --output text",
        "ec2.eu-west-1.amazonaws.com",
    ),
    Stop(
        "A queue, and a message in it.",
        "aws sqs create-queue --queue-name orders",
        "/123456789012/orders",
    ),
    Stop(
        "A user, with a tag.",
        "aws iam create-user --user-name alice --tags Key=team,Value=data"
        " --query User.Arn --output text",
        "arn:aws:iam::123456789012:user/alice",
    ),
    Stop(
        "A mistake is one clear line, with what was perhaps meant.",
        "aws sts get-caller-identiti",
        "Found invalid choice 'get-caller-identiti'",
        252,
    ),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--aws", default=aws_command(), help="the command to show")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, MotoServer() as server:
        work = Path(folder) / "work"
        work.mkdir()
        (work / "hello.txt").write_text("Hello, paraph\n")
        variables = environment(
            Path(folder) / "home", server.url, PARAPH_CACHE_DIR=f"{folder}/cache"
        )
        print(
            f"A server stands in for AWS at {server.url}; the keys are AWS's documented examples."
        )
        seconds: list[float] = []
        wrong = [stop for stop in STOPS if not _show(stop, options.aws, work, variables, seconds)]
    _summarise(seconds, wrong)
    return 1 if wrong else 0


def _show(
    stop: Stop, aws: str, work: Path, variables: dict[str, str], seconds: list[float]
) -> bool:
    """Run one stop and print it; say whether it did what was expected."""
    words = shlex.split(stop.command)
    print(f"\n# {stop.why}\n$ {stop.command}", flush=True)
    begin = time.perf_counter()
    done = subprocess.run(
        [aws, *words[1:]],
        cwd=work,
        env=variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=60,
    )
    seconds.append(time.perf_counter() - begin)
    lines = done.stdout.strip().splitlines()
    if lines:
        print("\n".join(lines[:LONGEST_SHOWN]))
    if len(lines) > LONGEST_SHOWN:
        print(f"… and {len(lines) - LONGEST_SHOWN} more lines")
    held = stop.expected in done.stdout and done.returncode == stop.exit_code
    if not held:
        print(
            f"EXPECTED exit code {stop.exit_code} (it was {done.returncode}) and: {stop.expected}"
        )
    return held


def _summarise(seconds: list[float], wrong: list[Stop]) -> None:
    total = f"{len(seconds)} commands in {sum(seconds):.1f} s"
    print(f"\n{total}; the first use of each service compiled its model.")
    if wrong:
        print(f"{len(wrong)} did not do what was expected: " + "; ".join(s.command for s in wrong))
    else:
        print("Every one did what was expected.")


if __name__ == "__main__":
    sys.exit(main())
