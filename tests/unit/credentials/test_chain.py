import pytest

from paraph.credentials import chain
from paraph.credentials.errors import (
    NoCredentialsError,
    PartialCredentialsError,
    UnresolvedCredentialsError,
)

ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "AKIAENVIRONMENT",
    "AWS_SECRET_ACCESS_KEY": "secret of the environment",
}


def keys(name):
    return f"aws_access_key_id = AKIA{name}\naws_secret_access_key = secret of {name}\n"


def found(settings, world):
    return chain.resolve(settings, world).get()


def test_the_environment_wins_over_the_files_even_with_aws_profile(make, world):
    settings = make("", f"[a]\n{keys('A')}", AWS_PROFILE="a", **ENVIRONMENT)
    assert found(settings, world).access_key_id == "AKIAENVIRONMENT"


def test_the_profile_option_takes_the_environment_out(make, world):
    settings = make("", f"[a]\n{keys('A')}", {"profile": "a"}, **ENVIRONMENT)
    assert found(settings, world).access_key_id == "AKIAA"
    settings = make("", "[a]\n", {"profile": "a"}, **ENVIRONMENT)
    with pytest.raises(NoCredentialsError):
        found(settings, world)


def test_the_credentials_file_then_the_process_then_the_config_file(make, world):
    config = f"[default]\n{keys('CONFIG')}"
    answer = '{"Version": 1, "AccessKeyId": "AKIAPROCESS", "SecretAccessKey": "s"}'
    process = f"credential_process = echo '{answer}'\n"
    order = [
        (config + process, f"[default]\n{keys('SHARED')}", "shared-credentials-file"),
        (config + process, "", "custom-process"),
        (config, "", "config-file"),
    ]
    for config_text, credentials_text, method in order:
        assert found(make(config_text, credentials_text), world).method == method


def test_each_file_is_read_by_its_own_provider(make, world):
    """An access key in one file is not completed by a secret in the other."""
    settings = make("[default]\naws_secret_access_key = s\n", "[default]\naws_access_key_id = a\n")
    with pytest.raises(PartialCredentialsError) as caught:
        found(settings, world)
    assert str(caught.value) == (
        "Partial credentials found in shared-credentials-file, missing: aws_secret_access_key"
    )


def test_nobody_has_any(make, world):
    assert chain.find(make(), world) is None
    source = chain.resolve(make(), world)
    with pytest.raises(NoCredentialsError) as caught:
        source.get()
    assert str(caught.value) == (
        'Unable to locate credentials. You can configure credentials by running "aws login".'
    )


@pytest.mark.parametrize(
    ("config", "setting"),
    [
        ("role_arn = arn:aws:iam::123456789012:role/r\nsource_profile = default\n", "role_arn"),
        ("role_arn = r\nweb_identity_token_file = /t\n", "web_identity_token_file"),
        ("sso_account_id = 1\n", "sso_account_id"),
        ("sso_role_name = 1\n", "sso_role_name"),
        ("login_session = arn\n", "login_session"),
    ],
)
def test_no_other_keys_are_used_than_those_the_profile_means(make, world, config, setting):
    settings = make(f"[profile a]\n{config}{keys('OTHER')}", AWS_PROFILE="a")
    with pytest.raises(UnresolvedCredentialsError) as caught:
        found(settings, world)
    assert str(caught.value) == (
        f'The profile "a" sets {setting}, which this version does not resolve yet'
    )
    assert caught.value.setting == setting


def test_keys_of_the_environment_come_before_a_role(make, world):
    settings = make("[default]\nrole_arn = r\n", **ENVIRONMENT)
    assert found(settings, world).method == "env"


def test_the_credentials_file_comes_before_a_login(make, world):
    settings = make("[default]\nlogin_session = arn\n", f"[default]\n{keys('A')}")
    assert found(settings, world).method == "shared-credentials-file"


def test_a_token_file_in_the_environment(make, world):
    shared = f"[default]\n{keys('A')}"
    with pytest.raises(UnresolvedCredentialsError, match="AWS_WEB_IDENTITY_TOKEN_FILE"):
        found(make("", shared, AWS_WEB_IDENTITY_TOKEN_FILE="/t"), world)
    settings = make("", shared, {"profile": "default"}, AWS_WEB_IDENTITY_TOKEN_FILE="/t")
    assert found(settings, world).access_key_id == "AKIAA"


def test_a_container_has_credentials_where_nobody_else_has(make, world):
    container = {"AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1/"}
    assert found(make("", f"[default]\n{keys('A')}", **container), world).access_key_id == "AKIAA"
    with pytest.raises(UnresolvedCredentialsError):
        found(make(**container), world)


def test_every_row_of_the_table_can_be_loaded():
    for method, place in chain.PROVIDERS:
        module, _, function = place.partition(":")
        assert callable(getattr(__import__(module, fromlist=[function]), function)), method
