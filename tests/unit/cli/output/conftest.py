"""Ways to show something and look at what was written."""

import io
from typing import Any

import pytest

from paraph.cli.output import registry
from paraph.cli.output.sink import Result, Sink


class Key:
    def __init__(self, path: str) -> None:
        self.names = path.split(".")

    def find(self, page: Any) -> Any:
        for name in self.names:
            if not isinstance(page, dict):
                return None
            page = page.get(name)
        return page

    def set(self, page: Any, value: Any) -> None:
        for name in self.names[:-1]:
            page = page.setdefault(name, {})
        page[self.names[-1]] = value


class FakePages:
    """Pages out of a list; an exception in the list is raised in its place."""

    def __init__(self, keys, pages, *, once=(), resume_token=None):
        self.result_keys = [Key(key) for key in keys]
        self._pages = pages
        self._once = once
        self._token = resume_token
        self.non_aggregate = {}
        self.resume_token = None

    def __iter__(self):
        for index, page in enumerate(self._pages):
            if isinstance(page, Exception):
                raise page
            if index == 0:
                self.non_aggregate = {name: page.get(name) for name in self._once}
            yield page
        self.resume_token = self._token

    def full_result(self):
        whole = {}
        for page in self:
            for key in self.result_keys:
                value, known = key.find(page), key.find(whole)
                if value is not None:
                    key.set(whole, value if known is None else known + value)
        whole.update(self.non_aggregate)
        if self.resume_token is not None:
            whole["NextToken"] = self.resume_token
        return whole


class Shown:
    """What has been written; `raw` are its bytes."""

    def __init__(self, encoding: str = "utf-8") -> None:
        self.file = io.BytesIO()
        self.stream = io.TextIOWrapper(self.file, encoding=encoding, newline="")
        self.sink = Sink(self.stream)

    @property
    def raw(self) -> bytes:
        self.stream.flush()
        return self.file.getvalue()

    @property
    def text(self) -> str:
        return self.raw.decode(self.stream.encoding)


@pytest.fixture
def show():
    """`show("json", value)` returns the text; `pages=` instead of a value, `query=`, `title=`."""

    def run(name, response=None, *, pages=None, query=None, colour=False, title="Op", to=None):
        shown = to or Shown()
        result = Result(title, response, pages)
        registry.load(name).write(result, shown.sink, query=query, colour=colour)
        return shown.text

    return run


@pytest.fixture
def fake_pages():
    return FakePages


@pytest.fixture
def shown():
    """`shown("ascii")`: somewhere to write to in that encoding."""
    return Shown
