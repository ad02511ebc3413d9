"""What an operation has given, on its way to standard output."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any, Protocol

    # Of `--query`: from a result (or one of its pages) to what is shown of it.
    Query = Callable[[Any], Any]

    class Key(Protocol):
        """A member that goes on from page to page; `names` leads to it from the page."""

        names: Sequence[str]

        def find(self, page: dict[str, Any], /) -> Any:
            """Return the member's value, None where it is absent."""

        def set(self, page: dict[str, Any], value: Any, /) -> None:
            """Put `value` in the member's place, making the structures on the way."""

    class Pages(Protocol):
        """The pages of a list (`client.paginate.PageStream`): read once, one held at a time.

        `non_aggregate` (what is said once for all pages) is known after the first page,
        `resume_token` after the last.
        """

        non_aggregate: dict[str, Any]
        resume_token: str | None

        @property
        def result_keys(self) -> Sequence[Key]:
            """The members that the pages share out, in the paginator's order."""

        def __iter__(self) -> Iterator[dict[str, Any]]: ...

        def full_result(self) -> dict[str, Any]:
            """Read all pages and return them as one."""


class Result:
    """One answer (`response`), or the pages of a list. `operation_name` titles a table."""

    __slots__ = ("operation_name", "pages", "response")

    def __init__(
        self,
        operation_name: str,
        response: dict[str, Any] | None = None,
        pages: Pages | None = None,
    ) -> None:
        self.operation_name = operation_name
        self.response = response
        self.pages = pages

    def whole(self, query: Query | None) -> Any:
        """Return what is to be shown, all pages as one; `query` is applied to the whole."""
        response = self.response if self.pages is None else self.pages.full_result()
        if response is None:
            response = {}
        return response if query is None else query(response)
