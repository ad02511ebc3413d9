"""Splits a command line into words as a program on Windows sees them.

https://learn.microsoft.com/cpp/cpp/main-function-command-line-args#parsing-c-command-line-arguments:
blanks and tabs divide, double quotes group, and backslashes mean something only before a quote.
"""


def split_words(text: str) -> list[str]:
    """Return the words of `text`. Raises ValueError where a quotation is not closed."""
    words = []
    word: str | None = None
    quoted = False
    position = 0
    while position < len(text):
        character = text[position]
        if character in " \t" and not quoted:
            if word is not None:
                words.append(word)
            word = None
            position += 1
            continue
        after = position
        while after < len(text) and text[after] == "\\":
            after += 1
        slashes = after - position
        if after < len(text) and text[after] == '"':
            # 2n backslashes stand for n, and the quote counts; 2n + 1 for n and a quote itself.
            word = (word or "") + "\\" * (slashes // 2)
            if slashes % 2:
                word += '"'
            else:
                quoted = not quoted
            position = after + 1
        elif slashes:
            word = (word or "") + "\\" * slashes
            position = after
        else:
            word = (word or "") + character
            position += 1
    if quoted:
        msg = f"No closing quotation in string: {text}"
        raise ValueError(msg)
    if word is not None:
        words.append(word)
    return words
