"""The members of an HTTP message, found where the REST protocols put them."""

from __future__ import annotations

from paraph.core.timestamp import TimestampError
from paraph.core.uri import decode, parse_query
from paraph.protocols.codecs.headertext import parse_text
from paraph.protocols.errors import MalformedRequestError, MalformedResponseError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from paraph.core.message import Headers, Request, Response
    from paraph.model.shape import Shape
    from paraph.protocols.codecs.reading import Scalars

    ReadDocument = Callable[[Shape, bytes], Any]


def read_located(shape: Shape, response: Response, scalars: Scalars) -> dict[str, Any]:
    """Return the members that travel in a response's status and headers, in the model's order.

    Raises MalformedResponseError, TimestampError.
    """
    try:
        found = _read_headers(shape, response.headers, scalars)
    except ValueError as error:
        msg = f"Unable to parse response: {error}"
        raise MalformedResponseError(msg) from error
    status = [name for name, member in shape.members.items() if member.location == "statusCode"]
    if not status:
        return found
    found.update(dict.fromkeys(status, response.status))
    return {name: found[name] for name in shape.members if name in found}


def _read_headers(shape: Shape, headers: Headers, scalars: Scalars) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, member in shape.members.items():
        if member.location == "headers":
            found[name] = _prefixed(headers, member.location_name or "")
        elif member.location == "header":
            text = headers.joined(member.location_name or name)
            if text is not None:
                found[name] = parse_text(member, text, scalars)
    return found


def _prefixed(headers: Headers, prefix: str) -> dict[str, str]:
    lower = prefix.lower()
    found: dict[str, str] = {}
    for name, value in headers:
        if name.lower().startswith(lower):
            key = name[len(prefix) :]
            found[key] = f"{found[key]}, {value}" if key in found else value
    return found


def read_payload(shape: Shape, response: Response, read: ReadDocument, scalars: Scalars) -> Any:
    """Return the member that is the whole body: events, a stream, text or a document's value.

    `read` returns the value of a document's bytes.
    """
    member = shape.members[shape.payload or ""]
    if member.event_stream:
        from paraph.protocols.events import read_events  # noqa: PLC0415  lazy: few have events

        return read_events(member, response, read, scalars)
    if member.type_name not in ("blob", "string"):
        return read(member, response.content())
    if member.type_name == "string":
        return response.content().decode("utf-8", "replace")
    return response.body


def match_path(template: str, path: str) -> dict[str, str] | None:
    """Return the labels' decoded values where `path` is one of the template's, else None.

    A greedy label (`{Key+}`) takes as many segments as the rest of the template leaves. `/bucket/`
    is `/bucket`: clients of S3 write both.
    """
    wanted, given = template.partition("?")[0].split("/"), path.split("/")
    if len(given) == len(wanted) + 1 == 3 and not given[-1]:
        given.pop()
    greedy = next((at for at, part in enumerate(wanted) if part.endswith("+}")), None)
    if greedy is not None:
        last = len(given) - (len(wanted) - greedy - 1)
        if last <= greedy:
            return None
        given[greedy:last] = ["/".join(given[greedy:last])]
    if len(wanted) != len(given):
        return None
    labels = {}
    for pattern, segment in zip(wanted, given, strict=True):
        if pattern.startswith("{"):
            labels[pattern.strip("{+}")] = decode(segment)
        elif pattern != segment:
            return None
    return labels


def read_bound(shape: Shape, request: Request, template: str, scalars: Scalars) -> dict[str, Any]:
    """Return the members of an input that travel in a request's path, query and headers.

    Raises MalformedRequestError.
    """
    path, _, query = request.url.partition("?")
    labels = match_path(template, path)
    if labels is None:
        msg = f"The path {path} is not one of {template}"
        raise MalformedRequestError(msg)
    try:
        found = _read_headers(shape, request.headers, scalars)
        found = {name: value for name, value in found.items() if value != {}}
        for name, member in shape.members.items():
            wire_name = member.location_name or name
            if member.location == "uri" and wire_name in labels:
                found[name] = parse_text(member, labels[wire_name], scalars)
        found.update(_read_query(shape, parse_query(query), template, scalars))
    except (ValueError, TimestampError) as error:
        raise MalformedRequestError(str(error)) from error
    return found


def _read_query(
    shape: Shape, pairs: list[tuple[str, str]], template: str, scalars: Scalars
) -> dict[str, Any]:
    texts: dict[str, list[str]] = {}
    for key, text in pairs:
        texts.setdefault(key, []).append(text)
    for key, _ in parse_query(template.partition("?")[2]):
        texts.pop(key, None)
    found: dict[str, Any] = {}
    maps = []
    for name, member in shape.members.items():
        if member.location == "querystring" and member.type_name == "map":
            maps.append((name, member.value))
        elif member.location == "querystring" and (member.location_name or name) in texts:
            found[name] = _values(member, texts.pop(member.location_name or name), scalars)
    for name, of in maps:
        if texts:
            found[name] = {key: _values(of, values, scalars) for key, values in texts.items()}
    return found


def _values(shape: Shape, texts: list[str], scalars: Scalars) -> Any:
    if shape.type_name == "list":
        return [parse_text(shape.element, text, scalars) for text in texts]
    return parse_text(shape, texts[0], scalars)


def read_input_payload(shape: Shape, request: Request, read: ReadDocument) -> dict[str, Any]:
    """Return the member that is a request's whole body, by name; {} where there is no body."""
    name = shape.payload or ""
    member = shape.members[name]
    if member.type_name in ("blob", "string"):
        body: Any = request.body
        if isinstance(body, bytes) and member.type_name == "string":
            body = body.decode("utf-8", "replace")
        return {} if body in (b"", "") else {name: body}
    content = request.body if isinstance(request.body, bytes) else request.body.read()
    return {name: read(member, content)} if content else {}
