"""What can go wrong between values and bytes."""

from __future__ import annotations

from paraph.core.errors import Error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from paraph.protocols.fault import ServiceFault


class ProtocolError(Error):
    """A value cannot be written, or bytes cannot be read."""


class UnknownProtocolError(ProtocolError):
    """A model names a protocol that Paraph does not speak."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Unknown protocol: {name}")
        self.name = name


class MalformedResponseError(ProtocolError):
    """The service's answer is not what its protocol promises; another try may be."""


class UnreadableBodyError(MalformedResponseError):
    """The body is cut off or in another format altogether."""


class MalformedRequestError(ProtocolError):
    """A request that reached our server is not what its protocol promises."""


class HiddenFaultError(ProtocolError):
    """S3 answered 200 and then failed: the body is an error document, or stops in the middle.

    https://repost.aws/knowledge-center/s3-resolve-200-internalerror: to be treated, and tried
    again, as the status 500 that could no longer be sent.
    """

    status = 500

    def __init__(self, fault: ServiceFault) -> None:
        super().__init__(f"{fault.code}: {fault.message}")
        self.fault = fault


class EventStreamError(ProtocolError):
    """A frame of an event stream is damaged: a checksum, a length or a header."""
