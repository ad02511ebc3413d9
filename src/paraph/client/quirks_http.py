"""Requests that go elsewhere or look different; reasons in the table of `quirks.py`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.client.quirks import Presigner
    from paraph.core.message import Request
    from paraph.model.service import Operation, Service

    Params = dict[str, Any]

# Route 53's shapes for ids that its answers show with their path
_IDS = frozenset({"ResourceId", "DelegationSetId", "ChangeId"})


def shorten_ids(operation: Operation, params: Params) -> None:
    """Leave `Z1` of `/hostedzone/Z1`."""
    if operation.input is None:
        return
    for name, member in operation.input.members.items():
        value = params.get(name)
        if member.name in _IDS and isinstance(value, str):
            params[name] = value.rpartition("/")[2]


def accept_json(
    service: Service,
    operation: Operation,
    params: Params,
    request: Request,
    presigner: Presigner,
) -> None:
    """Ask for plain JSON, unless the caller asks for something."""
    del service, operation, params, presigner
    request.headers.set_default("Accept", "application/json")


def send_to_predictor(
    service: Service,
    operation: Operation,
    params: Params,
    request: Request,
    presigner: Presigner,
) -> None:
    """Send the request to the host in `PredictEndpoint`."""
    del service, operation, presigner
    endpoint = params.get("PredictEndpoint")
    if endpoint:
        rest = request.url.partition("://")[2].partition("/")[2]
        scheme, _, place = str(endpoint).partition("://")
        request.url = f"{scheme}://{place.partition('/')[0]}/{rest}"


def send_as_form(
    service: Service,
    operation: Operation,
    params: Params,
    request: Request,
    presigner: Presigner,
) -> None:
    """Move the query into the body."""
    del service, operation, params, presigner
    url, question, query = request.url.partition("?")
    if request.method == "GET" and question:
        request.method = "POST"
        request.url = url
        request.headers.set("Content-Type", "application/x-www-form-urlencoded")
        request.body = query.encode()


def add_api_version(
    service: Service,
    operation: Operation,
    params: Params,
    request: Request,
    presigner: Presigner,
) -> None:
    """Say which version of the API the endpoint is wanted for."""
    del operation, params, presigner
    request.headers.set("x-amz-api-version", service.api_version)
