import pytest

from paraph.cli.parameter_errors import ConversionError, ParamFileError
from paraph.cli.paramfile import ParamFiles


@pytest.mark.parametrize("value", ["plain", "http://example.com", "File://x", b"file://x", None])
def test_other_values_name_no_file(value) -> None:
    assert ParamFiles().load(value) is None


def test_text_and_bytes(tmp_path) -> None:
    path = tmp_path / "f"
    path.write_bytes(b"a\r\nb\n")
    assert ParamFiles().load(f"file://{path}") == "a\nb\n"
    assert ParamFiles().load(f"fileb://{path}") == b"a\r\nb\n"


def test_encoding_is_the_users(tmp_path) -> None:
    path = tmp_path / "f"
    path.write_bytes("é".encode("latin-1"))
    assert ParamFiles("latin-1").load(f"file://{path}") == "é"


def test_home_and_variables_are_expanded(tmp_path, monkeypatch) -> None:
    (tmp_path / "f").write_text("x")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("HERE", str(tmp_path))
    assert ParamFiles().load("file://~/f") == "x"
    assert ParamFiles().load("fileb://$HERE/f") == b"x"


def test_binary_text_file_is_pointed_to_fileb(tmp_path) -> None:
    path = tmp_path / "f"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ParamFileError) as caught:
        ParamFiles("utf-8").load(f"file://{path}")
    assert str(caught.value) == (
        f"Unable to load paramfile ({path}), text contents could not be decoded.  If this is a "
        f"binary file, please use the fileb:// prefix instead of the file:// prefix."
    )


@pytest.mark.parametrize("prefix", ["file://", "fileb://"])
def test_absent_file_is_named_as_written(prefix: str) -> None:
    with pytest.raises(ParamFileError) as caught:
        ParamFiles().load(f"{prefix}nosuch.json")
    assert str(caught.value) == (
        f"Unable to load paramfile {prefix}nosuch.json: "
        f"[Errno 2] No such file or directory: 'nosuch.json'"
    )


def test_unknown_encoding_is_an_error_of_ours(tmp_path) -> None:
    (tmp_path / "f").write_text("x")
    with pytest.raises(ConversionError, match="unknown encoding: nonsense"):
        ParamFiles("nonsense").load(f"file://{tmp_path}/f")
