"""The paths by which an operation's input sets a parameter."""

import pytest

from paraph.endpoints.context_path import find_value
from paraph.endpoints.errors import EndpointError

_INPUT = {
    "TableCreationParameters": {"TableName": "t"},
    "RequestItems": {"a": {}, "b": {}},
    "TransactItems": [
        {"Get": {"TableName": "x"}, "Put": {"TableName": "p"}},
        {"Delete": {"TableName": "d"}},
        {"Get": {"TableName": "y"}},
        {},
    ],
    "Delete": {"Objects": [{"Key": "k1"}, {}, {"Key": "k2"}]},
    "Nested": [[1, [2]], 3, [], None],
}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("TableCreationParameters.TableName", "t"),
        ("keys(RequestItems)", ["a", "b"]),
        ("keys(Absent)", None),
        ("TransactItems[*].Get.TableName", ["x", "y"]),
        ("TransactItems[*].[Put.TableName, Delete.TableName][]", ["p", "d"]),
        ("Delete.Objects[*].Key", ["k1", "k2"]),
        ("Delete.*", [[{"Key": "k1"}, {}, {"Key": "k2"}]]),
        ("Delete.*[*].Key", [["k1", "k2"]]),
        ("Nested[]", [1, [2], 3]),
        ("Nested[][]", [1, 2, 3]),
        ("[Delete.Objects[*].Key, TableCreationParameters.TableName]", [["k1", "k2"], "t"]),
        ("Delete.Objects[*].[Key].Key", None),
        ("Delete.Objects[*].[Key][].Key", []),
        ("Absent", None),
        ("Absent.Name", None),
        ("Absent[*].Name", None),
        ("Absent[]", None),
        ("Absent.[A, B]", None),
        ("TableCreationParameters[*]", None),
        ("Nested.*", None),
    ],
)
def test_a_path_selects(path, expected):
    assert find_value(path, _INPUT) == expected


@pytest.mark.parametrize(
    "path",
    ["", "length(A)", "A[0]", "A[?b]", "A | B", "A..B", "A.[B", "'text'", "A B", "A.", "keys()"],
)
def test_what_the_subset_lacks_is_refused(path):
    with pytest.raises(EndpointError, match="a path that is not known"):
        find_value(path, _INPUT)
