"""`paraph warm [SERVICE…]`: compile models now, for images and homes that are read-only later.

The cache is $PARAPH_CACHE_DIR, else the platform's cache folder of the user.
"""

from __future__ import annotations

from paraph.cli.connect import open_catalog

TYPE_CHECKING = False
if TYPE_CHECKING:
    from paraph.cli.context import Context


def run(words: list[str], context: Context) -> int:
    """Compile the services named, or all; 1 when one could not be put into the cache."""
    catalog = open_catalog(context)
    names = words or catalog.commands()
    failed = [name for name in names if not catalog.warm(name)]
    catalog.partitions()
    folder = context.cache_folder or "(no cache folder: set PARAPH_CACHE_DIR)"
    context.stdout.write(
        f"{len(names) - len(failed)} of {len(names)} services compiled in {folder}\n"
    )
    if failed:
        context.stderr.write(f"paraph: {folder} could not be written\n")
    return 1 if failed else 0
