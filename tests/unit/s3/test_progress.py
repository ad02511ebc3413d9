"""The lines of a transfer."""

from io import StringIO

from paraph.s3.human_size import human_size
from paraph.s3.progress import Progress, Verbosity


def _progress(verbosity: Verbosity | None = None) -> tuple[Progress, StringIO, StringIO]:
    out, err = StringIO(), StringIO()
    return Progress(out, err, verbosity or Verbosity(), lambda: 0.0), out, err


def test_line_covers_the_progress_before_it() -> None:
    progress, out, _ = _progress()
    progress.begin(28)
    progress.complete(1)
    progress.advance(28)
    progress.succeed("upload: a to s3://b/a")
    first, line, rest = out.getvalue().replace("\n", "\r").split("\r")
    assert first == "Completed 28 Bytes/28 Bytes (0 Bytes/s) with 1 file(s) remaining"
    assert line == "upload: a to s3://b/a".ljust(len(first))
    assert rest == ""


def test_totals_are_estimates_until_all_files_are_found() -> None:
    progress, out, _ = _progress()
    progress.begin(10)
    progress.advance(4)
    assert "4 Bytes/~10 Bytes" in out.getvalue()
    assert out.getvalue().endswith("~1 file(s) remaining (calculating...)\r")


def test_quiet_says_nothing_and_counts() -> None:
    progress, out, err = _progress(Verbosity(errors=False))
    progress.begin(1)
    progress.fail("upload failed: x", 1)
    progress.warn("warning: y")
    progress.end("fatal error: z")
    assert out.getvalue() + err.getvalue() == ""
    assert (progress.failed, progress.warned) == (2, 1)


def test_only_errors() -> None:
    progress, out, err = _progress(Verbosity(lines=False))
    progress.begin(1)
    progress.advance(1)
    progress.succeed("upload: x")
    progress.fail("upload failed: y", 0)
    assert (out.getvalue(), err.getvalue()) == ("", "upload failed: y\n")


def test_sizes_for_people() -> None:
    sizes = (0, 1, 10, 1023, 1024, 1024**2 - 1, 1024**2, 3 * 1024**3)
    assert [human_size(size) for size in sizes] == [
        *("0 Bytes", "1 Byte", "10 Bytes", "1023 Bytes", "1.0 KiB"),
        *("1.0 MiB", "1.0 MiB", "3.0 GiB"),
    ]
