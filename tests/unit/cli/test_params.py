"""From scanned words to parameters: order, flags, and what stands beside the model's options."""

import pytest

from paraph.cli.commands.conveniences import ExtraArgument
from paraph.cli.parameter_errors import ParameterError
from paraph.cli.params import build_params


@pytest.fixture
def build(operation, files):
    def built(members, words, extras=()):
        made = operation(members)
        return build_params("test.do-it", made, [*made.arguments, *extras], words, files)

    return built


def test_members_are_named_as_in_the_model(build) -> None:
    params = build(
        {"UserName": "String", "Tags": "Tags"}, {"--tags": ["Key=a"], "--user-name": "b"}
    )
    assert params == {"UserName": "b", "Tags": [{"Key": "a"}]}
    assert list(params) == ["UserName", "Tags"]


def test_last_of_a_flag_and_its_opposite_counts(build) -> None:
    assert build({"On": "Boolean"}, {"--on": True}) == {"On": True}
    assert build({"On": "Boolean"}, {"--no-on": True}) == {"On": False}
    assert build({"On": "Boolean"}, {"--no-on": True, "--on": True}) == {"On": True}
    assert build({"On": "Boolean"}, {"--on": True, "--no-on": True}) == {"On": False}
    assert build({"On": "Boolean"}, {}) == {}


def test_first_wrong_option_of_the_table_is_reported(build) -> None:
    members = {"First": "Tag", "Second": "Tag"}
    with pytest.raises(ParameterError, match="'--first'"):
        build(members, {"--second": "x", "--first": "y"})


def test_extra_arguments_put_what_they_are_given(build, shape, tmp_path) -> None:
    (tmp_path / "f").write_text("from a file")

    def put(name):
        return lambda params, value: params.__setitem__(name, value)

    extras = [
        ExtraArgument("flag", put("Flag")),
        ExtraArgument("word", put("Word")),
        ExtraArgument("typed", put("Typed"), shape=shape("Tag")),
        ExtraArgument("place", put("Place"), positional=True),
        ExtraArgument("absent", put("Absent")),
    ]
    words = {
        "--flag": True,
        "--word": f"file://{tmp_path}/f",
        "--typed": "Key=a",
        "place": "out",
    }
    assert build({}, words, extras) == {
        "Flag": True,
        "Word": "from a file",
        "Typed": {"Key": "a"},
        "Place": "out",
    }


def test_documents_come_last(build) -> None:
    words = {"--cli-input-json": '{"Name": "a", "Size": 1}', "--name": "b"}
    assert build({"Name": "String", "Size": "Integer"}, words) == {"Name": "b", "Size": 1}
