"""Templates: JSON, or YAML with the short forms of intrinsic functions (`!Ref X`).

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
"""

from __future__ import annotations

import json
import re

from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.emitter import Emitter
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import ScalarNode, SequenceNode
from ruamel.yaml.representer import SafeRepresenter
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.tag import Tag

from paraph.cli.errors import CommandError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# CloudFormation reads YAML 1.1, where these are booleans too.
_BOOLEANS = re.compile(
    "^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$"
)
# Functions whose long form has no `Fn::` before it
_BARE = ("Ref", "Condition")


class _Constructor(SafeConstructor):
    """Builds plain values; short forms become long ones."""


class _Resolver(VersionedResolver):
    """Finds YAML 1.1's booleans."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        """Return the tag of a node that has none."""
        # Not `add_implicit_resolver`, which changes the rules of every other reader.
        if kind is ScalarNode and implicit[0] and _BOOLEANS.match(value):
            return Tag(suffix="tag:yaml.org,2002:bool")
        return super().resolve(kind, value, implicit)


class _Representer(SafeRepresenter):
    """Writes what stands in two places twice: CloudFormation knows no aliases."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  ruamel's signature
        """Say that nothing is referred to."""
        return True


class _Unsearchable(str):
    """Text in which the emitter finds no blank to fold at."""

    __slots__ = ()

    def index(self, *_: Any) -> int:
        """Find nothing."""
        raise ValueError


class _Emitter(Emitter):
    """Ends every broken line of a quoted text with a backslash.

    ruamel.yaml leaves some out since 0.17.23, and readers that do not fold as YAML 1.2 says would
    see other text. It looks for the next blank to decide.
    """

    def write_double_quoted(self, text: str, split: bool = True) -> None:  # noqa: FBT002  ruamel's
        """Write a text in double quotes."""
        super().write_double_quoted(_Unsearchable(text), split)


def parse_template(text: str) -> Any:
    """Return the template's value; CommandError where it is no YAML."""
    try:
        return json.loads(text)
    except ValueError:
        pass
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = _Constructor
    yaml.Resolver = _Resolver
    try:
        return yaml.load(text)
    except YAMLError as error:
        raise CommandError(str(error)) from error


def format_template(template: Any) -> str:
    """Return the template as YAML, its members in their order."""
    from io import StringIO  # noqa: PLC0415  built in

    yaml: Any = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    yaml.sort_base_mapping_type_on_output = False
    yaml.Emitter = _Emitter
    yaml.Representer = _Representer
    yaml.Resolver = _Resolver
    stream = StringIO()
    yaml.dump(template, stream)
    return stream.getvalue()


def _construct_mapping(constructor: Any, node: Any) -> dict[Any, Any]:
    # Merge keys (`<<`) first; of a key that comes twice the last counts.
    constructor.flatten_mapping(node)
    return dict(constructor.construct_pairs(node, deep=True))


def _construct_intrinsic(constructor: Any, _: str, node: Any) -> dict[str, Any]:
    name = str(node.tag)[1:]
    if name == "GetAtt" and isinstance(node.value, str):
        value: Any = node.value.split(".", 1)
    elif isinstance(node, ScalarNode):
        value = constructor.construct_scalar(node)
    elif isinstance(node, SequenceNode):
        value = constructor.construct_sequence(node, deep=True)
    else:
        value = constructor.construct_mapping(node, deep=True)
    return {name if name in _BARE else f"Fn::{name}": value}


_Constructor.add_constructor("tag:yaml.org,2002:map", _construct_mapping)
_Constructor.add_multi_constructor("!", _construct_intrinsic)
