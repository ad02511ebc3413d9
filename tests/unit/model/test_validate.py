import io
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paraph.model.compile import compile_service
from paraph.model.errors import ParamValidationError
from paraph.model.service import Service
from paraph.model.validate import check, report

_SHAPES = {
    "Text": {"type": "string"},
    "Long text": {"type": "string", "min": 3},
    "Texts": {"type": "list", "member": {"shape": "Text"}, "min": 1},
    "Map": {"type": "map", "key": {"shape": "Long text"}, "value": {"shape": "Count"}},
    "Count": {"type": "integer", "min": 1},
    "Big": {"type": "long", "min": 0},
    "Ratio": {"type": "float", "min": 1.0},
    "Flag": {"type": "boolean"},
    "Bytes": {"type": "blob"},
    "Time": {"type": "timestamp"},
    "Inner": {
        "type": "structure",
        "required": ["Name"],
        "members": {"Name": {"shape": "Text"}, "Size": {"shape": "Count"}},
    },
    "Choice": {
        "type": "structure",
        "union": True,
        "members": {"One": {"shape": "Text"}, "Two": {"shape": "Text"}},
    },
    "Free": {"type": "structure", "document": True, "members": {}},
}
_MEMBERS = {
    "Text": {"shape": "Text"},
    "LongText": {"shape": "Long text"},
    "Texts": {"shape": "Texts"},
    "Map": {"shape": "Map"},
    "Count": {"shape": "Count"},
    "Big": {"shape": "Big"},
    "Ratio": {"shape": "Ratio"},
    "Flag": {"shape": "Flag"},
    "Bytes": {"shape": "Bytes"},
    "Time": {"shape": "Time"},
    "Inner": {"shape": "Inner"},
    "Inners": {"shape": "Inners"},
    "Choice": {"shape": "Choice"},
    "Free": {"shape": "Free"},
    "Host": {"shape": "Text", "hostLabel": True},
    "Header": {
        "shape": "Text",
        "jsonvalue": True,
        "location": "header",
        "locationName": "x-json",
    },
}


def _shape(required=()):
    model = {
        "metadata": {"apiVersion": "1", "endpointPrefix": "x", "protocol": "json"},
        "operations": {"Do": {"name": "Do", "input": {"shape": "In"}}},
        "shapes": {
            **_SHAPES,
            "Inners": {"type": "list", "member": {"shape": "Inner"}},
            "In": {"type": "structure", "required": list(required), "members": _MEMBERS},
        },
    }
    records = compile_service("x", model, {}, {}, None)
    return Service(*records["service"], records.get).operation("Do").input


_INPUT = _shape()


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"Text": "", "LongText": "abc", "Texts": ["a"], "Map": {"abc": 1}},
        {"Texts": ("a",), "Count": 1, "Big": 0, "Ratio": 1, "Flag": False},
        {"Ratio": Decimal("1.5")},
        {"Bytes": b""},
        {"Bytes": bytearray()},
        {"Bytes": "text"},
        {"Bytes": io.BytesIO()},
        {"Time": 0},
        {"Time": "2015-01-25T08:00:00Z"},
        {"Time": "2015-01-25"},
        {"Time": datetime(2015, 1, 25, tzinfo=UTC)},
        {"Inner": {"Name": "n"}, "Choice": {"Two": "x"}},
        {"Free": {"a": [1, 1.5, None, True, {"b": "c"}]}},
        {"Free": "text"},
        {"Header": {"a": 1}},
        # Python's own idea of bool
        {"Count": True},
    ],
)
def test_what_fits(params):
    assert report(_INPUT, params) == []
    check(_INPUT, params)


@pytest.mark.parametrize(
    ("params", "line"),
    [
        (
            {"Text": 1},
            (
                "Invalid type for parameter Text, value: 1, type: <class 'int'>, "
                "valid types: <class 'str'>"
            ),
        ),
        (
            {"Texts": "a"},
            (
                "Invalid type for parameter Texts, value: a, type: <class 'str'>, "
                "valid types: <class 'list'>, <class 'tuple'>"
            ),
        ),
        (
            {"Map": [{"a": 1}]},
            (
                "Invalid type for parameter Map, value: [{'a': 1}], type: <class 'list'>, "
                "valid types: <class 'dict'>"
            ),
        ),
        (
            {"Count": "1"},
            (
                "Invalid type for parameter Count, value: 1, type: <class 'str'>, "
                "valid types: <class 'int'>"
            ),
        ),
        (
            {"Big": 1.5},
            (
                "Invalid type for parameter Big, value: 1.5, type: <class 'float'>, "
                "valid types: <class 'int'>"
            ),
        ),
        (
            {"Ratio": "1"},
            (
                "Invalid type for parameter Ratio, value: 1, type: <class 'str'>, "
                "valid types: <class 'float'>, <class 'decimal.Decimal'>, <class 'int'>"
            ),
        ),
        (
            {"Flag": "true"},
            (
                "Invalid type for parameter Flag, value: true, type: <class 'str'>, "
                "valid types: <class 'bool'>"
            ),
        ),
        (
            {"Bytes": 1},
            (
                "Invalid type for parameter Bytes, value: 1, type: <class 'int'>, "
                "valid types: <class 'bytes'>, <class 'bytearray'>, file-like object"
            ),
        ),
        (
            {"Time": "soon"},
            (
                "Invalid type for parameter Time, value: soon, type: <class 'str'>, "
                "valid types: <class 'datetime.datetime'>, timestamp-string"
            ),
        ),
        (
            {"Inner": None},
            (
                "Invalid type for parameter Inner, value: None, type: <class 'NoneType'>, "
                "valid types: <class 'dict'>"
            ),
        ),
        ({"Inner": {}}, 'Missing required parameter in Inner: "Name"'),
        ({"Inners": [{}]}, 'Missing required parameter in Inners[0]: "Name"'),
        (
            {"Inner": {"Name": "n", "Other": 1}},
            'Unknown parameter in Inner: "Other", must be one of: Name, Size',
        ),
        (
            {"LongText": "ab"},
            "Invalid length for parameter LongText, value: 2, valid min length: 3",
        ),
        ({"Texts": []}, "Invalid length for parameter Texts, value: 0, valid min length: 1"),
        ({"Host": ""}, "Invalid length for parameter Host, value: 0, valid min length: 1"),
        ({"Count": 0}, "Invalid value for parameter Count, value: 0, valid min value: 1"),
        ({"Big": -1}, "Invalid value for parameter Big, value: -1, valid min value: 0"),
        ({"Ratio": 0.5}, "Invalid value for parameter Ratio, value: 0.5, valid min value: 1.0"),
        (
            {"Map": {"ab": 1}},
            "Invalid length for parameter Map (key: ab), value: 2, valid min length: 3",
        ),
        ({"Map": {"abc": 0}}, "Invalid value for parameter Map.abc, value: 0, valid min value: 1"),
        (
            {"Choice": {"One": "a", "Two": "b"}},
            (
                "Invalid number of parameters set for tagged union structure Choice. "
                "Can only set one of the following keys: One. Two."
            ),
        ),
        (
            {"Choice": {}},
            "Must set one of the following keys for tagged unionstructure Choice: One. Two.",
        ),
        (
            {"Free": {"a": b"x"}},
            (
                "Invalid type for document parameter a, value: b'x', type: <class 'bytes'>, "
                "valid types: <class 'str'>, <class 'int'>, <class 'bool'>, <class 'float'>, "
                "<class 'list'>, <class 'dict'>"
            ),
        ),
        (
            {"Header": {"a": b"x"}},
            (
                "Invalid parameter Header must be json serializable: "
                "Object of type bytes is not JSON serializable"
            ),
        ),
    ],
)
def test_what_does_not_fit(params, line):
    assert report(_INPUT, params) == [line]
    with pytest.raises(ParamValidationError) as caught:
        check(_INPUT, params)
    assert str(caught.value) == f"Parameter validation failed:\n{line}"


def test_all_problems_are_told_in_order():
    shape = _shape(required=["Text", "Count"])
    params = {"Extra": 1, "Inner": {"Size": 0}, "Flag": 1}
    known = ", ".join(_MEMBERS)
    assert report(shape, params) == [
        'Missing required parameter in input: "Text"',
        'Missing required parameter in input: "Count"',
        f'Unknown parameter in input: "Extra", must be one of: {known}',
        'Missing required parameter in Inner: "Name"',
        "Invalid value for parameter Inner.Size, value: 0, valid min value: 1",
        (
            "Invalid type for parameter Flag, value: 1, type: <class 'int'>, "
            "valid types: <class 'bool'>"
        ),
    ]


def test_no_shape_takes_anything():
    check(None, {})


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4) | st.binary(),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from([*_MEMBERS, "Name", "One", "abc", "?"]), inner, max_size=3
        )
    ),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def reference():
    """The validator that the official CLI is built on."""
    from botocore.model import ServiceModel
    from botocore.validate import ParamValidator

    model = ServiceModel(
        {
            "metadata": {},
            "operations": {},
            "shapes": {
                **_SHAPES,
                "Inners": {"type": "list", "member": {"shape": "Inner"}},
                "In": {"type": "structure", "members": _MEMBERS},
            },
        }
    )
    shape = model.shape_for("In")
    return lambda params: ParamValidator().validate(params, shape).generate_report()


@given(
    params=st.dictionaries(
        st.sampled_from([name for name in _MEMBERS if name != "Time"]), _JSON, max_size=4
    )
)
def test_reports_are_those_of_the_reference(reference, params):
    # Of an empty union botocore 1.43 lists the members with commas, the official CLI with stops.
    ours = "\n".join(report(_INPUT, params)).replace(": One. Two.", ": One, Two.")
    assert ours == reference(params).replace(": One. Two.", ": One, Two.")
