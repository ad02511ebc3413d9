def test_nothing_is_shown_but_all_pages_are_read(show, fake_pages):
    pages = fake_pages(["A"], [{"A": [1]}, {"A": [2]}], resume_token="t")
    assert show("off", pages=pages) == ""
    assert pages.resume_token == "t"


def test_the_query_is_not_applied(show):
    assert show("off", {"A": 1}, query=lambda _: 1 / 0) == ""
