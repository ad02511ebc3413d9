"""Event streams: frames, damaged frames, and modelled events both ways."""

import io

import pytest

from paraph.core.message import Response
from paraph.protocols import aws_json, rest_xml
from paraph.protocols.errors import EventStreamError
from paraph.protocols.events import EventFaultError
from paraph.protocols.eventstream import (
    Byte,
    Decoder,
    Long,
    Message,
    Milliseconds,
    Short,
    Uuid,
    encode_message,
)
from tests.unit.protocols.models import make_service, structure

_SHAPES = {
    "Out": structure(Id="String", Stream={"shape": "Stream", "eventstream": True}),
    "Payload": {
        **structure(Stream={"shape": "Stream", "eventstream": True}),
        "payload": "Stream",
    },
    "Stream": {
        **structure(Records="Records", Stats="Stats", Oops="Oops"),
        "eventstream": True,
    },
    "Records": {
        **structure(
            Data={"shape": "Blob", "eventpayload": True},
            Kind={"shape": "String", "eventheader": True},
            At={"shape": "Timestamp", "eventheader": True},
        ),
        "event": True,
    },
    "Stats": {**structure(Count="Integer"), "event": True},
    "Oops": {**structure(message="String"), "exception": True},
}

# The example frame of the AWS SDKs' shared test suite, "payload_one_str_header".
_FRAME = bytes.fromhex(
    "0000003d0000002007fd8396"
    "0c636f6e74656e742d747970650700106170706c69636174696f6e2f6a736f6e"
    "7b27666f6f273a27626172277d8d9c08b1"
)


def test_a_published_frame_both_ways():
    message = Message({"content-type": "application/json"}, b"{'foo':'bar'}")
    assert encode_message(message) == _FRAME
    assert list(Decoder().receive(_FRAME)) == [message]


def test_all_types_of_headers_survive():
    headers = {
        "t": True, "f": False, "b": Byte(-1), "s": Short(-2), "i": -3, "l": Long(4), "big": 1 << 40,
        "x": b"\x00\xff", "n": "é", "at": Milliseconds(1_000), "u": Uuid(b"0123456789abcdef"),
    }  # fmt: skip
    (message,) = Decoder().receive(encode_message(Message(headers, b"p")))
    assert message.headers == headers
    assert {name: type(value) for name, value in message.headers.items()} == {
        **{name: type(value) for name, value in headers.items()},
        "big": Long,
    }


def test_frames_come_in_pieces_of_any_size():
    data, decoder = _FRAME * 3, Decoder()
    messages = [
        message for at in range(len(data)) for message in decoder.receive(data[at : at + 1])
    ]
    assert len(messages) == 3
    assert decoder.is_between_messages


@pytest.mark.parametrize("at", [0, 5, 9, 20, len(_FRAME) - 1])
def test_a_flipped_bit_is_noticed(at):
    damaged = bytearray(_FRAME)
    damaged[at] ^= 1
    with pytest.raises(EventStreamError, match="Checksum mismatch: expected 0x"):
        list(Decoder().receive(bytes(damaged)))


@pytest.mark.parametrize(
    "message",
    [
        Message({"": "x"}),
        Message({"n" * 256: "x"}),
        Message({"n": "x" * 40_000}),
        Message({"n": Byte(300)}),
        Message({f"n{number}": "x" * 30_000 for number in range(5)}),
    ],
)
def test_headers_that_do_not_fit(message):
    with pytest.raises(EventStreamError):
        encode_message(message)


def _event(kind, payload=b"", **headers):
    fixed = {":message-type": "event", ":event-type": kind}
    return encode_message(Message({**fixed, **headers}, payload))


def _events(body):
    service, operation = make_service("rest-xml", _SHAPES, output="Payload")
    output = rest_xml.read_response(service, operation, Response(200, (), body))
    return list(output["Stream"])


def test_events_are_read_from_a_stream():
    frames = (
        _event("Records", b"a,b", Kind="csv")
        + _event("New")
        + _event("Stats", b"<S><Count>5</Count></S>")
    )
    assert _events(io.BytesIO(frames)) == [
        {"Records": {"Kind": "csv", "Data": b"a,b"}},
        {"Stats": {"Count": 5}},
    ]


def test_a_stream_that_is_cut_off_just_ends():
    assert _events(_event("Stats") + _event("Stats")[:-3]) == [{"Stats": {}}]


def test_errors_end_a_stream():
    error = {":message-type": "error", ":error-code": "Internal", ":error-message": "failed"}
    with pytest.raises(EventFaultError) as caught:
        _events(encode_message(Message(error)))
    assert (caught.value.fault.code, caught.value.fault.message) == ("Internal", "failed")
    exception = {":message-type": "exception", ":exception-type": "Oops"}
    with pytest.raises(EventFaultError) as caught:
        _events(encode_message(Message(exception, b"<Oops><message>m</message></Oops>")))
    assert (caught.value.fault.code, caught.value.fault.message) == ("Oops", "m")


def test_an_rpc_stream_begins_with_the_other_members():
    service, operation = make_service("json", _SHAPES, output="Out")
    body = _event("initial-response", b'{"Id": "x"}') + _event("Stats", b'{"Count": 1}')
    output = aws_json.read_response(service, operation, Response(200, (), body))
    assert output["Id"] == "x"
    assert list(output["Stream"]) == [{"Stats": {"Count": 1}}]
    with pytest.raises(EventStreamError, match="not of type initial-response"):
        aws_json.read_response(service, operation, Response(200, (), _event("Stats")))


@pytest.mark.parametrize(
    ("module", "protocol", "name"), [(aws_json, "json", "Out"), (rest_xml, "rest-xml", "Payload")]
)
def test_a_server_writes_what_its_client_reads(module, protocol, name):
    service, operation = make_service(protocol, _SHAPES, output=name)
    events = [{"Records": {"Kind": "k", "Data": b"\x00"}}, {"Stats": {"Count": 2}}]
    response = module.write_response(service, operation, {"Stream": iter(events)})
    output = module.read_response(service, operation, response)
    assert list(output["Stream"]) == events
