"""`--cli-input-json` and `--cli-input-yaml`: a call's parameters as one document.

Options on the command line win over the document, member by member of the top level.
"""

from __future__ import annotations

from paraph.cli.errors import ParamValidationError
from paraph.cli.parameter_errors import ParameterError
from paraph.cli.values import load_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from paraph.cli.paramfile import ParamFiles

JSON_INPUT = "cli-input-json"
YAML_INPUT = "cli-input-yaml"


def lifts_requirements(arguments: list[str]) -> bool:
    """Say whether no option is required any more, since a document may hold them.

    v2 looks for the exact word: an abbreviation or `--cli-input-json=…` lifts nothing.
    """
    return f"--{JSON_INPUT}" in arguments or f"--{YAML_INPUT}" in arguments


def merge_cli_input(params: dict[str, Any], words: Mapping[str, Any], files: ParamFiles) -> None:
    """Add to `params` what the document among `words` says, where there is one.

    Raises ParameterError for a document that cannot be read.
    """
    given = [name for name in (JSON_INPUT, YAML_INPUT) if f"--{name}" in words]
    texts = [load_words(f"--{name}", words[f"--{name}"], files) for name in given]
    if len(given) > 1:
        msg = "Only one --cli-input- parameter may be specified."
        raise ParamValidationError(msg)
    for name, text in zip(given, texts, strict=True):
        document = _read_json(text) if name == JSON_INPUT else _read_yaml(text)
        if not isinstance(document, dict):
            option, kind = f"--{name}", type(document)
            raise ParameterError(option, f"Invalid type: expecting map, received {kind}")
        for member, value in document.items():
            params.setdefault(member, value)


def _read_json(text: str | bytes) -> Any:
    import json  # noqa: PLC0415  lazy: 8 ms

    try:
        return json.loads(text)
    except ValueError:
        # v2 leaves the dashes out of these two messages.
        raise ParameterError(JSON_INPUT, "Invalid JSON received.") from None


def _read_yaml(text: str | bytes) -> Any:
    from ruamel.yaml import YAML  # noqa: PLC0415  lazy: 60 ms
    from ruamel.yaml.error import YAMLError  # noqa: PLC0415

    try:
        return YAML(typ="safe", pure=True).load(text)
    except YAMLError:
        raise ParameterError(YAML_INPUT, "Invalid YAML received.") from None
