"""CloudFront: `--paths`, `--origin-domain-name` and `--default-root-object` for whole documents."""

from __future__ import annotations

from paraph.cli.commands.conveniences import (
    AT_LEAST_ONE,
    Convenience,
    ExtraArgument,
    exclude,
    make_optional,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.cli.commands.conveniences import Arguments, Params, Words, World
    from paraph.model.service import Operation

_CONFIG = "distribution-config"
_ORIGIN = "origin-domain-name"
_ROOT = "default-root-object"


class CreateInvalidation(Convenience):
    """`--paths /a /b` instead of `--invalidation-batch`."""

    def __init__(self) -> None:
        self._paths: list[str] | None = None

    def arguments(self, arguments: Arguments, operation: Operation) -> Arguments:  # noqa: ARG002
        """Add `--paths`."""
        make_optional(arguments, "invalidation-batch")
        arguments.append(ExtraArgument("paths", self._put, takes=AT_LEAST_ONE))
        return arguments

    def check(self, words: Words) -> None:
        """Refuse both forms at once."""
        exclude(words, "invalidation-batch", ("paths",))

    def complete(self, params: Params, world: World) -> None:
        """Give the batch its reference."""
        if self._paths is not None:
            params["InvalidationBatch"]["CallerReference"] = _unique("cli", world)

    def _put(self, params: Params, value: Any) -> None:
        self._paths = value
        params["InvalidationBatch"] = {
            "CallerReference": "",
            "Paths": {"Quantity": len(value), "Items": value},
        }


class CreateDistribution(Convenience):
    """A distribution from its origin's name and its index page."""

    def __init__(self) -> None:
        self._origin: str | None = None
        self._root: str | None = None

    def arguments(self, arguments: Arguments, operation: Operation) -> Arguments:  # noqa: ARG002
        """Add the two options."""
        make_optional(arguments, _CONFIG)
        arguments += [
            ExtraArgument(_ORIGIN, self._put_origin),
            ExtraArgument(_ROOT, self._put_root),
        ]
        return arguments

    def check(self, words: Words) -> None:
        """Refuse them beside the whole configuration."""
        exclude(words, _CONFIG, (_ORIGIN, _ROOT))

    def complete(self, params: Params, world: World) -> None:
        """Put the configuration together."""
        if self._origin is None and self._root is None:
            return
        config = _new_config(_unique("cli", world))
        if self._origin is not None:
            origin = _origin(self._origin, _unique(self._origin, world))
            config["Origins"] = {"Quantity": 1, "Items": [origin]}
            config["DefaultCacheBehavior"]["TargetOriginId"] = origin["Id"]
        if self._root is not None:
            config["DefaultRootObject"] = self._root
        params["DistributionConfig"] = config

    def _put_origin(self, params: Params, value: Any) -> None:  # noqa: ARG002  see complete
        self._origin = value

    def _put_root(self, params: Params, value: Any) -> None:  # noqa: ARG002  see complete
        self._root = value


class UpdateDistribution(Convenience):
    """`--default-root-object`, everything else as it is: read first, then written back."""

    def __init__(self) -> None:
        self._root: str | None = None

    def arguments(self, arguments: Arguments, operation: Operation) -> Arguments:  # noqa: ARG002
        """Add the option."""
        make_optional(arguments, _CONFIG)
        arguments.append(ExtraArgument(_ROOT, self._put))
        return arguments

    def check(self, words: Words) -> None:
        """Refuse it beside the whole configuration."""
        exclude(words, _CONFIG, (_ROOT,))

    def complete(self, params: Params, world: World) -> None:
        """Read the distribution's configuration and change one member of it."""
        if self._root is None:
            return
        found = world.call("GetDistributionConfig", {"Id": params.get("Id")})
        params["IfMatch"] = found.get("ETag")
        params["DistributionConfig"] = {
            **found.get("DistributionConfig", {}),
            "DefaultRootObject": self._root,
        }

    def _put(self, params: Params, value: Any) -> None:  # noqa: ARG002  see complete
        self._root = value


def _unique(prefix: str, world: World) -> str:
    return f"{prefix}-{int(world.now())}-{1 + int(world.random() * 1000000)}"


def _new_config(reference: str) -> Params:
    """Return the configuration of a distribution without origins (v2's choice of settings)."""
    return {
        "CallerReference": reference,
        "Origins": {"Quantity": 0, "Items": []},
        "DefaultCacheBehavior": {
            "TargetOriginId": "placeholder",
            "ForwardedValues": {"QueryString": False, "Cookies": {"Forward": "none"}},
            "TrustedSigners": {"Enabled": False, "Quantity": 0},
            "ViewerProtocolPolicy": "allow-all",
            "MinTTL": 0,
        },
        "Enabled": True,
        "Comment": "",
    }


def _origin(domain_name: str, origin_id: str) -> Params:
    origin: Params = {"Id": origin_id, "DomainName": domain_name, "OriginPath": ""}
    # Buckets of other partitions are custom origins to CloudFront, hence this one suffix.
    if domain_name.endswith(".s3.amazonaws.com"):
        origin["S3OriginConfig"] = {"OriginAccessIdentity": ""}
    else:
        origin["CustomOriginConfig"] = {
            "HTTPPort": 80,
            "HTTPSPort": 443,
            "OriginProtocolPolicy": "http-only",
        }
    return origin
