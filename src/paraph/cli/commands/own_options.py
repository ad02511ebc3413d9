"""The options of a command of our own, and what their words mean.

An option's shape is written as a schema:

    "string"                           a scalar: string integer long double boolean
    [schema]                           a list
    {"*": schema}                      a map from strings
    {"Name!": schema, "Other": schema} a structure; `!` marks what is required
"""

from __future__ import annotations

from paraph.cli.commands.unknown_words import refuse_unknown
from paraph.cli.scan import AT_LEAST_ONE, FLAG, ONE, Option, Positional, scan
from paraph.cli.values import load_words, parse_value
from paraph.model import validate
from paraph.model.shape import Shape, ShapeTable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Sequence
    from typing import Any

    from paraph.cli.commands.service_command import ServiceCommand
    from paraph.model.shape import Row

    Schema = str | list[Any] | dict[str, Any]
    # Option without dashes → its value; None where it was not given, False for a flag
    Values = dict[str, Any]


class OwnOption:
    """One option, or a positional.

    With `takes` FLAG its value is True or False; with AT_LEAST_ONE and no schema the words
    themselves; otherwise what the words mean for `schema`. A flag that `negates` another one sets
    that to False, unless it comes again.
    """

    __slots__ = (
        "choices",
        "default",
        "name",
        "negates",
        "positional",
        "required",
        "schema",
        "takes",
    )

    def __init__(
        self,
        name: str,
        schema: Schema | None = "string",
        *,
        takes: int | None = None,
        required: bool = False,
        choices: tuple[str, ...] = (),
        default: str | list[str] | None = None,
        positional: bool = False,
        negates: str | None = None,
    ) -> None:
        self.name = name
        self.schema = schema
        self.takes = (AT_LEAST_ONE if isinstance(schema, list) else ONE) if takes is None else takes
        self.required = required
        self.choices = choices
        self.default = default
        self.positional = positional
        self.negates = negates


def flag(name: str, *, negates: str | None = None) -> OwnOption:
    """Return an option without a value."""
    return OwnOption(name, takes=FLAG, negates=negates)


def read_options(
    options: Sequence[OwnOption], command: ServiceCommand, *, configured: Container[str] = ()
) -> Values:
    """Return every option's value; raises ArgumentError and ParamValidationError.

    What is in `configured` (names with underscores) need not be given. Of two wrong values the one
    whose option stands first in the table is reported.
    """
    table = {
        f"--{option.name}": Option(
            f"--{option.name}",
            option.takes,
            required=option.required and option.name.replace("-", "_") not in configured,
            choices=option.choices,
        )
        for option in options
        if not option.positional
    }
    waiting = [Positional(option.name) for option in options if option.positional]
    scanned = scan(command.words, table, waiting)
    words = {**scanned.options, **scanned.positionals}
    values = {
        option.name: _value(option, words.get(_written(option), option.default), command)
        for option in options
    }
    _negate(options, list(scanned.options), values)
    refuse_unknown(scanned.rest)
    return values


def shape_of(schema: Schema) -> Shape:
    """Return the shape that `schema` describes."""
    rows: list[Row] = []
    root = _add_row(rows, schema)
    return ShapeTable(rows).shape(root)


def _negate(options: Sequence[OwnOption], given: list[str], values: Values) -> None:
    """Of a flag and its opposite the last counts; `given` is in the order of the command line."""
    for option in options:
        if option.negates is None or f"--{option.name}" not in given:
            continue
        other = f"--{option.negates}"
        if other in given and given.index(other) < given.index(f"--{option.name}"):
            values[option.negates] = False


def _written(option: OwnOption) -> str:
    return option.name if option.positional else f"--{option.name}"


def _value(option: OwnOption, words: Any, command: ServiceCommand) -> Any:
    if option.takes == FLAG:
        return words is True
    if words is None:
        return None
    written = _written(option)
    if option.schema is None:
        return load_words(written, words, command.files)
    shape = shape_of(option.schema)
    value = parse_value(written, shape, words, command.files)
    validate.check(shape, value)
    return value


def _add_row(rows: list[Row], schema: Schema) -> int:
    index = len(rows)
    rows.append(("", "", {}, None))
    if isinstance(schema, str):
        rows[index] = (schema, schema, {}, None)
    elif isinstance(schema, list):
        rows[index] = ("list", "list", {}, _add_row(rows, schema[0]))
    elif "*" in schema:
        pair = (_add_row(rows, "string"), _add_row(rows, schema["*"]))
        rows[index] = ("map", "map", {}, pair)
    else:
        members = {name.rstrip("!"): _add_row(rows, part) for name, part in schema.items()}
        required = tuple(name[:-1] for name in schema if name.endswith("!"))
        rows[index] = ("structure", "structure", {}, (members, required))
    return index
