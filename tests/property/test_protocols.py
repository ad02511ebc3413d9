"""What holds for all values: what one side writes, the other reads."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paraph.core.timestamp import format_display, parse
from paraph.protocols import registry
from paraph.protocols.codecs.cbor import decode_cbor, encode_cbor
from paraph.protocols.codecs.jsontext import format_json, parse_json
from paraph.protocols.eventstream import Decoder, Message, encode_message
from tests.unit.protocols.models import make_service, structure

_SHAPES = {
    "Thing": structure(
        Name="String",
        Count="Integer",
        Flag="Boolean",
        Ratio="Double",
        When="Timestamp",
        Data="Blob",
        Names="Names",
        Flat="Flat",
        Map="Map",
        Parts="Parts",
        Part="Thing",
    ),
    "Names": {"type": "list", "member": {"shape": "String"}},
    "Flat": {
        "type": "list",
        "member": {"shape": "Integer", "locationName": "Flat"},
        "flattened": True,
    },
    "Map": {"type": "map", "key": {"shape": "String"}, "value": {"shape": "Integer"}},
    "Parts": {"type": "list", "member": {"shape": "Thing"}},
}
_PROTOCOLS = ["query", "ec2", "json", "rest-json", "rest-xml", "smithy-rpc-v2-cbor"]
_SERVICES = {
    name: make_service(name, _SHAPES, input="Thing", output="Thing") for name in _PROTOCOLS
}

# XML cannot hold most control characters, nor lone surrogates.
_texts = st.text(
    st.characters(blacklist_categories=("Cs", "Cc")) | st.sampled_from("\t\n\r"), max_size=8
).filter(lambda text: "\ufffe" not in text and "\uffff" not in text)
# Hypothesis wants them naive.
_EPOCH, _END = datetime(1970, 1, 1), datetime(9999, 1, 1)  # noqa: DTZ001
_moments = st.datetimes(min_value=_EPOCH, max_value=_END, timezones=st.just(UTC)).map(
    lambda moment: moment.replace(microsecond=0)
)


def _things(inner):
    members = {
        "Count": st.integers(-(2**31), 2**31 - 1),
        "Flag": st.booleans(),
        "Ratio": st.floats(allow_nan=False),
        "When": _moments,
        "Data": st.binary(max_size=5),
        "Names": st.lists(_texts, min_size=1, max_size=3),
        "Flat": st.lists(st.integers(0, 9), min_size=1, max_size=3),
        "Map": st.dictionaries(_texts, st.integers(0, 9), min_size=1, max_size=3),
    }
    if inner is not None:
        members["Parts"] = st.lists(inner, min_size=1, max_size=2)
        members["Part"] = inner
    # A member without content leaves no trace in a form.
    return st.fixed_dictionaries({"Name": _texts}, optional=members)


_values = _things(_things(None))


@pytest.mark.parametrize("protocol", _PROTOCOLS)
@settings(max_examples=25)
@given(value=_values)
def test_a_server_reads_what_a_client_writes(protocol, value):
    module, (service, operation) = registry.load(protocol), _SERVICES[protocol]
    request = module.write_request(service, operation, value)
    assert module.read_request(service, operation, request) == value


@pytest.mark.parametrize("protocol", _PROTOCOLS)
@settings(max_examples=25)
@given(value=_values)
def test_a_client_reads_what_a_server_writes(protocol, value):
    module, (service, operation) = registry.load(protocol), _SERVICES[protocol]
    response = module.write_response(service, operation, value)
    output = module.read_response(service, operation, response)
    assert output == value
    assert list(output) == [name for name in operation.output.members if name in value]


_plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**64), 2**64 - 1)
    | st.floats(allow_nan=False)
    | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(_plain)
def test_documents_survive_their_encodings(value):
    assert parse_json(format_json(value)) == value
    assert parse_json(format_json(value, compact=True)) == value


@given(_plain.filter(lambda value: "\\ud" not in ascii(value)))
def test_documents_survive_cbor(value):
    assert decode_cbor(encode_cbor(value)) == value


@given(
    st.lists(
        st.tuples(
            st.dictionaries(
                st.text("abc:-", min_size=1, max_size=5), st.text("xyé", max_size=5), max_size=3
            ),
            st.binary(max_size=30),
        ),
        max_size=4,
    ),
    st.integers(1, 40),
)
def test_messages_survive_any_cutting(messages, size):
    wanted = [Message(*message) for message in messages]
    data = b"".join(map(encode_message, wanted))
    decoder = Decoder()
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    assert [message for piece in pieces for message in decoder.receive(piece)] == wanted


@given(st.datetimes(timezones=st.just(UTC)))
def test_a_timestamp_is_shown_as_python_shows_it(moment):
    text = moment.isoformat().removesuffix("+00:00") + "Z"
    assert format_display(text) == moment.isoformat()
    assert parse(text) == moment
