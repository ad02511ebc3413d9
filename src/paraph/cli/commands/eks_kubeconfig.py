"""`aws eks update-kubeconfig`: tell kubectl of a cluster and how to log in to it."""

from __future__ import annotations

import os

from paraph.cli.commands.kubeconfig import (
    Kubeconfig,
    KubeconfigError,
    format_yaml,
    load,
    save,
)
from paraph.cli.commands.own_options import OwnOption, flag, read_options
from paraph.cli.commands.service_command import require, require_part
from paraph.cli.errors import CommandError
from paraph.core.credentials import Credentials
from paraph.credentials.source import Fixed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.cli.commands.service_command import ServiceCommand

    Entry = dict[str, Any]

OPTIONS = (
    OwnOption("name", required=True),
    OwnOption("kubeconfig"),
    OwnOption("role-arn"),
    OwnOption("proxy-url"),
    flag("dry-run"),
    flag("verbose"),
    OwnOption("alias"),
    OwnOption("user-alias"),
    OwnOption("assume-role-arn"),
)
_API_VERSION = "client.authentication.k8s.io/v1beta1"


def run(command: ServiceCommand) -> int:
    """Add the cluster to the kubeconfig, or bring its entry up to date."""
    values = read_options(OPTIONS, command)
    description = _describe(command, values)
    cluster = _cluster_entry(description, values["proxy-url"])
    user = _user_entry(command, description, values)
    config = _choose(command, values["kubeconfig"], cluster["name"])
    is_known = config.has_cluster(cluster["name"])
    context = config.add(cluster, user, values["alias"])
    if values["dry-run"]:
        command.write(format_yaml(config.content))
        return 0
    save(config)
    if is_known:
        command.write(f"Updated context {context['name']} in {config.path}\n")
    else:
        command.write(f"Added new context {context['name']} to {config.path}\n")
    if values["verbose"]:
        command.write("Entries:\n\n")
        for entry in (context, user, cluster):
            command.write(f"{format_yaml(entry)}\n")
    return 0


def _describe(command: ServiceCommand, values: dict[str, Any]) -> Entry:
    asking = command
    if values["assume-role-arn"]:
        params = {
            "RoleArn": values["assume-role-arn"],
            "RoleSessionName": "EKSDescribeClusterSession",
        }
        given = require(command.at(None).call("sts", "AssumeRole", params), "Credentials")
        asking = command.signed_by(
            Fixed(
                Credentials(given["AccessKeyId"], given["SecretAccessKey"], given["SessionToken"])
            )
        )
    answer = asking.call("eks", "DescribeCluster", {"name": values["name"]})
    cluster: Entry = answer.get("cluster") or {}
    if "status" not in cluster:
        msg = "Cluster not found"
        raise CommandError(msg)
    if cluster["status"] not in ("ACTIVE", "UPDATING"):
        msg = f"Cluster status is {cluster['status']}"
        raise CommandError(msg)
    return cluster


def _cluster_entry(cluster: Entry, proxy_url: str | None) -> Entry:
    access = {
        "certificate-authority-data": cluster.get("certificateAuthority", {}).get("data", ""),
        "server": cluster.get("endpoint"),
    }
    if proxy_url is not None:
        access["proxy-url"] = proxy_url
    return {"cluster": access, "name": cluster.get("arn")}


def _user_entry(command: ServiceCommand, cluster: Entry, values: dict[str, Any]) -> Entry:
    region = require_part((cluster.get("arn") or "").split(":"), 3)
    outpost = cluster.get("outpostConfig")
    if outpost is None or outpost.get("etcdInstanceType") is not None:
        identification = ["--cluster-name", values["name"]]
    else:
        # A local cluster on an Outpost goes by its identifier.
        identification = ["--cluster-id", cluster.get("id")]
    args = ["--region", region, "eks", "get-token", *identification, "--output", "json"]
    if values["role-arn"] is not None:
        args += ["--role", values["role-arn"]]
    login: Entry = {"apiVersion": _API_VERSION, "args": args, "command": "aws"}
    profile = command.settings.profile
    if profile:
        login["env"] = [{"name": "AWS_PROFILE", "value": profile}]
    return {"name": values["user-alias"] or cluster.get("arn", ""), "user": {"exec": login}}


def _choose(command: ServiceCommand, path: str | None, cluster: str) -> Kubeconfig:
    """Return the kubeconfig that has the cluster, or the first of them."""
    context = command.context
    default = context.expand_user("~/.kube/config")
    if path is not None:
        names = [path]
    else:
        listed = context.environ.get("KUBECONFIG") or default
        names = [name for name in listed.split(os.pathsep) if name.strip()] or [default]
    paths = [os.path.abspath(context.expand_user(name)) for name in names]
    for candidate in paths:
        try:
            config = load(candidate)
        except KubeconfigError:
            continue
        if config.has_cluster(cluster):
            return config
    return load(paths[0])
