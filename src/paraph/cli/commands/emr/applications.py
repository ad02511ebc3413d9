"""Applications of clusters without a release label: installed by steps and bootstrap actions."""

from __future__ import annotations

from paraph.cli.commands.emr.steps import (
    CANCEL_AND_WAIT,
    TERMINATE_CLUSTER,
    emr_link,
    make_step,
    script_runner,
)
from paraph.cli.errors import ParamValidationError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Params = dict[str, Any]


class Installation:
    """What installs applications: the service's own products, bootstrap actions, steps."""

    __slots__ = ("bootstrap_actions", "products", "steps")

    def __init__(self) -> None:
        self.products: list[Params] = []
        self.bootstrap_actions: list[Params] = []
        self.steps: list[Params] = []


def install(applications: list[Params], region: str, ami_version: str = "") -> Installation:
    """Return what installs `applications` on a cluster of `ami_version`."""
    installation = Installation()
    for application in applications:
        name, args = application["Name"].lower(), application.get("Args")
        if name == "hive":
            installation.steps += _hive_steps(region, args or [])
        elif name == "pig":
            installation.steps.append(_install_step("pig", region))
        elif name == "ganglia":
            path = emr_link(region, "/bootstrap-actions/install-ganglia")
            installation.bootstrap_actions.append(make_bootstrap_action("Install Ganglia", path))
        elif name == "hbase":
            _install_hbase(installation, region, ami_version)
        elif name == "impala":
            installation.bootstrap_actions.append(_impala_action(region, args))
        else:
            installation.products.append({"Name": name, "Args": args or []})
    return installation


def make_bootstrap_action(name: str, path: str, args: list[str] | None = None) -> Params:
    """Return a BootstrapActionConfig."""
    script: Params = {"Args": args} if args else {}
    script["Path"] = path
    return {"Name": name, "ScriptBootstrapAction": script}


def _install_step(application: str, region: str) -> Params:
    args = [
        emr_link(region, f"/libs/{application}/{application}-script"),
        f"--install-{application}",
        "--base-path",
        emr_link(region, f"/libs/{application}"),
        f"--{application}-versions",
        "latest",
    ]
    name = f"Install {application.title()}"
    return make_step(name, TERMINATE_CLUSTER, script_runner(region), args)


def _hive_steps(region: str, args: list[str]) -> list[Params]:
    steps = [_install_step("hive", region)]
    site = next((arg for arg in args if "--hive-site" in arg), None)
    if site is not None:
        site_args = [
            emr_link(region, "/libs/hive/hive-script"),
            "--base-path",
            # Whatever the region, as in v2.
            emr_link("us-east-1", "/libs/hive"),
            "--install-hive-site",
            site,
            "--hive-versions",
            "latest",
        ]
        name = "Install Hive Site Configuration"
        steps.append(make_step(name, CANCEL_AND_WAIT, script_runner(region), site_args))
    return steps


def _install_hbase(installation: Installation, region: str, ami_version: str) -> None:
    path = emr_link(region, "/bootstrap-actions/setup-hbase")
    installation.bootstrap_actions.append(make_bootstrap_action("Install HBase", path))
    # Versions are compared as text, as in v2.
    if ami_version >= "3.0":
        jar = "/home/hadoop/lib/hbase.jar"
    elif ami_version >= "2.1":
        jar = "/home/hadoop/lib/hbase-0.92.0.jar"
    else:
        msg = f"AMI version {ami_version} is not compatible with HBase."
        raise ParamValidationError(msg)
    args = ["emr.hbase.backup.Main", "--start-master"]
    installation.steps.append(make_step("Start HBase", TERMINATE_CLUSTER, jar, args))


def _impala_action(region: str, args: list[str] | None) -> Params:
    words = ["--base-path", emr_link(region), "--impala-version", "latest"]
    if args is not None:
        words += ["--impala-conf", ",".join(args)]
    return make_bootstrap_action(
        "Install Impala", emr_link(region, "/libs/impala/setup-impala"), words
    )
