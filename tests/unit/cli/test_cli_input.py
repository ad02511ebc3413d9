import pytest

from paraph.cli.cli_input import lifts_requirements, merge_cli_input
from paraph.cli.errors import ParamValidationError
from paraph.cli.parameter_errors import ParameterError


@pytest.fixture
def merge(files):
    def merged(words, params=None):
        params = {} if params is None else params
        merge_cli_input(
            params, {f"--cli-input-{kind}": text for kind, text in words.items()}, files
        )
        return params

    return merged


def test_documents_of_both_kinds(merge) -> None:
    assert merge({"json": '{"A": [1, 2.5, null]}'}) == {"A": [1, 2.5, None]}
    assert merge({"yaml": "A:\n- 1\n- x\nB: !!binary aGk="}) == {"A": [1, "x"], "B": b"hi"}
    assert merge({}) == {}


def test_command_line_wins_member_by_member(merge) -> None:
    assert merge({"json": '{"A": {"x": 1}, "B": 2}'}, {"A": {"y": 3}}) == {"A": {"y": 3}, "B": 2}


def test_document_in_a_file(merge, tmp_path) -> None:
    path = tmp_path / "input"
    path.write_text('{"A": 1}')
    for kind, prefix in (("json", "file"), ("json", "fileb"), ("yaml", "file"), ("yaml", "fileb")):
        assert merge({kind: f"{prefix}://{path}"}) == {"A": 1}


_OF_JSON = "Error parsing parameter '--cli-input-json': "
_ABSENT = "No such file or directory"
_OF_YAML = "Error parsing parameter '--cli-input-yaml': "


@pytest.mark.parametrize(
    ("kind", "text", "message"),
    [
        ("json", '{"bad": ', "Error parsing parameter 'cli-input-json': Invalid JSON received."),
        ("yaml", "a: [1, 2", "Error parsing parameter 'cli-input-yaml': Invalid YAML received."),
        ("json", "[]", f"{_OF_JSON}Invalid type: expecting map, received <class 'list'>"),
        ("yaml", "", f"{_OF_YAML}Invalid type: expecting map, received <class 'NoneType'>"),
        (
            "json",
            "file://x",
            f"{_OF_JSON}Unable to load paramfile file://x: [Errno 2] {_ABSENT}: 'x'",
        ),
    ],
)
def test_wrong_document(merge, kind: str, text: str, message: str) -> None:
    with pytest.raises(ParameterError) as caught:
        merge({kind: text})
    assert str(caught.value) == message


def test_only_one_document(merge) -> None:
    with pytest.raises(ParamValidationError, match=r"^Only one --cli-input- parameter may be"):
        merge({"json": "{}", "yaml": "{}"})


def test_requirements_are_lifted_for_the_exact_word() -> None:
    assert lifts_requirements(["--cli-input-json", "{}"])
    assert lifts_requirements(["--x", "y", "--cli-input-yaml", "z"])
    assert not lifts_requirements(["--cli-input-json={}"])
    assert not lifts_requirements(["--cli-input-j", "{}"])
