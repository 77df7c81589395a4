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
    country_of_place,
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
_NAMED = ("organisation", "person", "other", "location")
_DOUBTED = ("person", "location", "other", "nationality")


def find_mentions(page: Phrases) -> list[Found]:
    """The mentions of a report in text order, outer before inner; every source that is not a relative has one."""
    names = (replace(name, type=_sure_type(page, name)) for name in find_names(page))
    found = merged(page, _described(page), names)
    found = _called(page, found)
    found += _parts(page, found)
    found += _holders(page, found)
    found = _with_sources(page, found)
    found += _pronouns(page, found)
    return sorted(found, key=lambda m: (m.first, -m.last, m.kind))


def _called(page: Phrases, found: list[Found]) -> list[Found]:
    """Phrases that are a well-known name as a whole are names, and parts of it are none: "Reporters Without Borders"."""
    known = {
        m
        for m in found
        if m.last - m.first > 1
        and m.kind != "pronoun"
        and page.forms[m.first][0].isupper()
        and page.lowers[m.first] not in DETERMINERS
        and body(page.string(m.first, m.last))
    }

    def part(m: Found) -> bool:
        country = m.type == "location" and country_name(page.string(m.first, m.last))
        return m.type in _NAMED and not country and any(w != m and w.holds(m) for w in known)

    return [
        replace(m, kind="name", type="organisation") if m in known else m
        for m in found
        if m in known or not part(m)
    ]


def _holders(page: Phrases, found: list[Found]) -> Iterator[Found]:
    """Holders of an office by their country or town, where no head marked them: "North Korea's leader"."""
    taken = {m.head for m in found if m.type == "person"}
    taken |= {i for m in found if m.kind == "name" for i in range(m.first, m.last)}
    for place in found:
        after = page.possessive_after(place.last)
        words = page.string(place.first, place.last)
        if place.kind != "name" or not after or not (country_name(words) or country_of_place(words)):
            continue
        first = place.last + after
        head = next((i for i in range(first, min(first + 4, len(page))) if _rules(page.lowers[i])), None)
        if head is None or head in taken or page.sentence[first] != page.sentence[head]:
            continue
        further = noun(page.lowers[head + 1]) if head + 1 < len(page) else None
        if further is None and all(page.tags[i] in ("JJ", "NN", "NNP") for i in range(first, head)):
            yield Found(place.first, head + 1, head, "nominal", "person", 0.5, "office held")


def _rules(word: str) -> bool:
    """Whether a noun is an office that one holds for a country or town."""
    known = noun(word)
    one = known is not None and known.type == "person" and not known.plural
    return one and word in titles() and (titles()[word][1] == "government" or word == "leader")


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
    """A well-known body is an organisation whatever the heads say, and so is a ministry; a noun for one person is one."""
    known = noun(page.lowers[mention.head])
    words = page.string(mention.first, mention.last)
    if mention.kind == "name" and mention.type in _DOUBTED and body(words) and not country_name(words):
        return "organisation"
    ministry = known is not None and known.type == "organisation" and _singular(page, mention)
    if ministry and mention.type in ("person", "other"):
        return "organisation"
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


def _singular(page: Phrases, mention: Found) -> bool:
    return page.tags[mention.head] in ("NN", "NNP") and mention.kind != "pronoun"


def _parts(page: Phrases, found: list[Found]) -> list[Found]:
    """The body that somebody speaks for, where no head marked it: "a *defence ministry* spokesman", "… for *the army*"."""
    added: list[Found] = []
    taken = {i for m in found if m.last - m.first < 8 and m.type != "person" for i in range(m.first, m.last)}
    for mention in found:
        if mention.type != "person":
            continue
        for part in (speaks_for(page, mention.first, mention.last, mention.head), _spoken_for(page, mention)):
            free = taken.isdisjoint(range(*part)) if part else False
            if (
                part
                and (free or _only_inside(page, found, part))
                and not any((m.first, m.last) == part for m in added)
            ):
                head = page.head_of(*part)
                added.append(
                    Found(*part, head, kind_of(page, *part, head), "organisation", 0.5, "spoken for")
                )
    return added


def _only_inside(page: Phrases, found: list[Found], part: tuple[int, int]) -> bool:
    """Whether all that is marked in a range are peoples and places before its head: "the *Sudanese* army"."""
    head = page.head_of(*part)
    over = [m for m in found if m.type != "person" and m.first < part[1] and part[0] < m.last]
    return all(m.type in ("nationality", "location") and part[0] <= m.first and m.last <= head for m in over)


def _spoken_for(page: Phrases, mention: Found) -> tuple[int, int] | None:
    """Words after "spokesman for" to the end of the mention, if they name or describe a body."""
    speaking, links = words_of("speaking", "nouns"), words_of("speaking", "links")
    at = next((i for i in range(mention.first, mention.last - 2) if page.lowers[i] in speaking), None)
    if at is None or page.lowers[at + 1] not in links:
        return None
    first, last = at + 2, mention.last
    last = next((i for i in range(first, last) if page.forms[i] in (",", "(")), last)
    words = page.string(first, last)
    known = noun(page.lowers[page.head_of(first, last)])
    return (first, last) if body(words) or (known and known.type == "organisation") else None


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
