from hypothesis import given
from hypothesis import strategies as st

from paraph.cli.output import spool
from paraph.cli.output.spool import Spool

TEXTS = st.lists(st.text(st.characters(codec=None), max_size=20))


@given(TEXTS, TEXTS, st.integers(0, 60))
def test_text_comes_back_in_order_however_much_there_is(before, after, limit):
    kept = Spool(limit)
    for text in before:
        kept.append(text)
    assert "".join(kept) == "".join(before)
    for text in after:
        kept.append(text)
    assert "".join(kept) == "".join(before + after)
    assert "".join(kept) == "".join(before + after)
    kept.close()


def test_it_knows_whether_it_was_given_anything():
    kept = Spool()
    assert kept.empty
    kept.append("a")
    assert not kept.empty


def test_memory_serves_where_no_file_can_be_made(monkeypatch):
    monkeypatch.setattr(spool, "_open_file", lambda: None)
    kept = Spool(limit=1)
    for text in ("abc", "d", "ef"):
        kept.append(text)
    assert "".join(kept) == "abcdef"
    kept.close()
