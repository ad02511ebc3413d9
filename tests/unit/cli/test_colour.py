import io

import pytest

from paraph.cli import colour


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("setting", "stream", "wanted"),
    [
        ("on", io.StringIO(), True),
        ("off", Terminal(), False),
        ("auto", Terminal(), True),
        ("auto", io.StringIO(), False),
        (None, Terminal(), True),
    ],
)
def test_colour_is_for_terminals_unless_said_otherwise(setting, stream, wanted):
    assert colour.is_wanted(setting, stream) is wanted


def test_a_closed_stream_is_no_terminal():
    stream = io.StringIO()
    stream.close()
    assert not colour.is_terminal(stream)
