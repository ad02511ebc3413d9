"""CBOR: the examples of RFC 8949 Appendix A that apply, and bytes that are none."""

import pytest

from paraph.protocols.codecs.cbor import (
    CborError,
    Epoch,
    SinglePrecision,
    decode_cbor,
    encode_cbor,
)

_BOTH_WAYS = [
    ("00", 0),
    ("17", 23),
    ("1818", 24),
    ("1903e8", 1000),
    ("1a000f4240", 1000000),
    ("1bffffffffffffffff", 18446744073709551615),
    ("20", -1),
    ("3903e7", -1000),
    ("fb3ff199999999999a", 1.1),
    ("f4", False),
    ("f6", None),
    ("c11a514b67b0", Epoch(1363896240)),
    ("c1fb41d452d9ec200000", Epoch(1363896240.5)),
    ("4401020304", b"\x01\x02\x03\x04"),
    ("62c3bc", "ü"),
    ("8301820203820405", [1, [2, 3], [4, 5]]),
    ("a26161016162820203", {"a": 1, "b": [2, 3]}),
]


@pytest.mark.parametrize(("data", "value"), _BOTH_WAYS)
def test_examples_both_ways(data, value):
    assert encode_cbor(value).hex() == data
    assert decode_cbor(bytes.fromhex(data)) == value


@pytest.mark.parametrize(
    ("data", "value"),
    [
        ("f93c00", 1.0),
        ("fa47c35000", 100000.0),
        ("f97c00", float("inf")),
        ("f7", None),
        ("5f42010243030405ff", b"\x01\x02\x03\x04\x05"),
        ("7f657374726561646d696e67ff", "streaming"),
        ("9f018202039f0405ffff", [1, [2, 3], [4, 5]]),
        ("bf61610161629f0203ffff", {"a": 1, "b": [2, 3]}),
    ],
)
def test_what_other_encoders_send(data, value):
    assert decode_cbor(bytes.fromhex(data)) == value


def test_floats_of_32_bits():
    assert encode_cbor(SinglePrecision(100000.0)).hex() == "fa47c35000"
    assert encode_cbor(SinglePrecision("nan")).hex() == "f97e00"
    with pytest.raises(CborError, match="32-bit"):
        encode_cbor(SinglePrecision(1e300))


@pytest.mark.parametrize(
    "data",
    ["", "18", "61", "81", "a1", "a161", "7b7fffffffffffffff", "1c", "f8", "c200", "c16161",
     "5f6161ff", "9f", "61ff", "a18000", "81" * 300 + "00"],
)  # fmt: skip
def test_bytes_that_are_no_cbor(data):
    with pytest.raises(CborError):
        decode_cbor(bytes.fromhex(data))


def test_values_that_cbor_does_not_take():
    with pytest.raises(CborError):
        encode_cbor(object())
    with pytest.raises(CborError):
        encode_cbor(1 << 64)
