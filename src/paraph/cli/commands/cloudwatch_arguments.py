"""`aws cloudwatch put-metric-data --metric-name N --value 1 --dimensions A=b,C=d`: one datum."""

from __future__ import annotations

from paraph.cli.commands.conveniences import (
    Convenience,
    ExtraArgument,
    exclude,
    make_optional,
)
from paraph.cli.parameter_errors import ConversionError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from paraph.cli.commands.conveniences import Arguments, Params, Words
    from paraph.model.service import Operation


class PutMetricData(Convenience):
    """The members of a single datum, one option each, instead of `--metric-data`."""

    def arguments(self, arguments: Arguments, operation: Operation) -> Arguments:  # noqa: ARG002
        """Add the options."""
        make_optional(arguments, "metric-data")
        arguments += [
            ExtraArgument("metric-name", _putter("MetricName", str)),
            ExtraArgument("timestamp", _putter("Timestamp", str)),
            ExtraArgument("unit", _putter("Unit", str)),
            ExtraArgument("value", _putter("Value", _number)),
            ExtraArgument("dimensions", _putter("Dimensions", _dimensions)),
            ExtraArgument("statistic-values", _putter("StatisticValues", _statistics)),
            ExtraArgument("storage-resolution", _putter("StorageResolution", _integer)),
        ]
        return arguments

    def check(self, words: Words) -> None:
        """Refuse them beside `--metric-data`."""
        exclude(
            words,
            "metric-data",
            ("metric-name", "timestamp", "unit", "value", "dimensions", "statistic-values"),
        )


def _putter(member: str, read: Callable[[Any], Any]) -> Callable[[Params, Any], None]:
    def put(params: Params, value: Any) -> None:
        params.setdefault("MetricData", [{}])[0][member] = read(value)

    return put


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        # What v2's decimal arithmetic says
        msg = "[<class 'decimal.ConversionSyntax'>]"
        raise ConversionError(msg) from None


def _integer(text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise ConversionError(str(error)) from None


def _dimensions(text: str) -> list[Params]:
    return [{"Name": name, "Value": value} for name, value in _pairs(text)]


def _statistics(text: str) -> Params:
    return {name: _number(value) for name, value in _pairs(text)}


def _pairs(text: str) -> list[tuple[str, str]]:
    pairs = []
    for part in _split_at_commas(text):
        name, *values = part.split("=")
        if len(values) != 1:
            msg = (
                f"not enough values to unpack (expected 2, got {1 + len(values)})"
                if not values
                else "too many values to unpack (expected 2)"
            )
            raise ConversionError(msg)
        pairs.append((name, values[0]))
    return pairs


def _split_at_commas(text: str) -> list[str]:
    """Split `text` at its commas, but for those that are quoted or follow a backslash."""
    parts, quote, escaped = [""], "", False
    for char in text:
        if escaped:
            parts[-1] += char
            escaped = False
        elif char == "\\":
            escaped = True
        elif quote or char in "\"'":
            if char == quote:
                quote = ""
            elif quote:
                parts[-1] += char
            else:
                quote = char
        elif char == ",":
            parts.append("")
        else:
            parts[-1] += char
    return parts
