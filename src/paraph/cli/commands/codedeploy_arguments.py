"""CodeDeploy: `--s3-location` and `--github-location` for a whole revision."""

from __future__ import annotations

from paraph.cli.commands.conveniences import Convenience, ExtraArgument, make_optional
from paraph.cli.errors import ParamValidationError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.cli.commands.conveniences import Arguments, Params
    from paraph.model.service import Operation


class Revision(Convenience):
    """The two places where a revision can be."""

    def arguments(self, arguments: Arguments, operation: Operation) -> Arguments:
        """Add the two options."""
        make_optional(arguments, "revision")
        if operation.input is not None:
            places = operation.input.members["revision"].members
            arguments += [
                ExtraArgument("s3-location", _put_s3, shape=places["s3Location"]),
                ExtraArgument("github-location", _put_github, shape=places["gitHubLocation"]),
            ]
        return arguments


def _put_s3(params: Params, value: Any) -> None:
    if not all(value.get(member) for member in ("bucket", "key", "bundleType")):
        msg = "--s3-location must specify bucket, key and bundleType."
        raise ParamValidationError(msg)
    members = ("bucket", "key", "bundleType", "eTag", "version")
    location = {member: value[member] for member in members if member in value}
    params["revision"] = {"revisionType": "S3", "s3Location": location}


def _put_github(params: Params, value: Any) -> None:
    if not all(value.get(member) for member in ("repository", "commitId")):
        msg = "--github-location must specify repository and commitId."
        raise ParamValidationError(msg)
    location = {member: value[member] for member in ("repository", "commitId")}
    params["revision"] = {"revisionType": "GitHub", "gitHubLocation": location}
