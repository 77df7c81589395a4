"""Acronyms as a text introduces them: "the Farabundo Marti National Liberation Front (FMLN)", "the …, or OEF,".

The long form is found backwards from the acronym, its letters opening words in order, after Schwartz and Hearst (2003).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hearsay.read.entities.found import Found
from hearsay.read.entities.nouns import DETERMINERS, body, country_name
from hearsay.read.entities.phrases import Phrases

_ACRONYM = re.compile(r"[A-Z][A-Z0-9]{1,9}s?\Z")
_INSIDE = frozenset(
    {
        "of",
        "for",
        "the",
        "and",
        "in",
        "on",
        "against",
        "to",
        "de",
        "del",
        "la",
        "las",
        "los",
        "el",
        "al",
        "des",
        "du",
    }
    | {"da", "do", "e", "y", "et", "und", "-", "'", "’", "&", "s"}
)
"""What may stand in a long form without a capital."""

_WORDS = 14
"""Words that a long form may have, marks included."""


@dataclass(frozen=True)
class Introduced:
    """A long form, as a range of words without its article, and the word that shortens it."""

    first: int
    last: int
    acronym: int


def introductions(page: Phrases) -> Iterator[Introduced]:
    """The acronyms that the text introduces, in text order."""
    for at in range(2, len(page)):
        if not _ACRONYM.match(page.forms[at]) or page.sentence[at] < 0:
            continue
        closed = page.forms[at + 1] if at + 1 < len(page) else ""
        if page.forms[at - 1] == "(" and closed in (")", ",", ";"):
            last = at - 1
        elif page.lowers[at - 1] == "or" and page.forms[at - 2] == "," and closed in (",", "."):
            last = at - 2
        else:
            continue
        first = _long_form(page, last, page.forms[at].rstrip("s"))
        if first is not None:
            yield Introduced(first, last, at)


def _long_form(page: Phrases, last: int, letters: str) -> int | None:
    """The first word of the long form that ends before ``last``: a body known by both, else words that spell it."""
    known, spelt, named = body(letters), None, None
    for at in range(last - 1, max(-1, last - _WORDS), -1):
        if page.sentence[at] != page.sentence[last - 1] or not _belongs(page, at):
            break
        if not page.forms[at][0].isupper() or page.lowers[at] in DETERMINERS:
            continue
        if spelt is None and page.forms[at][0] == letters[0] and _spells(page, at, last, letters):
            spelt = at
        if known and body(page.string(at, last)) == known:
            named = at
    return spelt if named is None else named


def _belongs(page: Phrases, at: int) -> bool:
    return page.forms[at][0].isupper() or page.forms[at].isdigit() or page.lowers[at] in _INSIDE


def _spells(page: Phrases, first: int, last: int, letters: str) -> bool:
    """Whether the letters stand in order at the heads of the words; one word may give two, small words may give none."""
    heads = [
        page.forms[at] for at in range(first, last) if page.forms[at][0].isalnum() and page.lowers[at] != "s"
    ]
    letters = re.sub(r"(\d)\d+", r"\1", letters)
    at, missed = 0, 0
    for letter in letters:
        found = next((i for i in range(at, len(heads)) if heads[i][0].upper() == letter), None)
        if found is None:
            missed += 1
            continue
        skipped = [head for head in heads[at:found] if head[0].isupper()]
        if len(skipped) > 1:
            return False
        at = found + 1
    left = [head for head in heads[at:] if head[0].isupper()]
    return len(heads) > 1 and missed <= len(letters) // 4 and len(left) <= 1


def with_introduced(page: Phrases, found: list[Found]) -> list[Found]:
    """The mentions with each introduced long form one name, and each use of its acronym one."""
    for item in introductions(page):
        found = _whole(page, found, item)
        for at in range(len(page)):
            if page.forms[at] == page.forms[item.acronym] and page.sentence[at] >= 0:
                found = _short(found, at)
    return sorted(found, key=lambda m: (m.first, -m.last, m.kind))


def _whole(page: Phrases, found: list[Found], item: Introduced) -> list[Found]:
    """One name over the long form, in the stead of names of parts of it; places in it stay."""
    start = item.first - (item.first > 0 and page.lowers[item.first - 1] in DETERMINERS)
    whole = next(
        (m for m in found if (m.first, m.last) in ((item.first, item.last), (start, item.last))), None
    )

    def stays(m: Found) -> bool:
        if m.kind == "pronoun" or m.last <= start or item.last <= m.first:
            return True
        if (m.first <= start and item.last <= m.last) or (m.first, m.last) == (item.first, item.last):
            return True
        inside = start <= m.first and m.last <= item.last
        place = m.type == "location" and country_name(page.string(m.first, m.last))
        return inside and (bool(place) or m.type == "nationality")

    kept = [m for m in found if stays(m)]
    if not any((m.first, m.last) == (item.first, item.last) for m in kept):
        source = whole.source if whole else None
        head = page.head_of(item.first, item.last)
        kept.append(Found(item.first, item.last, head, "name", "organisation", 0.8, "introduced", source))
    return kept


def _short(found: list[Found], at: int) -> list[Found]:
    if any(m.first == at and m.last == at + 1 for m in found):
        return found
    if any(m.kind == "name" and m.first <= at < m.last and m.last - m.first < 4 for m in found):
        return found
    return [*found, Found(at, at + 1, at, "name", "organisation", 0.8, "introduced")]
