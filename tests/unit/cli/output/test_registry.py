import pytest

from paraph.cli.errors import classify
from paraph.cli.output import registry
from paraph.cli.output.errors import UnknownFormatError


@pytest.mark.parametrize("name", registry.FORMATS)
def test_every_format_can_be_loaded(name):
    assert callable(registry.load(name).write)


def test_an_unknown_format_is_an_error_of_the_general_kind():
    with pytest.raises(UnknownFormatError, match=r"^Unknown output type: bogus$") as caught:
        registry.load("bogus")
    assert classify(caught.value)[0] == 255
