import pytest

from paraph.credentials.errors import (
    CredentialError,
    CredentialRetrievalError,
    PartialCredentialsError,
)
from paraph.credentials.legacy_files import find_in_boto_files, find_in_ec2_file
from paraph.credentials.shared_files import find_in_config_file, find_in_credentials_file

KEYS = "aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = secret\n"


def test_all_keys_of_a_profile(make, world):
    text = f"[a]\n{KEYS}aws_session_token = token\naws_account_id = 123456789012\n"
    credentials = find_in_credentials_file(make("", text, AWS_PROFILE="a"), world).get()
    assert credentials.access_key_id == "AKIAIOSFODNN7EXAMPLE"
    assert credentials.secret_access_key == "secret"
    assert credentials.session_token == "token"
    assert credentials.account_id == "123456789012"
    assert credentials.method == "shared-credentials-file"


def test_the_old_name_of_the_token_comes_first(make, world):
    text = f"[default]\n{KEYS}aws_session_token = new\naws_security_token = old\n"
    assert find_in_credentials_file(make("", text), world).get().session_token == "old"


def test_an_empty_token_is_none(make, world):
    text = f"[default]\n{KEYS}aws_session_token =\n"
    assert find_in_credentials_file(make("", text), world).get().session_token is None


def test_the_config_file_does_not_see_the_other_file(make, world):
    settings = make(f"[profile a]\n{KEYS}", "[a]\naws_session_token = t\n", AWS_PROFILE="a")
    credentials = find_in_config_file(settings, world).get()
    assert (credentials.session_token, credentials.method) == (None, "config-file")


def test_files_without_the_profile(make, world):
    settings = make("", "", AWS_PROFILE="a")
    assert find_in_credentials_file(settings, world) is None
    assert find_in_config_file(settings, world) is None


def test_an_access_key_without_its_secret(make, world):
    with pytest.raises(PartialCredentialsError) as caught:
        find_in_config_file(make("[default]\naws_access_key_id = a\n"), world)
    assert (caught.value.provider, caught.value.missing) == ("config-file", "aws_secret_access_key")


def test_a_section_in_the_place_of_a_key(make, world):
    text = "[default]\naws_secret_access_key = s\naws_access_key_id =\n  a = b\n"
    with pytest.raises(CredentialRetrievalError, match="must be a value, not a section"):
        find_in_credentials_file(make("", text), world)


def test_the_file_of_the_old_tools_of_ec2(make, world, tmp_path):
    path = tmp_path / "ec2"
    path.write_text("# keys\nAWSAccessKeyId = a\nAWSSecretKey=s=t\n")
    settings = make(AWS_CREDENTIAL_FILE="~/ec2")
    credentials = find_in_ec2_file(settings, world).get()
    assert (credentials.access_key_id, credentials.secret_access_key) == ("a", "s=t")
    path.write_text("AWSAccessKeyId = a\n")
    with pytest.raises(PartialCredentialsError):
        find_in_ec2_file(settings, world)
    path.unlink()
    with pytest.raises(CredentialError) as caught:
        find_in_ec2_file(settings, world)
    assert str(caught.value) == "The specified config file (~/ec2) could not be found."
    assert find_in_ec2_file(make(), world) is None


def test_the_file_of_boto(make, world, tmp_path):
    assert find_in_boto_files(make(), world) is None
    (tmp_path / "boto").write_text(f"[Boto]\ndebug = 0\n[Credentials]\n{KEYS}")
    assert find_in_boto_files(make(), world).get().method == "boto-config"
