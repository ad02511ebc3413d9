"""Where each call of one client goes, as AWS CLI v2 decides it."""

from __future__ import annotations

from paraph.core.arn import parse_arn
from paraph.endpoints.built_ins import BuiltIns, settled
from paraph.endpoints.endpoint import Endpoint
from paraph.endpoints.errors import EndpointError
from paraph.endpoints.params import endpoint_params
from paraph.endpoints.rules import resolve
from paraph.model.operation import Operation
from paraph.model.service import Service

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# Parameters that S3's rules declare and never read. With them no two objects would share a result.
_S3_UNUSED = ("Key", "Prefix", "CopySource")
# Results kept: a transfer of many objects asks for one bucket's endpoint each time.
_KEPT = 64


class EndpointResolver:
    """One service's rules, the client's settings, and the endpoints already found.

    `partitions` is `Catalog.partitions()`. May be shared by threads.
    """

    __slots__ = ("_built_ins", "_found", "_partitions", "_rules", "_service")

    def __init__(self, service: Service, partitions: dict[str, Any], built_ins: BuiltIns) -> None:
        self._service = service
        self._partitions = partitions
        self._built_ins = settled(built_ins)
        self._rules = service.endpoint_rules()
        self._found: dict[str, Endpoint] = {}

    def resolve(self, operation: Operation, params: dict[str, Any]) -> Endpoint:
        """Return the endpoint for `operation` called with `params`; raise EndpointError."""
        if self._rules is None:
            from paraph.endpoints.fallback import default_endpoint  # noqa: PLC0415  lazy: rare

            return default_endpoint(self._service, self._partitions, self._built_ins)
        values = endpoint_params(self._rules, self._service, operation, params, self._built_ins)
        if self._service.service_id == "S3":
            _adjust_for_s3(values, operation)
        # A text, because what a user passes need not be hashable, nor of the right type yet.
        key = repr(values)
        try:
            found = self._found.get(key)
            if found is None:
                found = resolve(self._rules, self._partitions, values)
                self._keep(key, found)
        except EndpointError as error:
            from paraph.endpoints.wording import worded  # noqa: PLC0415  lazy: errors only

            raise worded(error, self._service.service_id, values) from error
        return found

    def _keep(self, key: str, endpoint: Endpoint) -> None:
        if len(self._found) >= _KEPT:
            self._found.clear()
        self._found[key] = endpoint


def _adjust_for_s3(values: dict[str, object], operation: Operation) -> None:
    """Apply v2's two exceptions to the addressing style, and drop what the rules do not read."""
    for name in _S3_UNUSED:
        values.pop(name, None)
    bucket = values.get("Bucket")
    if operation.name == "GetBucketLocation":
        # Whoever asks does not know the bucket's region; path style answers from any.
        values["ForcePathStyle"] = True
    elif isinstance(bucket, str) and parse_arn(bucket) is not None:
        # An ARN never fits into a path; the setting is meant for names.
        values["ForcePathStyle"] = False
