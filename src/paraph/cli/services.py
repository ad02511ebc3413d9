"""Where this user's service models are, and where their compiled form is kept."""

from __future__ import annotations

import os

from paraph.model.catalog import Catalog
from paraph.model.source import botocore_data

TYPE_CHECKING = False
if TYPE_CHECKING:
    from paraph.cli.context import Context


def open_catalog(context: Context) -> Catalog:
    """Return the services of AWS_DATA_PATH, ~/.aws/models and botocore, in that order."""
    own = context.environ.get("AWS_DATA_PATH", "")
    folders = [context.expand_user(path) for path in own.split(os.pathsep) if path]
    users = os.path.join(context.home, ".aws", "models")
    return Catalog([*folders, users, botocore_data()], context.cache_folder)
