"""Resume tokens: base64 of a JSON object, exactly as botocore writes them (`TokenEncoder`).

They are on users' disks and in their scripts, and go from one tool to another. A token may hold
bytes (DynamoDB's binary keys): those become base64, and `boto_encoded_keys` lists their paths.
"""

from __future__ import annotations

from binascii import a2b_base64, b2a_base64

from paraph.protocols.codecs.jsontext import format_json, parse_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Token = dict[str, Any]
    _Path = list[str | int]

_ENCODED_KEYS = "boto_encoded_keys"


def encode_token(token: Token) -> str:
    """Return the text of `token`."""
    paths: list[_Path] = []
    plain = _without_bytes(token, [], paths)
    if paths:
        plain[_ENCODED_KEYS] = paths
    return _base64(format_json(plain).encode())


def decode_token(text: str) -> Token | None:
    """Return what `encode_token` was given; None where `text` is no such token."""
    try:
        token = parse_json(a2b_base64(text.encode()).decode())
        if not isinstance(token, dict):
            return None
        for path in token.pop(_ENCODED_KEYS, ()):
            _restore_bytes(token, path)
    except (ValueError, TypeError, LookupError):
        return None
    return token


def _without_bytes(value: Any, path: _Path, paths: list[_Path]) -> Any:
    if isinstance(value, bytes):
        if _is_marked(path):
            paths.append(path)
        return _base64(value)
    if isinstance(value, dict):
        return {name: _without_bytes(value[name], [*path, name], paths) for name in value}
    if isinstance(value, list):
        return [_without_bytes(item, [*path, index], paths) for index, item in enumerate(value)]
    return value


def _is_marked(path: _Path) -> bool:
    # A key of DynamoDB is `{token: {attribute: {"B": bytes}}}`. v2 marks no bytes within lists or
    # further down (where a key has none): to it they have been text from the start.
    return len(path) <= 3 and all(isinstance(step, str) for step in path)


def _restore_bytes(token: Any, path: _Path) -> None:
    *way, last = path
    for step in way:
        token = token[step]
    token[last] = a2b_base64(token[last].encode())


def _base64(data: bytes) -> str:
    return b2a_base64(data, newline=False).decode()
