"""Regions and their partitions."""

import os

import pytest

from paraph.endpoints.partition import find_partition
from paraph.model.catalog import Catalog, botocore_data, compile_partitions, find_partitions
from paraph.model.errors import ModelError


@pytest.fixture(scope="module")
def partitions():
    return Catalog([botocore_data()], None).partitions()


@pytest.mark.parametrize(
    ("region", "name"),
    [
        ("us-east-1", "aws"),
        ("aws-global", "aws"),
        ("cn-north-1", "aws-cn"),
        ("us-gov-west-1", "aws-us-gov"),
        ("us-iso-east-1", "aws-iso"),
        ("eusc-de-east-1", "aws-eusc"),
        # Unknown, by pattern
        ("us-gov-south-7", "aws-us-gov"),
        ("cn-south-9", "aws-cn"),
        ("eu-isoe-north-1", "aws-iso-e"),
        ("ap-north-12", "aws"),
        # Unknown and of no pattern
        ("nowhere", "aws"),
        ("", "aws"),
    ],
)
def test_a_region_has_its_partition(partitions, region, name):
    found = find_partition(partitions, region)
    assert found["name"] == name
    assert found["dnsSuffix"]
    assert found["dualStackDnsSuffix"]
    assert isinstance(found["supportsFIPS"], bool)
    assert isinstance(found["supportsDualStack"], bool)
    assert found["implicitGlobalRegion"]


def test_the_default_is_aws_wherever_it_stands():
    def partition(name):
        return {"id": name, "outputs": {}, "regions": {}, "regionRegex": "^$"}

    compiled = compile_partitions({"partitions": [partition("b"), partition("aws")]})
    assert compiled["default"] == {"name": "aws"}
    assert compile_partitions({"partitions": [partition("b")]})["default"] == {"name": "b"}


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"partitions": []},
        {"partitions": [{}]},
        {"partitions": [7]},
        {"partitions": [{"id": "a", "outputs": {}, "regions": {}, "regionRegex": "("}]},
        {"partitions": [{"id": "a", "outputs": 1, "regions": {}, "regionRegex": ""}]},
    ],
)
def test_other_documents_are_refused(document):
    with pytest.raises(ModelError, match=r"partitions\.json"):
        compile_partitions(document)


def test_the_first_folder_that_has_the_file_counts(tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    (second / "partitions.json").write_text("{}")
    folders = [os.fspath(first), os.fspath(second)]
    assert find_partitions(folders) == os.path.join(folders[1], "partitions.json")
    with pytest.raises(ModelError, match=r"no partitions\.json in "):
        find_partitions(folders[:1])
