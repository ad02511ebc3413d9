"""`aws --version`: the first word is what scripts look for, the second is us."""

from __future__ import annotations

import os
import sys

from paraph._version import AWS_CLI_VERSION, VERSION


def version_line() -> str:
    """Return `aws-cli/2.36.7 paraph/0.1.0 Python/3.11.7 Linux/6.1`."""
    python = ".".join(map(str, sys.version_info[:3]))
    return f"aws-cli/{AWS_CLI_VERSION} paraph/{VERSION} Python/{python} {_system()}"


def _system() -> str:
    # `platform` would say the same after 7 ms. Windows has no uname.
    uname = getattr(os, "uname", None)
    if uname is None:
        return sys.platform
    names = uname()
    return f"{names.sysname}/{names.release}"
