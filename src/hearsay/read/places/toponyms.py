"""Finds the words of a text that may name a place.

Capitalised runs are looked up in the gazetteer, longest first: names, exact forms (U.S., Calif.), adjectives and
peoples (Russian). Whether a hit does name a place is weighed later, by the signs of :mod:`hearsay.read.places.signs`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

from hearsay.read.places.gazetteer import TOWNS, Entry, Gazetteer, fold

Option = tuple[Entry, bool]
"""A namesake, and whether the words are another name of it than the one it is listed under."""

TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_]+(?:['’ʼʻ‘`][^\W\d_]+)*|\d[\d,.]*\d|\d|[^\w\s]|_")
ARTICLES = frozenset(("al", "el", "as", "ash", "an", "ar", "ad", "at", "az", "ez", "es", "ed"))
INSIDE = ARTICLES | {"of", "the", "and", "de", "del", "la", "las", "los", "le", "du", "da", "do", "di"}
INSIDE |= {"sur", "upon", "on", "in", "y", "e", "i", "am", "und"}
"""Small words that may stand inside a name."""

SHORTENED = frozenset(("St", "Ste", "Ft", "Mt"))
LONGEST = 6
"""Words in a name, hyphens not counted."""

WRAPPED = 50
"""A line at least so long may have been wrapped in the middle of a name."""

KIND_WORDS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("oblast", "governorate", "state", "prefecture", "oblasts", "governorates", "states"), ("admin1",)
    ),
    **dict.fromkeys(("region", "regions"), ("admin1", "region")),
    **dict.fromkeys(("province", "provinces"), ("admin1", "admin2")),
    **dict.fromkeys(("county", "counties", "parish", "raion"), ("admin2",)),
    **dict.fromkeys(("district", "districts"), ("admin2", "quarter", "admin1")),
    **dict.fromkeys(("city", "town", "village", "port", "township"), tuple(sorted(TOWNS))),
    "river": ("river",),
    "island": ("island",),
    "islands": ("island",),
    "atoll": ("island",),
    "lake": ("lake",),
    "mount": ("mountain",),
    "peninsula": ("region", "admin1", "island"),
}
"""Words beside a name that tell its kind: "Kursk region", "the province of Idlib"."""

PLURALS = frozenset(("regions", "provinces", "districts", "oblasts", "states", "governorates"))


@dataclass(frozen=True, slots=True)
class Word:
    """A token of the text, without a possessive ending; `great` tells a capital first letter."""

    start: int
    end: int
    text: str
    great: bool
    possessive: bool = False


@dataclass(slots=True)
class Toponym:
    """Words found in the gazetteer: `form` is name, exact or people; `first` and `last` number its words."""

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
    kinds: tuple[str, ...] = ()
    """The kinds that a word beside it allows."""


@lru_cache(maxsize=1)
def lexicon() -> dict[str, frozenset[str]]:
    """Word lists by name: `first`, `last`, `plain` from the build, and ours of `context.json`."""
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


def holds(outer: Entry, inner: Entry) -> bool:
    """Whether one entry is the country or region of another."""
    if outer.row == inner.row or outer.kind in TOWNS:
        return False
    if outer.kind == "country":
        return outer.country == inner.country and inner.kind != "country"
    return outer.row in (inner.admin1, inner.admin2)


class Finder:
    """Finds the toponyms of one text."""

    def __init__(self, text: str, gazetteer: Gazetteer) -> None:
        self.text, self.gazetteer = text, gazetteer
        self.words = words_of(text, 0, len(text))
        long = [w.text for w in self.words if len(w.text) > 1 and w.text.isalpha()]
        self.shouting = len(long) > 10 and sum(w.isupper() for w in long) > 0.7 * len(long)
        """Whether the text is all in capitals, so that capitals tell nothing."""
        self.nowhere = lexicon()["nowhere"]

    def find(self) -> list[Toponym]:
        """Toponyms in text order, none overlapping another."""
        found: list[Toponym] = []
        at = 0
        while at < len(self.words):
            hit = self._match(at)
            at = at + 1 if hit is None else hit.last + 1
            if hit is not None and hit.key.removeprefix("the ") not in self.nowhere:
                found.append(hit)
        self.tie(found)
        return found

    def within(self, start: int, end: int) -> Toponym | None:
        """The toponym of a given span of the text: the whole span if the gazetteer has it, else its longest part."""
        inside = [i for i, w in enumerate(self.words) if w.start < end and start < w.end]
        hits = [hit for i in inside if (hit := self._match(i)) is not None]
        return max(hits, key=lambda h: (min(h.end, end) - max(h.start, start), -h.first)) if hits else None

    def tie(self, found: list[Toponym]) -> None:
        """Fills in what the neighbourhood says of each toponym: the region that holds it, the kind it must be."""
        for toponym in found:
            toponym.kinds = self._kinds(toponym)
            self._full(toponym)
        self._shared(found)
        self._counties(found)
        for number, (inner, outer) in enumerate(pairwise(found)):
            between = [w.text for w in self.words[inner.last + 1 : outer.first]]
            if between == ["at"] and inner.form == outer.form == "name":
                self._entered(inner, outer)
                continue
            if between not in ([","], ["("], [",", "in"]) or outer.form == "people" or inner.form != "name":
                continue
            great = inner.options[0][0].kind in ("country", "admin1", "continent")
            if great and outer.form != "exact" and self._listed(found, number + 1):
                continue
            if any(holds(o, i) for i, _ in inner.options for o, _ in outer.options[:6]):
                inner.held_by = outer

    def _entered(self, outer: Toponym, inner: Toponym) -> None:
        """Lets "crossed into Peru at Desaguadero" be the Desaguadero of Peru."""
        country = outer.options[0][0]
        if country.kind == "country" and any(holds(country, i) for i, _ in inner.options):
            inner.held_by = outer

    def _listed(self, found: list[Toponym], at: int) -> bool:
        """Whether a list goes on after a toponym: "Georgia, Texas and Ohio"."""
        if at + 1 >= len(found):
            return False
        between = self.text[found[at].end : found[at + 1].start]
        return between in (", ", " and ", ", and ", " or ")

    def _match(self, at: int) -> Toponym | None:
        word = self.words[at]
        if not word.great and not (word.text in ARTICLES and self._hyphen(at + 1)):
            return None
        exact = self._exact(at)
        for last in reversed(list(self._ends(at))):
            if exact is not None and last <= exact.last:
                break
            hit = self._lookup(at, last)
            if hit is not None:
                return hit
        return exact

    def _hyphen(self, at: int) -> bool:
        return (
            at < len(self.words)
            and self.words[at].text in "-‐‑"
            and self.words[at].start == self.words[at - 1].end
        )

    def _ends(self, at: int) -> Iterator[int]:
        """Numbers of the words on which a name that starts at `at` may end."""
        length = 0
        for last in range(at, len(self.words)):
            word = self.words[last]
            if last > at and not self._joined(last):
                return
            if word.text[0].isalnum():
                length += 1
            if length > LONGEST:
                return
            if word.great or self.words[last - 1].text in "-‐‑":
                yield last
            elif last > at and word.text not in INSIDE and word.text not in "-‐‑.":
                return
            if word.possessive:
                return

    def _joined(self, at: int) -> bool:
        """Whether a word goes on with what stands before it: a blank, a hyphen, the point of "St."."""
        before, word = self.words[at - 1], self.words[at]
        gap = self.text[before.end : word.start]
        if word.text in "-‐‑" or before.text in "-‐‑":
            return gap == ""
        if word.text == ".":
            return gap == "" and before.text in SHORTENED
        if before.text == "." and self.words[at - 2].text not in SHORTENED:
            return False
        return gap in (" ", "\u00a0") or (gap.strip(" ") == "\n" and self._wrapped(before.end))

    def _wrapped(self, end: int) -> bool:
        return end - self.text.rfind("\n", 0, end) > WRAPPED

    def _exact(self, at: int) -> Toponym | None:
        """U.S., Calif., N.H.; postal codes only after a comma."""
        word = self.words[at]
        forms = [(word.text, at)]
        if self._point(at + 1):
            forms.insert(0, (word.text + ".", at + 1))
            if at + 2 < len(self.words) and self._point(at + 3):
                forms.insert(0, (f"{word.text}. {self.words[at + 2].text}.", at + 3))
        comma = at > 0 and self.words[at - 1].text == ","
        for form, last in forms:
            dotted = form.endswith(".") and "." not in form[:-1]
            if (dotted and not comma) or (self.shouting and "." not in form and len(form) < 3):
                continue
            options = tuple(o for o in self.gazetteer.find(f"={form}") if comma or not o[1])
            if options and not (form.startswith("B") and at > 0 and self.words[at - 1].text[0].isdigit()):
                return Toponym(word.start, self.words[last].end, at, last, f"={form}", "exact", options)
        return None

    def _point(self, at: int) -> bool:
        """Whether a point stands right behind the word before."""
        return (
            at < len(self.words)
            and self.words[at].text == "."
            and self.words[at].start == self.words[at - 1].end
        )

    def _lookup(self, first: int, last: int) -> Toponym | None:
        start, end = self.words[first].start, self.words[last].end
        words = self.text[start:end]
        key = fold(words)
        if len(key) < 3:
            return None
        options = self.gazetteer.find(key)
        head, _, rest = key.partition(" ")
        if not options and rest and head in ARTICLES:
            options = self.gazetteer.find(rest)
        people = self.gazetteer.find(f"~{key}") if self.words[first].great else ()
        if people and self._is_people(options, people, last):
            return Toponym(start, end, first, last, f"~{key}", "people", people)
        if not options or (words.isupper() and len(key) < 4 and not self.shouting):
            return None
        return Toponym(start, end, first, last, key, "name", options)

    def _is_people(self, options: tuple[Option, ...], people: tuple[Option, ...], last: int) -> bool:
        """Whether a word that names places too stands for a people: "Saudi", "Chinese", "Somali" without "region"."""
        if all((e.kind in TOWNS and e.population < 500_000) or other for e, other in options):
            return True
        best, nation = options[0][0], people[0][0]
        if nation.kind != "country" or (best.kind != "country" and best.country == nation.country):
            return False
        after = last + 1
        return after == len(self.words) or self.words[after].text.lower() not in KIND_WORDS

    def _kinds(self, t: Toponym) -> tuple[str, ...]:
        after = t.last + 1
        if after < len(self.words) and self.text[t.end : self.words[after].start] == " ":
            kinds = KIND_WORDS.get(self.words[after].text.lower())
            if kinds:
                return kinds
        if t.first < 2 or self.words[t.first - 1].text != "of":
            return ()
        kinds = KIND_WORDS.get(self.words[t.first - 2].text.lower(), ())
        town = not TOWNS.isdisjoint(kinds[:1])
        return () if t.first > 2 and not town and self._names_its_own(t.first - 3) else kinds

    def _names_its_own(self, at: int) -> bool:
        """Whether the kind word behind belongs to a name before it: "the Karrada district of Baghdad"."""
        return self.words[at].great and self.words[at].text.lower() != "the"

    def _full(self, t: Toponym) -> None:
        """Lets "the parish of Orleans" be Orleans Parish, where that is what the gazetteer calls it."""
        if not t.kinds or t.form != "name" or t.first < 2 or self.words[t.first - 1].text != "of":
            return
        options = self.gazetteer.find(f"{t.key} {self.words[t.first - 2].text.lower()}")
        if options:
            t.options, t.key = options, f"{t.key} {self.words[t.first - 2].text.lower()}"

    def _shared(self, found: list[Toponym]) -> None:
        """Lets "the Donetsk and Luhansk regions" be two regions."""
        for at, toponym in enumerate(found):
            after = toponym.last + 1
            if after >= len(self.words) or self.words[after].text.lower() not in PLURALS or not toponym.kinds:
                continue
            while at > 0 and self.text[found[at - 1].end : found[at].start] in (
                ", ",
                " and ",
                ", and ",
                " or ",
            ):
                at -= 1
                if found[at].form != "name" or found[at].kinds:
                    break
                found[at].kinds = toponym.kinds

    def _counties(self, found: list[Toponym]) -> None:
        """Lets "Boone, Adair and Pike counties" be three counties."""
        for at, toponym in enumerate(found):
            after = toponym.last + 1
            if (
                toponym.form != "name"
                or after >= len(self.words)
                or self.words[after].text.lower() != "counties"
            ):
                continue
            while True:
                counties = self.gazetteer.find(f"{toponym.key} county")
                if counties:
                    toponym.options, toponym.key, toponym.kinds = (
                        counties,
                        f"{toponym.key} county",
                        ("admin2",),
                    )
                at -= 1
                if at < 0 or self.text[found[at].end : toponym.start] not in (", ", " and ", ", and "):
                    break
                toponym = found[at]
