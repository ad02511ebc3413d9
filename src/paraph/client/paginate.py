"""All pages of a list, one request at a time; and the token with which the next command goes on."""

from __future__ import annotations

from paraph.client.errors import PaginationError, StartingTokenError
from paraph.client.resume import decode_token, encode_token
from paraph.core.path import compile_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from paraph.core.path import Evaluator
    from paraph.model.service import Operation, Paginator

    Page = dict[str, Any]
    Call = Callable[[Operation, Page], Page]
    Token = dict[str, Any]

# In a resume token: how many items of its page have been shown. botocore's name, so that
# tokens of the official CLI and of boto3 can be used here and ours there.
_TRUNCATE = "boto_truncate_amount"


class _Key:
    """A path into a page: what finds its value, and the names on the way for setting it."""

    __slots__ = ("find", "names")

    def __init__(self, expression: str) -> None:
        self.find: Evaluator = compile_path(expression)
        self.names = expression.split(".")

    def set(self, page: Page, value: Any) -> None:
        for name in self.names[:-1]:
            inner = page.get(name)
            if not isinstance(inner, dict):
                inner = page[name] = {}
            page = inner
        page[self.names[-1]] = value


class PageStream:
    """Iterates over the pages of an operation that has a paginator.

    `page_size` is what is asked of the service for each page, `max_items` how many items of
    the first result key are given altogether, `starting_token` a `resume_token` of an earlier
    stream (or the service's own token). No page is kept: each is given and forgotten.

    After the iteration `resume_token` tells where to go on, None where all has been read, and
    `non_aggregate` holds the members of the first page that are said once.
    """

    def __init__(
        self,
        call: Call,
        operation: Operation,
        params: Page,
        *,
        page_size: int | str | None = None,
        max_items: int | str | None = None,
        starting_token: str | None = None,
    ) -> None:
        paginator = operation.paginator
        if paginator is None:
            msg = f"{operation.name} has no pages."
            raise PaginationError(msg)
        self._call = call
        self._operation = operation
        self._params = dict(params)
        self._max_items = None if max_items is None else int(max_items)
        self._starting_token = starting_token
        self._input_tokens = paginator.input_tokens
        self._output_tokens = [compile_path(text) for text in paginator.output_tokens]
        more = paginator.more_results
        self._more_results = None if more is None else compile_path(more)
        self.result_keys = [_Key(text) for text in paginator.result_keys]
        self._non_aggregate_keys = [_Key(text) for text in paginator.non_aggregate_keys]
        self.resume_token: str | None = None
        self.non_aggregate: Page = {}
        if page_size is not None:
            self._set_page_size(paginator, page_size)

    def _set_page_size(self, paginator: Paginator, page_size: int | str) -> None:
        name = paginator.limit_key
        if name is None or self._operation.input is None:
            msg = (
                "PageSize parameter is not supported for the pagination interface for this "
                "operation."
            )
            raise PaginationError(msg)
        shape = self._operation.input.members[name]
        # Route 53 and IAM's older lists take the number as a string.
        self._params[name] = str(page_size) if shape.type_name == "string" else int(page_size)

    def __iter__(self) -> Iterator[Page]:
        token, skipped = self._start()
        seen, previous = 0, None
        while True:
            page = self._call(self._operation, dict(self._params))
            if previous is None:
                self._read_first(page, skipped)
            count = self._count(page)
            surplus = 0 if self._max_items is None else seen + count - self._max_items
            if surplus > 0:
                self._cut(page, count - surplus)
                shown = count - surplus + (skipped if previous is None else 0)
                self._resume_from({**token, _TRUNCATE: shown})
                yield page
                return
            # The page may be changed by whoever receives it: the token is read before.
            token = self._next_token(page)
            yield page
            seen += count
            if all(value is None for value in token.values()):
                return
            if seen == self._max_items:
                self._resume_from(token)
                return
            if token == previous:
                msg = f"The same next token was received twice: {token}"
                raise PaginationError(msg)
            self._inject(token)
            previous = token

    def full_result(self) -> Page:
        """Read all pages and return them as one, with `NextToken` where it has been cut off."""
        whole: Page = {}
        for page in self:
            for key in self.result_keys:
                _append(key, whole, key.find(page))
        _merge(whole, self.non_aggregate)
        if self.resume_token is not None:
            whole["NextToken"] = self.resume_token
        return whole

    def _start(self) -> tuple[Token, int]:
        """Return the token of the page to begin with, and how many of its items to leave out."""
        if self._starting_token is None:
            return dict.fromkeys(self._input_tokens), 0
        token = decode_token(self._starting_token)
        if token is None:
            token, skipped = self._service_token(self._starting_token)
        else:
            skipped = token.pop(_TRUNCATE, 0)
        if not isinstance(skipped, int):
            raise StartingTokenError(self._starting_token)
        self._inject(token)
        return token, skipped

    def _service_token(self, text: str) -> tuple[Token, int]:
        """Read a service's own token, or one that botocore wrote until 2015: `A___B___3`."""
        names = self._input_tokens
        parts = text.split("___")
        skipped = 0
        if len(parts) == len(names) + 1:
            count = parts[-1].strip()
            if count.removeprefix("-").isdecimal():
                skipped = int(count)
                del parts[-1]
            else:
                parts = [text]
        if len(parts) > len(names):
            raise StartingTokenError(text)
        token: Token = dict.fromkeys(names)
        for name, part in zip(names, parts, strict=False):
            token[name] = None if part == "None" else part
        return token, skipped

    def _resume_from(self, token: Token) -> None:
        if {*token} - {_TRUNCATE} != {*self._input_tokens}:
            raise StartingTokenError(token)
        self.resume_token = encode_token(token)

    def _inject(self, token: Token) -> None:
        for name, value in token.items():
            if value is None or value == "None":
                self._params.pop(name, None)
            else:
                self._params[name] = value

    def _read_first(self, page: Page, skipped: int) -> None:
        if self._starting_token is not None:
            self._drop_seen(page, skipped)
        self.non_aggregate = {}
        for key in self._non_aggregate_keys:
            key.set(self.non_aggregate, key.find(page))

    def _drop_seen(self, page: Page, skipped: int) -> None:
        """Leave out what the command before has shown of this page.

        Other result keys were not cut then, so they have been shown entirely; numbers (the counts
        of DynamoDB) stay, for they tell what the service did for this page.
        """
        primary, *others = self.result_keys
        items = primary.find(page)
        primary.set(page, items[skipped:] if isinstance(items, list | str) else None)
        for key in others:
            value = key.find(page)
            key.set(page, value if isinstance(value, int | float) else _empty(value))

    def _count(self, page: Page) -> int:
        items = self.result_keys[0].find(page)
        return len(items) if isinstance(items, list | str | dict) else 0

    def _cut(self, page: Page, kept: int) -> None:
        primary = self.result_keys[0]
        items = primary.find(page)
        if isinstance(items, dict):
            msg = f"--max-items cannot cut the result of {self._operation.name}: it is a map"
            raise PaginationError(msg)
        primary.set(page, items[:kept])

    def _next_token(self, page: Page) -> Token:
        if self._more_results is not None and not self._more_results(page):
            return {}
        # An empty token is none.
        return {
            name: find(page) or None
            for name, find in zip(self._input_tokens, self._output_tokens, strict=False)
        }


def _empty(value: Any) -> Any:
    if isinstance(value, list):
        return []
    return "" if isinstance(value, str) else None


def _append(key: _Key, whole: Page, value: Any) -> None:
    """Add a page's value of `key`: lists and strings are joined, numbers added up."""
    if value is None:
        return
    known = key.find(whole)
    if known is None:
        key.set(whole, value)
    elif isinstance(value, list):
        known.extend(value)
    elif isinstance(value, int | float | str):
        key.set(whole, known + value)


def _merge(whole: Page, part: Page) -> None:
    for name, value in part.items():
        known = whole.get(name)
        if isinstance(value, dict) and isinstance(known, dict):
            _merge(known, value)
        else:
            whole[name] = value
