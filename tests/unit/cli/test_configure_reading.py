"""`aws configure get`, `list` and `list-profiles`; expectations observed on v2.36.7."""

import io

import pytest

from paraph.cli.commands import configure_get, configure_list, configure_list_profiles
from paraph.cli.context import Context
from paraph.cli.errors import ParamValidationError
from paraph.config.errors import ConfigError, ProfileNotFoundError, SubsectionNotFoundError
from paraph.config.settings import GlobalFlags, Settings
from paraph.credentials.errors import PartialCredentialsError

CONFIG = """
[default]
region = r0
s3 =
  max_queue_size = 10
  a.b = c
[profile dev]
region = r1
foo.bar = dotted
s3 =
  x = y
[plugins]
other = o
[sso-session corp]
sso_region = eu-1
nest =
  k = v
[services svc]
ec2 =
  endpoint_url = http://x
"""
CREDENTIALS = """
[default]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
region = fromcreds
[credonly]
aws_access_key_id = AKX
[plugins]
foo = bar
"""
KEYS = "aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI\n"
HEADER = "NAME       : VALUE                    : TYPE             : LOCATION\n"


class Command:
    def __init__(self, folder):
        self.folder = folder
        self.stdout = io.StringIO()
        self.stderr = io.StringIO()

    def __call__(
        self, run, *words, config=CONFIG, credentials=CREDENTIALS, profile=None, region=None, **env
    ):
        (self.folder / "config").write_text(config)
        (self.folder / "credentials").write_text(credentials)
        environ = {
            "HOME": str(self.folder),
            "AWS_CONFIG_FILE": str(self.folder / "config"),
            "AWS_SHARED_CREDENTIALS_FILE": str(self.folder / "credentials"),
            "BOTO_CONFIG": str(self.folder / "boto"),
        } | env
        flags = GlobalFlags()
        flags.profile, flags.region = profile, region
        context = Context([], environ, io.StringIO(), self.stdout, self.stderr)
        return run(list(words), context, Settings(flags, environ))


@pytest.fixture
def command(tmp_path):
    return Command(tmp_path)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("region", "fromcreds"),
        ("aws_access_key_id", "AKIAIOSFODNN7EXAMPLE"),
        ("s3.max_queue_size", "10"),
        ("default.region", "fromcreds"),
        ("default.s3.max_queue_size", "10"),
        ("profile.dev.region", "r1"),
        ("profile.dev.s3.x", "y"),
        ("dev.region", "r1"),
        ("dev.s3.x", "y"),
        ("credonly.aws_access_key_id", "AKX"),
        ("plugins.other", "o"),
        ("plugins.foo", "bar"),
        ("region.x.y", "fromcreds"),
        ("--sso-session corp sso_region", "eu-1"),
        ("sso_region --sso corp", "eu-1"),
        ("--sso-session=corp nest.k", "v"),
        ("--services svc ec2.endpoint_url", "http://x"),
        ("-- region", "fromcreds"),
    ],
)
def test_a_value(command, words, value):
    assert command(configure_get.run, *words.split()) == 0
    assert command.stdout.getvalue() == f"{value}\n"
    assert command.stderr.getvalue() == ""


@pytest.mark.parametrize(
    "words",
    [
        "nope", "REGION", "s3.nope", "nope.x", "default", "default.", ".", "profile",
        "profile.nope.region", "profile.a.b.c", "foo.bar", "plugins.x", "region.x",
        "--sso-session corp nope", "--sso-session corp nest.k.x", "--sso-session corp sso_region.x",
    ],
)  # fmt: skip
def test_nothing(command, words):
    assert command(configure_get.run, *words.split()) == 1
    assert (command.stdout.getvalue(), command.stderr.getvalue()) == ("", "")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("s3", "s3"),
        ("default.s3", "default.s3"),
        ("s3.a.b", "s3.a.b"),
        ("dev.s3", "dev.s3"),
        ("--services svc ec2", "ec2"),
    ],
)
def test_a_section_is_no_value(command, words, name):
    assert command(configure_get.run, *words.split()) == 1
    assert command.stderr.getvalue() == (
        f"varname ({name}) must reference a value, not a section or sub-section."
    )


def test_the_profile_in_force(command):
    assert command(configure_get.run, "region", profile="dev") == 0
    assert command(configure_get.run, "s3.x", AWS_PROFILE="dev") == 0
    assert command.stdout.getvalue() == "r1\ny\n"


def test_only_a_plain_name_needs_the_profile(command):
    with pytest.raises(ProfileNotFoundError):
        command(configure_get.run, "region", profile="nope")
    assert command(configure_get.run, "dev.region", profile="nope") == 0
    assert command(configure_get.run, "--sso-session", "corp", "sso_region", profile="nope") == 0


def test_a_subsection_that_is_not_there(command):
    with pytest.raises(SubsectionNotFoundError) as caught:
        command(configure_get.run, "--services", "nope", "x")
    assert str(caught.value) == "The config sub-section (nope) could not be found"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("", "the following arguments are required: varname"),
        ("a b", "Unknown options: b"),
        ("region --foo", "Unknown options: --foo"),
        ("--sso-session", "argument --sso-session: expected one argument"),
        (
            "--services svc --sso-session corp x",
            (
                'The key "services" cannot be specified when one of the following keys '
                "are also specified: sso_session"
            ),
        ),
    ],
)
def test_a_wrong_command_line(command, words, message):
    with pytest.raises(ParamValidationError) as caught:
        command(configure_get.run, *words.split())
    assert str(caught.value) == message


def test_a_profile_without_a_setting(command):
    with pytest.raises(ConfigError):
        command(configure_get.run, "profile.dev")


def test_profiles_in_the_order_of_the_files(command):
    assert command(configure_list_profiles.run) == 0
    assert command.stdout.getvalue() == "default\ndev\ncredonly\nplugins\n"
    with pytest.raises(ParamValidationError, match="Unknown options: x"):
        command(configure_list_profiles.run, "x")


def test_nothing_is_configured(command):
    assert command(configure_list.run, config="", credentials="") == 0
    assert command.stdout.getvalue() == HEADER + (
        "profile    : <not set>                : None             : None\n"
        "access_key : <not set>                : None             : None\n"
        "secret_key : <not set>                : None             : None\n"
        "region     : <not set>                : None             : None\n"
    )


def test_all_from_variables(command):
    environ = {
        "AWS_PROFILE": "dev",
        "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE",
        "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI",
        "AWS_DEFAULT_REGION": "eu-1",
    }
    assert command(configure_list.run, **environ) == 0
    assert command.stdout.getvalue() == HEADER + (
        "profile    : dev                      : env              : "
        "['AWS_PROFILE', 'AWS_DEFAULT_PROFILE']\n"
        "access_key : ****************MPLE     : env              : \n"
        "secret_key : ****************FEMI     : env              : \n"
        "region     : eu-1                     : env              : "
        "['AWS_REGION', 'AWS_DEFAULT_REGION']\n"
    )


def test_all_from_files_and_options(command, tmp_path):
    config = "[profile a]\nregion = eu-1\n"
    assert command(configure_list.run, config=config, credentials=f"[a]\n{KEYS}", profile="a") == 0
    assert command.stdout.getvalue() == HEADER + (
        "profile    : a                        : manual           : --profile\n"
        "access_key : ****************MPLE     : shared-credentials-file : \n"
        "secret_key : ****************FEMI     : shared-credentials-file : \n"
        f"region     : eu-1                     : config-file      : {tmp_path / 'config'}\n"
    )


def test_the_region_option_shows_where_nothing_else_says_one(command):
    command(configure_list.run, config="", credentials="", region="eu-1")
    assert command.stdout.getvalue().splitlines()[-1].split() == (
        ["region", ":", "eu-1", ":", "manual", ":", "--region"]
    )


def test_what_is_known_comes_before_an_error(command):
    with pytest.raises(ProfileNotFoundError):
        command(configure_list.run, profile="nope")
    assert command.stdout.getvalue() == HEADER + (
        "profile    : nope                     : manual           : --profile\n"
    )
    with pytest.raises(PartialCredentialsError):
        command(configure_list.run, credentials="", AWS_ACCESS_KEY_ID="a")
