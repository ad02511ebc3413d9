"""A table's sections as text, in the pieces in which v2.36.7 writes them."""

from __future__ import annotations

from paraph.cli.output.table_layout import text_width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from paraph.cli.output.table_layout import Section

_RESET = "\x1b[0m"
_BRIGHT_BLUE = "\x1b[1m\x1b[34m"
_DIM_YELLOW = "\x1b[2m\x1b[33m"


def total_width(sections: list[Section]) -> int:
    """Return the width of the widest section."""
    return max([section.natural_width for section in sections])


def draw(sections: list[Section], *, colour: bool) -> list[str]:
    """Return the pieces of the table's text."""
    width = total_width(sections)
    pieces = ["-" * width + "\n"]
    for section in sections:
        _draw_section(pieces, section, width - 2 * section.level, colour=colour)
    return pieces


def _draw_section(pieces: list[str], section: Section, width: int, *, colour: bool) -> None:
    edge = f"{_DIM_YELLOW}|{_RESET}" if colour else "|"
    lines: list[str] = []
    if section.title:
        lines.append(_centred(section.title, width, "|"))
        if not section.headers and not section.rows:
            lines.append(f"+{'-' * (width - 2)}+")
    widths = section.column_widths(width)
    if section.headers:
        lines += (_rule(widths), _header(section.headers, widths))
    if section.rows and widths:
        lines.append(_rule(widths))
        lines += [_row(row, widths, colour=colour) for row in section.rows]
        lines.append(_rule(widths))
    edges = edge * section.level
    for line in lines:
        pieces += (edges, line, edges, "\n")


def _rule(widths: list[int]) -> str:
    first, *others = widths
    return "".join([f"+{'-' * (first - 2)}+", *[f"{'-' * (width - 1)}+" for width in others]])


def _header(names: list[str], widths: list[int]) -> str:
    left = "|"
    cells = []
    for name, width in zip(names, widths, strict=True):
        cells.append(_centred(name, width, left))
        left = ""
    return "".join(cells)


def _centred(text: str, width: int, left: str) -> str:
    length = text_width(text)
    before = max(width // 2 - length // 2 - 1, 0)
    # Too narrow a box has no blanks left of the text, and v2.36.7 takes them off the right.
    after = width - 1 - (len(left) + (width // 2 - length // 2 - 1) + length)
    return f"{left}{' ' * before}{text}{' ' * after}|"


def _row(cells: list[str], widths: list[int], *, colour: bool) -> str:
    left = "|"
    drawn = []
    for cell, width in zip(cells, widths, strict=True):
        length = text_width(cell)
        padding = 2 if length + 2 + len(left) + 1 <= width else 0
        after = width - len(left) - padding - length - 1
        text = f"{_BRIGHT_BLUE}{cell}{_RESET}" if colour else cell
        drawn.append(f"{left}{' ' * padding}{text}{' ' * after}|")
        left = ""
    return "".join(drawn)
