"""Places that act are bodies: "Kyiv said" and "talks with Moscow" name a government, "flew to Kyiv" a town.

Where the tree says that a country or capital stands for those who act in its name, its mention is an organisation's,
and one that no head marked is added. Which they are is told in :mod:`hearsay.read.places.roles`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hearsay.read.entities.found import Found
from hearsay.read.entities.nouns import DETERMINERS, capital_of, country_name
from hearsay.read.entities.phrases import Phrases
from hearsay.read.places.roles import METONYMIC, Roles
from hearsay.read.reading import Syntax

POWER, TEAM = "place that acts", "team that plays"

_PLACES = ("location", "nationality", "other", "person")
"""Types that a mention of a country or capital may have before it is known to act."""

_LONGEST = 3


def with_powers(page: Phrases, syntax: Syntax | None, found: list[Found]) -> list[Found]:
    """The mentions, those of acting countries and capitals as organisations; without a tree they stay as they are."""
    if syntax is None:
        return found
    roles = Roles(page.text, syntax)
    kept = [_acting(page, roles, mention) for mention in found]
    kept += _unmarked(page, roles, kept)
    return sorted(kept, key=lambda m: (m.first, -m.last, m.kind))


def _acting(page: Phrases, roles: Roles, mention: Found) -> Found:
    if mention.kind == "pronoun" or mention.type not in _PLACES:
        return mention
    first = mention.first + (page.lowers[mention.first] in DETERMINERS)
    if first >= mention.last or not _is_power(page, first, mention.last):
        return mention
    rule = _rule(page, roles, first, mention.last)
    return replace(mention, type="organisation", rule=rule) if rule else mention


def _unmarked(page: Phrases, roles: Roles, found: list[Found]) -> Iterator[Found]:
    taken = {i for m in found if m.last - m.first <= 2 * _LONGEST for i in range(m.first, m.last)}
    at = 0
    while at < len(page):
        last = next((e for e in range(min(at + _LONGEST, len(page)), at, -1) if _is_power(page, at, e)), at)
        if last > at and taken.isdisjoint(range(at, last)) and page.sentence[at] >= 0:
            rule = _rule(page, roles, at, last)
            if rule:
                yield Found(at, last, page.head_of(at, last), "name", "organisation", 0.5, rule)
        at = max(last, at + 1)


def _is_power(page: Phrases, first: int, last: int) -> bool:
    if not page.forms[first][0].isupper() or page.lowers[first] in DETERMINERS:
        return False
    name = page.string(first, last)
    return bool(country_name(name) or capital_of(name))


def _rule(page: Phrases, roles: Roles, first: int, last: int) -> str | None:
    start, end = page.span(first, last)
    if roles.of(start, end) != METONYMIC:
        return None
    return TEAM if roles.plays(start, end) else POWER
