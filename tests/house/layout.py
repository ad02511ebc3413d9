"""The list of files in docs/layout.md: written from the first line of each file's docstring.

python -m tests.house.layout      writes it (`make format` does)
"""

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "layout.md"
START, END = "<!-- files:start -->", "<!-- files:end -->"

# From the top: each layer imports only those below it.
LAYERS = (
    *("tool", "cli", "s3", "credentials", "client"),
    *("protocols", "endpoints", "model", "sigv4", "config", "core"),
)


def first_line(path: Path) -> str:
    """Return the first line of the docstring of a file, without its full stop."""
    docstring = ast.get_docstring(ast.parse(path.read_text())) or ""
    return docstring.partition("\n")[0].removesuffix(".")


def file_list() -> str:
    """Return a table for every package, with a row for every file."""
    source = ROOT / "src" / "paraph"
    parts = []
    folders = [
        path.parent for layer in LAYERS for path in sorted((source / layer).rglob("__init__.py"))
    ]
    for folder in folders:
        package = folder.relative_to(source).as_posix()
        rows = [
            f"| `{path.relative_to(source).as_posix()}` | {_cell(first_line(path))} |"
            for path in sorted(folder.glob("*.py"))
            if path.name != "__init__.py"
        ]
        about = first_line(folder / "__init__.py")
        parts.append(
            "\n".join([f"### {package}\n\n{about}.\n", "| file | holds |", "| --- | --- |", *rows])
        )
    return "\n\n".join(parts)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def with_file_list(page: str) -> str:
    """Return the page with the list as it should be."""
    before, rest = page.split(START, 1)
    return f"{before}{START}\n\n{file_list()}\n\n{END}{rest.split(END, 1)[1]}"


if __name__ == "__main__":
    PAGE.write_text(with_file_list(PAGE.read_text()))
