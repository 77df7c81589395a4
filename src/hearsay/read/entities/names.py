"""Bare names: what the ``name`` head marks, cut where it ran names together, and peoples by the word lists.

The head learns from GUM's runs of proper nouns and from WikiGold, whose spans run neighbours of one type together with
all that stands between them; :mod:`proper` cuts what it marks back to the names in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from hearsay.read.entities.found import Found
from hearsay.read.entities.nouns import (
    DETERMINERS,
    body,
    capital_of,
    country_name,
    is_people,
    noun,
    pronouns,
    titles,
    words_of,
)
from hearsay.read.entities.phrases import Phrases
from hearsay.read.entities.proper import kind_of, proper_runs
from hearsay.read.network.analysis import Tagged
from hearsay.record.codes import EntityType

_TYPES: dict[str, EntityType] = {
    "PER": "person",
    "ORG": "organisation",
    "LOC": "location",
    "MISC": "other",
}
_SHAPED = 0.3
"""MISC names less sure than this are left out: they are mostly titles and events of no use to a claim."""


def find_names(page: Phrases) -> Iterator[Found]:
    """The bare names of a report; without a network, of its capitalised runs."""
    taken: set[int] = set()
    for tagged in page.analysis.names if page.analysis else _capitals(page):
        if tagged.kind == "MISC" and tagged.score < _SHAPED:
            continue
        for first, last, type_ in _cut(page, tagged):
            first, last = page.trimmed(first, last)
            if (
                first < last
                and page.sentence[first] == page.sentence[last - 1]
                and _is_name(page, first, last)
            ):
                taken.update(range(first, last))
                people = is_people(page.string(first, last))
                head = page.head_of(first, last)
                yield Found(
                    first, last, head, "name", "nationality" if people else type_, tagged.score, "name head"
                )
    if page.analysis:
        yield from _peoples(page, taken)


def _is_name(page: Phrases, first: int, last: int) -> bool:
    """Whether the words are neither a pronoun nor a time."""
    times = words_of("small", "months")
    timed = all(word in times or word.isdigit() for word in page.lowers[first:last])
    return not timed and kind_of(page, first, last, first) != "pronoun"


def _cut(page: Phrases, tagged: Tagged) -> Iterator[tuple[int, int, EntityType]]:
    """The names in what the head marks as one, with their types."""
    type_ = _TYPES[tagged.kind]
    if tagged.kind == "MISC" or body(page.string(tagged.first, tagged.last)):
        yield tagged.first, tagged.last, type_
        return
    runs = list(proper_runs(page, tagged.first, tagged.last, body=tagged.kind == "ORG"))
    for first, last in runs:
        place = len(runs) > 1 and type_ != "location" and country_name(page.string(first, last))
        yield first, last, "location" if place else type_


def _peoples(page: Phrases, taken: set[int]) -> Iterator[Found]:
    """Adjectives of nations, peoples and creeds that no name holds: "Syrian", "North Koreans", "Sunni"."""
    last = 0
    for index, form in enumerate(page.forms):
        if not form[0].isupper() or page.sentence[index] < 0:
            continue
        for after in (index + 2, index + 1):
            if index < last or after > len(page):
                continue
            fits = page.sentence[index] == page.sentence[after - 1] and page.tags[after - 1][:2] in (
                "JJ",
                "NN",
            )
            if fits and taken.isdisjoint(range(index, after)) and is_people(page.string(index, after)):
                yield Found(index, after, after - 1, "name", "nationality", 0.5, "people")
                last = after


def _capitals(page: Phrases) -> Iterator[Tagged]:
    """Names without a network: runs of capitalised words, typed by titles, head nouns and the gazetteer."""
    index = 0
    while index < len(page):
        last = index
        while (
            last < len(page)
            and page.sentence[last] == page.sentence[index]
            and _capital(page, last, last > index)
        ):
            last += 1
        while last > index and not page.forms[last - 1][0].isupper():
            last -= 1
        if last > index and page.sentence[index] >= 0:
            kind = _guessed(page, index, last)
            if kind and not (page.opens(index) and last - index == 1 and kind == "PER"):
                yield Tagged(kind, index, last, 0.3)
        index = max(last, index + 1)


def _capital(page: Phrases, index: int, inside: bool) -> bool:
    form = page.forms[index]
    if form[0].isupper():
        return page.lowers[index] not in pronouns() and page.lowers[index] not in DETERMINERS
    return inside and (
        (page.lowers[index] == "of" and index + 1 < len(page) and page.forms[index + 1][0].isupper())
        or (
            form in "-."
            and page.joined(index)
            and (form == "-" or page.lowers[index - 1] in titles() or len(page.forms[index - 1]) == 1)
        )
        or (page.forms[index - 1] == "-" and page.joined(index))
    )


def _guessed(page: Phrases, first: int, last: int) -> str | None:
    name = page.string(first, last)
    known = noun(page.lowers[page.head_of(first, last)])
    if page.lowers[first] in titles() and last - first > 1:
        return "PER"
    if body(name) or (known and known.type == "organisation"):
        return "ORG"
    if country_name(name) or capital_of(name):
        return "LOC"
    return "PER" if last - first > 1 else None
