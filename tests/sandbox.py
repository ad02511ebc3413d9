"""What a command under test finds around it: a home of its own, fake keys, nothing else."""

import os
import sys
from pathlib import Path

ACCESS_KEY_ID = "AKIAIOSFODNN7EXAMPLE"
SECRET_ACCESS_KEY = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
REGION = "us-east-1"


def aws_command() -> str:
    """The `aws` under test: $PARAPH_AWS, else the one installed beside this Python."""
    return os.environ.get("PARAPH_AWS") or str(Path(sys.executable).with_name("aws"))


def paraph_command() -> str:
    return str(Path(sys.executable).with_name("paraph"))


def environment(home: Path, endpoint_url: str | None = None, **more: str) -> dict[str, str]:
    """A whole environment, with nothing inherited but PATH; `home` need not exist."""
    variables = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(home),
        "USERPROFILE": str(home),
        "TZ": "UTC",
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "COLUMNS": "80",
        "NO_PROXY": "127.0.0.1,localhost",
        "AWS_ACCESS_KEY_ID": ACCESS_KEY_ID,
        "AWS_SECRET_ACCESS_KEY": SECRET_ACCESS_KEY,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_PAGER": "",
    }
    if endpoint_url is not None:
        variables["AWS_ENDPOINT_URL"] = endpoint_url
    return variables | more
