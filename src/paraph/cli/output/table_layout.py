"""The sections of a table and the widths of their columns."""

from __future__ import annotations

from paraph.cli.output.errors import OutputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# On either side of a cell's text: two blanks, or one and the border.
CELL_PADDING = 4
# The left and the right border of a box.
_BORDERS = 2


class Section:
    """A box: a title, perhaps column titles, rows. `level` boxes stand around it."""

    __slots__ = ("_widths", "columns", "headers", "level", "rows", "title")

    def __init__(self, title: str | None, level: int) -> None:
        self.title = title
        self.level = level
        self.headers: list[str] = []
        self.rows: list[list[str]] = []
        self.columns: int | None = None
        self._widths: list[int] = []

    def add_header(self, names: list[str]) -> None:
        """Set the column titles."""
        if self.columns is None:
            self.columns = len(names)
        self._widen(names)
        self.headers = names

    def add_row(self, values: list[Any]) -> None:
        """Add a row. Raises OutputError where the rows before are of another length."""
        if self.columns is None:
            self.columns = len(values)
        if len(values) != self.columns:
            # v2.36.7's words.
            msg = f"Row should have {self.columns} elements, instead it has {len(values)}"
            raise OutputError(msg)
        row = [str(value) for value in values]
        self._widen(row)
        self.rows.append(row)

    def _widen(self, row: list[str]) -> None:
        widths = [text_width(cell) for cell in row]
        if not self._widths:
            self._widths = widths
        elif len(widths) == len(self._widths):
            self._widths = [max(pair) for pair in zip(widths, self._widths, strict=True)]
        else:
            # Column titles that come after rows of another length, in a list of mixed things.
            msg = f"Row should have {len(self._widths)} elements, instead it has {len(widths)}"
            raise OutputError(msg)

    @property
    def natural_width(self) -> int:
        """How wide the box is when no column is stretched, the boxes around it included."""
        around = 2 * self.level
        cells = sum(self._widths) + CELL_PADDING * len(self._widths) + _BORDERS + around
        # A box without a title is as wide as if its title were "None" (v2.36.7).
        return max(text_width(str(self.title)) + _BORDERS + around, cells)

    def column_widths(self, total: int) -> list[int]:
        """Return the widths of the columns, stretched in proportion so that they sum to `total`."""
        natural = [width + CELL_PADDING for width in self._widths]
        if not natural:
            return natural
        factor = total / float(sum(natural))
        widths = [round(factor * width) for width in natural]
        # What rounding gave too much is taken from the left, what it took is given from the right.
        surplus = sum(widths) - total
        order = range(len(widths)) if surplus > 0 else range(len(widths) - 1, -1, -1)
        step = 1 if surplus > 0 else -1
        while surplus:
            for index in order:
                widths[index] -= step
                surplus -= step
                if not surplus:
                    break
        return widths


def turn_single_rows(sections: list[Section]) -> list[Section]:
    """Turn each box that has one row under column titles: a row for each title and its value."""
    return [
        _turned(section) if section.headers and len(section.rows) == 1 else section
        for section in sections
    ]


def _turned(section: Section) -> Section:
    turned = Section(section.title, section.level)
    for pair in zip(section.headers, section.rows[0], strict=True):
        turned.add_row(list(pair))
    return turned


def text_width(text: str) -> int:
    """Return how many columns `text` takes: wide, full-width and ambiguous characters take two."""
    if text.isascii():
        return len(text)
    from unicodedata import east_asian_width  # noqa: PLC0415  lazy: 0.5 ms, 1 MB

    return len(text) + sum([east_asian_width(character) in "WFA" for character in text])
