"""Evaluate a rule set: the first rule whose conditions all hold says where a call goes.

The JSON is walked as it is, from the top, and no further than the rule that matches: nothing is
built from rules that are not reached (S3's are 129 KB). The semantics are those of
https://smithy.io/2.0/additional-specs/rules-engine/specification.html.
"""

from __future__ import annotations

from paraph.core.arn import parse_arn as parse_arn_text
from paraph.core.uri import Url, encode, encode_path
from paraph.endpoints.errors import EndpointError
from paraph.endpoints.partition import find_partition

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

# Older rule sets write "String" and "Boolean".
_TYPES: dict[str, type] = {"string": str, "boolean": bool, "stringarray": list}


class AuthScheme:
    """One entry of an endpoint's `authSchemes`, most wanted first; None = as the service says.

    https://smithy.io/2.0/aws/rules-engine/auth-schemes.html
    """

    __slots__ = (
        "disable_double_encoding",
        "disable_normalize_path",
        "name",
        "signing_name",
        "signing_region",
        "signing_region_set",
    )

    def __init__(self, properties: dict[str, Any]) -> None:
        # "sigv4", "sigv4a", "sigv4-s3express"
        self.name: str = properties["name"]
        self.signing_name: str | None = properties.get("signingName")
        self.signing_region: str | None = properties.get("signingRegion")
        # Of sigv4a: region names, or "*"
        self.signing_region_set: tuple[str, ...] = tuple(properties.get("signingRegionSet", ()))
        self.disable_double_encoding: bool = properties.get("disableDoubleEncoding", False)
        self.disable_normalize_path: bool = properties.get("disableNormalizePath", False)

    def __repr__(self) -> str:
        return f"AuthScheme({self.name}, {self.signing_name}, {self.signing_region})"


class Endpoint:
    """A resolved endpoint. Shared between calls with the same parameters: never changed."""

    __slots__ = ("auth_schemes", "headers", "properties", "url")

    def __init__(
        self,
        url: str,
        headers: dict[str, list[str]] | None = None,
        properties: dict[str, Any] | None = None,
    ) -> None:
        # With scheme and host, perhaps a port and a base path
        self.url = url
        self.headers = headers or {}
        # As the rule set gives them: "authSchemes", "backend", "metricValues", …
        self.properties = properties or {}
        self.auth_schemes = [AuthScheme(row) for row in self.properties.get("authSchemes", ())]

    @property
    def backend(self) -> str | None:
        """What stands behind the endpoint where the rules say so ("S3Express")."""
        name: str | None = self.properties.get("backend")
        return name

    def __repr__(self) -> str:
        return f"Endpoint({self.url})"


def resolve(
    rules: dict[str, Any], partitions: dict[str, Any], params: dict[str, object]
) -> Endpoint:
    """Return the endpoint that `rules` give for `params`.

    `rules` is `Service.endpoint_rules()`, `partitions` `Catalog.partitions()`, `params` the rule
    set's parameters by name (None = unset; those it does not declare are ignored). Raises
    EndpointError with the text of the rule that refuses, or saying what is missing.
    """
    try:
        scope = _scope(rules["parameters"], params)
        endpoint = _Evaluation(scope, partitions).first_match(rules["rules"])
    except (KeyError, TypeError, AttributeError, ValueError, IndexError, RecursionError) as error:
        msg = f"The endpoint rules of this service cannot be evaluated: {error!r}"
        raise EndpointError(msg) from error
    if endpoint is None:
        # A line a parameter, as v2 prints them.
        named = "\n".join(f"{name}: {value}" for name, value in params.items() if value is not None)
        msg = f"No endpoint found for parameters:\n{named}"
        raise EndpointError(msg)
    return endpoint


def _scope(declared: dict[str, Any], params: dict[str, object]) -> dict[str, Any]:
    """Return the value of every declared parameter that has one, given or by default."""
    scope = {}
    for name, definition in declared.items():
        value = params.get(name)
        if value is None:
            value = definition.get("default")
            if value is None and definition.get("required"):
                msg = f"Cannot find value for required parameter {name}"
                raise EndpointError(msg)
        elif not isinstance(value, _TYPES[definition["type"].lower()]):
            expected = _TYPES[definition["type"].lower()]
            msg = f"Value ({name}) is the wrong type. Must be {expected}."
            raise EndpointError(msg)
        if value is not None:
            scope[name] = value
    return scope


class _Evaluation:
    """One walk over the rules, with the parameters and what conditions have assigned so far.

    One scope serves all rules: a rule refers only to what was assigned on the way to itself (rule
    sets are checked for that), so what a failed rule leaves behind is never seen.
    """

    __slots__ = ("_functions", "_scope")

    def __init__(self, scope: dict[str, Any], partitions: dict[str, Any]) -> None:
        self._scope = scope
        self._functions: dict[str, Callable[..., Any]] = {
            **FUNCTIONS,
            "aws.partition": lambda region: (
                find_partition(partitions, region) if isinstance(region, str) else None
            ),
        }

    def first_match(self, rules: list[dict[str, Any]]) -> Endpoint | None:
        """Return the endpoint of the first rule that applies; raise if that one refuses."""
        for rule in rules:
            if not self._holds(rule["conditions"]):
                continue
            if rule["type"] == "endpoint":
                return self._endpoint(rule["endpoint"])
            if rule["type"] == "error":
                raise EndpointError(str(self._value(rule["error"])))
            endpoint = self.first_match(rule["rules"])
            if endpoint is not None:
                return endpoint
        return None

    def _holds(self, conditions: list[dict[str, Any]]) -> bool:
        for condition in conditions:
            value = self._call(condition)
            if value is None or value is False:
                return False
            if "assign" in condition:
                self._scope[condition["assign"]] = value
        return True

    def _call(self, call: dict[str, Any]) -> Any:
        name = call["fn"]
        function = self._functions.get(name)
        if function is None:
            msg = f"The endpoint rules of this service use the function {name}, which is not known"
            raise EndpointError(msg)
        return function(*map(self._value, call["argv"]))

    def _value(self, argument: Any) -> Any:
        if isinstance(argument, dict):
            reference = argument.get("ref")
            return self._call(argument) if reference is None else self._scope.get(reference)
        if isinstance(argument, str):
            return self._filled(argument) if "{" in argument or "}" in argument else argument
        return argument

    def _filled(self, template: str) -> str:
        """Replace `{name}` and `{name#path}`; doubled braces stand for themselves."""
        parts = []
        rest = template
        while rest:
            text, brace, rest = rest.partition("{")
            parts.append(text.replace("}}", "}"))
            if brace and rest.startswith("{"):
                parts.append("{")
                rest = rest[1:]
            elif brace:
                name, _, rest = rest.partition("}")
                parts.append(self._named(name))
        return "".join(parts)

    def _named(self, expression: str) -> str:
        name, _, path = expression.partition("#")
        value = self._scope[name]
        return str(get_attr(value, path) if path else value)

    def _endpoint(self, endpoint: dict[str, Any]) -> Endpoint:
        headers = {
            name: [self._value(value) for value in values]
            for name, values in endpoint.get("headers", {}).items()
        }
        return Endpoint(
            self._value(endpoint["url"]), headers, self._property(endpoint.get("properties", {}))
        )

    def _property(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {key: self._property(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self._property(item) for item in value]
        return self._value(value)


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
