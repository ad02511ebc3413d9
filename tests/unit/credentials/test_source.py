import pytest

from paraph.core.credentials import Credentials
from paraph.credentials.errors import CredentialRetrievalError, ExpiredCredentialsError
from paraph.credentials.source import Refreshing


class Bank:
    """Hands out credentials good for `lifetime` seconds and counts."""

    def __init__(self, world, lifetime=3600.0):
        self.world = world
        self.lifetime = lifetime
        self.handed_out = 0
        self.closed = False

    def fetch(self):
        if self.closed:
            raise CredentialRetrievalError("bank", "closed")
        self.handed_out += 1
        end = self.world.time + self.lifetime
        return Credentials(f"key {self.handed_out}", "secret", expiry=end)


@pytest.fixture
def bank(world):
    return Bank(world)


@pytest.fixture
def source(bank, world):
    return Refreshing(bank.fetch(), bank.fetch, world.now)


def test_the_same_are_used_until_a_quarter_of_an_hour_before_the_end(source, bank, world):
    world.time += 3600 - 900
    assert source.get().access_key_id == "key 1"
    world.time += 1
    assert source.get().access_key_id == "key 2"
    assert source.get().access_key_id == "key 2"


def test_a_failure_is_borne_until_ten_minutes_before_the_end(source, bank, world):
    bank.closed = True
    world.time += 3600 - 600
    assert source.get().access_key_id == "key 1"
    world.time += 1
    with pytest.raises(CredentialRetrievalError):
        source.get()
    bank.closed = False
    assert source.get().access_key_id == "key 2"


def test_a_short_session_is_used_for_half_of_its_life(bank, world):
    bank.lifetime = 60.0
    source = Refreshing(bank.fetch(), bank.fetch, world.now)
    world.time += 30
    assert source.get().access_key_id == "key 1"
    world.time += 1
    assert source.get().access_key_id == "key 2"


def test_what_is_over_when_it_comes(bank, world):
    bank.lifetime = -1.0
    source = Refreshing(bank.fetch(), bank.fetch, world.now)
    with pytest.raises(ExpiredCredentialsError):
        source.get()
    assert bank.handed_out == 2


def test_credentials_that_have_no_end_any_more_are_kept(source, bank, world):
    bank.fetch, old = lambda: Credentials("endless", "secret"), bank.fetch
    source = Refreshing(old(), lambda: bank.fetch(), world.now)
    world.time += 3600
    assert source.get().access_key_id == "endless"
    world.time += 10**9
    assert source.get().access_key_id == "endless"
