import pytest

from paraph.credentials.windows_words import split_words


# Microsoft's own table, and what its text says.
@pytest.mark.parametrize(
    ("text", "words"),
    [
        (r'"a b c" d e', ["a b c", "d", "e"]),
        (r'"ab\"c" "\\" d', ['ab"c', "\\", "d"]),
        (r"a\\\b d\"e\"f g h", [r"a\\\b", 'd"e"f', "g", "h"]),
        (r"a\\\"b c d", [r"a\"b", "c", "d"]),
        (r'a\\\\"b c" d e', [r"a\\b c", "d", "e"]),
        (r"C:\tools\get.exe --out C:\x ", [r"C:\tools\get.exe", "--out", "C:\\x"]),
        ('a "" b\tc', ["a", "", "b", "c"]),
        ("", []),
        ("'a b'", ["'a", "b'"]),
    ],
)
def test_rules_of_the_c_runtime(text, words):
    assert split_words(text) == words


def test_an_open_quotation():
    with pytest.raises(ValueError, match="No closing quotation in string: "):
        split_words('"a b')
