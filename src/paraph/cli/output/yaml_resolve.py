"""Which texts YAML would read as something else than text: nulls, booleans, numbers, dates.

The rules are those of ruamel.yaml for YAML 1.2 (https://yaml.org/spec/1.2.2/#1032-tag-resolution);
they keep some of YAML 1.1: underscores in numbers, binary numbers, dates, `<<` and `=`. They are
written out here, because importing `re` and compiling patterns takes longer than most results.
"""

from __future__ import annotations

_INFINITIES = (".inf", ".Inf", ".INF")
_BOOLEANS = ("true", "True", "TRUE", "false", "False", "FALSE")
_NULLS = ("~", "null", "Null", "NULL")
_WORDS = frozenset((*_NULLS, *_BOOLEANS, *_INFINITIES, ".nan", ".NaN", ".NAN", "<<", "="))
# What is resolved begins so.
_STARTS = frozenset("~nNtTfF<=+-.0123456789")
_SIGNS = ("+", "-")
_DIGITS = "0123456789"
_DIGITS_ = "0123456789_"
# A number's digits after each prefix.
_BASES = {"0b": "01_", "0o": "01234567_", "0x": "0123456789abcdefABCDEF_"}

_TO_ZEROS = dict.fromkeys(map(ord, _DIGITS), "0")
_DAYS = frozenset(("0000-00-00", "0000-0-00", "0000-00-0", "0000-0-0"))
_OFFSETS = [sign + hours for sign in _SIGNS for hours in ("0", "00")]
_ZONES = frozenset(["Z", *_OFFSETS, *[f"{offset}:00" for offset in _OFFSETS]])


def is_resolved(text: str) -> bool:
    """Return whether `text` (ASCII, one line, not empty) stands for more than itself."""
    if text[0] not in _STARTS:
        return False
    if text in _WORDS:
        return True
    if text[0].isdigit():
        return _is_number(text) or _is_timestamp(text)
    if text[0] in _SIGNS:
        return _is_number(text[1:]) or text[1:] in _INFINITIES
    return text[0] == "." and _is_number(text)


def _is_all(text: str, characters: str) -> bool:
    return bool(text) and not text.strip(characters)


def _is_number(text: str) -> bool:
    if _is_all(text, _DIGITS_):
        return True
    digits = _BASES.get(text[:2])
    if digits is not None and _is_all(text[2:], digits):
        return True
    mantissa, mark, exponent = text.replace("E", "e").partition("e")
    whole, point, fraction = mantissa.partition(".")
    if fraction and not _is_all(fraction, _DIGITS_):
        return False
    if not whole:
        # `.5e1` is none: without a digit before the point, an exponent has a sign.
        return bool(fraction) and (not mark or _is_exponent(exponent, signed=True))
    if whole[0] not in _DIGITS or not _is_all(whole, _DIGITS_):
        return False
    return _is_exponent(exponent) if mark else bool(point)


def _is_exponent(text: str, *, signed: bool = False) -> bool:
    if text[:1] in _SIGNS:
        return _is_all(text[1:], _DIGITS)
    return not signed and _is_all(text, _DIGITS)


def _is_timestamp(text: str) -> bool:
    shape = text.translate(_TO_ZEROS)
    if shape[4:5] != "-":
        return False
    if shape == "0000-00-00":
        return True
    for mark in ("T", "t", " "):
        day, found, time = shape.partition(mark)
        if found:
            return day in _DAYS and _is_time(time.lstrip(" ") if mark == " " else time)
    return False


def _is_time(shape: str) -> bool:
    hour, _, rest = shape.partition(":")
    if hour not in ("0", "00") or rest[:5] != "00:00":
        return False
    zone = rest[5:]
    if zone[:1] == ".":
        zone = zone[1:].lstrip("0")
    return not zone or zone.lstrip(" ") in _ZONES
