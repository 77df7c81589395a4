"""Finding mentions: names, nominals and pronouns from the network's heads, the sources of attributions and word lists.

The two heads follow two customs. ``name`` (:mod:`names`) marks the bare name; ``entity`` (re3d) marks the whole phrase
with its article and title, and nominals and pronouns too. :mod:`merging` puts the two together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from hearsay.read.entities.found import Found
from hearsay.read.entities.merging import merged
from hearsay.read.entities.names import find_names
from hearsay.read.entities.nouns import (
    DETERMINERS,
    body,
    capital_of,
    country_name,
    noun,
    pronouns,
    titles,
    words_of,
)
from hearsay.read.entities.phrases import Phrases
from hearsay.read.entities.proper import kind_of
from hearsay.read.network.analysis import Tagged
from hearsay.record.codes import EntityType

__all__ = ["Found", "find_mentions", "speaks_for"]

_MENTION_TYPES: dict[str, EntityType] = {
    "Person": "person", "Organisation": "organisation", "Location": "location", "Weapon": "weapon",
    "MilitaryPlatform": "platform", "Nationality": "nationality", "DocumentReference": "document",
}  # fmt: skip
_ACTORS = ("person", "organisation", "group")


def find_mentions(page: Phrases) -> list[Found]:
    """The mentions of a report in text order, outer before inner; every source that is not a relative has one."""
    names = (replace(name, type=_sure_type(page, name)) for name in find_names(page))
    found = merged(page, _described(page), names)
    found += _parts(page, found)
    found = _with_sources(page, found)
    found += _pronouns(page, found)
    return sorted(found, key=lambda m: (m.first, -m.last, m.kind))


def _make(page: Phrases, tagged: Tagged, type_: EntityType, rule: str) -> Found | None:
    first, last = page.trimmed(tagged.first, tagged.last)
    if first >= last or page.sentence[first] != page.sentence[last - 1]:
        return None
    head = page.head_of(first, last)
    return Found(first, last, head, kind_of(page, first, last, head), type_, tagged.score, rule)


def _described(page: Phrases) -> Iterator[Found]:
    for tagged in page.analysis.mentions if page.analysis else ():
        type_ = _MENTION_TYPES.get(tagged.kind)
        for part in _pair(page, tagged) if type_ else ():
            made = _make(page, part, type_ or "other", "entity head")
            if made and not (made.kind == "pronoun" and pronouns()[page.lowers[made.first]] == "relative"):
                yield replace(made, type=_sure_type(page, made))


def _pair(page: Phrases, tagged: Tagged) -> list[Tagged]:
    """Two entities in one mark, split at "and": two countries or capitals, two counted groups."""
    first, last = tagged.first, tagged.last
    for at in range(first + 1, last - 1):
        if page.lowers[at] == "and":
            both = page.string(first, at), page.string(at + 1, last)
            counted = page.tags[first] == page.tags[at + 1] == "CD" and page.forms[at + 1][0].isdigit()
            if counted or all(country_name(name) or capital_of(name) for name in both):
                return [replace(tagged, last=at), replace(tagged, first=at + 1)]
    return [tagged]


def _sure_type(page: Phrases, mention: Found) -> EntityType:
    """A well-known body is no person; a noun for one person is."""
    if mention.type == "person" and mention.kind == "name" and body(page.string(mention.first, mention.last)):
        return "organisation"
    known = noun(page.lowers[mention.head])
    one = (
        known is not None and known.type == "person" and not known.plural and page.tags[mention.head] == "NN"
    )
    if (
        mention.type == "organisation"
        and mention.kind == "nominal"
        and one
        and not page.coordinated(mention.head)
    ):
        return "person"
    return mention.type


def _parts(page: Phrases, found: list[Found]) -> list[Found]:
    """The body that somebody speaks for, where no head marked it: "a *defence ministry* spokesman"."""
    added = []
    taken = {i for m in found if m.last - m.first < 8 and m.type != "person" for i in range(m.first, m.last)}
    for mention in found:
        part = speaks_for(page, mention.first, mention.last, mention.head)
        if part and mention.type == "person" and not taken.intersection(range(*part)):
            head = part[1] - 1
            added.append(Found(*part, head, kind_of(page, *part, head), "organisation", 0.5, "spoken for"))
    return added


def speaks_for(page: Phrases, first: int, last: int, head: int) -> tuple[int, int] | None:
    """Words of the body before a speaking noun, if they end in a noun for a body."""
    if page.lowers[head] not in words_of("speaking", "nouns"):
        spoken = next(
            (i for i in range(first, last) if page.lowers[i] in words_of("speaking", "nouns")), None
        )
        if spoken is None:
            return None
        head = spoken
    end = head - 2 if head - 2 > first and page.lowers[head - 1] == "s" else head
    known = noun(page.lowers[end - 1]) if end > first else None
    start = first + (page.lowers[first] in DETERMINERS)
    return (start, end) if known and known.type == "organisation" and start < end else None


def _with_sources(page: Phrases, found: list[Found]) -> list[Found]:
    """Mark the mention that each draft's source is, or make a nominal of the source's words."""
    found = list(found)
    by_head: dict[int, list[int]] = defaultdict(list)
    for index, mention in enumerate(found):
        by_head[mention.head].append(index)
    for number, draft in enumerate(page.analysis.drafts if page.analysis else ()):
        if draft.source is None:
            continue
        first, last = _source_range(page, *draft.source)
        if first >= last or (last - first == 1 and page.lowers[first] in words_of("small", "no_source")):
            continue
        head = page.head_of(first, last)
        at = _at_head(found, by_head[head], first, last)
        if at is not None:
            if found[at].source is None:
                found[at] = _acting(page, replace(found[at], source=number))
        elif page.lowers[head] not in pronouns():
            by_head[head].append(len(found))
            found.append(_from_source(page, first, last, head, number))
    return found


def _source_range(page: Phrases, first: int, last: int) -> tuple[int, int]:
    """The noun phrase of a source: no leading preposition, nothing from a comma, bracket or relative clause on."""
    while first < last and (
        page.lowers[first] in words_of("small", "before_source") or not page.forms[first][0].isalnum()
    ):
        first += 1
    ends = words_of("small", "ends_source")
    cut = (
        i
        for i in range(first + 1, last)
        if page.forms[i] in (",", "(") or (page.lowers[i] in ends and not page.joined(i))
    )
    return page.trimmed(first, next(cut, last))


def _at_head(found: list[Found], candidates: list[int], first: int, last: int) -> int | None:
    """Of the mentions with the source's head word, the widest within the source, else the narrowest."""
    if not candidates:
        return None
    inside = [i for i in candidates if first <= found[i].first and found[i].last <= last]
    return max(inside or candidates, key=lambda i: (1 if inside else -1) * (found[i].last - found[i].first))


def _acting(page: Phrases, mention: Found) -> Found:
    """Who speaks acts: a place that is a country or its capital stands for its government; a thing unknown stays."""
    if mention.kind == "pronoun" or mention.type in _ACTORS:
        return mention
    name = " ".join(page.tokens(mention.first, mention.last)).removeprefix("the ")
    if mention.type in ("location", "nationality", "other") and (
        country_name(name) or capital_of(name) or body(name)
    ):
        return replace(mention, type="organisation", rule="place that speaks")
    return mention


def _from_source(page: Phrases, first: int, last: int, head: int, number: int) -> Found:
    name = page.string(first, last)
    kind = kind_of(page, first, last, head)
    known = noun(page.lowers[head])
    if body(name) or country_name(name) or capital_of(name):
        type_: EntityType = "organisation"
    elif known:
        type_ = known.type  # type: ignore[assignment]
    elif kind == "name":
        type_ = "person" if page.lowers[first] in titles() or last - first > 1 else "organisation"
    else:
        type_ = "group" if page.tags[head] in ("NNS", "CD", "JJ", "DT") else "other"
    return Found(first, last, head, kind, type_, 0.3, "source", number)


def _pronouns(page: Phrases, found: list[Found]) -> list[Found]:
    """Pronouns that no head marked; they stay only if they find somebody to stand for."""
    taken = {m.first for m in found if m.last - m.first == 1}
    sources = {
        first: number
        for number, draft in enumerate(page.analysis.drafts if page.analysis else ())
        if draft.source and (first := _source_range(page, *draft.source)[0]) < draft.source[1]
    }
    added = []
    for index, word in enumerate(page.lowers):
        group = pronouns().get(word)
        if (
            group
            and page.sentence[index] >= 0
            and index not in taken
            and not (word == "us" and page.forms[index].isupper())
        ):
            if group in ("hearer", "where", "relative"):
                continue
            type_: EntityType = "person" if group in ("male", "female", "speaker") else "organisation"
            added.append(Found(index, index + 1, index, "pronoun", type_, 0.0, "pronoun", sources.get(index)))
    return added
