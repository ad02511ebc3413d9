"""`--generate-cli-skeleton [input|yaml-input|output]`: a sample of what a call takes or gives.

Samples come from the shapes alone: "" or the first of an enumeration, 0, true, lists and maps of
one, a structure inside itself at most once. `output` names its strings after their members; the
caller validates and prints it as it would a service's answer.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.model.shape import Shape

OPTION = "generate-cli-skeleton"
KINDS = ("input", "output", "yaml-input")

# Of the sample timestamp; the AWS CLI prints its samples' dates without a zone.
_EPOCH = "1970-01-01T00:00:00"
_NUMBERS: dict[str, Any] = {
    "integer": 0,
    "long": 0,
    "float": 0.0,
    "double": 0.0,
    "boolean": True,
}


def lifts_requirements(arguments: list[str]) -> bool:
    """Say whether no option is required any more: not for `output`, which validates the input.

    v2 looks for the exact word `--generate-cli-skeleton` and the one after it.
    """
    option = f"--{OPTION}"
    if option not in arguments:
        return False
    position = arguments.index(option) + 1
    return arguments[position : position + 1] != ["output"]


def format_input(shape: Shape | None) -> str:
    """Return the JSON text for `--cli-input-json`, with its final line end."""
    import json  # noqa: PLC0415  lazy: nothing is called after this

    sample = {} if shape is None else _Sampler(names_strings=False).sample(shape)
    return json.dumps(sample, indent=4) + "\n"


def output_sample(shape: Shape | None) -> dict[str, Any]:
    """Return a sample of an operation's output; its timestamps are ISO 8601 text."""
    if shape is None:
        return {}
    sample: dict[str, Any] = _Sampler(names_strings=True).sample(shape)
    return sample


class _Sampler:
    """Walks shapes; `_stack` holds the names of those it is inside of."""

    def __init__(self, *, names_strings: bool) -> None:
        self._names_strings = names_strings
        self._stack: list[str] = []

    def sample(self, shape: Shape, name: str = "") -> Any:
        """Return a sample of `shape`, the member `name` of the structure around it."""
        self._stack.append(shape.name)
        try:
            match shape.type_name:
                case "structure":
                    return self.structure(shape)
                case "list":
                    item_name = shape.element.name if self._names_strings else ""
                    return [self.sample(shape.element, item_name)]
                case "map":
                    return {"KeyName": self.sample(shape.value)}
            return self.scalar(shape, name)
        finally:
            self._stack.pop()

    def structure(self, shape: Shape) -> Any:
        """Return a structure's members, none where it is inside itself."""
        if self._is_recursive(shape):
            return {}
        return {name: self.sample(member, name) for name, member in shape.members.items()}

    def scalar(self, shape: Shape, name: str) -> Any:
        """Return a string, number, boolean or date; None for a blob."""
        match shape.type_name:
            case "string":
                if self._names_strings:
                    return name
                return shape.enum[0] if shape.enum else ""
            case "timestamp":
                return _EPOCH
        return _NUMBERS.get(shape.type_name)

    def _is_recursive(self, shape: Shape) -> bool:
        return self._stack.count(shape.name) > 1


def format_yaml_input(shape: Shape | None, model: dict[str, Any]) -> str:
    """Return the YAML text for `--cli-input-yaml`, with what its members are as comments.

    `model` is the service's own document (service-2.json): documentation is kept nowhere else.
    """
    from io import StringIO  # noqa: PLC0415  lazy: nothing is called after this

    from ruamel.yaml import YAML  # noqa: PLC0415

    yaml = YAML()
    yaml.representer.add_representer(_Blob, _Blob.represent)
    yaml.representer.add_representer(_Date, _Date.represent)
    sample = yaml.map()
    if shape is not None:
        sample = _YamlSampler(yaml, model["shapes"]).sample(shape)
    text = StringIO()
    yaml.dump(sample, text)
    return text.getvalue()


class _Blob:
    """An empty blob, which YAML can write."""

    @staticmethod
    def represent(representer: Any, blob: object) -> Any:  # noqa: ARG004  ruamel's signature
        return representer.represent_scalar("tag:yaml.org,2002:binary", "")


class _Date:
    """The sample date, written as YAML's own type: without quotes."""

    @staticmethod
    def represent(representer: Any, date: object) -> Any:  # noqa: ARG004  ruamel's signature
        return representer.represent_scalar("tag:yaml.org,2002:timestamp", _EPOCH.replace("T", " "))


class _YamlSampler(_Sampler):
    """Adds a comment to every member."""

    def __init__(self, yaml: Any, shapes: dict[str, Any]) -> None:
        super().__init__(names_strings=False)
        self._yaml = yaml
        self._shapes = shapes

    def structure(self, shape: Shape) -> Any:
        sample = self._yaml.map()
        if self._is_recursive(shape):
            return sample
        for name, member in shape.members.items():
            sample[name] = self.sample(member, name)
            comment = self._comment(shape, name, member)
            if comment and not comment.isspace():
                sample.yaml_add_eol_comment(f"# {comment}", name)
        return sample

    def scalar(self, shape: Shape, name: str) -> Any:
        match shape.type_name:
            case "blob":
                return _Blob()
            case "timestamp":
                return _Date()
        return super().scalar(shape, name)

    def _comment(self, structure: Shape, name: str, member: Shape) -> str:
        reference = self._shapes[structure.name]["members"][name]
        documentation = reference.get("documentation")
        if documentation is None:
            documentation = self._shapes[reference["shape"]].get("documentation", "")
        parts = ["[REQUIRED]"] if name in structure.required else []
        parts.append(_first_sentence(documentation))
        if member.enum:
            parts.append(f"Valid values are: {', '.join(member.enum)}.")
        return " ".join(parts)


def _first_sentence(documentation: str) -> str:
    """Return the documentation's text up to its first `.` or `:`, in one line."""
    text = _without_tags(documentation)
    ends = [position for position in (text.find("."), text.find(":")) if position >= 0]
    if ends:
        text = text[: min(ends)]
    if text:
        text += "."
    return text.replace("\n", " ").replace("\u2028", " ")


def _without_tags(documentation: str) -> str:
    """Return what is between the tags; what is no well-formed XML stays as it is."""
    from pyexpat import ExpatError, ParserCreate  # noqa: PLC0415  lazy: nothing is called after

    pieces: list[str] = []
    parser = ParserCreate()
    parser.CharacterDataHandler = pieces.append
    try:
        parser.Parse(f"<doc>{documentation}</doc>", True)
    except ExpatError:
        return documentation
    return "".join(pieces)
