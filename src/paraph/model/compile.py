"""Turn a service's JSON model into records, one an operation, each complete in itself.

Done once a service (and again when its files change), so that a command never reads a whole model:
EC2's is 66 ms of JSON, one operation of it half a millisecond of `marshal`. The layout of each
record is read back in `model/operation.py`, `model/shape.py` and `model/service.py`.
"""

from __future__ import annotations

from paraph.model.catalog import ModelFiles
from paraph.model.documents import read_document
from paraph.model.errors import ModelError
from paraph.model.names import (
    hidden_alias,
    is_removed,
    kebab,
    operation_names,
    renamed_argument,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.model.shape import Row

    Json = dict[str, Any]


# The order in which v2 prefers a service's protocols.
PROTOCOLS = ("json", "rest-json", "rest-xml", "smithy-rpc-v2-cbor", "query", "ec2")

# Model key → trait of Shape, for those that carry over as they are.
_PLAIN_TRAITS = {
    "location": "location",
    "locationName": "location_name",
    "flattened": "flattened",
    "xmlAttribute": "xml_attribute",
    "timestampFormat": "timestamp_format",
    "streaming": "streaming",
    "requiresLength": "requires_length",
    "jsonvalue": "json_value",
    "hostLabel": "host_label",
    "idempotencyToken": "idempotency_token",
    "payload": "payload",
    "document": "document",
    "union": "union",
    "eventstream": "event_stream",
    "event": "event",
    "eventheader": "event_header",
    "eventpayload": "event_payload",
    "box": "box",
    "sparse": "sparse",
    "sensitive": "sensitive",
    "queryName": "query_name",
    "min": "min",
    "max": "max",
    "exception": "exception",
    "fault": "fault",
    "wrapper": "wrapper",
    "deprecated": "deprecated",
}


_NUMBERS = frozenset({"integer", "long", "float", "double"})


def compile_service(
    command: str, model: Json, paginators: Json, waiters: Json, rules: Json | None
) -> dict[str, Any]:
    """Return a service's records by name: "service", "operation:NAME", "errors", "endpoint-rules".

    `command` is the service's name on the command line, `model` the document of `service-2.json`,
    `paginators` and `waiters` the tables in theirs (name → definition), `rules` the rule set.
    """
    operations: dict[str, str] = {}
    aliases: dict[str, str] = {}
    records: dict[str, Any] = {}
    for api_name, definition in model["operations"].items():
        records[f"operation:{api_name}"] = _operation(
            command, api_name, definition, model["shapes"], paginators.get(api_name)
        )
        name = kebab(api_name)
        if not is_removed(command, name):
            listed, alias = operation_names(command, name)
            operations[listed] = api_name
            if alias is not None:
                aliases[alias] = api_name
    records["errors"] = _errors(model["shapes"])
    records["service"] = (
        command,
        _service_properties(model),
        operations,
        aliases,
        {kebab(name): _waiter(name, waiters[name]) for name in waiters},
    )
    if rules is not None:
        records["endpoint-rules"] = _without_documentation(rules)
    return records


def compile_files(command: str, files: ModelFiles) -> dict[str, Any]:
    """Read a service's documents and return its records (see `compile_service`)."""
    model = read_document(files, "service-2")
    if model is None:
        msg = f"There is no service model in {files.folder}"
        raise ModelError(msg)
    paginators = read_document(files, "paginators-1") or {}
    waiters = read_document(files, "waiters-2") or {}
    return compile_service(
        command,
        model,
        paginators.get("pagination", {}),
        waiters.get("waiters", {}),
        read_document(files, "endpoint-rule-set-1"),
    )


def _errors(shapes: Json) -> tuple[Any, ...]:
    """Return the rows of all errors and where each code's is: any operation may give any."""
    rows = _Rows(shapes)
    codes = {
        shape.get("error", {}).get("code", name): rows.add({"shape": name})
        for name, shape in shapes.items()
        if shape.get("exception")
    }
    return rows.finished(), codes


def _service_properties(model: Json) -> Json:
    metadata = model["metadata"]
    offered = metadata.get("protocols") or [metadata["protocol"]]
    properties = {
        "endpoint_prefix": metadata["endpointPrefix"],
        "service_id": metadata.get("serviceId") or metadata.get("serviceAbbreviation") or "",
        "signing_name": metadata.get("signingName") or metadata["endpointPrefix"],
        "signature_version": metadata.get("signatureVersion", "v4"),
        "auth": tuple(metadata.get("auth", ())),
        "protocol": next((name for name in PROTOCOLS if name in offered), metadata["protocol"]),
        "api_version": metadata["apiVersion"],
        "full_name": metadata.get("serviceFullName", ""),
    }
    for key, name in (
        ("jsonVersion", "json_version"),
        ("targetPrefix", "target_prefix"),
        ("globalEndpoint", "global_endpoint"),
    ):
        if key in metadata:
            properties[name] = metadata[key]
    if metadata.get("awsQueryCompatible") is not None:
        properties["aws_query_compatible"] = True
    if "xmlNamespace" in metadata:
        properties["xml_namespace"] = _namespace(metadata["xmlNamespace"])
    if "clientContextParams" in model:
        properties["client_context_params"] = {
            name: parameter["type"] for name, parameter in model["clientContextParams"].items()
        }
    return properties


def _operation(
    command: str, api_name: str, definition: Json, shapes: Json, paginator: Json | None
) -> tuple[Any, ...]:
    rows = _Rows(shapes)
    input_row = rows.add(definition["input"]) if "input" in definition else None
    output_row = rows.add(definition["output"]) if "output" in definition else None
    errors: dict[str, int] = {}
    for reference in definition.get("errors", ()):
        row = rows.add(reference)
        code = shapes[reference["shape"]].get("error", {}).get("code")
        errors.setdefault(reference["shape"], row)
        if code is not None:
            errors.setdefault(code, row)
    input_shape = shapes[definition["input"]["shape"]] if "input" in definition else {}
    page = None if paginator is None else _paginator(paginator)
    table = rows.finished()
    properties = _operation_properties(command, definition)
    members = input_shape.get("members", {}).values()
    if any({**shapes[item["shape"]], **item}.get("idempotencyToken") for item in members):
        properties["has_tokens"] = True
    return (
        api_name,
        properties,
        table,
        input_row,
        output_row,
        errors,
        arguments_of(command, kebab(api_name), input_shape, shapes),
        page,
    )


def _without_bucket(request_uri: str) -> str:
    """Return S3's path without the bucket, which its endpoint rules put into the host or path."""
    return request_uri.removeprefix("/{Bucket}")


def _operation_properties(command: str, definition: Json) -> Json:
    """Return the attributes of an Operation that differ from its defaults."""
    http = definition.get("http", {})
    uri = http.get("requestUri", "/")
    checksum = definition.get("httpChecksum", {})
    validation = checksum.get("requestValidationModeMember")
    discovery = definition.get("endpointdiscovery")
    contexts = definition.get("staticContextParams", {})
    paths = definition.get("operationContextParams", {})
    properties = {
        "method": http.get("method", "POST"),
        "response_code": http.get("responseCode"),
        "auth_type": definition.get("authtype"),
        "auth": tuple(definition.get("auth", ())),
        "unsigned_payload": definition.get("unsignedPayload"),
        "host_prefix": definition.get("endpoint", {}).get("hostPrefix"),
        "result_wrapper": definition.get("output", {}).get("resultWrapper"),
        "checksum_required": bool(
            definition.get("httpChecksumRequired") or checksum.get("requestChecksumRequired")
        ),
        "checksum_algorithm_member": checksum.get("requestAlgorithmMember"),
        "checksum_validation_member": validation,
        "checksum_response_algorithms": (
            tuple(checksum.get("responseAlgorithms", ())) if validation else ()
        ),
        "request_compression": tuple(definition.get("requestcompression", {}).get("encodings", ())),
        "static_context_params": {name: item["value"] for name, item in contexts.items()},
        "operation_context_params": {name: item["path"] for name, item in paths.items()},
        "endpoint_discovery": discovery is not None,
        "endpoint_discovery_required": bool(discovery and discovery.get("required")),
        "is_endpoint_operation": definition.get("endpointoperation"),
        "deprecated": definition.get("deprecated"),
    }
    kept = {name: value for name, value in properties.items() if value}
    kept["request_uri"] = _without_bucket(uri) if command == "s3api" else uri
    return kept


class _Rows:
    """The closure of the shapes that an operation reaches, each reference with its own traits."""

    def __init__(self, shapes: Json) -> None:
        self._shapes = shapes
        self._rows: list[Row | None] = []
        self._known: dict[tuple[str, str], int] = {}

    def add(self, reference: Json) -> int:
        """Return the row for `{"shape": NAME, trait: …}`, made when it is new."""
        shape = self._shapes[reference["shape"]]
        definition = {**shape, **{key: reference[key] for key in reference if key != "shape"}}
        traits = _traits(definition)
        key = (reference["shape"], repr(sorted(traits.items(), key=str)))
        row = self._known.get(key)
        if row is None:
            # The place is taken before the members are followed: shapes recurse.
            row = self._known[key] = len(self._rows)
            self._rows.append(None)
            self._rows[row] = (
                reference["shape"],
                "structure" if shape["type"] == "union" else shape["type"],
                traits,
                self._content(shape),
            )
        return row

    def finished(self) -> list[Row]:
        return [row for row in self._rows if row is not None]

    def _content(self, shape: Json) -> Any:
        match shape["type"]:
            case "structure" | "union":
                members = {name: self.add(member) for name, member in shape["members"].items()}
                return (members, tuple(shape.get("required", ())))
            case "list":
                return self.add(shape["member"])
            case "map":
                return (self.add(shape["key"]), self.add(shape["value"]))
        return None


def _traits(definition: Json) -> Json:
    traits = {
        trait: definition[key]
        for key, trait in _PLAIN_TRAITS.items()
        if definition.get(key) not in (None, False)
    }
    # Zero says nothing as a length, but it does as the least value of a number.
    if definition["type"] in _NUMBERS and definition.get("min") == 0:
        traits["min"] = definition["min"]
    namespace = definition.get("xmlNamespace")
    error = definition.get("error", {})
    # `{"throttling": false}`, or an empty object: that it is there says retryable.
    retryable = definition.get("retryable")
    special = {
        "xml_namespace": None if namespace is None else _namespace(namespace),
        "enum": tuple(definition.get("enum", ())),
        "context_param": definition.get("contextParam", {}).get("name"),
        "error_code": error.get("code"),
        "http_status": error.get("httpStatusCode"),
        "sender_fault": error.get("senderFault"),
        "retryable": retryable is not None,
        "throttling": bool(retryable and retryable.get("throttling")),
    }
    traits.update({name: value for name, value in special.items() if value})
    return traits


def _namespace(value: Any) -> tuple[str, str]:
    if isinstance(value, str):
        return (value, "")
    return (value["uri"], value.get("prefix", ""))


def _paginator(definition: Json) -> tuple[Any, ...]:
    return (
        _listed(definition["input_token"]),
        _listed(definition["output_token"]),
        _listed(definition.get("result_key")),
        definition.get("limit_key"),
        definition.get("more_results"),
        _listed(definition.get("non_aggregate_keys")),
    )


def _listed(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def _waiter(name: str, definition: Json) -> tuple[Any, ...]:
    return (
        name,
        definition["operation"],
        definition["delay"],
        definition["maxAttempts"],
        tuple(
            (rule["state"], rule["matcher"], rule["expected"], rule.get("argument"))
            for rule in definition["acceptors"]
        ),
    )


def arguments_of(
    command: str, operation: str, input_shape: Json, shapes: Json
) -> list[tuple[str, str, bool, bool, bool]]:
    """Return the rows of `model.operation.Argument` for an operation, in the CLI's order.

    A renamed option moves to the end of the list, as in v2: the order shows in the message about
    missing ones.
    """
    members = input_shape.get("members", {})
    # A token that makes a call idempotent is generated where it is not given.
    required = {
        member
        for member in input_shape.get("required", ())
        if not {**shapes[members[member]["shape"]], **members[member]}.get("idempotencyToken")
    }
    table: dict[str, tuple[str, bool, bool, bool]] = {}
    for member, reference in members.items():
        name = kebab(member)
        table[name] = (member, member in required, False, False)
        if shapes[reference["shape"]]["type"] == "boolean":
            table[f"no-{name}"] = (member, False, True, False)
    for name in list(table):
        renamed = renamed_argument(command, operation, name)
        if renamed is not None:
            table[renamed] = table.pop(name)
    for name in list(table):
        alias = hidden_alias(command, operation, name)
        if alias is not None:
            member, _, negative, _ = table[name]
            table[alias] = (member, False, negative, True)
    return [(name, *row) for name, row in table.items()]


def _without_documentation(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: _without_documentation(item)
            for key, item in value.items()
            if key != "documentation" or not isinstance(item, str)
        }
    if isinstance(value, list):
        return [_without_documentation(item) for item in value]
    return value
