import io

import pytest

from paraph.cli import display


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
    assert display.wants_colour(setting, stream) is wanted


def test_a_closed_stream_is_no_terminal():
    stream = io.StringIO()
    stream.close()
    assert not display.is_terminal(stream)
