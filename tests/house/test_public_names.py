"""What users of the library may rely on: a name comes or goes on purpose."""

import ast
from pathlib import Path

import paraph
import paraph.sigv4

PUBLIC = frozenset({})


def test_sigv4_offers_these_names() -> None:
    assert frozenset(getattr(paraph.sigv4, "__all__", ())) == PUBLIC


def test_sigv4_has_what_it_offers() -> None:
    assert [name for name in PUBLIC if not hasattr(paraph.sigv4, name)] == []
    assert len(PUBLIC) <= 15


def test_the_package_itself_holds_a_docstring() -> None:
    # It is on the way of every command.
    source = Path(paraph.__file__).read_text()
    assert [type(node).__name__ for node in ast.parse(source).body] == ["Expr"]
