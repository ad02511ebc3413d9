import json
import sys

import pytest

from paraph.credentials.errors import CredentialError, CredentialRetrievalError
from paraph.credentials.process import find

GOOD = {"Version": 1, "AccessKeyId": "AKIAPROCESS", "SecretAccessKey": "secret of the process"}


@pytest.fixture
def program(make, tmp_path):
    """`program(output, code, stderr)` gives Settings whose profile runs such a program."""

    def build(output, code=0, stderr="", extra=""):
        text = output if isinstance(output, str) else json.dumps(output)
        path = tmp_path / "a program.py"
        path.write_text(
            "import sys\n"
            f"open({str(tmp_path / 'runs')!r}, 'a').write('x')\n"
            f"sys.stdout.write({text!r}); sys.stderr.write({stderr!r}); sys.exit({code})\n"
        )
        return make(f'[default]\ncredential_process = "{sys.executable}" -I "{path}"\n{extra}')

    return build


@pytest.fixture
def runs(tmp_path):
    return lambda: len((tmp_path / "runs").read_text())


def test_a_program_is_asked_once(program, world, runs):
    source = find(program(GOOD | {"SessionToken": "token"}), world)
    for _ in range(3):
        credentials = source.get()
    assert runs() == 1
    assert credentials.access_key_id == "AKIAPROCESS"
    assert credentials.secret_access_key == "secret of the process"
    assert credentials.session_token == "token"
    assert (credentials.expiry, credentials.method) == (None, "custom-process")


def test_a_program_is_asked_again_before_the_end(program, world, runs):
    source = find(program(GOOD | {"Expiration": "2001-09-09T02:46:40Z"}), world)
    assert source.get().expiry == world.time + 3600
    world.time += 3500
    source.get()
    assert runs() == 2


def test_a_profile_without_a_program(make, world):
    assert find(make("[default]\nregion = r\n"), world) is None


def test_the_account_is_that_of_the_answer_else_of_the_profile(program, world):
    extra = "aws_account_id = 111111111111\n"
    assert find(program(GOOD, extra=extra), world).get().account_id == "111111111111"
    answer = GOOD | {"AccountId": "222222222222"}
    assert find(program(answer, extra=extra), world).get().account_id == "222222222222"


@pytest.mark.parametrize("version", ["1", 2, None])
def test_an_unknown_version(program, world, version):
    with pytest.raises(CredentialRetrievalError) as caught:
        find(program(GOOD | {"Version": version}), world)
    assert str(caught.value) == (
        "Error when retrieving credentials from custom-process: Unsupported version "
        f"'{version}' for credential process provider, supported versions: 1"
    )


def test_no_version(program, world):
    with pytest.raises(CredentialRetrievalError, match="'<Version key not provided>'"):
        find(program("{}"), world)


@pytest.mark.parametrize("key", ["AccessKeyId", "SecretAccessKey"])
def test_a_missing_key(program, world, key):
    with pytest.raises(CredentialRetrievalError) as caught:
        find(program({name: value for name, value in GOOD.items() if name != key}), world)
    assert caught.value.reason == f"Missing required key in response: '{key}'"


def test_a_key_that_is_no_text(program, world):
    with pytest.raises(CredentialRetrievalError, match="AccessKeyId in the response is not a str"):
        find(program(GOOD | {"AccessKeyId": None}), world)


def test_a_failing_program_speaks_for_itself(program, world):
    with pytest.raises(CredentialRetrievalError) as caught:
        find(program("", 3, "sign in first\n"), world)
    assert str(caught.value) == (
        "Error when retrieving credentials from custom-process: sign in first\n"
    )


def test_output_that_is_no_json(program, world):
    with pytest.raises(CredentialError) as caught:
        find(program("secret things"), world)
    assert str(caught.value) == "Expecting value: line 1 column 1 (char 0)"
    with pytest.raises(CredentialRetrievalError, match="the output is not a JSON object"):
        find(program("[1]"), world)


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("no-such-program -x", r"\[Errno 2\] No such file or directory: 'no-such-program'"),
        ('"open', "No closing quotation"),
        ("", "credential_process is empty"),
        ("\n  a = b", "credential_process must be a value, not a section"),
    ],
)
def test_a_command_that_cannot_be_run(make, world, command, message):
    with pytest.raises(CredentialError, match=message):
        find(make(f"[default]\ncredential_process = {command}\n"), world)


def test_no_shell_sees_the_command(make, world, tmp_path):
    settings = make(f"[default]\ncredential_process = echo x > {tmp_path / 'made'}\n")
    with pytest.raises(CredentialError):
        find(settings, world)
    assert not (tmp_path / "made").exists()
