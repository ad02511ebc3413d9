"""Modelled events over the frames of an event stream (https://smithy.io/2.0/spec/streaming.html)."""

from __future__ import annotations

from paraph.core.message import Response
from paraph.core.timestamp import parse
from paraph.protocols.errors import EventStreamError, ProtocolError
from paraph.protocols.eventstream import Decoder, Long, Message, Milliseconds, encode_message
from paraph.protocols.fault import ServiceFault

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    from paraph.model.service import Operation
    from paraph.model.shape import Shape
    from paraph.protocols.codecs.reading import Scalars

    ReadDocument = Callable[[Shape, bytes], Any]
    WriteDocument = Callable[[Shape, Any], bytes]

CONTENT_TYPE = "application/vnd.amazon.eventstream"
_PIECE = 16 * 1024


class EventFaultError(ProtocolError):
    """The service ended a stream of events with an error."""

    def __init__(self, fault: ServiceFault) -> None:
        super().__init__(f"{fault.code}: {fault.message}")
        self.fault = fault


class EventReader:
    """Iterates over the events of a response: each a dict with one member, the event's name.

    Raises EventFaultError where the service reports one, and EventStreamError for a damaged frame.
    A stream that is cut off just ends, as with v2.
    """

    def __init__(
        self,
        shape: Shape,
        response: Response,
        read: ReadDocument,
        scalars: Scalars,
    ) -> None:
        self._shape = shape
        self._read = read
        self._scalars = scalars
        self._messages = _messages(response)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for message in self._messages:
            event = self._event(message)
            if event:
                yield event

    def next_message(self) -> Message | None:
        """Return the next frame as it is, or None at the end."""
        return next(self._messages, None)

    def _event(self, message: Message) -> dict[str, Any]:
        headers = message.headers
        if headers.get(":message-type") in ("error", "exception"):
            raise EventFaultError(self._fault(message))
        name = headers.get(":event-type", "")
        shape = self._shape.members.get(name)
        # An event that our model does not know is passed over.
        return {} if shape is None else {name: self._members(shape, message)}

    def _members(self, shape: Shape, message: Message) -> dict[str, Any]:
        members: dict[str, Any] = {}
        payload = None
        for name, member in shape.members.items():
            if member.event_header and name in message.headers:
                members[name] = self._header(message.headers[name])
            elif member.event_payload:
                payload = name
        if payload is not None:
            members[payload] = self._payload(shape.members[payload], message.payload)
        elif message.payload:
            members.update(self._read(shape, message.payload))
        return members

    def _header(self, value: Any) -> Any:
        if not isinstance(value, Milliseconds):
            return value
        seconds = value / 1000.0
        convert = self._scalars.timestamp
        return seconds if convert is None else convert(seconds)

    def _payload(self, shape: Shape, payload: bytes) -> Any:
        if shape.type_name == "blob":
            return payload
        if shape.type_name == "string":
            return payload.decode("utf-8", "replace")
        return self._read(shape, payload)

    def _fault(self, message: Message) -> ServiceFault:
        headers = message.headers
        shape = self._shape.members.get(headers.get(":exception-type", ""))
        if shape is None:
            code, text = headers.get(":error-code", ""), headers.get(":error-message", "")
            return ServiceFault(code, text, {"Code": code, "Message": text})
        body = self._read(shape, message.payload)
        text = body.get("Message", body.get("message", ""))
        members = {"Code": headers[":exception-type"], "Message": text}
        return ServiceFault(members["Code"], text, members, details=body)


def _messages(response: Response) -> Iterator[Message]:
    decoder = Decoder()
    body = response.body
    if isinstance(body, bytes):
        yield from decoder.receive(body)
        return
    # `read1` gives what has arrived; `read` may wait for the whole piece.
    read = getattr(body, "read1", body.read)
    while piece := read(_PIECE):
        yield from decoder.receive(piece)


def read_events(
    shape: Shape, response: Response, read: ReadDocument, scalars: Scalars
) -> EventReader:
    """Return the events of a response whose payload they are (the REST protocols)."""
    return EventReader(shape, response, read, scalars)


def read_rpc_events(
    operation: Operation, response: Response, read: ReadDocument, scalars: Scalars
) -> dict[str, Any]:
    """Return the output of an RPC protocol's response: its first frame has the other members.

    Raises EventStreamError where the first frame is another one.
    """
    output, stream = operation.output, operation.event_stream_output
    if output is None or stream is None:
        return {}
    events = EventReader(stream, response, read, scalars)
    first = events.next_message()
    if first is None or first.headers.get(":event-type") != "initial-response":
        msg = "First event was not of type initial-response"
        raise EventStreamError(msg)
    members: dict[str, Any] = read(output, first.payload)
    return {**members, event_member(output): events}


def write_events(
    shape: Shape, events: Iterable[dict[str, Any]], write: WriteDocument, content_type: str
) -> Iterator[bytes]:
    """Yield a frame for each event; `write` returns the bytes of a document."""
    for event in events:
        for name, value in event.items():
            yield encode_message(_message(name, shape.members[name], value, write, content_type))


def _message(
    name: str, shape: Shape, value: dict[str, Any], write: WriteDocument, content_type: str
) -> Message:
    headers: dict[str, Any] = {":message-type": "event", ":event-type": name}
    payload: bytes | None = None
    body: dict[str, Any] = {}
    for key, item in value.items():
        member = shape.members[key]
        if item is None:
            continue
        if member.event_header:
            headers[key] = _header_value(member, item)
        elif member.event_payload and member.type_name in ("blob", "string"):
            payload = item.encode() if isinstance(item, str) else item
            kind = "octet-stream" if member.type_name == "blob" else "text"
            content_type = "text/plain" if kind == "text" else "application/octet-stream"
        elif member.event_payload:
            payload = write(member, item)
        else:
            body[key] = item
    headers[":content-type"] = content_type
    return Message(headers, write(shape, body) if payload is None else payload)


def _header_value(shape: Shape, value: Any) -> Any:
    if shape.type_name == "timestamp":
        return Milliseconds(round(parse(value).timestamp() * 1000))
    return Long(value) if shape.type_name == "long" else value


def write_initial_response(shape: Shape, output: dict[str, Any], write: WriteDocument) -> bytes:
    """Return the first frame of an RPC protocol's response: the output's members but the events."""
    headers = {":message-type": "event", ":event-type": "initial-response"}
    members = {
        name: value for name, value in output.items() if not shape.members[name].event_stream
    }
    return encode_message(Message(headers, write(shape, members)))


class EventBody:
    """The frames of a response as a stream."""

    __slots__ = ("_frames", "_rest")

    def __init__(self, frames: Iterator[bytes]) -> None:
        self._frames = frames
        self._rest = b""

    def read(self, size: int = -1, /) -> bytes:
        """Return up to `size` bytes of the next frame; all that remain when negative."""
        if size < 0:
            rest, self._rest = self._rest, b""
            return rest + b"".join(self._frames)
        if not self._rest:
            self._rest = next(self._frames, b"")
        piece, self._rest = self._rest[:size], self._rest[size:]
        return piece


def rpc_events_response(
    operation: Operation,
    output: dict[str, Any],
    headers: list[tuple[str, str]],
    write: WriteDocument,
    content_type: str,
) -> Response:
    """Return an RPC protocol's response with events, the other members in its first frame."""
    shape, stream = operation.output, operation.event_stream_output
    assert shape is not None  # noqa: S101  the caller looked
    assert stream is not None  # noqa: S101
    name = event_member(shape)

    def frames() -> Iterator[bytes]:
        yield write_initial_response(shape, output, write)
        yield from write_events(stream, output.get(name, ()), write, content_type)

    response = Response(200, headers, EventBody(frames()))
    response.headers.set("Content-Type", CONTENT_TYPE)
    return response


def rest_events_body(
    shape: Shape, output: dict[str, Any], write: WriteDocument, content_type: str
) -> EventBody:
    """Return the body of a REST protocol's response whose payload is events."""
    name = event_member(shape)
    return EventBody(write_events(shape.members[name], output.get(name, ()), write, content_type))


def event_member(shape: Shape) -> str:
    """Return the name of the member that holds the events."""
    return next(name for name, member in shape.members.items() if member.event_stream)
