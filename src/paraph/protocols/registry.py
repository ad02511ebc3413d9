"""The protocols there are: a model's name for each, and the module that speaks it."""

from __future__ import annotations

import sys

from paraph.protocols.errors import UnknownProtocolError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# As in `metadata.protocols` of a service model.
_MODULES = {
    "query": "paraph.protocols.query",
    "ec2": "paraph.protocols.ec2",
    "json": "paraph.protocols.aws_json",
    "rest-json": "paraph.protocols.rest_json",
    "rest-xml": "paraph.protocols.rest_xml",
    "smithy-rpc-v2-cbor": "paraph.protocols.rpc_v2_cbor",
}


def load(protocol_name: str) -> Any:
    """Return the module of the protocol; raises UnknownProtocolError.

    Each has the client's `write_request`, `read_response`, `read_error` and the server's
    `read_request`, `write_response`, `write_error`.
    """
    try:
        module = _MODULES[protocol_name]
    except KeyError:
        raise UnknownProtocolError(protocol_name) from None
    # Not `importlib`: importing that is dearer than importing a protocol.
    __import__(module)
    return sys.modules[module]
