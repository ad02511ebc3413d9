"""The rule set's parameters for one call, each from the most specific place that has it.

https://smithy.io/2.0/additional-specs/rules-engine/parameters.html#binding-parameter-values
"""

from __future__ import annotations

from paraph.core.arn import parse_arn
from paraph.endpoints.errors import EndpointError
from paraph.endpoints.rules import Endpoint, resolve
from paraph.model.service import Operation, Service

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    AccountId = str | Callable[[], str | None] | None


def endpoint_params(
    rules: dict[str, Any],
    service: Service,
    operation: Operation,
    params: dict[str, Any],
    built_ins: BuiltIns,
) -> dict[str, object]:
    """Return the values of the parameters that `rules` declares, by name; unset ones are absent.

    `params` is the operation's input. Order: what the operation fixes, a member of the input, a
    path into the input, the client's context, a built-in. Defaults are left to the rule set.
    """
    members = _context_members(operation)
    values: dict[str, object] = {}
    for name, definition in rules["parameters"].items():
        value = operation.static_context_params.get(name)
        if value is None and name in members:
            value = params.get(members[name])
        if value is None and name in operation.operation_context_params:
            value = _selected(operation.operation_context_params[name], params)
        if value is None and name in service.client_context_params:
            value = _client_context(name, built_ins)
        if value is None and "builtIn" in definition:
            value = built_ins.value(definition["builtIn"])
        if value is not None:
            values[name] = value
    return values


def _context_members(operation: Operation) -> dict[str, str]:
    """Return parameter → member of the input that sets it."""
    if operation.input is None:
        return {}
    return {
        shape.context_param: name
        for name, shape in operation.input.members.items()
        if shape.context_param is not None
    }


def _selected(path: str, params: dict[str, Any]) -> object:
    from paraph.endpoints.context_path import find_value  # noqa: PLC0415  lazy: DynamoDB's batches

    found: object = find_value(path, params)
    return found


def _client_context(name: str, built_ins: BuiltIns) -> object:
    if name in built_ins.client_context:
        return built_ins.client_context[name]
    # S3's rules know this setting only as client context, without the built-in's name.
    if name == "DisableS3ExpressSessionAuth":
        return built_ins.s3.disable_express_session_auth
    return None


# Endpoints of transfer acceleration, where a bucket is part of the host whatever the endpoint says.
_ACCELERATE_HOSTS = ("s3-accelerate.amazonaws.com", "s3-accelerate.dualstack.amazonaws.com")


class S3BuiltIns:
    """The built-ins of S3 and S3 Control; None = the rule set's default."""

    __slots__ = (
        "accelerate",
        "addressing_style",
        "control_use_arn_region",
        "disable_express_session_auth",
        "disable_multi_region_access_points",
        "use_arn_region",
    )

    def __init__(
        self,
        *,
        addressing_style: str = "auto",
        accelerate: bool = False,
        use_arn_region: bool | None = None,
        control_use_arn_region: bool | None = None,
        disable_multi_region_access_points: bool = False,
        disable_express_session_auth: bool | None = None,
    ) -> None:
        # "auto", "virtual" or "path"
        self.addressing_style = addressing_style
        self.accelerate = accelerate
        self.use_arn_region = use_arn_region
        self.control_use_arn_region = control_use_arn_region
        self.disable_multi_region_access_points = disable_multi_region_access_points
        self.disable_express_session_auth = disable_express_session_auth


class BuiltIns:
    """One client's values; an account id may be a callable, asked only where rules want one."""

    __slots__ = (
        "account_id",
        "account_id_endpoint_mode",
        "client_context",
        "endpoint",
        "region",
        "s3",
        "use_dualstack",
        "use_fips",
        "use_global_endpoint",
    )

    def __init__(  # noqa: PLR0913  one argument a built-in
        self,
        region: str | None,
        *,
        endpoint: str | None = None,
        use_fips: bool = False,
        use_dualstack: bool = False,
        use_global_endpoint: bool = False,
        account_id: AccountId = None,
        account_id_endpoint_mode: str | None = None,
        s3: S3BuiltIns | None = None,
        client_context: dict[str, object] | None = None,
    ) -> None:
        self.region = region
        # The user's own endpoint URL
        self.endpoint = endpoint
        self.use_fips = use_fips
        self.use_dualstack = use_dualstack
        # STS's and S3's former one endpoint for all regions; v2 never asks for it.
        self.use_global_endpoint = use_global_endpoint
        self.account_id = account_id
        # "preferred", "required" or "disabled"
        self.account_id_endpoint_mode = account_id_endpoint_mode
        self.s3 = s3 or S3BuiltIns()
        # Values for parameters that a model declares in `clientContextParams`
        self.client_context = client_context or {}

    def value(self, name: str) -> object:
        """Return the built-in called `name` ("AWS::Region"); None where unset or not known."""
        read = _VALUES.get(name)
        return None if read is None else read(self)


def _account_id(built_ins: BuiltIns) -> str | None:
    # Asking may mean fetching credentials, and no rule looks at it in this mode.
    if built_ins.account_id_endpoint_mode == "disabled":
        return None
    given = built_ins.account_id
    return given() if callable(given) else given


_VALUES: dict[str, Callable[[BuiltIns], Any]] = {
    "AWS::Region": lambda of: of.region,
    "AWS::UseFIPS": lambda of: of.use_fips,
    "AWS::UseDualStack": lambda of: of.use_dualstack,
    "SDK::Endpoint": lambda of: of.endpoint,
    "AWS::Auth::AccountId": _account_id,
    "AWS::Auth::AccountIdEndpointMode": lambda of: of.account_id_endpoint_mode,
    "AWS::STS::UseGlobalEndpoint": lambda of: of.use_global_endpoint,
    "AWS::S3::UseGlobalEndpoint": lambda of: of.use_global_endpoint,
    "AWS::S3::Accelerate": lambda of: of.s3.accelerate,
    "AWS::S3::ForcePathStyle": lambda of: of.s3.addressing_style == "path",
    "AWS::S3::UseArnRegion": lambda of: of.s3.use_arn_region,
    "AWS::S3::DisableMultiRegionAccessPoints": lambda of: of.s3.disable_multi_region_access_points,
    "AWS::S3::DisableS3ExpressSessionAuth": lambda of: of.s3.disable_express_session_auth,
    "AWS::S3Control::UseArnRegion": lambda of: of.s3.control_use_arn_region,
}


def settled(given: BuiltIns) -> BuiltIns:
    """Return `given` with contradictions settled and defaults set as AWS CLI v2 does.

    Each observed on v2.36.7 (`--debug` prints the parameters).
    """
    region, is_pseudo = _without_pseudo_region(given.region)
    # With an endpoint of the user's own, the rules would refuse FIPS and dual stack; v2 drops both.
    is_ours = given.endpoint is None
    return BuiltIns(
        region,
        endpoint=given.endpoint,
        use_fips=is_ours and (given.use_fips or is_pseudo),
        use_dualstack=is_ours and given.use_dualstack,
        use_global_endpoint=given.use_global_endpoint,
        account_id=given.account_id,
        account_id_endpoint_mode=given.account_id_endpoint_mode or "preferred",
        s3=_settled_s3(given.s3, given.endpoint),
        client_context=given.client_context,
    )


def _without_pseudo_region(region: str | None) -> tuple[str | None, bool]:
    """Return the region, without the "fips-" of a pseudo-region, and whether it had one."""
    if region is None or not (region.startswith("fips-") or region.endswith("-fips")):
        return region, False
    return region.removeprefix("fips-").removesuffix("-fips"), True


def _settled_s3(given: S3BuiltIns, endpoint: str | None) -> S3BuiltIns:
    use_arn_region = given.use_arn_region
    return S3BuiltIns(
        addressing_style=_addressing_style(given, endpoint),
        accelerate=given.accelerate,
        # v2 reads one setting, `s3.use_arn_region`, for both; unset, it follows S3's ARNs only.
        use_arn_region=True if use_arn_region is None else use_arn_region,
        control_use_arn_region=(given.control_use_arn_region or use_arn_region or False),
        disable_multi_region_access_points=given.disable_multi_region_access_points,
        disable_express_session_auth=bool(given.disable_express_session_auth),
    )


def _addressing_style(given: S3BuiltIns, endpoint: str | None) -> str:
    if given.accelerate:
        return "virtual"
    # A local stack or a store of one's own rarely has a host name for each bucket.
    if endpoint is not None and given.addressing_style != "virtual":
        return "virtual" if _is_accelerate(endpoint) else "path"
    return given.addressing_style


def _is_accelerate(endpoint: str) -> bool:
    host = endpoint.partition("://")[2].partition("/")[0]
    return host.partition(":")[0].lower() in _ACCELERATE_HOSTS


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
