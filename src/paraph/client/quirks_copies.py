"""Copies from another region: the call carries the same call, signed for that region.

The service where the copy is made shows it to the one where the source is. The reasons stand in the
table of `quirks.py`.
"""

from __future__ import annotations

from paraph.core.message import Request
from paraph.core.uri import decode, encode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.client.quirks import Presigner
    from paraph.model.service import Operation, Service

    Params = dict[str, Any]


def add_presigned_url_for_ec2(
    service: Service,
    operation: Operation,
    params: Params,
    request: Request,
    presigner: Presigner,
) -> None:
    """Add `PresignedUrl` and `DestinationRegion`, unless the caller has signed it himself."""
    del service, operation, params
    fields = _fields(request)
    source = _value(fields, "SourceRegion")
    if source is None or _value(fields, "PresignedUrl") is not None:
        return
    fields.append(("PresignedUrl", encode(_presigned(request, fields, source, presigner))))
    fields.append(("DestinationRegion", encode(presigner.region)))
    _set_fields(request, fields)


def add_presigned_url_for_rds(
    service: Service,
    operation: Operation,
    params: Params,
    request: Request,
    presigner: Presigner,
) -> None:
    """Put `PreSignedUrl` in the place of `SourceRegion`, which is for us alone."""
    del service, operation, params
    fields = _fields(request)
    source = _value(fields, "SourceRegion")
    if source is None:
        return
    fields = [field for field in fields if field[0] != "SourceRegion"]
    if _value(fields, "PreSignedUrl") is None:
        fields.append(("PreSignedUrl", encode(_presigned(request, fields, source, presigner))))
    _set_fields(request, fields)


def _presigned(
    request: Request, fields: list[tuple[str, str]], source: str, presigner: Presigner
) -> str:
    region = presigner.region
    # Both regions' endpoints differ by the region's name alone.
    url = request.url.replace(region, source) if region else request.url
    wanted = [*fields, ("DestinationRegion", encode(region))]
    # A form has `+` for a blank; a signed query has not (RFC 3986).
    query = "&".join(f"{name}={value.replace('+', '%20')}" for name, value in wanted)
    return presigner.presign(Request("GET", f"{url}?{query}"), source)


def _fields(request: Request) -> list[tuple[str, str]]:
    """Return the form's fields in order, their values still encoded."""
    body = request.body.decode() if isinstance(request.body, bytes) else ""
    pairs = [field.partition("=") for field in body.split("&") if field]
    return [(name, value) for name, _, value in pairs]


def _value(fields: list[tuple[str, str]], name: str) -> str | None:
    for found, value in fields:
        if found == name:
            return decode(value, plus=True)
    return None


def _set_fields(request: Request, fields: list[tuple[str, str]]) -> None:
    request.body = "&".join(f"{name}={value}" for name, value in fields).encode()
