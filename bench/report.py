"""Tables of figures: printed, kept in `build/bench`, and put into the pages that show them.

python -m bench.report      writes the tables kept into README.md and docs/performance.md
"""

import json
import platform
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from paraph._version import VERSION

ROOT = Path(__file__).parent.parent
KEPT = ROOT / "build" / "bench"

# Which tables each page shows, between `<!-- bench:start -->` and `<!-- bench:end -->`.
PAGES = {
    ROOT / "README.md": ("startup",),
    ROOT / "docs" / "performance.md": (
        *("startup", "first-use", "https", "memory", "trace"),
        *("transfer-time", "transfer-memory"),
        *("large-list-time", "large-list-memory", "short-list-time", "short-list-memory"),
    ),
}
START, END = "<!-- bench:start -->", "<!-- bench:end -->"

_HOW_TO_GET_IT = """\
No official CLI to compare with: only our own figures follow. To build it, outside this folder:
    git clone --branch 2.36.7 --depth 1 https://github.com/aws/aws-cli.git
    python3 -m venv official && official/bin/pip install ./aws-cli
    make bench OFFICIAL=official/bin/aws
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of ours and, when there was one, the peer's."""

    name: str
    ours: float
    theirs: float | None

    @property
    def ratio(self) -> float | None:
        """How many times more the peer takes."""
        return self.theirs / self.ours if self.theirs and self.ours else None


@dataclass(frozen=True, slots=True)
class Table:
    """Figures of one unit, against one peer."""

    name: str
    unit: str
    peer: str
    rows: list[Row]


def explain_official(official: str | None) -> None:
    if official is None:
        print(_HOW_TO_GET_IT)


def save(table: Table) -> None:
    """Print the table and keep it."""
    print(markdown(table), flush=True)
    KEPT.mkdir(parents=True, exist_ok=True)
    facts = {
        "paraph": VERSION,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
    }
    text = json.dumps(facts | asdict(table), indent=2) + "\n"
    (KEPT / f"{table.name}.json").write_text(text)


def load(name: str) -> Table | None:
    path = KEPT / f"{name}.json"
    if not path.exists():
        return None
    kept = json.loads(path.read_text())
    rows = [Row(row["name"], row["ours"], row["theirs"]) for row in kept["rows"]]
    return Table(kept["name"], kept["unit"], kept["peer"], rows)


def markdown(table: Table) -> str:
    lines = [
        f"| {table.unit} | paraph | {table.peer} | times |",
        "| --- | ---: | ---: | ---: |",
    ]
    for row in table.rows:
        theirs = "" if row.theirs is None else _figure(row.theirs)
        ratio = "" if row.ratio is None else f"{row.ratio:.1f}"
        lines.append(f"| `{row.name}` | {_figure(row.ours)} | {theirs} | {ratio} |")
    return "\n".join(lines) + "\n"


def _figure(value: float) -> str:
    return f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def put_into(page: str, tables: list[Table]) -> str:
    """Return the page with the tables between its two markers."""
    before, rest = page.split(START, 1)
    after = rest.split(END, 1)[1]
    python = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    shown = "\n".join(markdown(table) for table in tables)
    said = f"Medians of runs in turns, {python}, by `make bench`."
    return f"{before}{START}\n{said}\n\n{shown}{END}{after}"


def main() -> int:
    for path, names in PAGES.items():
        tables = [table for name in names if (table := load(name)) is not None]
        if tables:
            path.write_text(put_into(path.read_text(), tables))
            print(f"{path.relative_to(ROOT)}: {len(tables)} tables")
    return 0


if __name__ == "__main__":
    sys.exit(main())
