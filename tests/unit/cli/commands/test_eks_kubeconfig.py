"""`aws eks update-kubeconfig`."""

from __future__ import annotations

import os
import stat
from typing import Any

import pytest

from paraph.cli.commands import eks_kubeconfig
from paraph.cli.commands.kubeconfig import KubeconfigError, load
from paraph.cli.errors import CommandError

ARN = "arn:aws:eks:us-west-2:123456789012:cluster/c"
CLUSTER = {
    "arn": ARN,
    "endpoint": "https://x",
    "certificateAuthority": {"data": "Zm9v"},
    "status": "ACTIVE",
}


def update(fake: Any, path: Any, *words: str, cluster: Any = CLUSTER, **world: Any) -> str:
    command = fake("--name", "c", "--kubeconfig", str(path), *words, **world)
    command.answers["DescribeCluster"] = [{"cluster": cluster}]
    assert eks_kubeconfig.run(command) == 0
    return str(command.output)


def test_a_new_file_is_the_users_alone(fake: Any, tmp_path: Any) -> None:
    path = tmp_path / "deep" / "config"
    assert update(fake, path) == f"Added new context {ARN} to {path}\n"
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    assert path.read_text().startswith(
        "apiVersion: v1\n"
        "clusters:\n"
        "- cluster:\n"
        "    certificate-authority-data: Zm9v\n"
        "    server: https://x\n"
        f"  name: {ARN}\n"
    )


def test_an_entry_is_brought_up_to_date_and_the_rest_kept(fake: Any, tmp_path: Any) -> None:
    path = tmp_path / "config"
    path.write_text("kind: Config\nextra: 1\nclusters:\n- name: other\n  cluster: {}\n")
    update(fake, path)
    assert update(fake, path, "--alias", "a") == f"Updated context a in {path}\n"
    config = load(str(path))
    assert [cluster["name"] for cluster in config.content["clusters"]] == ["other", ARN]
    assert [context["name"] for context in config.content["contexts"]] == [ARN, "a"]
    assert config.content["extra"] == 1


def test_the_login_runs_this_command_with_the_profile(fake: Any, tmp_path: Any) -> None:
    config = tmp_path / "aws"
    config.write_text("[profile p]\nregion = us-west-2\n")
    environ = {"AWS_CONFIG_FILE": str(config)}
    words = ("--role-arn", "arn:r", "--user-alias", "u")
    update(fake, tmp_path / "k", *words, environ=environ, profile="p")
    (user,) = load(str(tmp_path / "k")).content["users"]
    assert user["name"] == "u"
    assert user["user"]["exec"]["args"] == [
        "--region", "us-west-2", "eks", "get-token", "--cluster-name", "c", "--output", "json",
        "--role", "arn:r",
    ]  # fmt: skip
    assert user["user"]["exec"]["env"] == [{"name": "AWS_PROFILE", "value": "p"}]


def test_a_dry_run_prints_and_writes_nothing(fake: Any, tmp_path: Any) -> None:
    assert "current-context: " + ARN in update(fake, tmp_path / "k", "--dry-run")
    assert not (tmp_path / "k").exists()


def test_a_cluster_that_goes_away_is_refused(fake: Any, tmp_path: Any) -> None:
    with pytest.raises(CommandError, match="Cluster status is DELETING"):
        update(fake, tmp_path / "k", cluster={**CLUSTER, "status": "DELETING"})
    with pytest.raises(CommandError, match="Cluster not found"):
        update(fake, tmp_path / "k", cluster=None)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[1]", "Content not a <class 'dict'>."),
        ("clusters: x", "clusters is wrong type: <class 'str'> \\(Should be <class 'list'>\\)"),
        ("users: [1]", "Entry in users not a <class 'dict'>. "),
        ("a: [", "YamlError while loading kubeconfig"),
    ],
)
def test_a_file_that_is_no_kubeconfig_is_refused(tmp_path: Any, text: str, message: str) -> None:
    (tmp_path / "k").write_text(text)
    with pytest.raises(KubeconfigError, match=message):
        load(str(tmp_path / "k"))
