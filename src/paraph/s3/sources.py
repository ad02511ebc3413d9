"""What a transfer begins with: the entries at one end of its route."""

from __future__ import annotations

from paraph.s3.entry import DELETE, LOCAL, S3, Entry
from paraph.s3.remote import head_object, list_objects, modified_of, size_of
from paraph.s3.uri import split_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from paraph.s3.calls import Calls
    from paraph.s3.local import LocalFiles
    from paraph.s3.route import Route

    Params = dict[str, Any]


class Sources:
    """Finds the entries of a route's source end, each with its place at the other."""

    __slots__ = ("_calls", "_files", "_head_params", "_list_params", "_operation", "_page_size")

    def __init__(
        self,
        calls: Calls,
        files: LocalFiles,
        operation: str,
        *,
        page_size: int | None = None,
        list_params: Params | None = None,
        head_params: Params | None = None,
    ) -> None:
        """`operation` is what will be done with them, "" for what is only to be compared."""
        self._calls = calls
        self._files = files
        self._operation = operation
        self._page_size = page_size
        self._list_params = list_params or {}
        self._head_params = head_params or {}

    def find(self, route: Route) -> Iterator[Entry]:
        """Give the entries in order of their keys; errors of S3 are raised."""
        if route.source_kind == LOCAL:
            for path, size, modified in self._files.walk(route.source, is_folder=route.is_folder):
                target, name = route.place(path)
                yield Entry(LOCAL, path, target=target, name=name, size=size, modified=modified)
        elif route.is_folder or not split_path(route.source)[1]:
            yield from self._listed(route)
        else:
            yield self._single(route)

    def _listed(self, route: Route) -> Iterator[Entry]:
        found = list_objects(self._calls, route.source, self._list_params, self._page_size)
        for path, facts in found:
            # Consoles make an empty object for a folder; a download makes its own folders.
            is_folder_mark = path.endswith("/") and size_of(facts) == 0
            if is_folder_mark and self._operation != DELETE:
                continue
            if not route.is_folder and path != route.source:
                continue
            yield _entry(route, path, facts)

    def _single(self, route: Route) -> Entry:
        if self._operation == DELETE:
            # S3 needs no more than the key, and says nothing of one that is not there.
            target, name = route.place(route.source)
            return Entry(S3, route.source, target=target, name=name)
        # HeadObject instead of a listing: it needs fewer permissions.
        facts = head_object(self._calls, route.source, self._head_params)
        return _entry(route, route.source, facts)


def _entry(route: Route, path: str, facts: Params) -> Entry:
    target, name = route.place(path)
    return Entry(
        S3,
        path,
        target=target,
        name=name,
        size=size_of(facts),
        modified=modified_of(facts),
        etag=facts.get("ETag"),
        response=facts,
    )
