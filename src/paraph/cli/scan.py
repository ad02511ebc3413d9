"""Sort the words of a command line into options and positionals.

The rules are those of Python's argparse, which v2's command lines have been written against:
options anywhere, unambiguous prefixes, `--name=value`, values that look like negative numbers,
`--`. A table of thirty options is built in 10 µs here and in 2 ms there.
"""

from __future__ import annotations

from paraph.cli.errors import ArgumentError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from paraph.model.shape import Shape

# How many words an option takes; any number above one is exactly so many
FLAG = 0
ONE = 1
ANY = -1
AT_LEAST_ONE = -2
AT_MOST_ONE = -3

# Types whose words are converted while the command line is scanned, so that a wrong one is an error
# of the scan: before a missing option is noticed. v2 leaves "integer" for later.
SCANNED: dict[str, type] = {"long": int, "float": float, "double": float}


class Option:
    """An option: its name with dashes, how many words it takes, what it accepts.

    Of several uses the last counts; where all do, each is added to `uses` as (name, words), in the
    order of the command line. Options may share the list.
    """

    __slots__ = ("choices", "convert", "name", "required", "takes", "uses")

    def __init__(
        self,
        name: str,
        takes: int = ONE,
        *,
        required: bool = False,
        choices: tuple[str, ...] = (),
        convert: Callable[[str], object] | None = None,
        uses: list[tuple[str, list[str]]] | None = None,
    ) -> None:
        self.name = name
        self.uses = uses
        self.takes = takes
        self.required = required
        self.choices = choices
        # Tried on each word while scanning, for its error alone (`invalid int value`)
        self.convert = convert


class Positional:
    """A word that stands by itself, and the words allowed there.

    With `takes` above one it is so many words, which have to stand side by side.
    """

    __slots__ = ("choices", "is_optional", "name", "takes")

    def __init__(
        self,
        name: str,
        choices: Callable[[], Iterable[str]] | None = None,
        *,
        takes: int = 1,
        is_optional: bool = False,
    ) -> None:
        self.name = name
        self.is_optional = is_optional
        self.choices = choices
        self.takes = takes


class Scanned:
    """What was found: option name → its word, words or True; positionals; and what was left."""

    __slots__ = ("options", "positionals", "rest", "several")

    def __init__(self) -> None:
        # Positionals of more than one word
        self.several: dict[str, list[str]] = {}
        self.options: dict[str, str | list[str] | bool] = {}
        self.positionals: dict[str, str] = {}
        self.rest: list[str] = []

    def put(self, option: Option, value: str | list[str] | bool) -> None:
        """Note an option's value; of several the last counts, and so does its place."""
        self.options.pop(option.name, None)
        self.options[option.name] = value


def scan(
    words: list[str],
    options: dict[str, Option],
    positionals: list[Positional],
    *,
    is_known: Callable[[str, str], bool] | None = None,
) -> Scanned:
    """Sort `words`; what no option or positional takes is left in `rest`, in order.

    `is_known(positional, word)` may vouch for a word cheaply; otherwise the positional's choices
    are listed. Raises ArgumentError with argparse's messages.
    """
    marks, matches = _classify(words, options)
    found = Scanned()
    waiting = list(positionals)
    position = 0
    last_option = max(matches, default=-1)
    while position <= last_option:
        following = min(index for index in matches if index >= position)
        if position != following:
            taken = _take_positionals(words, marks, position, waiting, found, is_known)
            if taken > position:
                position = taken
                continue
            found.rest.extend(words[position:following])
            position = following
        position = _take_option(words, marks, position, matches[position], found)
    position = _take_positionals(words, marks, position, waiting, found, is_known)
    found.rest.extend(words[position:])
    missing = [
        name for name, option in options.items() if option.required and name not in found.options
    ]
    missing += [positional.name for positional in waiting if not positional.is_optional]
    if missing:
        msg = f"the following arguments are required: {', '.join(missing)}"
        raise ArgumentError(msg)
    return found


def _classify(
    words: list[str], options: dict[str, Option]
) -> tuple[str, dict[int, tuple[Option | None, str | None]]]:
    """Mark each word `A` (argument), `O` (option) or `-`, and say which option each O is."""
    marks = []
    matches: dict[int, tuple[Option | None, str | None]] = {}
    for index, word in enumerate(words):
        if word == "--":
            marks.append("-" + "A" * (len(words) - index - 1))
            break
        match = _match(word, options)
        if match is None:
            marks.append("A")
        else:
            marks.append("O")
            matches[index] = match
    return "".join(marks), matches


def _match(word: str, options: dict[str, Option]) -> tuple[Option | None, str | None] | None:
    """Return the option that `word` names with its `=value`; None for a word that names none."""
    if not word.startswith("-"):
        return None
    option = options.get(word)
    if option is not None:
        return (option, None)
    if len(word) == 1:
        return None
    name, equals, value = word.partition("=")
    explicit = value if equals else None
    option = options.get(name) if equals else None
    if option is not None:
        return (option, explicit)
    if word.startswith("--"):
        candidates = [known for known in options if known.startswith(name)]
        if len(candidates) > 1:
            msg = f"ambiguous option: {word} could match {', '.join(candidates)}"
            raise ArgumentError(msg)
        if candidates:
            return (options[candidates[0]], explicit)
    if _is_negative_number(word) or " " in word:
        return None
    return (None, None)


def _is_negative_number(word: str) -> bool:
    whole, point, fraction = word[1:].partition(".")
    if point:
        return fraction.isdigit() and (not whole or whole.isdigit())
    return whole.isdigit()


def _take_positionals(
    words: list[str],
    marks: str,
    position: int,
    waiting: list[Positional],
    found: Scanned,
    is_known: Callable[[str, str], bool] | None,
) -> int:
    while waiting and position < len(words):
        if marks[position] == "-":
            # The first `--` only says that options end.
            position += 1
            continue
        if marks[position] != "A":
            break
        if waiting[0].takes > 1:
            taken, end = _following(words, marks, position, most=waiting[0].takes)
            if len(taken) < waiting[0].takes:
                break
            found.several[waiting.pop(0).name] = taken
            position = end
            continue
        positional = waiting.pop(0)
        _check_choice(positional, words[position], is_known)
        found.positionals[positional.name] = words[position]
        position += 1
    return position


def _take_option(
    words: list[str],
    marks: str,
    position: int,
    match: tuple[Option | None, str | None],
    found: Scanned,
) -> int:
    option, explicit = match
    if option is None:
        found.rest.append(words[position])
        return position + 1
    if option.takes == FLAG:
        if explicit is not None:
            msg = f"argument {option.name}: ignored explicit argument {explicit!r}"
            raise ArgumentError(msg)
        found.put(option, True)
        return position + 1
    if explicit is not None:
        taken, end = [explicit], position + 1
    else:
        most = 1 if option.takes in _SINGLE else max(option.takes, 0)
        taken, end = _following(words, marks, position + 1, most=most)
    _check_number(option, taken)
    _check(option, taken)
    if option.uses is not None:
        option.uses.append((option.name, taken))
    elif option.takes in _SINGLE:
        found.put(option, taken[0] if taken else True)
    else:
        found.put(option, taken)
    return end


def _check_number(option: Option, words: list[str]) -> None:
    if option.takes > 1 and len(words) < option.takes:
        msg = f"argument {option.name}: expected {option.takes} arguments"
    elif not words and option.uses is not None:
        msg = f"argument {option.name}: expected 1 argument"
    elif not words and option.takes in _REFUSALS:
        msg = f"argument {option.name}: {_REFUSALS[option.takes]}"
    else:
        return
    raise ArgumentError(msg)


_SINGLE = (ONE, AT_MOST_ONE)
_REFUSALS = {ONE: "expected one argument", AT_LEAST_ONE: "expected at least one argument"}


def _following(words: list[str], marks: str, start: int, *, most: int) -> tuple[list[str], int]:
    """Return the arguments that stand at `start`, `most` of them (0: all), and where they end."""
    taken: list[str] = []
    end = start
    while end < len(words) and marks[end] != "O" and not (most and len(taken) == most):
        # The first `--` only says that options end.
        if marks[end] == "A":
            taken.append(words[end])
        end += 1
    return taken, end


def _check(option: Option, words: list[str]) -> None:
    for word in words:
        if option.convert is not None:
            option.convert(word)
        if option.choices and word not in option.choices:
            raise ArgumentError(_invalid_choice(option.name, word, option.choices))


def _check_choice(
    positional: Positional, word: str, is_known: Callable[[str, str], bool] | None
) -> None:
    if positional.choices is None or (is_known is not None and is_known(positional.name, word)):
        return
    choices = positional.choices()
    if word not in choices:
        raise ArgumentError(_invalid_choice(positional.name, word, choices))


def _invalid_choice(name: str, word: str, choices: Iterable[str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415  lazy: only for a mistake

    message = f"argument {name}: Found invalid choice {word!r}\n"
    similar = get_close_matches(word, list(choices), cutoff=0.8)
    if not similar:
        return message
    lines = "\n".join([f"  * {match}" for match in similar])
    return f"{message}\nMaybe you meant:\n\n{lines}"


def takes_many(shape: Shape) -> bool:
    """Say whether an option of this shape takes any number of words; others take exactly one."""
    return shape.type_name == "list"


def scan_check(option: str, shape: Shape) -> Callable[[str], object] | None:
    """Return the check of one word during the scan, which raises ArgumentError; None for none."""
    return number_check(option, SCANNED.get(shape.type_name))


def number_check(option: str, number: type | None) -> Callable[[str], object] | None:
    """Return a check that a word is a `number` (int or float), in argparse's words."""
    if number is None:
        return None

    def check(word: str) -> object:
        try:
            return number(word)
        except ValueError:
            msg = f"argument {option}: invalid {number.__name__} value: {word!r}"
            raise ArgumentError(msg) from None

    return check
