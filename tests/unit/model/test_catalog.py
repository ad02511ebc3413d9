"""The catalog: models found and compiled, and a cache that may be in any state."""

import json
import os
import subprocess
import sys
import threading
import zlib

import pytest

from paraph.model.catalog import Catalog, botocore_data
from paraph.model.errors import ModelError, UnknownServiceError

_PARTITION = {
    "id": "aws",
    "outputs": {"dnsSuffix": "amazonaws.com"},
    "regionRegex": "^us-.*$",
    "regions": {"us-east-1": {}, "us-west-2": {}},
}


def _model(*operations):
    return {
        "metadata": {
            "apiVersion": "2020-01-01",
            "endpointPrefix": "thing",
            "protocol": "json",
            "serviceId": "Thing",
        },
        "operations": {name: {"name": name, "input": {"shape": "Input"}} for name in operations},
        "shapes": {
            "Input": {"type": "structure", "members": {"Name": {"shape": "Text"}}},
            "Text": {"type": "string"},
        },
    }


def _write(root, name, model, version="2020-01-01", file_name="service-2.json"):
    folder = root / name / version
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / file_name
    path.write_text(json.dumps(model))
    return path


@pytest.fixture
def models(tmp_path):
    root = tmp_path / "models"
    _write(root, "thing", _model("GetThing", "ListThings"))
    (root / "partitions.json").write_text(json.dumps({"partitions": [_PARTITION]}))
    return root


@pytest.fixture
def cache(tmp_path):
    return tmp_path / "cache"


def _catalog(models, cache):
    return Catalog([os.fspath(models)], None if cache is None else os.fspath(cache))


def _operations(catalog):
    """Read through every record: the service, and each operation."""
    service = catalog.service("thing")
    return [service.operation(api_name).name for api_name in service.operations.values()]


def _regions(catalog):
    return list(catalog.partitions()["regions"])


def _assert_readable(catalog):
    assert _operations(catalog) == ["GetThing", "ListThings"]
    assert _regions(catalog) == ["us-east-1", "us-west-2"]


def _cached(cache, name):
    (found,) = (path for path in cache.iterdir() if path.name.startswith(name))
    return found


def _forget_sources(monkeypatch):
    """Make compiling an error, so that only the cache can answer."""

    def refuse(*_):
        raise AssertionError("compiled again")

    monkeypatch.setattr("paraph.model.compile.compile_files", refuse)
    monkeypatch.setattr("paraph.model.catalog.compile_partitions", refuse)


def test_without_a_cache_folder_everything_is_compiled_each_time(models, tmp_path):
    catalog = _catalog(models, None)
    _assert_readable(catalog)
    assert not catalog.warm("thing")
    assert [path.name for path in tmp_path.iterdir()] == ["models"]


def test_the_second_use_reads_the_cache_alone(models, cache, monkeypatch):
    _assert_readable(_catalog(models, cache))
    _forget_sources(monkeypatch)
    _assert_readable(_catalog(models, cache))


def test_cached_partitions_are_those_of_the_document(models, cache):
    compiled = _catalog(models, cache).partitions()
    again = _catalog(models, cache).partitions()
    assert again == compiled
    assert again["default"] == {"name": "aws", "dnsSuffix": "amazonaws.com"}
    # One dictionary for all regions of a partition, in the file as in memory.
    assert again["regions"]["us-east-1"] is again["regions"]["us-west-2"] is again["default"]


def test_the_cache_is_for_its_owner_alone(models, cache):
    _catalog(models, cache).warm("thing")
    assert cache.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", ["thing", "_partitions"])
@pytest.mark.parametrize(
    "content",
    [b"", b"P", b"PARAPH00" + bytes(40), b"\x00" * 4096, b"not a compiled file" * 20],
    ids=["empty", "one byte", "another format", "zeros", "text"],
)
def test_a_file_that_is_none_of_ours_is_replaced(models, cache, name, content, monkeypatch):
    _assert_readable(_catalog(models, cache))
    _cached(cache, name).write_bytes(content)
    _assert_readable(_catalog(models, cache))
    _forget_sources(monkeypatch)
    _assert_readable(_catalog(models, cache))


@pytest.mark.parametrize("name", ["thing", "_partitions"])
def test_no_damaged_byte_is_believed(models, cache, name):
    _assert_readable(_catalog(models, cache))
    path = _cached(cache, name)
    whole = path.read_bytes()
    for place in range(0, len(whole), 5):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x41]) + whole[place + 1 :])
        _assert_readable(_catalog(models, cache))


@pytest.mark.parametrize("name", ["thing", "_partitions"])
def test_no_part_of_a_file_is_taken_for_the_whole(models, cache, name):
    _assert_readable(_catalog(models, cache))
    path = _cached(cache, name)
    whole = path.read_bytes()
    for length in range(0, len(whole), 9):
        path.write_bytes(whole[:length])
        _assert_readable(_catalog(models, cache))


def test_a_changed_model_is_compiled_again(models, cache):
    _assert_readable(_catalog(models, cache))
    _write(models, "thing", _model("GetThing", "ListThings", "PutThing"))
    assert _operations(_catalog(models, cache)) == ["GetThing", "ListThings", "PutThing"]


def test_changed_partitions_are_compiled_again(models, cache):
    _assert_readable(_catalog(models, cache))
    changed = {**_PARTITION, "regions": {"us-new-1": {}}}
    (models / "partitions.json").write_text(json.dumps({"partitions": [changed]}))
    assert _regions(_catalog(models, cache)) == ["us-new-1"]


def test_a_change_of_time_alone_counts(models, cache):
    catalog = _catalog(models, cache)
    catalog.warm("thing")
    source = models / "thing" / "2020-01-01" / "service-2.json"
    text = source.read_text()
    source.write_text(text.replace("GetThing", "PutThing"))
    os.utime(source, ns=(1, 1))
    assert _operations(catalog) == ["PutThing", "ListThings"]


def test_a_folder_that_cannot_be_made_costs_nothing_but_time(models, tmp_path):
    (tmp_path / "file").write_text("")
    catalog = _catalog(models, tmp_path / "file" / "cache")
    _assert_readable(catalog)
    assert not catalog.warm("thing")


def test_a_place_that_is_taken_leaves_no_rubbish(models, cache):
    _assert_readable(_catalog(models, cache))
    paths = sorted(cache.iterdir())
    for path in paths:
        path.unlink()
        path.mkdir()
    _assert_readable(_catalog(models, cache))
    assert sorted(cache.iterdir()) == paths


def test_a_read_only_cache_is_read_and_left_alone(models, cache, monkeypatch):
    _assert_readable(_catalog(models, cache))
    before = {path.name: path.read_bytes() for path in cache.iterdir()}
    cache.chmod(0o500)
    try:
        with monkeypatch.context() as patched:
            _forget_sources(patched)
            _assert_readable(_catalog(models, cache))
        assert {path.name: path.read_bytes() for path in cache.iterdir()} == before
        _write(models, "thing", _model("PutThing"))
        assert _operations(_catalog(models, cache)) == ["PutThing"]
    finally:
        cache.chmod(0o700)


def test_two_sources_share_a_folder(models, cache, tmp_path):
    other = tmp_path / "other"
    _write(other, "thing", _model("OtherThing"))
    assert _operations(_catalog(models, cache)) == ["GetThing", "ListThings"]
    assert _operations(_catalog(other, cache)) == ["OtherThing"]
    assert _operations(_catalog(models, cache)) == ["GetThing", "ListThings"]
    assert len(list(cache.iterdir())) == 2


def test_threads_that_compile_at_once_all_get_the_model(models, cache):
    barrier = threading.Barrier(8)
    results = []

    def compile_once():
        catalog = _catalog(models, cache)
        barrier.wait()
        results.append((_operations(catalog), _regions(catalog)))

    threads = [threading.Thread(target=compile_once) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [(["GetThing", "ListThings"], ["us-east-1", "us-west-2"])] * 8
    assert len(list(cache.iterdir())) == 2


_WRITER = """
import sys
from paraph.model.catalog import Catalog
for _ in range(30):
    catalog = Catalog([sys.argv[1]], sys.argv[2])
    service = catalog.service("thing")
    names = [service.operation(name).name for name in service.operations.values()]
    assert names == ["GetThing", "ListThings"], names
    assert list(catalog.partitions()["regions"]) == ["us-east-1", "us-west-2"]
    # Truncated, so that the other one compiles and writes in between.
    for record in __import__("os").scandir(sys.argv[2]):
        try:
            open(record.path, "wb").close()
        except FileNotFoundError:
            pass
"""


def test_two_processes_that_write_never_hurt_each_other(models, cache):
    command = [sys.executable, "-c", _WRITER, os.fspath(models), os.fspath(cache)]
    writers = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(2)]
    outputs = [writer.communicate(timeout=60)[1] for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0], outputs
    _assert_readable(_catalog(models, cache))


@pytest.mark.parametrize("name", ["nothing", "", ".", "..", "../models/thing", "thing/2020-01-01"])
def test_an_unknown_service_is_named(models, cache, name):
    with pytest.raises(UnknownServiceError) as caught:
        _catalog(models, cache).service(name)
    assert caught.value.name == name


def test_an_unknown_operation_is_an_error(models, cache):
    with pytest.raises(ModelError, match="thing has no operation Nothing"):
        _catalog(models, cache).service("thing").operation("Nothing")


def test_the_folders_name_is_not_a_command_where_the_two_differ():
    catalog = Catalog([botocore_data()], None)
    assert {"s3api", "deploy", "configservice"} <= set(catalog.commands())
    assert not {"s3", "codedeploy", "config", "sms-voice"} & set(catalog.commands())
    for name in ("s3", "codedeploy", "config", "sms-voice"):
        with pytest.raises(UnknownServiceError):
            catalog.service(name)


def test_a_users_model_comes_before_the_installed_one(models, cache, tmp_path):
    mine = tmp_path / "mine"
    _write(mine, "thing", _model("MyThing"))
    _write(mine, "extra", _model("ExtraThing"))
    catalog = Catalog([os.fspath(mine), os.fspath(models)], os.fspath(cache))
    assert _operations(catalog) == ["MyThing"]
    assert catalog.commands() == ["extra", "thing"]
    # What the user's folder lacks comes from the next.
    assert _regions(catalog) == ["us-east-1", "us-west-2"]


def test_the_newest_version_counts(models, cache):
    _write(models, "thing", _model("NewThing"), version="2024-01-01")
    assert _operations(_catalog(models, cache)) == ["NewThing"]


def test_sdk_extras_are_merged(models, cache):
    extras = {
        "merge": {
            "metadata": {"signingName": "other"},
            "operations": {"GetThing": {"deprecated": True}},
        }
    }
    _write(models, "thing", extras, file_name="service-2.sdk-extras.json")
    service = _catalog(models, cache).service("thing")
    assert service.signing_name == "other"
    assert service.endpoint_prefix == "thing"
    assert service.operation("GetThing").deprecated
    assert not service.operation("ListThings").deprecated


def test_a_compressed_model_is_read(models, cache):
    source = models / "thing" / "2020-01-01" / "service-2.json"
    packer = zlib.compressobj(wbits=31)
    packed = packer.compress(source.read_bytes()) + packer.flush()
    (source.parent / "service-2.json.gz").write_bytes(packed)
    source.unlink()
    _assert_readable(_catalog(models, cache))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{", "is damaged"),
        (b"\xff\xfe", "is damaged"),
        (b"{}", "is not a service model"),
        (b'{"metadata": {}, "operations": {}, "shapes": {}}', "is not a service model"),
        (b'{"operations": 7}', "is not a service model"),
    ],
)
def test_a_broken_model_is_an_error_and_no_traceback(models, cache, content, message):
    (models / "thing" / "2020-01-01" / "service-2.json").write_bytes(content)
    with pytest.raises(ModelError, match=message):
        _catalog(models, cache).service("thing")


@pytest.mark.parametrize("content", [b"{", b"{}", b'{"partitions": []}', b'{"partitions": [1]}'])
def test_broken_partitions_are_an_error_and_are_not_kept(models, cache, content):
    (models / "partitions.json").write_bytes(content)
    with pytest.raises(ModelError, match=r"partitions\.json"):
        _catalog(models, cache).partitions()
    assert not cache.exists()


def test_missing_partitions_are_an_error(tmp_path):
    with pytest.raises(ModelError, match=r"no partitions\.json in any folder"):
        Catalog([], None).partitions()
    with pytest.raises(ModelError, match=r"no partitions\.json in "):
        Catalog([os.fspath(tmp_path)], None).partitions()


def test_warm_says_whether_it_is_there_to_stay(models, cache, monkeypatch):
    catalog = _catalog(models, cache)
    assert catalog.warm("thing")
    _forget_sources(monkeypatch)
    assert catalog.warm("thing")
    with pytest.raises(UnknownServiceError):
        catalog.warm("nothing")
