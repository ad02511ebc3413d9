"""One call of one operation: `Client.call` tells it from parameters to result.

    prepare → resolve the endpoint → validate → serialise → choose a signature → send → parse

Each step stands in its own file; an attempt signs, sends and judges, and may be made again.
"""

from __future__ import annotations

from paraph.client import quirks
from paraph.client.errors import ServiceError, TransportError
from paraph.client.retry import OF_2026, USUAL, Outcome, Retries
from paraph.client.signing import (
    BEARER,
    NONE,
    S3_EXPRESS,
    amz_date,
    choose_signature,
    payload_word,
    put_signature,
)
from paraph.core.uri import join_url
from paraph.endpoints.resolver import BuiltIns, EndpointResolver, S3BuiltIns
from paraph.endpoints.rules import Endpoint
from paraph.model import validate
from paraph.protocols import registry
from paraph.protocols.base import fill_idempotency_tokens, host_prefix
from paraph.protocols.errors import HiddenFaultError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any, Protocol

    from paraph.client.discovery import Discovery
    from paraph.client.retry import Call as Attempts
    from paraph.client.s3_sessions import BucketSessions
    from paraph.client.signing import Signature
    from paraph.client.transport import Transport
    from paraph.config.s3 import S3Settings
    from paraph.config.settings import Settings
    from paraph.core.credentials import Credentials, CredentialSource
    from paraph.core.message import Body, Request, Response
    from paraph.model.service import Operation, Service

    # What an attempt gave: the result, or what went wrong
    Answer = dict[str, Any] | ServiceError | TransportError

    class Surroundings(Protocol):
        """What a client needs of the outside world."""

        def now(self) -> float:
            """Return epoch seconds."""

        def sleep(self, seconds: float) -> None:
            """Wait."""

        def random(self) -> float:
            """Return a number in [0, 1)."""

        def new_uuid(self) -> str:
            """Return a random UUID (version 4)."""

        def trace(self, step: str, detail: object) -> None:
            """Note a step for `--debug`."""


class Client:
    """A service as seen with one set of settings and credentials.

    `credentials` may be None for unsigned calls. `timestamp` and `blob` turn what is on the wire
    into values of results (see `protocols`); a `blob` of None leaves the text that came.
    """

    def __init__(  # noqa: PLR0913  what a client is made of
        self,
        service: Service,
        settings: Settings,
        credentials: CredentialSource | None,
        transport: Transport,
        world: Surroundings,
        *,
        partitions: dict[str, Any],
        timestamp: Callable[[Any], Any],
        blob: Callable[[Any], Any] | None,
        user_agent: str,
    ) -> None:
        self.service = service
        self._settings = settings
        self._credentials = credentials
        self._transport = transport
        self._world = world
        self._values = {"timestamp": timestamp, "blob": blob}
        self._user_agent = user_agent
        self._protocol = registry.load(service.protocol)
        self._partitions = partitions
        # Region → its resolver; and where S3 has said that a bucket is. By bucket, because threads
        # that copy from one region to another share a client.
        self._resolvers: dict[str, EndpointResolver] = {}
        self._bucket_regions: dict[str, str] = {}
        self._discovery: Discovery | None = None
        self._sessions: BucketSessions | None = None
        self._retries = Retries(
            settings.retry_mode,
            settings.max_attempts,
            random=world.random,
            clock=world.now,
            service_id=service.service_id,
            numbers=OF_2026 if settings.new_retries_2026 else USUAL,
        )
        # Seconds that the service's clock is ahead of ours, once we have been told
        self._skew = 0.0

    def call(self, operation: Operation, params: dict[str, Any]) -> dict[str, Any]:
        """Call `operation` and return its modelled result; a streamed payload is a stream in it.

        Raises ServiceError for the service's refusal, TransportError where no answer came,
        ProtocolError for one that cannot be read, EndpointError, CredentialError.
        """
        params = self._prepare(operation, params)
        region = self._region_of(params)
        try:
            return self._call(operation, params, self._resolver_in(region))
        except ServiceError as error:
            found = self._bucket_region(operation, params, error)
            if found is None or found == region:
                raise
        # The bucket is elsewhere: endpoint, signature and all follow from its region.
        self._bucket_regions[params["Bucket"]] = found
        return self._call(operation, params, self._resolver_in(found))

    def endpoint_url(self, operation: Operation, params: dict[str, Any]) -> str:
        """Return the address that `operation` with `params` is sent to, without its own path."""
        return self.endpoint(operation, params).url

    def endpoint(self, operation: Operation, params: dict[str, Any]) -> Endpoint:
        """Return where and how `operation` with `params` is sent, without its own path."""
        return self._resolver_in(self._region_of(params)).resolve(operation, params)

    @property
    def region(self) -> str:
        """The region that calls go to."""
        return self._settings.region

    def presign(self, request: Request, region: str) -> str:
        """Return the URL of `request`, a call that another one carries, signed for `region`."""
        from paraph.client.presign import presign  # noqa: PLC0415  lazy: copies between regions

        now = self._world.now() + self._skew
        return presign(request, self.credentials(), self.service, region=region, now=now)

    def credentials(self) -> Credentials | None:
        """Return what calls are signed with now, None where they are not; CredentialError."""
        return None if self._credentials is None else self._credentials.get()

    def _call(
        self, operation: Operation, params: dict[str, Any], resolver: EndpointResolver
    ) -> dict[str, Any]:
        endpoint = resolver.resolve(operation, params)
        if operation.endpoint_discovery_required and self._settings.endpoint_discovery_enabled:
            endpoint = self._discovered(endpoint)
        shape = operation.input
        has_something = shape is not None and (params or shape.required)
        if has_something and self._settings.parameter_validation:
            validate.check(operation.input, params)
        request = self._write(operation, params, endpoint)
        signature = choose_signature(self.service, operation, endpoint, self._settings)
        return self._send(operation, params, request, signature)

    def _prepare(self, operation: Operation, params: dict[str, Any]) -> dict[str, Any]:
        params = quirks.prepare(self.service, operation, params)
        if operation.has_tokens:
            params = fill_idempotency_tokens(operation.input, params, self._world.new_uuid)
        if operation.checksum_validation_member is None:
            return params
        from paraph.client.checksum import ask_for_checksum  # noqa: PLC0415  lazy: S3 and few others

        return ask_for_checksum(operation, params, self._settings.response_checksum_validation)

    def _write(self, operation: Operation, params: dict[str, Any], endpoint: Endpoint) -> Request:
        """Serialise the call and address it to `endpoint`."""
        settings = self._settings
        request: Request = self._protocol.write_request(self.service, operation, params)
        base = endpoint.url
        if operation.host_prefix is not None and not settings.disable_host_prefix_injection:
            scheme, _, rest = base.partition("://")
            base = f"{scheme}://{host_prefix(operation, params)}{rest}"
        request.url = join_url(base, request.url)
        for name, values in endpoint.headers.items():
            request.headers.set(name, ",".join(values))
        request.headers.set("User-Agent", self._user_agent)
        request.headers.set("amz-sdk-invocation-id", self._world.new_uuid())
        quirks.adjust_request(self.service, operation, params, request, self)
        if operation.request_compression and not settings.disable_request_compression:
            from paraph.client.compress import compress  # noqa: PLC0415  lazy: few operations

            compress(operation, request, min_size=settings.request_min_compression_size_bytes)
        if operation.checksum_required or operation.checksum_algorithm_member is not None:
            from paraph.client.checksum import add_checksum  # noqa: PLC0415  lazy: few operations

            add_checksum(operation, params, request, settings.request_checksum_calculation)
        return request

    def _send(
        self,
        operation: Operation,
        params: dict[str, Any],
        request: Request,
        signature: Signature,
    ) -> dict[str, Any]:
        """Send `request` as often as the retry rules allow; return the result."""
        start = _position(request.body)
        attempts = self._retries.start(operation.name)
        is_skew_known = False
        while True:
            self._world.sleep(attempts.wait())
            signed = self._sign(operation, params, request, signature, attempts)
            answer = self._exchange(operation, params, signed)
            decision = attempts.decide(_outcome(operation, answer))
            if isinstance(answer, dict):
                return answer
            can_repeat = _rewind(request.body, start)
            self._world.trace("decision", decision)
            if can_repeat and not is_skew_known and not decision.is_last:
                is_skew_known = self._learn_skew(answer)
                if is_skew_known:
                    continue
            self._world.sleep(decision.delay)
            if not (decision.retry and can_repeat):
                raise answer.final(attempts.attempt - 1) if decision.is_last else answer

    def _learn_skew(self, answer: ServiceError | TransportError) -> bool:
        """Note by how much our clock is off, where that is why we were refused."""
        from paraph.client.skew import clock_difference  # noqa: PLC0415  lazy: errors alone

        difference = clock_difference(answer, self._world.now())
        if difference is None:
            return False
        self._skew = difference
        return True

    def _sign(
        self,
        operation: Operation,
        params: dict[str, Any],
        request: Request,
        signature: Signature,
        attempts: Attempts,
    ) -> Request:
        """Return a signed copy of `request`; its time and its credentials are this attempt's."""
        request.headers.set(
            "amz-sdk-request", f"attempt={attempts.attempt}; max={attempts.max_attempts}"
        )
        stamp = amz_date(self._world.now() + self._skew)
        body_hash = payload_word(request, signature, operation, self._settings)
        if signature.scheme == S3_EXPRESS:
            return self._sign_in_session(request, signature, params["Bucket"], stamp, body_hash)
        credentials = None
        if signature.scheme not in (NONE, BEARER) and self._credentials is not None:
            credentials = self._credentials.get()
        return put_signature(
            request,
            signature,
            credentials,
            stamp=stamp,
            body_hash=body_hash,
            token=self._settings.bearer_token(self.service.signing_name),
        )

    def _sign_in_session(
        self,
        request: Request,
        signature: Signature,
        bucket: str,
        stamp: str,
        body_hash: str | None,
    ) -> Request:
        from paraph.client.s3_sessions import (  # noqa: PLC0415  lazy: directory buckets alone
            BucketSessions,
            sign_in_session,
        )

        if self._sessions is None:
            self._sessions = BucketSessions(self._create_session, self._world.now)
        session = self._sessions.credentials(bucket)
        return sign_in_session(request, signature, session, stamp=stamp, body_hash=body_hash)

    def _exchange(self, operation: Operation, params: dict[str, Any], request: Request) -> Answer:
        """Send one signed request; return the result, or what went wrong."""
        is_stream = (
            operation.streaming_output is not None or operation.event_stream_output is not None
        )
        self._world.trace("send", request)
        try:
            response = self._transport.send(request, stream=is_stream)
        except TransportError as error:
            return error
        self._world.trace("receive", response)
        try:
            if response.status < 300:
                return self._read(operation, params, response)
            fault = self._protocol.read_error(self.service, operation, response, **self._values)
        except TransportError as error:
            return error
        except HiddenFaultError as error:
            fault = error.fault
        return ServiceError(
            fault.code,
            fault.message,
            operation.name,
            status=fault.status,
            members=fault.members,
            request_id=fault.request_id,
            headers=response.headers,
            details=fault.details,
        )

    def _read(
        self, operation: Operation, params: dict[str, Any], response: Response
    ) -> dict[str, Any]:
        if operation.checksum_validation_member is not None:
            from paraph.client.checksum import verify_checksum  # noqa: PLC0415  lazy: as above

            verify_checksum(operation, params, response)
        result: dict[str, Any] = self._protocol.read_response(
            self.service, operation, response, **self._values
        )
        events = operation.event_stream_output
        if events is not None:
            for name, member in operation.output.members.items():  # type: ignore[union-attr]  # it has events
                if member is events:
                    result[name] = _raising_service_errors(operation, result[name])
        quirks.adjust_result(self.service, operation, params, response, result)
        return result

    def _discovered(self, endpoint: Endpoint) -> Endpoint:
        """Return `endpoint` with the host that the service wants this account to use."""
        if self._discovery is None:
            from paraph.client.discovery import DESCRIBE, Discovery  # noqa: PLC0415  lazy: rare

            describe = self.service.operation(DESCRIBE)
            self._discovery = Discovery(lambda: self.call(describe, {}), self._world.now)
        url = self._discovery.url(endpoint.url.partition("://")[0])
        return Endpoint(url, endpoint.headers, endpoint.properties)

    def _create_session(self, bucket: str) -> dict[str, Any]:
        return self.call(self.service.operation("CreateSession"), {"Bucket": bucket})

    def _bucket_region(
        self, operation: Operation, params: dict[str, Any], error: ServiceError
    ) -> str | None:
        """Return the region in which S3 has the bucket, where that is what `error` says."""
        if self.service.service_id != "S3" or "Bucket" not in params:
            return None
        from paraph.client.s3_redirect import is_elsewhere, named_region  # noqa: PLC0415  lazy

        if not is_elsewhere(error):
            return None
        region = named_region(error)
        if region is None and operation.name != "HeadBucket":
            region = self._ask_for_region(params["Bucket"])
        return region

    def _ask_for_region(self, bucket: str) -> str | None:
        from paraph.client.s3_redirect import named_region  # noqa: PLC0415  lazy

        head = self.service.operation("HeadBucket")
        try:
            resolver = self._resolver_in(self._settings.region)
            found: str | None = self._call(head, {"Bucket": bucket}, resolver)["BucketRegion"]
        except ServiceError as error:
            return named_region(error)
        except KeyError:
            return None
        return found

    def _resolver_in(self, region: str) -> EndpointResolver:
        resolver = self._resolvers.get(region)
        if resolver is None:
            built_ins = self._built_ins(region)
            resolver = EndpointResolver(self.service, self._partitions, built_ins)
            self._resolvers[region] = resolver
        return resolver

    def _region_of(self, params: dict[str, Any]) -> str:
        """Return the region of calls, or of the bucket that `params` name."""
        if not self._bucket_regions:
            return self._settings.region
        return self._bucket_regions.get(params.get("Bucket", ""), self._settings.region)

    def _built_ins(self, region: str) -> BuiltIns:
        """Return what our settings contribute to the endpoint rules."""
        settings = self._settings
        s3 = settings.s3 if self.service.name in ("s3api", "s3control") else None
        return BuiltIns(
            region,
            endpoint=settings.endpoint_url(self.service.service_id),
            use_fips=settings.use_fips_endpoint,
            use_dualstack=bool(
                (s3 and s3.use_dualstack_endpoint) or settings.use_dualstack_endpoint
            ),
            account_id=self._account_id,
            account_id_endpoint_mode=settings.account_id_endpoint_mode,
            s3=None if s3 is None else _s3_built_ins(s3),
        )

    def _account_id(self) -> str | None:
        return None if self._credentials is None else self._credentials.get().account_id


def _position(body: Body) -> int | None:
    """Return where a stream stands, None where it cannot say."""
    if isinstance(body, bytes):
        return None
    try:
        position: int = body.tell()  # type: ignore[attr-defined]  # a stream may lack it
    except (AttributeError, OSError):
        return None
    return position


def _rewind(body: Body, start: int | None) -> bool:
    """Make the body as it was before it was sent; False where a stream cannot go back."""
    if isinstance(body, bytes):
        return True
    try:
        body.seek(start)  # type: ignore[attr-defined]  # a stream may lack it
    except (AttributeError, OSError, TypeError):
        return False
    return True


def _raising_service_errors(operation: Operation, events: Iterator[Any]) -> Iterator[Any]:
    """Yield `events`; an error among them is the service's, as one in place of them would be."""
    from paraph.protocols.events import EventFaultError  # noqa: PLC0415  lazy: loaded with events

    try:
        yield from events
    except EventFaultError as error:
        fault = error.fault
        raise ServiceError(
            fault.code, fault.message, operation.name, members=fault.members
        ) from error


def _outcome(operation: Operation, answer: Answer) -> Outcome:
    """Return an attempt's answer as the retry rules look at it."""
    if isinstance(answer, TransportError):
        return Outcome(error=answer)
    if isinstance(answer, ServiceError):
        return Outcome(
            status=answer.status,
            code=answer.code,
            shape=operation.error(answer.code),
            retry_after=answer.headers.get("x-amz-retry-after"),
        )
    return Outcome(status=200)


def _s3_built_ins(s3: S3Settings) -> S3BuiltIns:
    return S3BuiltIns(
        addressing_style=s3.addressing_style or "auto",
        accelerate=bool(s3.use_accelerate_endpoint),
        use_arn_region=s3.use_arn_region,
        control_use_arn_region=s3.use_arn_region,
        disable_multi_region_access_points=bool(s3.disable_multiregion_access_points),
        disable_express_session_auth=s3.disable_express_session_auth,
    )
