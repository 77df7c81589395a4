"""Finds the words of a text that may name a place, with the signs around them that they do.

Capitalised runs are looked up in the gazetteer, longest first. What stands around a hit (prepositions, titles, first
names, "County", a following state) is collected as *signs*; :mod:`hearsay.read.places` weighs them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from hearsay.read.gazetteer import TOWNS, Entry, Gazetteer, fold

Option = tuple[Entry, bool]

TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_]+(?:['’ʼʻ‘`][^\W\d_]+)*|\d[\d,.]*\d|\d|[^\w\s]|_")
INSIDE = frozenset(
    [
        "of",
        "the",
        "and",
        "de",
        "del",
        "la",
        "las",
        "los",
        "le",
        "el",
        "al",
        "an",
        "ar",
        "as",
        "ash",
        "ad",
        "at",
        "az",
        "ez",
        "es",
        "du",
        "da",
        "do",
        "di",
        "sur",
        "upon",
        "on",
        "in",
        "y",
        "e",
        "i",
        "am",
        "und",
        "am-",
    ]
)
ARTICLES = frozenset(["al", "el", "as", "ash", "an", "ar", "ad", "at", "az", "ez", "es"])
LONGEST = 6
SHORTENED = frozenset(("St", "Ste", "Ft", "Mt", "W", "N", "S", "E", "Co"))


@dataclass(frozen=True, slots=True)
class Word:
    """A token of the text; `text` has no possessive ending."""

    start: int
    end: int
    text: str
    great: bool
    """Starts with a capital letter."""
    possessive: bool = False


@dataclass(slots=True)
class Toponym:
    """A run of words found in the gazetteer: `form` is name, exact (U.S., Calif.) or people (Russian)."""

    start: int
    end: int
    first: int
    last: int
    key: str
    form: str
    options: tuple[Option, ...]
    signs: list[str] = field(default_factory=list)
    held_by: Toponym | None = None
    """The toponym after the comma that holds this one: Idaho, for the Moscow of "Moscow, Idaho"."""
    kind_said: str | None = None
    """The kind that a word beside it tells: "province" admin1, "district" admin2 …"""


@lru_cache(maxsize=1)
def lexicon() -> dict[str, frozenset[str]]:
    """Word lists by name: first, last, plain (from the build) and those of `place_words.json`."""
    folder = files("hearsay.read") / "gazetteer"
    lists = json.loads((folder / "words.json").read_text(encoding="utf-8"))
    lists |= json.loads((folder / "context.json").read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in lists.items()}


def words_of(text: str, start: int, end: int) -> list[Word]:
    """The tokens of text[start:end]."""
    found = []
    for match in TOKEN.finditer(text, start, end):
        token, stop, possessive = match.group(), match.end(), False
        if len(token) > 2 and token[-2] in "'’" and token[-1] in "sS":
            token, stop, possessive = token[:-2], stop - 2, True
        found.append(Word(match.start(), stop, token, token[0].isupper(), possessive))
    return found


class Finder:
    """Finds the toponyms of one text."""

    def __init__(self, text: str, start: int, end: int, gazetteer: Gazetteer) -> None:
        self.text, self.gazetteer = text, gazetteer
        self.words = words_of(text, start, end)
        letters = sum(w.text.isalpha() and len(w.text) > 1 for w in self.words)
        self.shouting = (
            letters > 10 and sum(w.text.isupper() and len(w.text) > 1 for w in self.words) > letters * 0.7
        )
        self.lists = lexicon()

    def find(self) -> list[Toponym]:
        """Toponyms in text order, none overlapping, each with its signs."""
        found: list[Toponym] = []
        at = 0
        while at < len(self.words):
            hit = self._match(at)
            if hit is None:
                at += 1
                continue
            found.append(hit)
            at = hit.last + 1
        self._holders(found)
        self._sign(found)
        return found

    def _match(self, at: int) -> Toponym | None:
        word = self.words[at]
        if not word.text[0].isalpha() or not (word.great or word.text in ARTICLES):
            return None
        best = self._exact(at)
        if best is not None and best.options[0][0].kind != "admin1":
            return best
        for last in reversed(list(self._ends(at))):
            hit = self._lookup(at, last)
            if hit is not None:
                return hit
        return best

    def _ends(self, at: int) -> Iterator[int]:
        """Indexes where a name that starts at `at` may end."""
        for last in range(at, min(at + LONGEST * 2, len(self.words))):
            word = self.words[last]
            if last > at and not self._joined(last):
                return
            if word.great:
                yield last
            elif (
                last > at
                and word.text not in INSIDE
                and word.text not in "-–.'’"
                and not self.text[word.start - 1] == "-"
            ):
                return
            if word.possessive:
                return

    def _joined(self, at: int) -> bool:
        """Whether word `at` goes on with what stands before it: a blank, a hyphen, or the point of "St."."""
        before, word = self.words[at - 1], self.words[at]
        gap = self.text[before.end : word.start]
        if word.text in "-–" or before.text in "-–":
            return gap == ""
        if word.text == ".":
            return gap == "" and before.text in SHORTENED
        return (
            gap == " " or (gap == "\n" and not self.text[before.start].isspace() and False) or gap == "\u00a0"
        )

    def _exact(self, at: int) -> Toponym | None:
        """U.S., Calif., N.H., postal codes after a comma."""
        word = self.words[at]
        following = self.words[at + 1] if at + 1 < len(self.words) else None
        forms = [(self.text[word.start : word.end], at)]
        if following is not None and following.text == "." and following.start == word.end:
            forms.insert(0, (word.text + ".", at + 1))
            if (
                at + 2 < len(self.words)
                and self.words[at + 2].text[0].isupper()
                and self._abbreviated(at + 2)
            ):
                forms.insert(0, (f"{word.text}. {self.words[at + 2].text}.", at + 3))
        comma = at > 0 and self.words[at - 1].text == ","
        for form, last in forms:
            if self.shouting and not form.endswith(".") and len(form) < 3:
                continue
            options = self.gazetteer.find(
                f"={form}" if not self.shouting or "." not in form[1:-1] else f"={form}"
            )
            options = tuple(o for o in options if comma or not o[1])
            if options and (comma or "." in form[:-1] or not form.endswith(".")):
                return Toponym(word.start, self.words[last].end, at, last, f"={form}", "exact", options)
        return None

    def _abbreviated(self, at: int) -> bool:
        return (
            at + 1 < len(self.words)
            and self.words[at + 1].text == "."
            and self.words[at + 1].start == self.words[at].end
        )

    def _lookup(self, first: int, last: int) -> Toponym | None:
        start, end = self.words[first].start, self.words[last].end
        key = fold(self.text[start:end])
        if len(key) < 2:
            return None
        options = self.gazetteer.find(key)
        if not options and key.split(" ")[0] in ARTICLES and first < last:
            options = self.gazetteer.find(key.split(" ", 1)[1])
        elif not options and not self.words[first].great:
            return None
        if not self.words[first].great and not options:
            return None
        people = self.gazetteer.find(f"~{key}") if self.words[first].great else ()
        if people and (not options or all(e.kind in TOWNS and e.population < 500_000 for e, _ in options)):
            return Toponym(start, end, first, last, f"~{key}", "people", people)
        if not options or (self.text[start:end].isupper() and len(key) < 4 and not self.shouting):
            return None
        return Toponym(start, end, first, last, key, "name", options)

    def _holders(self, found: list[Toponym]) -> None:
        """Ties "Moscow" to "Idaho" where one holds the other: "Moscow, Idaho", "Berlin (Germany)"."""
        for inner, outer in zip(found, found[1:], strict=False):
            between = [w.text for w in self.words[inner.last + 1 : outer.first]]
            if between in ([","], ["("], [",", "in"]) and outer.form != "people" and inner.form == "name":
                if any(holds(o, i) for i, _ in inner.options for o, _ in outer.options[:6]):
                    inner.held_by = outer

    def _sign(self, found: list[Toponym]) -> None:
        owner = {i: t for t in found for i in range(t.first, t.last + 1)}
        for toponym in found:
            toponym.kind_said = self._kind_said(toponym)
            toponym.signs = [
                *self._own_signs(toponym),
                *self._before(toponym, owner),
                *self._after(toponym, owner),
            ]
        self._shared(found)

    def _own_signs(self, t: Toponym) -> Iterator[str]:
        best, other = t.options[0]
        yield "bias"
        yield f"form:{t.form}"
        yield f"kind:{best.kind}"
        size = len(str(best.population)) if best.kind in TOWNS | {"admin2"} else 9
        yield f"size:{size}"
        if best.kind in TOWNS:
            yield "town"
        if other:
            yield "other name"
        length = t.last - t.first + 1
        yield f"words:{min(length, 3)}"
        if length == 1 and t.form == "name":
            for name in ("first", "last", "plain"):
                if t.key in self.lists[name]:
                    yield f"{name}:{'small' if size < 6 else 'large'}"
        if self.text[t.start : t.end].isupper() and not self.shouting and t.form == "name":
            yield "shouted"
        if t.held_by is not None:
            yield "held"
        if t.kind_said:
            yield "kind said"

    def _before(self, t: Toponym, owner: dict[int, Toponym]) -> Iterator[str]:
        size = (
            "country"
            if t.options[0][0].kind in ("country", "admin1", "continent") or t.form != "name"
            else "town"
        )
        if t.first == 0 or self._starts(t.first):
            yield "before:start"
            yield f"before:start|{size}"
            return
        word = self.words[t.first - 1]
        lower = word.text.lower().rstrip(".")
        if word.text == "." and t.first > 1:
            lower = self.words[t.first - 2].text.lower()
        if t.first - 1 in owner:
            yield "before:place"
        elif lower in self.lists["titles"]:
            yield "before:title"
        elif word.great and lower in self.lists["compass"] | self.lists["downtown"]:
            yield "before:compass"
        elif word.great and lower in self.lists["first"]:
            yield "before:first"
        elif word.great and word.text.isalpha():
            yield "before:great"
        elif lower in self.lists["prepositions"]:
            yield f"before:{lower}"
            yield f"before:preposition|{size}"
        elif lower in self.lists["compass"] | self.lists["downtown"]:
            yield "before:compass"
        elif word.text == ",":
            yield "before:comma place" if t.first - 2 in owner else "before:comma"
        elif lower in ("and", "or") and t.first - 2 in owner:
            yield "before:and place"
        elif lower in ("the", "and", "or", "a", "an") or word.text in "-–/(":
            yield f"before:{lower}"
        else:
            yield "before:word"

    def _after(self, t: Toponym, owner: dict[int, Toponym]) -> Iterator[str]:
        if self.words[t.last].possessive:
            yield "after:possessive"
            return
        following = t.last + 1
        if following >= len(self.words):
            yield "after:stop"
            return
        word = self.words[following]
        lower = word.text.lower()
        gap = self.text[t.end : word.start]
        if "\n" in gap:
            yield "after:line"
        elif lower in self.lists["organisations"] and word.great:
            yield "after:organisation"
        elif lower in self.lists["streets"] and word.great:
            yield "after:street"
        elif lower in self.lists["units"]:
            yield "after:unit"
        elif following in owner:
            yield "after:place"
        elif word.great and word.text.isalpha() and len(word.text) > 1:
            yield "after:last" if fold(word.text) in self.lists["last"] else "after:great"
        elif word.text == ",":
            age = following + 1 < len(self.words) and self.words[following + 1].text[0].isdigit()
            yield (
                "after:comma age" if age else "after:comma place" if following + 1 in owner else "after:comma"
            )
        elif lower in self.lists["saying"]:
            yield "after:saying"
        elif word.text in ".;:!?)":
            yield "after:stop"
        elif word.text in "-–":
            yield "after:hyphen"
        else:
            yield "after:word"

    def _shared(self, found: list[Toponym]) -> None:
        """What other mentions of the same name show: once "in X" or "X, Ohio", or once "Mr. X"."""
        place = {
            t.key for t in found if t.held_by or {"before:in", "before:near", "before:at"} & set(t.signs)
        }
        person = {t.key for t in found if {"before:title", "before:first", "before:great"} & set(t.signs)}
        for t in found:
            if t.key in person and not {"before:title", "before:first", "before:great"} & set(t.signs):
                t.signs.append("elsewhere person")
            if (
                t.key in place
                and not t.held_by
                and not {"before:in", "before:near", "before:at"} & set(t.signs)
            ):
                t.signs.append("elsewhere place")

    def _starts(self, at: int) -> bool:
        """Whether word `at` opens a sentence or a line."""
        before = self.words[at - 1]
        return (before.text in '.!?:;•—|"“”‘' and not self._shortened(at - 1)) or "\n" in self.text[
            before.end : self.words[at].start
        ]

    def _shortened(self, at: int) -> bool:
        """Whether the point at `at` ends an abbreviation such as "Mr." or "Gen."."""
        return (
            self.words[at].text == "."
            and at > 0
            and self.words[at - 1].text.lower() in self.lists["titles"] | {"st", "mt", "ft"}
        )

    def _kind_said(self, t: Toponym) -> str | None:
        units = KIND_WORDS
        following = t.last + 1
        if following < len(self.words) and self.text[t.end : self.words[following].start] == " ":
            said = units.get(self.words[following].text.lower())
            if said:
                return said
        if t.first > 1 and self.words[t.first - 1].text == "of":
            return units.get(self.words[t.first - 2].text.lower())
        return None


KIND_WORDS = {
    "province": "admin1", "oblast": "admin1", "region": "admin1", "governorate": "admin1", "state": "admin1",
    "county": "admin2", "district": "admin2", "raion": "admin2", "prefecture": "admin1", "provinces": "admin1",
    "counties": "admin2", "parish": "admin2", "city": "city", "town": "city", "village": "city", "port": "city",
    "river": "river", "sea": "sea", "island": "island", "islands": "island", "lake": "lake",
}  # fmt: skip


def holds(outer: Entry, inner: Entry) -> bool:
    """Whether one entry is the country or region of another."""
    if outer.row == inner.row or outer.kind in TOWNS:
        return False
    if outer.kind == "country":
        return outer.country == inner.country and inner.kind != "country"
    return outer.row in (inner.admin1, inner.admin2)
