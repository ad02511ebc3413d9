import pytest

from paraph.credentials.environment import find
from paraph.credentials.errors import (
    CredentialError,
    ExpiredCredentialsError,
    PartialCredentialsError,
)

KEYS = {"AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE", "AWS_SECRET_ACCESS_KEY": "secret"}


def test_all_variables(make, world):
    credentials = find(
        make(AWS_SESSION_TOKEN="token", AWS_ACCOUNT_ID="123456789012", **KEYS), world
    ).get()
    assert credentials.access_key_id == "AKIAIOSFODNN7EXAMPLE"
    assert credentials.secret_access_key == "secret"
    assert credentials.session_token == "token"
    assert credentials.account_id == "123456789012"
    assert (credentials.expiry, credentials.method) == (None, "env")


def test_the_old_name_of_the_token_comes_first(make, world):
    tokens = {"AWS_SECURITY_TOKEN": "old", "AWS_SESSION_TOKEN": "new"}
    assert find(make(**tokens, **KEYS), world).get().session_token == "old"
    tokens["AWS_SECURITY_TOKEN"] = ""
    assert find(make(**tokens, **KEYS), world).get().session_token == "new"


def test_without_an_access_key_there_are_none(make, world):
    assert find(make(), world) is None
    assert find(make(AWS_SECRET_ACCESS_KEY="secret"), world) is None
    assert find(make(AWS_ACCESS_KEY_ID=""), world) is None


def test_an_access_key_without_its_secret(make, world):
    with pytest.raises(PartialCredentialsError) as caught:
        find(make(AWS_ACCESS_KEY_ID="a", AWS_SECRET_ACCESS_KEY=""), world)
    assert str(caught.value) == "Partial credentials found in env, missing: AWS_SECRET_ACCESS_KEY"


def test_an_end_that_is_over(make, world):
    source = find(make(AWS_CREDENTIAL_EXPIRATION="2001-09-09T02:46:40Z", **KEYS), world)
    assert source.get().expiry == world.time + 3600
    world.time += 3601
    with pytest.raises(ExpiredCredentialsError) as caught:
        source.get()
    assert str(caught.value) == (
        "Credentials were refreshed, but the refreshed credentials are still expired."
    )


def test_an_end_that_is_no_time(make, world):
    with pytest.raises(CredentialError, match="Unknown string format: soon"):
        find(make(AWS_CREDENTIAL_EXPIRATION="soon", **KEYS), world)


def test_no_secret_in_a_repr(make, world):
    assert "secret" not in repr(find(make(**KEYS), world).get())
