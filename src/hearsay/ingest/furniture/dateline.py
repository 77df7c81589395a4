"""Datelines: "KYIV, March 3 (Agency) —" before a story's first sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from hearsay.ingest.dates import find_date, is_only_time
from hearsay.ingest.furniture.names import is_place
from hearsay.ingest.tables import words

_LONGEST = 110
"""Characters before the first sentence."""
_DASH = r"(?:--+|[-–—―−_‑])"
_CUT = re.compile(rf"[)\]]?\s*{_DASH}+|[)\]]|:")
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]{1,40})[)\]]")
_BRACKETED = re.compile(rf"\(([^()\n]{{3,60}})\)\s*{_DASH}+(?=\s+[^\W\da-z])")
_TOWN = re.compile(
    r"[^\W\d_a-z][^\W\d_a-z'’./-]+(?:\s(?:[^\W\d_a-z][^\W\d_a-z'’./-]*|(?:de|la|el|al|and|of|sur)(?=\s)))*"
)
_SPEAKER = re.compile(r"^\s*[^\W\d_a-z]{3,}(?::|\s?--)", re.MULTILINE)
_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
_HYPHENS = ("-", "‑")
_MARKS = " \t\u00a0,-–—"


@dataclass(frozen=True)
class Found:
    """A dateline that ends at ``end``, its dash included; ``caught`` places place, date and agency."""

    end: int
    caught: dict[str, tuple[int, int]] = field(default_factory=dict)


def find_dateline(text: str, start: int, end: int, *, opening: bool = True) -> Found | None:
    """The dateline that a unit begins with, or null.

    A place in capitals and a dash are enough where the story opens (``opening``); elsewhere, and for a
    place in small letters, a known agency in brackets or a date has to stand there too. Without a dash the
    agency has to.
    """
    window = text[start : min(end, start + _LONGEST)]
    best = _in_brackets(window, start) if opening else None
    if best is not None:
        return best
    for cut in _CUT.finditer(window):
        following = window[cut.end() :].lstrip()[:1]
        if following and not (following.isupper() or following.isdigit() or following in "\"“‘'«"):
            continue
        if not following and start + cut.end() < end:
            break
        caught = _parts(window[: cut.end()].rstrip(" \t-–—―−_‑:"))
        if cut.group() in _HYPHENS and not (
            window[cut.start()].isspace() or window[cut.end() :][:1].isspace()
        ):
            continue  # within a word
        alone = not following and start + cut.end() == end
        if caught is None or not _stands(window, caught, cut.group(), opening=opening, alone=alone):
            continue
        if len(_SPEAKER.findall(text[:20000])) > 1:
            return None  # speakers of an interview
        best = Found(start + cut.end(), {name: (start + a, start + b) for name, (a, b) in caught.items()})
        if cut.group()[-1:] not in ")]":
            break
    return best


def _in_brackets(window: str, start: int) -> Found | None:
    """ "(Bangkok) – ", "(Bangkok, May 2, 2024) – ", as organisations date their releases."""
    opened = _BRACKETED.match(window)
    if opened is None or _is_agency(opened[1]):
        return None
    caught = _parts(opened[1])
    if caught is None or "places" not in caught:
        return None
    at = start + opened.start(1)
    return Found(start + opened.end(), {name: (at + a, at + b) for name, (a, b) in caught.items()})


def _parts(line: str) -> dict[str, tuple[int, int]] | None:
    """Place, date and agency in a line that has no dash any more; null if something else stands there."""
    caught: dict[str, tuple[int, int]] = {}
    stop = len(line)
    if brackets := re.compile(_BRACKETS.pattern + r"$").search(line):
        name = "date" if is_only_time(brackets[1]) and find_date(brackets[1]) else "agency"
        caught[name] = brackets.span(1)
        stop = brackets.start()
    if "date" not in caught and (span := _closing_date(line[:stop])):
        caught["date"] = span
        stop = span[0]
    place = line[:stop].rstrip(_MARKS)
    if place:
        bare = re.sub(rf"[\s,]+{_WEEKDAY.pattern}$", "", place, flags=re.IGNORECASE)
        if (
            not is_place(bare)
            or bare.upper() in words().not_places
            or bare.split()[0] in words().not_names - {"New", "United"}
        ):
            return None
        caught["places"] = (0, len(bare))
    return caught or None


def _closing_date(line: str) -> tuple[int, int] | None:
    """The place of a date that ends ``line``, after a comma or a space."""
    for gap in re.finditer(r"[,\s]\s*(?=\S)", line):
        words_ = line[gap.end() :].strip(_MARKS)
        if find_date(words_) and is_only_time(words_):
            return gap.end(), gap.end() + len(words_)
    return None


def _stands(window: str, caught: dict[str, tuple[int, int]], cut: str, *, opening: bool, alone: bool) -> bool:
    place, agency = (
        "".join(window[slice(*caught[name])]) if name in caught else "" for name in ("places", "agency")
    )
    known, dash = bool(agency) and _is_agency(agency), cut[-1:] not in (")", "]")
    if cut == ":":
        return bool(place) and ("date" in caught or known)
    if alone and place and agency.isupper():
        return True
    if agency and not known and not (dash and ("date" in caught or _in_capitals(place))):
        return False
    if not place:
        return known and dash
    if not dash:
        return known and _in_capitals(place)
    return "date" in caught or known or (opening and _in_capitals(place))


def _in_capitals(place: str) -> bool:
    """KYIV; MEXICO CITY; GOMA, Congo: the town in capitals, what follows the comma as it likes."""
    town = place.split(",")[0].strip()
    return (
        _TOWN.fullmatch(town) is not None
        and len(town.split()) < 5
        and not (town.count(".") > 1 and len(town) < 6)
    )


def _is_agency(words_: str) -> bool:
    known = words().agencies
    return words_ in known or any(
        part in known or part.title() in known for part in re.split(r"\s*[/,–—]\s*", words_)
    )
