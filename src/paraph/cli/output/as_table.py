"""`--output table`: boxes within boxes, for eyes."""

from __future__ import annotations

from paraph.cli.output.errors import OutputError
from paraph.cli.output.table_layout import Section, turn_single_rows
from paraph.cli.output.table_text import draw, total_width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.cli.output.sink import Query, Result, Sink


def write(result: Result, sink: Sink, *, query: Query | None, colour: bool) -> None:
    """Show `result`, all pages as one, as a table; nothing for an empty one.

    A table wider than the terminal is turned: each object's names below each other.
    """
    sections = _sections(result.operation_name, result.whole(query))
    if not sections:
        return
    if total_width(sections) > sink.width:
        sections = turn_single_rows(sections)
    pieces = draw(sections, colour=colour)
    if colour:
        sink.write_coloured(pieces)
    else:
        sink.write_pieces(pieces)
    sink.flush()


def _sections(title: str, value: Any) -> list[Section]:
    sections: list[Section] = []
    _add_value(sections, title, value, 0)
    return sections


def _is_scalar(value: Any) -> bool:
    return not isinstance(value, list | dict)


def _add_value(sections: list[Section], title: str, value: Any, level: int) -> None:
    """Add a section for `value`; nothing for what is empty, zero or false (as v2.36.7)."""
    if not value:
        return
    sections.append(Section(title, level))
    if isinstance(value, list):
        if isinstance(value[0], dict):
            _add_objects(sections, title, value, level)
        else:
            _add_items(sections, value)
    elif isinstance(value, dict):
        _add_object(sections, value, level)


def _add_items(sections: list[Section], values: list[Any]) -> None:
    """Add the items of a list, a row each; a list of scalars is one row, a deeper one more rows."""
    for value in values:
        if _is_scalar(value):
            sections[-1].add_row([value])
        elif all(map(_is_scalar, value)):
            # Also an object that is not the first item: its names are the row.
            sections[-1].add_row(list(value))
        elif isinstance(value[0], dict):
            _add_objects(sections, None, value, 0)
        else:
            _add_items(sections, value)


def _add_object(sections: list[Section], value: dict[str, Any], level: int) -> None:
    columns = sorted([name for name in value if _is_scalar(value[name])])
    if len(columns) == 1:
        sections[-1].add_row([columns[0], value[columns[0]]])
    elif columns:
        sections[-1].add_header(columns)
        sections[-1].add_row([value[name] for name in columns])
    for name in sorted(value.keys() - columns):
        _add_value(sections, name, value[name], level + 1)


def _add_objects(sections: list[Section], title: str | None, values: list[Any], level: int) -> None:
    columns, nested = _names(values)
    sections[-1].add_header(columns)
    for index, value in enumerate(values):
        if index and nested:
            sections.append(Section(title, level))
            sections[-1].add_header(columns)
        sections[-1].add_row([value.get(name, "") for name in columns])
        for name in nested:
            if name in value:
                _add_value(sections, name, value[name], level + 1)


def _names(values: list[Any]) -> tuple[list[str], list[str]]:
    """Return the names of what is a scalar in one of the objects, and of what is not in one."""
    columns: set[str] = set()
    nested: set[str] = set()
    for value in values:
        if not isinstance(value, dict):
            msg = (
                "A table cannot show a list in which objects stand beside other values. "
                "Choose another --output, or change --query."
            )
            raise OutputError(msg)
        for name, item in value.items():
            (columns if _is_scalar(item) else nested).add(name)
    return sorted(columns), sorted(nested)
