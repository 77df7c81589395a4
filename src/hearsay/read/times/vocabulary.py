"""The tables of times: word classes and their meanings, rules with their macros, holidays."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from fractions import Fraction
from importlib.resources import files
from typing import Any

from hearsay.read.grammar import CONTINUED, Grammar, Rule
from hearsay.read.numbers import Number
from hearsay.read.scan import Scan

_CODES = {"quarter_code": re.compile(r"[QH][1-4]\Z"), "week_code": re.compile(r"W[0-5][0-9]\Z")}
_COMPACT = re.compile(r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])\Z")
_HHMM = re.compile(r"(?:[01][0-9]|2[0-3])[0-5][0-9]\Z")

KINDS: Mapping[str, tuple[str, ...]] = {
    "n12": ("number", "day", "hour", "month_number"),
    "n24": ("number", "day", "hour"),
    "n31": ("number", "day"),
    "n": ("number",),
    "year": ("number", "year"),
    "year_hhmm": ("number", "year", "hhmm"),
    "hhmm": ("number", "hhmm"),
    "spelled_year": ("year",),
    "ordinal": ("day_ordinal",),
    "stamp": ("stamp",),
    "slash": ("slash",),
    "clock": ("clock",),
    "decade": ("decade",),
    "meridiem": ("meridiem",),
    "quarter_code": ("quarter_code",),
    "week_code": ("week_code",),
    "compact": ("compact",),
}
_OWN_KIND = frozenset(("ordinal", "stamp", "slash", "clock", "decade", "meridiem"))


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(files("hearsay.read.times").joinpath(name).read_text(encoding="utf-8"))


_WORDS = _load("words.toml")
_VALUES: dict[str, dict[str, Any]] = _WORDS["values"]
_HOLIDAYS: list[dict[str, str]] = _load("holidays.toml")["holiday"]
LISTS: dict[str, frozenset[str]] = {name: frozenset(words) for name, words in _WORDS["lists"].items()}
TENSE: dict[str, list[str]] = _load("tense.toml")
REASONS: dict[str, str] = _load("reasons.toml")
"""Why a time can have no value: code to what it says to a person."""
HOLIDAY_DAYS: dict[str, str] = {f"holiday {row['words']}": row["day"] for row in _HOLIDAYS}


def meaning(kind: str, words: Scan, index: int) -> Any:
    """What the word at ``index`` means as a member of class ``kind``; None where it is not one."""
    table = _VALUES[kind]
    value = table.get(words.words[index])
    return table.get(words.lowers[index]) if value is None else value


def _rules() -> list[Rule]:
    table = _load("rules.toml")
    macros: dict[str, str] = table["macros"]

    def expand(pattern: str) -> str:
        return re.sub(r"\$(\w+)", lambda m: expand(macros[m.group(1)]), pattern)

    rules = [Rule(row["name"], expand(row["pattern"]), row["means"]) for row in table["rule"]]
    rules += [
        Rule(f"holiday {row['words']}", f"(this|last|next)? {row['words']} (<year:year>)?", "holiday")
        for row in _HOLIDAYS
    ]
    return rules


def _vocabulary() -> dict[str, list[str]]:
    classes: dict[str, list[str]] = {name: list(table) for name, table in _VALUES.items()}
    classes.update(_WORDS["lists"])
    return classes


GRAMMAR = Grammar(_vocabulary(), KINDS, _rules(), _WORDS["weak"])


def shapes(words: Scan, numbers: Mapping[int, Number]) -> list[str | None]:
    """The kind of each word whose shape, not its letters, makes it part of a time."""
    out: list[str | None] = [
        kind if kind in _OWN_KIND else _code_kind(word) if kind == "code" else None
        for kind, word in zip(words.kinds, words.words, strict=True)
    ]
    for first, number in numbers.items():
        out[first] = _number_kind(words, number)
        for index in range(first + 1, number.last + 1):
            out[index] = CONTINUED
    return out


def _code_kind(word: str) -> str | None:
    return next((kind for kind, form in _CODES.items() if form.match(word)), None)


def _number_kind(words: Scan, number: Number) -> str:
    if number.form == "year":
        return "spelled_year"
    word = words.words[number.first]
    if number.form != "digits" or not word.isdigit() or number.last != number.first:
        return "n"
    value = number.value
    if len(word) <= 2:
        return "n12" if 0 < value <= 12 else "n24" if value <= 24 else "n31" if value <= 31 else "n"
    if len(word) == 4:
        clock = bool(_HHMM.match(word))
        if 1000 <= value <= 2100:
            return "year_hhmm" if clock else "year"
        return "hhmm" if clock else "n"
    return "compact" if _COMPACT.match(word) else "n"


def whole(value: Fraction) -> int | None:
    """The number as an integer, None where it has a fraction."""
    return int(value) if value.denominator == 1 else None
