import io
import os
import sys

import pytest

from paraph.cli.context import Context
from paraph.cli.errors import PagerError, classify
from paraph.cli.pager import Output


@pytest.fixture
def terminal():
    """A terminal as standard output, and what has been written to it."""
    if not hasattr(os, "openpty"):
        pytest.skip("no pseudo-terminals here")
    main, other = os.openpty()
    with open(other, "w", encoding="utf-8") as stream:
        yield stream, lambda: os.read(main, 10_000).decode()
    os.close(main)


def context(stdout, **environ):
    environ = {"PATH": os.environ["PATH"], **environ}
    return Context([], environ, io.StringIO(), stdout, io.StringIO())


def script(tmp_path, text):
    """Return a pager's command line: a program of its own."""
    path = tmp_path / "pager.py"
    path.write_text(text)
    return f"{sys.executable} '{path}'"


KEEP = """
import os, sys
folder = os.path.dirname(__file__)
with open(os.path.join(folder, "kept"), "w", encoding="utf-8") as file:
    file.write(os.environ["LESS"] + "|" + sys.stdin.read())
"""


def test_a_person_reads_in_the_pager(terminal, tmp_path):
    with Output(context(terminal[0]), script(tmp_path, KEEP)) as sink:
        sink.write("some ")
        sink.write("text é\n")
    # Leaving has waited for it.
    assert (tmp_path / "kept").read_text(encoding="utf-8") == "FRX|some text é\n"


def test_the_users_options_for_less_stay(terminal, tmp_path):
    with Output(context(terminal[0], LESS="R"), script(tmp_path, KEEP)) as sink:
        sink.write("x")
    assert (tmp_path / "kept").read_text() == "R|x"


def test_without_output_no_pager_is_started(terminal):
    with Output(context(terminal[0]), "/nosuch/pager") as sink:
        sink.flush()


@pytest.mark.parametrize("pager", [None, "", "  "])
def test_without_a_pager_the_terminal_is_written_to(terminal, pager):
    with Output(context(terminal[0]), pager) as sink:
        sink.write("text\n")
    assert terminal[1]() == "text\r\n"


def test_a_pipe_is_never_paged():
    stdout = io.StringIO()
    with Output(context(stdout), "/nosuch/pager") as sink:
        sink.write("text")
    assert stdout.getvalue() == "text"


@pytest.mark.parametrize("pager", ["/nosuch/pager", "/nosuch/pager -R"])
def test_a_pager_that_cannot_be_started_is_a_matter_of_configuration(terminal, pager):
    with pytest.raises(PagerError) as caught, Output(context(terminal[0]), pager) as sink:
        sink.write("text")
    assert classify(caught.value) == (253, "Pager")
    assert str(caught.value) == (
        "Unable to redirect output to pager. Received the following error when opening pager:\n"
        "[Errno 2] No such file or directory: '/nosuch/pager'\n\n"
        'Learn more about configuring the output pager by running "aws help config-vars".'
    )


def test_a_pager_that_is_left_early_is_no_error(terminal, tmp_path):
    with Output(context(terminal[0]), script(tmp_path, "")) as sink:
        for _ in range(50):
            sink.write("x" * 10_000)
            sink.flush()
    assert sink.closed


def test_the_width_is_that_of_the_terminal_behind_the_pager(terminal, tmp_path):
    with Output(context(terminal[0]), script(tmp_path, KEEP)) as sink:
        direct = os.get_terminal_size(terminal[0].fileno()).columns
        assert sink.width == direct


def test_the_encoding_asked_for_is_the_pagers_too(terminal, tmp_path):
    keep = KEEP.replace("sys.stdin.read()", "sys.stdin.buffer.read().hex()")
    asked = context(terminal[0], AWS_CLI_OUTPUT_ENCODING="latin-1")
    with Output(asked, script(tmp_path, keep)) as sink:
        sink.write("é")
    assert (tmp_path / "kept").read_text() == "FRX|e9"
