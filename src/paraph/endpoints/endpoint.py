"""What the rules find: a URL, headers to send there, and how to sign for it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


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
