import pytest

from paraph.config.settings import GlobalFlags, Settings


class World:
    """A clock that stands still until it is set."""

    def __init__(self):
        self.time = 1_000_000_000.0

    def now(self):
        return self.time


@pytest.fixture
def world():
    return World()


@pytest.fixture
def make(tmp_path):
    """`make(config, credentials, flags={…}, NAME="value")` gives Settings with these files."""

    def build(config="", credentials="", flags=None, **environ):
        (tmp_path / "config").write_text(config)
        (tmp_path / "credentials").write_text(credentials)
        given = GlobalFlags()
        for name, value in (flags or {}).items():
            setattr(given, name, value)
        paths = {
            "HOME": str(tmp_path),
            "PATH": "/usr/bin:/bin",
            "AWS_CONFIG_FILE": str(tmp_path / "config"),
            "AWS_SHARED_CREDENTIALS_FILE": str(tmp_path / "credentials"),
            "BOTO_CONFIG": str(tmp_path / "boto"),
        }
        return Settings(given, paths | environ)

    return build
