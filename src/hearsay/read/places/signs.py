"""The signs around a hit in the gazetteer that it names a place, or a person, a body, a street.

Each sign has a weight in `gazetteer/weights.json` (`find`), fitted by `training/places.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hearsay.read.places.gazetteer import TOWNS, fold
from hearsay.read.places.toponyms import Toponym, Word, lexicon

PLACE = {"before:in", "before:near", "before:at", "held"}
PERSON = {"before:title", "before:first", "before:great"}


def sign(text: str, words: Sequence[Word], found: Sequence[Toponym], shouting: bool) -> None:
    """Fills in the signs of each toponym of a text."""
    reader = _Signs(text, words, found, shouting)
    for toponym in found:
        toponym.signs = [*reader.own(toponym), *reader.before(toponym), *reader.after(toponym)]
    place = {t.key for t in found if not PLACE.isdisjoint(t.signs)}
    person = {t.key for t in found if not PERSON.isdisjoint(t.signs)}
    for t in found:
        if t.key in person and PERSON.isdisjoint(t.signs):
            t.signs.append("elsewhere person")
        if t.key in place and PLACE.isdisjoint(t.signs):
            t.signs.append("elsewhere place")


class _Signs:
    def __init__(self, text: str, words: Sequence[Word], found: Sequence[Toponym], shouting: bool) -> None:
        self.text, self.words, self.shouting = text, words, shouting
        self.lists = lexicon()
        self.owner = {i for t in found for i in range(t.first, t.last + 1)}

    def own(self, t: Toponym) -> Iterator[str]:
        best, other = t.options[0]
        size = len(str(best.population)) if best.kind in TOWNS or best.kind == "admin2" else 9
        yield from (
            "bias",
            f"form:{t.form}",
            f"kind:{best.kind}",
            f"size:{size}",
            f"words:{min(t.last - t.first + 1, 3)}",
        )
        if best.kind in TOWNS:
            yield "town"
        if other:
            yield "other name"
        if best.id.startswith("hearsay:"):
            yield "our own table"
        if t.key in self.lists["offices"]:
            yield "office"
        if t.form == "people" and t.key.endswith("s") and not t.key.endswith("ss"):
            yield "peoples"
        if t.last == t.first and t.form == "name":
            for name in ("first", "last", "plain"):
                if t.key in self.lists[name]:
                    yield f"{name}:{'small' if size < 6 else 'large'}"
        if self.text[t.start : t.end].isupper() and not self.shouting and t.form == "name":
            yield "shouted"
        if t.held_by is not None:
            yield "held"
        if t.kinds:
            yield "kind said"

    def before(self, t: Toponym) -> Iterator[str]:
        best = t.options[0][0]
        size = "country" if best.kind in ("country", "admin1", "continent") or t.form != "name" else "town"
        if t.first == 0 or self._opens(t.first):
            yield from ("before:start", f"before:start|{size}")
            return
        word = self.words[t.first - 1]
        lower = word.text.lower()
        if word.text == "." and t.first > 1:
            lower = self.words[t.first - 2].text.lower()
        if word.great and lower not in self.lists["titles"] and fold(word.text) in self.lists["first"]:
            yield "before:first"
        elif t.first - 1 in self.owner:
            yield "before:place"
        elif lower in self.lists["titles"]:
            yield "before:title"
        elif lower in self.lists["prepositions"]:
            yield from (f"before:{lower}", f"before:preposition|{size}")
            if t.form == "people":
                yield "people after a preposition"
        elif lower in self.lists["compass"] or lower in self.lists["downtown"]:
            yield "before:compass"
        elif word.text == ",":
            yield "before:comma place" if t.first - 2 in self.owner else "before:comma"
        elif lower in ("and", "or") and t.first - 2 in self.owner:
            yield "before:and place"
        elif lower in ("the", "and", "or", "a", "an", "native") or word.text in "-–/(":
            yield f"before:{lower}"
        elif word.great and word.text.isalpha():
            yield "before:great"
        else:
            yield "before:word"

    def after(self, t: Toponym) -> Iterator[str]:
        following = t.last + 1
        if self.words[t.last].possessive:
            yield "after:possessive"
        elif following >= len(self.words):
            yield "after:stop"
        elif "\n" in self.text[t.end : self.words[following].start]:
            yield "after:line"
        else:
            yield from self._next(t, following)

    def _next(self, t: Toponym, following: int) -> Iterator[str]:
        word = self.words[following]
        lower = word.text.lower()
        great = word.great and len(word.text) > 1
        if great and lower in self.lists["organisations"]:
            yield "after:organisation"
        elif (great and self._road(following + 1)) or (great and lower in self.lists["streets"]):
            yield "after:street"
        elif lower in self.lists["units"]:
            yield "after:unit"
        elif following in self.owner:
            yield "after:place"
        elif great and word.text.isalpha():
            yield "after:last" if fold(word.text) in self.lists["last"] else "after:great"
            if t.last == t.first and t.key in self.lists["first"]:
                yield "first name before a name"
        elif word.text == ",":
            age = following + 1 < len(self.words) and self.words[following + 1].text[0].isdigit()
            place = following + 1 in self.owner
            yield "after:comma age" if age else "after:comma place" if place else "after:comma"
        elif lower in self.lists["saying"]:
            yield "after:saying"
        elif word.text in ".;:!?)":
            yield "after:stop"
        elif word.text in "-–":
            yield "after:hyphen"
        else:
            yield "after:word"

    def _road(self, at: int) -> bool:
        """Whether a name goes on to the word for a road: "Rest | Acres Road"."""
        if at >= len(self.words) or self.text[self.words[at - 1].end : self.words[at].start] != " ":
            return False
        word = self.words[at]
        return word.great and word.text.lower() in self.lists["roads"]

    def _opens(self, at: int) -> bool:
        """Whether a word opens a sentence or a line."""
        before = self.words[at - 1]
        if "\n" in self.text[before.end : self.words[at].start]:
            return True
        if before.text == "." and at > 1:
            return self.words[at - 2].text.lower() not in self.lists["titles"] | {"st", "mt", "ft"}
        return before.text in '!?:;•—|"“”‘'
