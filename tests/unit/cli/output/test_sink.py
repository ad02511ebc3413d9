import os

import pytest

from paraph.cli.output.errors import OutputError
from paraph.cli.output.sink import Sink, terminal_width


def pipe():
    read, write = os.pipe()
    return read, open(write, "w", encoding="utf-8")


def test_a_reader_that_has_gone_away_is_no_error():
    read, stream = pipe()
    os.close(read)
    sink = Sink(stream)
    sink.write("x" * 100_000)
    sink.flush()
    assert sink.closed
    sink.write("more")
    # What is left in the buffer goes nowhere: closing raises nothing.
    stream.close()


def test_a_full_disk_is_an_error():
    if not os.path.exists("/dev/full"):
        pytest.skip("no /dev/full here")
    with open("/dev/full", "w", encoding="utf-8") as stream:
        sink = Sink(stream)
        sink.write("x" * 100)
        with pytest.raises(OSError, match="No space"):
            sink.flush()
        # Closing the stream does not complain again.


def test_pieces_before_the_unwritable_one_are_written(shown):
    out = shown("ascii")
    with pytest.raises(OutputError, match="position 1:"):
        out.sink.write_pieces(["a", "b", "cé", "d"])
    assert out.raw == b"ab"


def test_width_is_80_where_there_is_no_terminal(shown):
    assert shown().sink.width == 80


def test_width_is_the_terminals():
    if not hasattr(os, "openpty"):
        pytest.skip("no pseudo-terminals here")
    import fcntl
    import struct
    import termios

    main, other = os.openpty()
    fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("hhhh", 24, 132, 0, 0))
    with open(other, "w", encoding="utf-8") as terminal:
        assert terminal_width(terminal) == 132
    os.close(main)
