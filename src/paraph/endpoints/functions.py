"""The functions of the rules engine, 1.0 and 1.1, by the names that rule sets use.

https://smithy.io/2.0/additional-specs/rules-engine/standard-library.html and
https://smithy.io/2.0/aws/rules-engine/library-functions.html. Rule sets are checked by
their authors; where a parameter makes an argument empty or of the wrong type, the answer is "no".
"""

from __future__ import annotations

from paraph.core.arn import parse_arn as parse_arn_text
from paraph.core.uri import Url, encode, encode_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_LABEL = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")


def boolean_equals(left: object, right: object) -> bool:
    """Say whether both are the same boolean."""
    return isinstance(left, bool) and left is right


def string_equals(left: object, right: object) -> bool:
    """Say whether both are the same string."""
    return isinstance(left, str) and left == right


def is_set(value: object) -> bool:
    """Say whether there is a value; "" and false are values."""
    return value is not None


def negate(value: object) -> bool:
    """Return the opposite of a boolean."""
    return not value


def coalesce(*values: object) -> object:
    """Return the first value there is."""
    for value in values:
        if value is not None:
            return value
    return None


def if_then_else(condition: object, chosen: object, otherwise: object) -> object:
    """Return the second value when the first is true, else the third."""
    return chosen if condition is True else otherwise


def get_attr(value: Any, path: str) -> object:
    """Return what is at `path` ("name", "resourceId[1]", "a.b"), or None where nothing is."""
    for step in path.split("."):
        key, bracket, index = step.partition("[")
        if key:
            value = value.get(key) if isinstance(value, dict) else None
        if bracket:
            position = int(index[:-1])
            value = value[position] if isinstance(value, list) and position < len(value) else None
    result: object = value
    return result


def substring(value: object, start: int, stop: int, reverse: object) -> str | None:
    """Return `value[start:stop]`, with `reverse` counted from the end; None where too short."""
    if not isinstance(value, str) or not value.isascii() or not 0 <= start < stop <= len(value):
        return None
    if reverse is True:
        return value[len(value) - stop : len(value) - start]
    return value[start:stop]


def split(value: object, delimiter: str, limit: int) -> list[str] | None:
    """Split into at most `limit` parts; 0 means as many as there are."""
    if not isinstance(value, str):
        return None
    return value.split(delimiter, limit - 1)


def uri_encode(value: object) -> str | None:
    """Percent-encode all but RFC 3986's unreserved characters."""
    return encode(value) if isinstance(value, str) else None


def is_valid_host_label(value: object, allow_subdomains: object) -> bool:
    """Say whether `value` is a host label of RFC 1123, or with subdomains several and dots."""
    if not isinstance(value, str):
        return False
    labels = value.split(".") if allow_subdomains is True else (value,)
    return all(map(_is_label, labels))


def _is_label(text: str) -> bool:
    return 1 <= len(text) <= 63 and text[0] != "-" and text[-1] != "-" and _LABEL.issuperset(text)


def is_virtual_hostable_s3_bucket(value: object, allow_subdomains: object) -> bool:
    """Say whether a bucket's name can stand in a host name (lower case, 3 characters, no IP)."""
    return (
        isinstance(value, str)
        and len(value) >= 3
        and value == value.lower()
        and not _is_dotted_quad(value)
        and is_valid_host_label(value, allow_subdomains)
    )


def _is_dotted_quad(text: str, largest: int = 999) -> bool:
    parts = text.split(".")
    return len(parts) == 4 and all(
        part.isascii() and part.isdigit() and len(part) <= 3 and int(part) <= largest
        for part in parts
    )


def parse_url(value: object) -> dict[str, Any] | None:
    """Return the parts of an http(s) URL; None for anything else, or one with a query.

    A user name and password are left out: they never belong to an endpoint's authority.
    """
    if not isinstance(value, str):
        return None
    url = Url(value)
    authority = url.netloc.rpartition("@")[2]
    if url.scheme not in ("http", "https") or url.query or not _is_authority(authority):
        return None
    path = encode_path(url.path)
    return {
        "scheme": url.scheme,
        "authority": authority,
        "path": url.path,
        "normalizedPath": path if path.endswith("/") else f"{path}/",
        # What is in brackets is an address by definition (RFC 3986 §3.2.2).
        "isIp": authority.startswith("[") or _is_dotted_quad(authority.partition(":")[0], 255),
    }


def _is_authority(text: str) -> bool:
    if text.startswith("["):
        host, bracket, port = text.partition("]")
        if not bracket or ":" not in host:
            return False
    else:
        host, colon, port = text.partition(":")
        port = colon + port
    if not host or not text.isprintable() or " " in text:
        return False
    number = port[1:]
    return not port or (
        port[0] == ":"
        and (not number or (number.isascii() and number.isdigit() and int(number) < 65536))
    )


def parse_arn(value: object) -> dict[str, Any] | None:
    """Return the parts of an ARN, its resource split on ":" and "/"; None for anything else."""
    arn = parse_arn_text(value) if isinstance(value, str) else None
    if arn is None:
        return None
    return {
        "partition": arn.partition,
        "service": arn.service,
        "region": arn.region,
        "accountId": arn.account,
        "resourceId": arn.resource.replace("/", ":").split(":"),
    }


# `aws.partition` is missing: it needs the partitions, and is added where a rule set is evaluated.
FUNCTIONS: dict[str, Callable[..., Any]] = {
    "isSet": is_set,
    "not": negate,
    "booleanEquals": boolean_equals,
    "stringEquals": string_equals,
    "getAttr": get_attr,
    "substring": substring,
    "uriEncode": uri_encode,
    "parseURL": parse_url,
    "isValidHostLabel": is_valid_host_label,
    "aws.parseArn": parse_arn,
    "aws.isVirtualHostableS3Bucket": is_virtual_hostable_s3_bucket,
    # Version 1.1 of the rules engine
    "coalesce": coalesce,
    "ite": if_then_else,
    "split": split,
}
