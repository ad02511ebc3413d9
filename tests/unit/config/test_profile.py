import os

import pytest

from paraph.config.errors import ConfigParseError, ProfileNotFoundError
from paraph.config.profile import ConfigFiles, expand_path


@pytest.fixture
def files(tmp_path):
    def write(config="", credentials="", **environ):
        folder = tmp_path / ".aws"
        folder.mkdir(exist_ok=True)
        (folder / "config").write_text(config)
        (folder / "credentials").write_text(credentials)
        return ConfigFiles({"HOME": str(tmp_path)} | environ)

    return write


def test_sections_of_the_config_file_by_kind(files):
    found = files(
        "[default]\n[profile a]\n[profile 'b c']\n[profile\td]\n[profile \"e]\n[profile]\n"
        "[profile f g]\n[ profile h ]\n[i]\n[profiles j]\n[profile k.l@m]\n"
        "[sso-session s]\n[services t]\n[plugins]\n"
    ).config
    assert list(found.profiles) == ["default", "a", "b c", "d", "j", "k.l@m"]
    assert list(found.sso_sessions) == ["s"]
    assert list(found.services) == ["t"]
    assert list(found.other) == [" profile h ", "i", "plugins"]


def test_the_credentials_file_lies_over_the_config_file(files):
    found = files(
        "[profile a]\nregion = r\noutput = text\n[profile b]\n",
        "[c]\nregion = s\n[a]\noutput = json\n",
    )
    assert found.profiles == {
        "a": {"region": "r", "output": "json"},
        "b": {},
        "c": {"region": "s"},
    }
    assert list(found.profiles) == ["a", "b", "c"]
    # Providers of the chain read one file each.
    assert found.config.profiles["a"]["output"] == "text"
    assert found.path_of("a", "output") == found.credentials_path
    assert found.path_of("a", "region") == found.config_path


def test_of_default_and_profile_default_the_later_counts(files):
    assert files("[default]\na = 1\n[profile default]\nb = 2\n").profiles == {"default": {"b": "2"}}
    assert files("[profile default]\nb = 2\n[default]\na = 1\n").profiles == {"default": {"a": "1"}}


def test_a_section_of_the_credentials_file_is_a_profile_whatever_its_name(files):
    assert list(files("", "[profile a]\n[b]\n").profiles) == ["profile a", "b"]


def test_a_profile_that_is_in_neither_file(files):
    with pytest.raises(ProfileNotFoundError) as caught:
        files("[a]\n").require_profile("a")
    assert str(caught.value) == "The config profile (a) could not be found"
    assert caught.value.profile == "a"


def test_files_are_read_when_they_are_asked_for_and_once(files, tmp_path):
    found = files("[default]\na = 1\n")
    (tmp_path / ".aws" / "config").write_text("[default]\na = 2\n")
    assert found.profiles["default"] == {"a": "2"}
    (tmp_path / ".aws" / "config").write_text("broken")
    assert found.profiles["default"] == {"a": "2"}


def test_missing_files_are_empty(tmp_path):
    found = ConfigFiles({"HOME": str(tmp_path)})
    assert (found.profiles, found.config.services, found.unreadable) == ({}, {}, [])


def test_a_folder_or_an_empty_path_counts_as_missing(tmp_path):
    found = ConfigFiles({"AWS_CONFIG_FILE": str(tmp_path), "AWS_SHARED_CREDENTIALS_FILE": ""})
    assert (found.profiles, found.unreadable) == ({}, [])


def test_a_file_that_cannot_be_read_is_empty_and_named_where_a_profile_is_missed(tmp_path):
    # A name too long for the system fails for everybody, root included.
    path = str(tmp_path / ("x" * 300))
    found = ConfigFiles({"HOME": str(tmp_path), "AWS_CONFIG_FILE": path})
    with pytest.raises(ProfileNotFoundError) as caught:
        found.require_profile("a")
    assert caught.value.detail == f"{path} cannot be read: File name too long"


def test_text_that_is_not_utf_8_names_its_line(tmp_path):
    path = tmp_path / "config"
    path.write_bytes(b"[default]\nk = v\nname = caf\xe9\n")
    with pytest.raises(ConfigParseError) as caught:
        _ = ConfigFiles({"AWS_CONFIG_FILE": str(path)}).profiles
    assert (caught.value.line, caught.value.reason) == (3, "not UTF-8 text")


@pytest.mark.skipif(os.name == "nt", reason="paths of POSIX")
@pytest.mark.parametrize(
    ("path", "expanded"),
    [
        ("~/.aws/config", "/home/me/.aws/config"),
        ("~", "/home/me"),
        ("$DIR/config", "/d/config"),
        ("${DIR}x/$NOPE/${NOPE}/$", "/dx/$NOPE/${NOPE}/$"),
        ("a~/b", "a~/b"),
        ("~nobody-here/x", "~nobody-here/x"),
    ],
)
def test_paths_are_expanded_as_a_shell_does(path, expanded):
    assert expand_path(path, {"HOME": "/home/me/", "DIR": "/d"}) == expanded


@pytest.mark.skipif(os.name == "nt", reason="paths of POSIX")
def test_without_home_the_system_knows_the_home(monkeypatch):
    monkeypatch.delenv("HOME", raising=False)
    assert expand_path("~/x", {}) == os.path.expanduser("~/x")
    assert expand_path("~/x", {"HOME": "/"}) == "/x"
