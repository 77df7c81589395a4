"""What the words around a toponym make of it: its use (literal, metonymic, modifier) and its relation to the place.

"Moscow agreed" is a government; "Russian soldiers" a modifier; "20 km north of Goma" a point away from the town.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from hearsay.read.places.gazetteer import Entry
from hearsay.read.places.toponyms import Toponym, Word, lexicon

POWERS = frozenset({"country", "capital"})

KM = {"km": 1.0, "kms": 1.0, "kilometer": 1.0, "kilometre": 1.0, "mile": 1.609, "mi": 1.609, "m": 0.001}
KM |= {"metre": 0.001, "meter": 0.001, "yard": 0.000914}

COMPASS = {
    "north": 0,
    "northeast": 45,
    "east": 90,
    "southeast": 135,
    "south": 180,
    "southwest": 225,
    "west": 270,
    "northwest": 315,
}

_NUMBER = (
    r"(?P<number>\d+(?:[.,]\d+)?|a few|several|a|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"fifteen|twenty|thirty|forty|fifty)"
)
_UNIT = r"(?:-|\s)?(?P<unit>kms?|kilomet(?:er|re)s?|miles?|mi|m|met(?:er|re)s|yards)"
_WAY = r"(?P<way>(?:north|south)(?:-|\s)?(?:east|west)|north|south|east|west)(?:ern)?"
_FAR = re.compile(
    rf"(?:\b{_NUMBER}{_UNIT}(?:\s?\([^()]{{1,30}}\))?\s(?:to\sthe\s)?)?\b(?:{_WAY}\s(?:of|from)|(?P<from>from|outside|away\sfrom|off))\s(?:the\s)?"
    r"(?:(?:town|city|village|capital|port|coast|border)(?:\scity)?(?:,?\s(?:of|with))?\s)?$",
    re.IGNORECASE,
)
_NEAR = re.compile(
    r"\b(?:near|nearby|close\sto|outside|just\soutside|around|on\sthe\soutskirts\sof|on\sthe\sedge\sof|in\sthe\ssuburbs\sof|not\sfar\sfrom|"
    r"adjacent\sto|next\sto|off(?:\sthe\scoast\sof)?|bordering|overlooking)\s(?:the\s)?"
    r"(?:(?:\w+\s)?(?:town|city|village|capital|port|settlement|coast|border)(?:\scity)?(?:\sof|\swith)?\s)?$",
    re.IGNORECASE,
)
_WORDED = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip


@dataclass(frozen=True)
class Bearing:
    """How a place lies to the toponym: `relation`, km away if told, and the compass course in degrees if told."""

    relation: str
    km: float | None = None
    course: int | None = None


def bearing(text: str, toponym: Toponym, neighbours: Sequence[Toponym]) -> Bearing | None:
    """Near, direction or between, from the words before the toponym; None for at the place itself."""
    before = re.sub(r"\s+", " ", text[max(0, toponym.start - 90) : toponym.start])
    far = _FAR.search(before)
    if far and (far["way"] or (far["number"] and far["from"])):
        course = COMPASS[re.sub(r"[\s-]", "", far["way"].lower())] if far["way"] else None
        return Bearing("near" if course is None else "direction", _km(far["number"], far["unit"]), course)
    if _NEAR.search(before):
        return Bearing("near")
    if _between(text, toponym, neighbours):
        return Bearing("between")
    return None


def _km(number: str | None, unit: str | None) -> float | None:
    if not number or not unit:
        return None
    said = number.lower()
    value = _WORDED.get(said)
    if value is None and not said[0].isdigit():
        return None
    amount = float(value) if value is not None else float(said.replace(",", "."))
    low = unit.lower()
    return amount * (KM.get(low) or KM[low.rstrip("s")])


def _between(text: str, toponym: Toponym, neighbours: Sequence[Toponym]) -> bool:
    for other in neighbours:
        first, second = sorted((toponym, other), key=lambda t: t.start)
        if first is second or text[first.end : second.start] not in (" and ", " and the "):
            continue
        head = text[max(0, first.start - 60) : first.start]
        said = re.search(r"(\w+)?\W+between (?:the )?$", " " + head)
        if said and (said.group(1) or "").lower() not in lexicon()["dealing"]:
            return True
    return False


def moved(lat: float, lon: float, km: float, course: int) -> tuple[float, float]:
    """The point so many km from another along a course (great circle on a sphere of 6,371 km)."""
    angle, way, phi = km / 6371.0, math.radians(course), math.radians(lat)
    there = math.asin(math.sin(phi) * math.cos(angle) + math.cos(phi) * math.sin(angle) * math.cos(way))
    turn = math.atan2(
        math.sin(way) * math.sin(angle) * math.cos(phi), math.cos(angle) - math.sin(phi) * math.sin(there)
    )
    return round(math.degrees(there), 5), round((lon + math.degrees(turn) + 180) % 360 - 180, 5)


class Uses:
    """Tells the use of each toponym of one text."""

    def __init__(self, text: str, words: Sequence[Word], found: Sequence[Toponym]) -> None:
        self.text, self.words, self.found = text, words, found
        self.lists = lexicon()
        self.at = {t.first: i for i, t in enumerate(found)}

    def use(self, toponym: Toponym, entry: Entry) -> str:
        """Literal, metonymic or modifier."""
        if toponym.form == "people":
            return "modifier"
        if toponym.key in self.lists["offices"]:
            return "literal" if self._local(toponym) else "metonymic"
        power = any(e.kind in POWERS and e.country == entry.country for e, _ in toponym.options)
        if power and (self._acts(toponym) or self._addressed(toponym) or self._holds_office(toponym)):
            return "metonymic"
        if self._modifies(toponym):
            return "modifier"
        return "literal"

    def _lower(self, at: int) -> str:
        return self.words[at].text.lower() if 0 <= at < len(self.words) else ""

    def _local(self, t: Toponym) -> bool:
        """Whether a preposition of place stands before it, over its article and a coordinated neighbour."""
        at = t.first - 1
        if self._lower(at) in ("the", "a"):
            at -= 1
        return self._lower(at) in self.lists["placing"] and self._lower(at) not in (
            "between",
            "with",
            "against",
            "by",
        )

    def _acts(self, t: Toponym) -> bool:
        """Whether it is the subject of a verb that governments, not grounds, do: "Moscow and Pyongyang revived"."""
        if (
            self._local(t)
            or self._lower(t.first - 1) in self.lists["not subjects"]
            or self.words[t.last].possessive
        ):
            return False
        first, last = self._coordinated(t)
        if first is not t and (
            self._local(first) or self._lower(first.first - 1) in self.lists["not subjects"]
        ):
            return False
        at = last.last + 1
        if self._lower(at) == "," and self._lower(at + 1) in ("which", "who"):
            at += 2
        skipped = 0
        while self._lower(at) in self.lists["adverbs"] or self._lower(at).endswith("ly"):
            at, skipped = at + 1, skipped + 1
            if skipped > 4:
                return False
        said = self._lower(at)
        passive = any(
            self._lower(i) in ("is", "was", "are", "were", "be", "been", "being")
            for i in range(at - skipped, at)
        )
        return said in self.lists["acting"] and (
            not passive or said.endswith("ing") or said in ("accused", "expected", "urged")
        )

    def _coordinated(self, t: Toponym) -> tuple[Toponym, Toponym]:
        """The ends of "X, Y and Z" around a toponym."""
        index = self.at[t.first]
        first = last = index
        while first > 0 and self.text[self.found[first - 1].end : self.found[first].start] in (
            " and ",
            ", ",
            " or ",
            ", and ",
        ):
            first -= 1
        while last + 1 < len(self.found) and self.text[self.found[last].end : self.found[last + 1].start] in (
            " and ",
            " or ",
            ", and ",
            ", ",
        ):
            last += 1
        if (
            self.found[first].held_by is not None
            or " and " not in self.text[self.found[first].start : self.found[last].end]
        ):
            return t, t
        return self.found[first], self.found[last]

    def _addressed(self, t: Toponym) -> bool:
        """Whether something is said or done to it as to a power: "urged Israel to", "talks with Moscow"."""
        first, last = self._coordinated(t)
        at = first.first - 1
        if self._lower(at) == "the":
            at -= 1
        word = self._lower(at)
        if (
            word in self.lists["addressing"]
            and self._lower(last.last + 1) not in ("'s", "’s")
            and not self.words[last.last].possessive
        ):
            return (
                not self.words[last.last + 1].text.isalpha()
                or self._lower(last.last + 1) in self.lists["after a power"]
                if last.last + 1 < len(self.words)
                else True
            )
        if word in ("with", "between", "against", "on", "by", "to"):
            if any(self._lower(i) in self.lists["dealing"] for i in range(max(0, at - 2), at)):
                return not self.words[last.last].possessive
            return (
                word == "by"
                and self._lower(at - 1).endswith("ed")
                and self._lower(at - 1) in self.lists["acting"]
            )
        return False

    def _holds_office(self, t: Toponym) -> bool:
        """ "Moscow's demand", "Israel's government"."""
        return self.words[t.last].possessive and self._lower(t.last + 1) in self.lists["holdings"]

    def _modifies(self, t: Toponym) -> bool:
        """A noun before a noun: "Gaza officials", "the Kabul airport"."""
        if self.words[t.last].possessive or t.kinds or t.last + 1 >= len(self.words):
            return False
        following = self.words[t.last + 1]
        gap = self.text[t.end : following.start]
        if following.text == "-" and gap == "":
            return (
                t.last + 2 < len(self.words)
                and self.words[t.last + 2].text.lower() in self.lists["hyphenated"]
            )
        return gap == " " and following.text in self.lists["heads"]
