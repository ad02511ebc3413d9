"""Tokens that are presigned URLs: made here, sent nowhere.

`rds generate-db-auth-token`, `dsql generate-db-connect[-admin]-auth-token`, `eks get-token`.
"""

from __future__ import annotations

from binascii import b2a_base64

from paraph.cli.commands.own_options import OwnOption, read_options
from paraph.cli.commands.service_command import require
from paraph.cli.errors import ParamValidationError
from paraph.client.signing import amz_date
from paraph.core.credentials import Credentials
from paraph.core.message import Request
from paraph.core.uri import encode
from paraph.protocols.codecs.jsontext import parse_json
from paraph.sigv4.sign import presign_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from paraph.cli.commands.service_command import ServiceCommand

_SECOND = 1
_MINUTE = 60 * _SECOND
_DATABASE_EXPIRY = 15 * _MINUTE
# The URL is good for this long; the token says that it is to be used for longer, because the
# cluster's authenticator allows the 15 minutes for which STS itself takes signatures.
_CLUSTER_EXPIRY = 60 * _SECOND
_CLUSTER_TOKEN_LIFE = 14 * _MINUTE

RDS_OPTIONS = (
    OwnOption("hostname", required=True),
    OwnOption("port", "integer", required=True),
    OwnOption("username", required=True),
)
DSQL_OPTIONS = (
    OwnOption("hostname", required=True),
    OwnOption("expires-in", "integer", default=str(_DATABASE_EXPIRY)),
)
EKS_OPTIONS = (OwnOption("cluster-name"), OwnOption("role-arn"), OwnOption("cluster-id"))

_EXEC_BETA = "client.authentication.k8s.io/v1beta1"
_EXEC_ALPHA = "client.authentication.k8s.io/v1alpha1"
_EXEC_V1 = "client.authentication.k8s.io/v1"


def run_rds(command: ServiceCommand) -> int:
    """Print a token that is the password of a database user."""
    values = read_options(RDS_OPTIONS, command)
    query = f"Action=connect&DBUser={encode(values['username'])}"
    host = f"{values['hostname']}:{values['port']}"
    credentials = command.client("rds").credentials()
    command.write(_database_token(command, host, query, "rds-db", credentials) + "\n")
    return 0


def run_dsql(command: ServiceCommand) -> int:
    """Print a token for a user of a Aurora DSQL cluster."""
    return _run_dsql(command, "DbConnect")


def run_dsql_admin(command: ServiceCommand) -> int:
    """Print a token for the administrator of a Aurora DSQL cluster."""
    return _run_dsql(command, "DbConnectAdmin")


def _run_dsql(command: ServiceCommand, action: str) -> int:
    values = read_options(DSQL_OPTIONS, command)
    credentials = command.client("dsql").credentials()
    token = _database_token(
        command,
        values["hostname"],
        f"Action={action}",
        "dsql",
        credentials,
        expires=values["expires-in"],
    )
    command.write(f"{token}\n")
    return 0


def _database_token(
    command: ServiceCommand,
    host: str,
    query: str,
    service: str,
    credentials: Credentials | None,
    *,
    expires: int = _DATABASE_EXPIRY,
) -> str:
    if credentials is None:
        return f"{host}/"
    url = presign_at(
        Request("GET", f"https://{host}/?{query}", [], b""),
        credentials,
        service=service,
        region=command.settings.region,
        stamp=amz_date(command.context.now()),
        expires=expires,
    )
    return url.removeprefix("https://")


def run_eks(command: ServiceCommand) -> int:
    """Show an ExecCredential for kubectl (https://kubernetes.io/docs/reference/config-api/)."""
    values = read_options(EKS_OPTIONS, command)
    sts = command.at(None)
    credentials = _cluster_credentials(sts, values["role-arn"])
    if values["cluster-name"] and values["cluster-id"]:
        msg = (
            'The key "cluster_id" cannot be specified when one of the following keys are also '
            "specified: cluster_name"
        )
        raise ParamValidationError(msg)
    cluster = values["cluster-id"] or values["cluster-name"]
    if not cluster:
        command.context.stderr.write(
            "Either parameter --cluster-name or --cluster-id must be specified.\n"
        )
        return 1
    url = _cluster_url(sts, cluster, credentials)
    token = b2a_base64(url.encode(), newline=False).translate(bytes.maketrans(b"+/", b"-_"))
    end = command.context.now() + _CLUSTER_TOKEN_LIFE
    credential = {
        "kind": "ExecCredential",
        "apiVersion": _exec_version(command),
        "spec": {},
        "status": {
            "expirationTimestamp": _rfc3339(end),
            "token": f"k8s-aws-v1.{token.decode().rstrip('=')}",
        },
    }
    command.show("get-token", credential)
    command.write("\n")
    return 0


def _cluster_credentials(sts: ServiceCommand, role_arn: str | None) -> Credentials | None:
    if role_arn is None:
        return sts.client("sts").credentials()
    params = {"RoleArn": role_arn, "RoleSessionName": "EKSGetTokenAuth"}
    given = require(sts.call("sts", "AssumeRole", params), "Credentials")
    return Credentials(given["AccessKeyId"], given["SecretAccessKey"], given["SessionToken"])


def _cluster_url(sts: ServiceCommand, cluster: str, credentials: Credentials | None) -> str:
    """Return the call of STS that tells the cluster's authenticator who asks, and for what."""
    client = sts.client("sts")
    base = client.endpoint_url(client.service.operation("GetCallerIdentity"), {})
    base = base.rstrip("/") + "/"
    if credentials is None:
        return base
    query = "Action=GetCallerIdentity&Version=2011-06-15"
    return presign_at(
        Request("GET", f"{base}?{query}", [("x-k8s-aws-id", cluster)], b""),
        credentials,
        service="sts",
        region=sts.settings.region,
        stamp=amz_date(sts.context.now()),
        expires=_CLUSTER_EXPIRY,
    )


def _exec_version(command: ServiceCommand) -> str:
    """Return the version of the API that kubectl has asked for in KUBERNETES_EXEC_INFO."""
    text = command.context.environ.get("KUBERNETES_EXEC_INFO", "")
    if not text:
        return _EXEC_BETA
    try:
        version = parse_json(text).get("apiVersion")
    except ValueError:
        return _warn(
            command,
            f"Error parsing KUBERNETES_EXEC_INFO, defaulting to {_EXEC_BETA}. This is likely a "
            f"bug in your Kubernetes client. Please update your Kubernetes client.",
            _EXEC_BETA,
        )
    if version in (_EXEC_V1, _EXEC_BETA):
        return str(version)
    if version == _EXEC_ALPHA:
        return _warn(
            command,
            f"Kubeconfig user entry is using deprecated API version {version}. Run "
            f"'aws eks update-kubeconfig' to update.",
            _EXEC_ALPHA,
        )
    return _warn(
        command,
        f"Unrecognized API version in KUBERNETES_EXEC_INFO, defaulting to {_EXEC_BETA}. This is "
        f"likely due to an outdated AWS CLI. Please update your AWS CLI.",
        _EXEC_BETA,
    )


def _warn(command: ServiceCommand, message: str, version: str) -> str:
    command.context.stderr.write(f"{message}\n")
    return version


def _rfc3339(seconds: float) -> str:
    stamp = amz_date(seconds)
    date = f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}"
    return f"{date}T{stamp[9:11]}:{stamp[11:13]}:{stamp[13:15]}Z"
