"""Commands below a service that are not one generated call: where each is.

A row's function is called with a `ServiceCommand` and returns the exit code. A name that is also an
operation's takes its place.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from paraph.cli.commands.service_command import ServiceCommand

    Run = Callable[[ServiceCommand], int]

_HERE = "paraph.cli.commands."

# Service → command → "module:function", imported when the command is run.
SERVICE_COMMANDS: dict[str, dict[str, str]] = {
    "cloudformation": {
        "deploy": "cloudformation.deploy:run",
        "package": "cloudformation.package:run",
    },
    "configservice": {
        "get-status": "config_status:run",
        "subscribe": "config_subscribe:run",
    },
    "datapipeline": {"list-runs": "datapipeline_runs:run"},
    "dlm": {"create-default-role": "dlm_default_role:run"},
    "dsql": {
        "generate-db-connect-admin-auth-token": "presigned_tokens:run_dsql_admin",
        "generate-db-connect-auth-token": "presigned_tokens:run_dsql",
    },
    "ecr": {"get-login-password": "ecr_password:run_private"},
    "ecr-public": {"get-login-password": "ecr_password:run_public"},
    "eks": {
        "get-token": "presigned_tokens:run_eks",
        "update-kubeconfig": "eks_kubeconfig:run",
    },
    "emr": {
        "add-instance-groups": "emr.add_instance_groups:run",
        "add-steps": "emr.add_steps:run",
        "create-cluster": "emr.create_cluster:run",
        "create-default-roles": "emr.default_roles:run",
        "create-hbase-backup": "emr.hbase:run_backup",
        "describe-cluster": "emr.describe_cluster:run",
        "disable-hbase-backups": "emr.hbase:run_disable",
        "install-applications": "emr.install_applications:run",
        "modify-cluster-attributes": "emr.modify_cluster_attributes:run",
        "restore-from-hbase-backup": "emr.hbase:run_restore",
        "schedule-hbase-backup": "emr.hbase:run_schedule",
        "terminate-clusters": "emr.terminate_clusters:run",
    },
    "emr-containers": {
        "create-role-associations": "emr_containers_roles:run_create",
        "delete-role-associations": "emr_containers_roles:run_delete",
        "update-role-trust-policy": "emr_containers_trust:run",
    },
    "gamelift": {"upload-build": "gamelift_build:run"},
    "rds": {"generate-db-auth-token": "presigned_tokens:run_rds"},
}


def load(place: str) -> Run:
    """Return the function of a row."""
    module_name, _, function = place.partition(":")
    module = __import__(_HERE + module_name, fromlist=(function,))
    run: Run = getattr(module, function)
    return run
