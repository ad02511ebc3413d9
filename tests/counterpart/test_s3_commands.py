"""`aws s3` against a moto server: what arrives, what is said, and what is left when it fails."""

import json
import os
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.loopback import Peer, serving
from tests.moto_server import MotoServer

Done = subprocess.CompletedProcess[bytes]
# S3("cp", "a", "s3://bucket/a") → the finished process, in tmp_path
S3 = Callable[..., Done]

_BIG = bytes(range(256)) * (20 * 4096)


@pytest.fixture
def s3(run_aws: Callable[..., Done], moto: MotoServer) -> Iterator[S3]:
    def run(*words: str, stdin: bytes = b"", **more: str) -> Done:
        return run_aws("s3", *words, stdin=stdin, AWS_ENDPOINT_URL=moto.url, **more)

    assert run("mb", "s3://bucket").stdout == b"make_bucket: bucket\n"
    yield run
    moto.reset()


def _text(done: Done) -> str:
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def _head(run_aws: Callable[..., Done], moto: MotoServer, key: str) -> dict[str, object]:
    place = ["--bucket", "bucket", "--key", key]
    done = run_aws("s3api", "head-object", *place, AWS_ENDPOINT_URL=moto.url)
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def _folder(root: Path) -> None:
    for name in ("a.txt", "a-b.txt", "a/x.txt", "sub/deep/z.html"):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)


def _files(root: Path) -> dict[str, bytes]:
    paths = [path for path in root.rglob("*") if path.is_file()]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


# aws s3 cp note.txt s3://bucket/dir/ --metadata k=v --cache-control no-cache
def test_cp_sends_a_file_with_its_properties(
    s3: S3, run_aws: Callable[..., Done], moto: MotoServer, tmp_path: Path
) -> None:
    (tmp_path / "note.txt").write_text("hello")
    options = ("--metadata", "k=v", "--cache-control", "no-cache", "--no-progress")
    said = _text(s3("cp", "note.txt", "s3://bucket/dir/", *options))
    assert said == "upload: ./note.txt to s3://bucket/dir/note.txt\n"
    facts = _head(run_aws, moto, "dir/note.txt")
    assert facts["ContentType"] == "text/plain"
    assert facts["CacheControl"] == "no-cache"
    assert facts["Metadata"] == {"k": "v"}


# aws s3 cp s3://bucket/key folder/new/
def test_cp_makes_folders_and_keeps_the_time(s3: S3, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("hello")
    _text(s3("cp", "note.txt", "s3://bucket/key"))
    said = _text(s3("cp", "s3://bucket/key", "folder/new/", "--no-progress"))
    assert said == "download: s3://bucket/key to folder/new/key\n"
    path = tmp_path / "folder" / "new" / "key"
    assert path.read_text() == "hello"
    assert path.stat().st_mtime == int(path.stat().st_mtime)


# aws s3 cp big s3://bucket/big; aws s3 cp s3://bucket/big s3://bucket/copy; aws s3 cp … again
def test_large_objects_go_in_parts_and_come_whole(s3: S3, tmp_path: Path) -> None:
    (tmp_path / "big").write_bytes(_BIG)
    assert "upload: ./big to s3://bucket/big " in _text(s3("cp", "big", "s3://bucket/big"))
    _text(s3("cp", "s3://bucket/big", "s3://bucket/copy"))
    _text(s3("cp", "s3://bucket/copy", "again"))
    assert (tmp_path / "again").read_bytes() == _BIG
    assert s3("cp", "s3://bucket/big", "-").stdout == _BIG


# cat big | aws s3 cp - s3://bucket/stream
@pytest.mark.parametrize("data", [b"", b"small", _BIG], ids=["empty", "small", "large"])
def test_streams_go_both_ways(s3: S3, data: bytes) -> None:
    assert _text(s3("cp", "-", "s3://bucket/stream", stdin=data)) == ""
    assert s3("cp", "s3://bucket/stream", "-").stdout == data


# aws s3 sync folder s3://bucket/p, twice
def test_sync_does_nothing_the_second_time(s3: S3, tmp_path: Path) -> None:
    _folder(tmp_path / "folder")
    for path in (tmp_path / "folder").rglob("*"):
        os.utime(path, (1_600_000_000, 1_600_000_000))
    said = _text(s3("sync", "folder", "s3://bucket/p", "--no-progress")).splitlines()
    assert len(said) == 4
    assert "upload: folder/sub/deep/z.html to s3://bucket/p/sub/deep/z.html" in said
    assert _text(s3("sync", "folder", "s3://bucket/p", "--no-progress")) == ""
    _text(s3("sync", "s3://bucket/p", "down", "--no-progress"))
    assert _files(tmp_path / "down") == _files(tmp_path / "folder")
    assert _text(s3("sync", "s3://bucket/p", "down", "--no-progress")) == ""


# aws s3 sync folder s3://bucket/p --delete --exclude 'keep/*'
def test_sync_deletes_what_is_gone_but_not_what_is_excluded(s3: S3, tmp_path: Path) -> None:
    _folder(tmp_path / "folder")
    _text(s3("cp", "-", "s3://bucket/p/gone", stdin=b"1"))
    _text(s3("cp", "-", "s3://bucket/p/keep/x", stdin=b"1"))
    words = ("sync", "folder", "s3://bucket/p", "--delete", "--exclude", "keep/*", "--no-progress")
    assert "(dryrun) delete: s3://bucket/p/gone\n" in _text(s3(*words, "--dryrun"))
    assert "delete: s3://bucket/p/gone\n" in _text(s3(*words))
    listed = _text(s3("ls", "s3://bucket/p/", "--recursive"))
    assert "p/keep/x" in listed
    assert "p/gone" not in listed


# aws s3 mv folder s3://bucket/p --recursive; aws s3 mv s3://bucket/p back --recursive
def test_mv_leaves_nothing_behind(s3: S3, tmp_path: Path) -> None:
    _folder(tmp_path / "folder")
    before = _files(tmp_path / "folder")
    _text(s3("mv", "folder", "s3://bucket/p", "--recursive"))
    assert _files(tmp_path / "folder") == {}
    _text(s3("mv", "s3://bucket/p", "s3://bucket/q", "--recursive"))
    said = _text(s3("mv", "s3://bucket/q", "back", "--recursive", "--no-progress"))
    assert "move: s3://bucket/q/a.txt to back/a.txt\n" in said
    assert _files(tmp_path / "back") == before
    assert _text(s3("ls", "s3://bucket")) == ""


# aws s3 rb s3://bucket --force
def test_rb_force_empties_the_bucket_first(s3: S3) -> None:
    _text(s3("cp", "-", "s3://bucket/key", stdin=b"1"))
    refused = s3("rb", "s3://bucket")
    assert refused.returncode == 1
    assert refused.stderr.startswith(b"remove_bucket failed: s3://bucket An error occurred")
    said = _text(s3("rb", "s3://bucket", "--force"))
    assert said == "delete: s3://bucket/key\nremove_bucket: bucket\n"


@pytest.mark.parametrize(
    ("words", "code", "stderr"),
    [
        (("cp", "nope", "s3://bucket/"), 255, "The user-provided path nope does not exist."),
        (("cp", "s3://bucket/nope", "."), 1, 'HeadObject operation: Key "nope" does not exist'),
        (("ls", "s3://bucket/nope"), 1, ""),
        (("ls", "s3://absent"), 254, "(NoSuchBucket) when calling the ListObjectsV2"),
        (("mv", "s3://bucket/a", "s3://bucket/a"), 252, "itself: s3://bucket/a - s3://bucket/a"),
        (("cp", "a", "b"), 252, "Error: Invalid argument type"),
        (("rb", "s3://bucket/key"), 252, "Please specify a valid bucket name only. E.g. s3://bucket"),
        (("cp", "-", "s3://bucket/x", "--recursive"), 252, "only compatible with non-recursive cp"),
        (("cp", "s3://bucket/x", "y", "--sse-c"), 252, "--sse-c-key must be specified as well."),
        (("rm", "s3://bucket/never-there"), 0, ""),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)  # fmt: skip
def test_what_is_wrong_is_said(s3: S3, words: tuple[str, ...], code: int, stderr: str) -> None:
    done = s3(*words)
    assert done.returncode == code
    assert stderr in done.stderr.decode()


# aws s3 cp folder s3://absent/ --recursive
def test_every_failed_file_is_told(s3: S3, tmp_path: Path) -> None:
    _folder(tmp_path / "folder")
    done = s3("cp", "folder", "s3://absent/", "--recursive", "--no-progress")
    assert done.returncode == 1
    lines = done.stderr.decode().splitlines()
    assert len(lines) == 4
    assert all(line.startswith("upload failed: folder/") for line in lines)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this platform")
def test_what_is_left_out_makes_the_code_2(s3: S3, tmp_path: Path) -> None:
    _folder(tmp_path / "folder")
    os.mkfifo(tmp_path / "folder" / "pipe")
    done = s3("cp", "folder", "s3://bucket/", "--recursive", "--quiet")
    assert (done.returncode, done.stderr) == (2, b"")


def test_presigned_url_can_be_fetched(s3: S3) -> None:
    import urllib.request

    _text(s3("cp", "-", "s3://bucket/a key", stdin=b"content"))
    url = _text(s3("presign", "s3://bucket/a key", "--expires-in", "60")).strip()
    with urllib.request.urlopen(url, timeout=30) as answer:
        assert answer.read() == b"content"


def _answer(status: str, body: bytes = b"", **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


_FACTS = {"ETag": '"e"', "Last_Modified": "Sat, 01 Feb 2020 00:00:00 GMT"}


def test_a_download_that_breaks_off_leaves_nothing(
    run_aws: Callable[..., Done], tmp_path: Path
) -> None:
    def handle(peer: Peer) -> None:
        head, _ = peer.request()
        whole = _answer("200 OK", b"x" * 100, **_FACTS)
        peer.say(whole[:-100] if head.startswith(b"HEAD") else whole[:-50])

    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "key").write_text("as it was")
    with serving(handle) as server:
        done = run_aws("s3", "cp", "s3://bucket/key", "folder/", AWS_ENDPOINT_URL=server.url)
        attempts = server.connections - 1
    assert done.returncode == 1
    assert b"download failed: s3://bucket/key to folder/key Max Retries Exceeded" in done.stderr
    assert attempts == 5
    assert _files(tmp_path / "folder") == {"key": b"as it was"}


@pytest.mark.skipif(os.name == "nt", reason="no SIGINT to another process there")
def test_ctrl_c_gives_the_upload_up(
    aws: str, clean_environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "big").write_bytes(_BIG)
    begun, interrupted = threading.Event(), threading.Event()
    seen: list[bytes] = []
    created = (
        b"<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>"
    )

    def handle(peer: Peer) -> None:
        head = peer.head()
        seen.append(head.split(b" HTTP")[0])
        if head.startswith(b"POST"):
            peer.say(_answer("200 OK", created))
        elif head.startswith(b"DELETE"):
            peer.say(_answer("204 No Content"))
        else:
            begun.set()
            interrupted.wait(10)
            peer.say(_answer("200 OK", **_FACTS))

    with serving(handle) as server:
        process = subprocess.Popen(
            [aws, "s3", "cp", "big", "s3://bucket/key"],
            cwd=tmp_path,
            env=clean_environment | {"AWS_ENDPOINT_URL": server.url},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert begun.wait(10)
        process.send_signal(signal.SIGINT)
        interrupted.set()
        _, stderr = process.communicate(timeout=30)
    assert process.returncode == 130
    assert stderr.decode().rstrip().endswith("cancelled: ctrl-c received")
    assert seen[0] == b"POST /bucket/key?uploads"
    assert seen[-1] == b"DELETE /bucket/key?uploadId=u"


def test_all_threads_follow_a_bucket_to_its_region(
    run_aws: Callable[..., Done], tmp_path: Path
) -> None:
    error = b"<Error><Code>PermanentRedirect</Code><Message>elsewhere</Message></Error>"

    def handle(peer: Peer) -> None:
        head, _ = peer.request()
        if b"/eu-west-1/s3/aws4_request" in head:
            peer.say(_answer("200 OK", **_FACTS))
        else:
            peer.say(_answer("301 Moved", error, x_amz_bucket_region="eu-west-1"))

    for number in range(20):
        (tmp_path / "folder" / str(number)).parent.mkdir(exist_ok=True)
        (tmp_path / "folder" / str(number)).write_text("x")
    with serving(handle) as server:
        words = ("cp", "folder", "s3://bucket/", "--recursive", "--no-progress")
        done = run_aws("s3", *words, AWS_ENDPOINT_URL=server.url, AWS_DEFAULT_REGION="us-east-1")
    assert len(_text(done).splitlines()) == 20
