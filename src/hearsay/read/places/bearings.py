"""How the place of a happening lies to a toponym: "20 km north of Goma" is a point away from the town."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from hearsay.read.places.toponyms import Toponym, lexicon

KM = {"km": 1.0, "kms": 1.0, "kilometer": 1.0, "kilometre": 1.0, "mile": 1.609, "mi": 1.609, "m": 0.001}
KM |= {"metre": 0.001, "meter": 0.001, "yard": 0.000914, "nautical mile": 1.852, "nmi": 1.852, "nm": 1.852}

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
COMPASS |= {"n": 0, "nne": 22, "ne": 45, "ene": 67, "e": 90, "ese": 112, "se": 135, "sse": 157}
COMPASS |= {"s": 180, "ssw": 202, "sw": 225, "wsw": 247, "w": 270, "wnw": 292, "nw": 315, "nnw": 337}

_NUMBER = (
    r"(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:[.,]\d+)?|a few|several|a|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?P<half>\s(?:and\s)?a\shalf)?"
)
_UNIT = r"(?:-|\s)?(?P<unit>kms?|kilomet(?:er|re)s?|nautical\smiles?|nmi?|miles?|mi|m|met(?:er|re)s|yards)"
_WAY = (
    r"(?P<way>(?:north|south)(?:-|\s)?(?:east|west)|north|south|east|west|"
    r"(?-i:NNE|NNW|SSE|SSW|ENE|ESE|WNW|WSW|NE|NW|SE|SW|N|S|E|W))(?:ern)?"
)
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
_WITHIN = re.compile(rf"\bwithin\s(?:about\s)?{_NUMBER}{_UNIT}\sof\s(?:the\s)?(?:\w+\sof\s)?$", re.IGNORECASE)
_WORDED: dict[str, float] = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
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
        half = 0.5 if far["half"] else 0.0
        return Bearing(
            "near" if course is None else "direction", _km(far["number"], far["unit"], half), course
        )
    within = _WITHIN.search(before)
    if within or _NEAR.search(before):
        return Bearing("near", _km(within["number"], within["unit"]) if within else None)
    if _between(text, toponym, neighbours):
        return Bearing("between")
    return None


def _km(number: str | None, unit: str | None, half: float = 0.0) -> float | None:
    if not number or not unit:
        return None
    said = number.lower()
    value = _WORDED.get(said)
    if value is None and not said[0].isdigit():
        return None
    if value is None:
        value = float(
            said.replace(",", "") if re.fullmatch(r"\d{1,3}(?:,\d{3})+", said) else said.replace(",", ".")
        )
    low = re.sub(r"\s+", " ", unit.lower())
    return (value + half) * (KM.get(low) or KM[low.rstrip("s")])


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
