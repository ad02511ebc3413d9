"""CloudSearch: the members of one structure as options; the domain's own endpoint."""

from __future__ import annotations

from paraph.cli.commands.conveniences import Convenience, ExtraArgument, remove, replace
from paraph.cli.errors import ParamValidationError
from paraph.cli.parameter_errors import ConversionError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from paraph.cli.commands.conveniences import Arguments, Params
    from paraph.model.service import Operation


class DefineExpression(Convenience):
    """`--name N --expression E` for Expression={ExpressionName, ExpressionValue}."""

    def arguments(self, arguments: Arguments, operation: Operation) -> Arguments:  # noqa: ARG002
        """Replace the structure by its two members."""
        replace(
            arguments,
            "expression",
            ExtraArgument("expression", _putter("Expression", "ExpressionValue"), required=True),
        )
        arguments.append(
            ExtraArgument("name", _putter("Expression", "ExpressionName"), required=True)
        )
        return arguments


# Option → member of the options of the field's type
_FIELD_OPTIONS = (
    ("default-value", "DefaultValue"),
    ("facet-enabled", "FacetEnabled"),
    ("search-enabled", "SearchEnabled"),
    ("return-enabled", "ReturnEnabled"),
    ("sort-enabled", "SortEnabled"),
    ("source-field", "SourceField"),
    ("highlight-enabled", "HighlightEnabled"),
    ("analysis-scheme", "AnalysisScheme"),
)
_DEFAULT_TYPES: dict[str, Callable[[str], Any]] = {
    "Int": int,
    "IntArray": int,
    "Double": float,
    "DoubleArray": float,
}


class DefineIndexField(Convenience):
    """`--name N --type int --facet-enabled true` for an IndexField and its IntOptions."""

    def arguments(self, arguments: Arguments, operation: Operation) -> Arguments:  # noqa: ARG002
        """Replace the structure by options; the type comes first, the others depend on it."""
        remove(arguments, "index-field")
        arguments += [
            ExtraArgument("name", _putter("IndexField", "IndexFieldName"), required=True),
            ExtraArgument("type", _putter("IndexField", "IndexFieldType"), required=True),
            *(ExtraArgument(name, _put_field_option(member)) for name, member in _FIELD_OPTIONS),
        ]
        return arguments


class Domain(Convenience):
    """Every domain has a host name of its own."""

    requires_endpoint_url = True


def _putter(structure: str, member: str) -> Callable[[Params, Any], None]:
    def put(params: Params, value: Any) -> None:
        params.setdefault(structure, {})[member] = value

    return put


def _put_field_option(member: str) -> Callable[[Params, Any], None]:
    def put(params: Params, value: Any) -> None:
        field = params.setdefault("IndexField", {})
        if "IndexFieldType" not in field:
            msg = "You must pass the --type option."
            raise ParamValidationError(msg)
        kind = "".join([part.capitalize() for part in field["IndexFieldType"].split("-")])
        # The one type that the model spells differently
        kind = "LatLon" if kind == "Latlon" else kind
        field.setdefault(f"{kind}Options", {})[member] = _field_value(member, kind, value)

    return put


def _field_value(member: str, kind: str, value: str) -> Any:
    if member.endswith("Enabled"):
        return value.lower() != "false"
    if member != "DefaultValue":
        return value
    try:
        return _DEFAULT_TYPES.get(kind, str)(value)
    except ValueError as error:
        raise ConversionError(str(error)) from None
