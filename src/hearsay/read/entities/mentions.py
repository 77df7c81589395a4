"""Finding mentions: names, nominals and pronouns from the network's heads, the sources of attributions and word lists.

The two heads follow two customs. ``name`` (WikiGold) marks the bare name; ``entity`` (re3d) marks the whole phrase
with its article and title, and nominals and pronouns too. Both are kept where one stands inside the other: "the
U.N." is a description that holds the name "U.N.", and the two belong to one entity.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

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
from hearsay.read.entities.proper import is_proper, proper_runs
from hearsay.read.network.analysis import Tagged
from hearsay.record.codes import EntityType, MentionKind

_NAME_TYPES: dict[str, EntityType] = {
    "PER": "person",
    "ORG": "organisation",
    "LOC": "location",
    "MISC": "other",
}
_MENTION_TYPES: dict[str, EntityType] = {
    "Person": "person", "Organisation": "organisation", "Location": "location", "Weapon": "weapon",
    "MilitaryPlatform": "platform", "Nationality": "nationality", "DocumentReference": "document",
}  # fmt: skip
_ACTORS = ("person", "organisation", "group")
_SHAPED = 0.5
"""MISC names less sure than this are left out: they are mostly titles and events of no use to a claim."""
_ALONE = 0.6
"""Names less sure than this are left out unless the other head marks a mention around them."""


@dataclass(frozen=True)
class Found:
    """A mention in word indices, before entities are made. ``source``: position of the draft whose source it is."""

    first: int
    last: int
    head: int
    kind: MentionKind
    type: EntityType
    score: float
    rule: str
    source: int | None = None

    def holds(self, other: Found) -> bool:
        """Whether ``other`` lies inside this one."""
        return self.first <= other.first and other.last <= self.last


def find_mentions(page: Phrases) -> list[Found]:
    """The mentions of a report in text order, outer before inner; every source that is not a relative has one."""
    found = _merged(page, [*_described(page), *_named(page)])
    found += _parts(page, found)
    found = _with_sources(page, found)
    found += _pronouns(page, found)
    return sorted(found, key=lambda m: (m.first, -m.last, m.kind))


def _trimmed(page: Phrases, first: int, last: int) -> tuple[int, int]:
    """Without marks at the ends and without a closing possessive."""
    while first < last and (page.lowers[first] == "least" or not page.forms[first][0].isalnum()):
        first += 1
    while first < last:
        closing = page.forms[last - 1]
        if last - first > 2 and closing.lower() == "s" and page.forms[last - 2] in ("'", "’"):
            last -= 2
            continue
        bracket = closing == ")" and "(" in page.forms[first:last]
        if closing[0].isalnum() or bracket or (closing == "." and _dotted(page, last - 1)):
            break
        last -= 1
    return first, last


def _dotted(page: Phrases, index: int) -> bool:
    """Whether this full stop belongs to an abbreviation: U.S., Jr."""
    return (
        index >= 1
        and page.joined(index)
        and (
            (len(page.forms[index - 1]) == 1 and page.forms[index - 1].isupper())
            or page.lowers[index - 1] in ("jr", "sr", "inc", "corp", "co", "ltd", "capt")
        )
    )


def _make(page: Phrases, tagged: Tagged, type_: EntityType, rule: str) -> Found | None:
    first, last = _trimmed(page, tagged.first, tagged.last)
    if first >= last or page.sentence[first] != page.sentence[last - 1]:
        return None
    head = page.head_of(first, last)
    return Found(first, last, head, _kind(page, first, last, head), type_, tagged.score, rule)


def _kind(page: Phrases, first: int, last: int, head: int) -> MentionKind:
    if last - first == 1 and page.lowers[first] in pronouns():
        return "pronoun"
    named = page.tags[head] in ("NNP", "NNPS") and page.forms[head][0].isupper()
    return "name" if named or is_proper(page, first, last) else "nominal"


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


def _named(page: Phrases) -> Iterator[Found]:
    for tagged in page.analysis.names if page.analysis else _capitals(page):
        type_ = _NAME_TYPES[tagged.kind]
        if tagged.kind == "MISC":
            if tagged.score < _SHAPED:
                continue
            if is_people(page.string(tagged.first, tagged.last)):
                type_ = "nationality"
        runs = list(proper_runs(page, tagged.first, tagged.last, body=tagged.kind == "ORG"))
        for first, last in runs if tagged.kind != "MISC" else [(tagged.first, tagged.last)]:
            made = _make(page, replace(tagged, first=first, last=last), type_, "name head")
            if made and made.kind != "pronoun":
                cut = (
                    len(runs) > 1 and type_ != "location" and country_name(page.string(made.first, made.last))
                )
                made = replace(made, kind="name", type="location" if cut else type_)
                yield replace(made, type=_sure_type(page, made))


def _merged(page: Phrases, found: list[Found]) -> list[Found]:
    """One mention a place; of two that cross, the surer; the description first where both say the same."""
    kept: dict[tuple[int, int], Found] = {}
    around: dict[int, list[Found]] = defaultdict(list)
    for mention in sorted(found, key=lambda m: (m.rule != "entity head", -m.score, m.first)):
        place = (mention.first, mention.last)
        if place in kept:
            kept[place] = replace(kept[place], kind="name") if kept[place].kind == "nominal" else kept[place]
        elif not any(_cross(k, mention) for i in range(*place) for k in around[i]):
            kept[place] = mention
            for index in range(*place):
                around[index].append(mention)
    wanted = [m for m in kept.values() if m.rule == "entity head" or _wanted(page, m, around[m.last - 1])]
    return [_without_article(m, around[m.last - 1]) for m in wanted]


def _wanted(page: Phrases, name: Found, others: list[Found]) -> bool:
    """Bare names are kept alone if sure, inside a description if they are not just its place or its people."""
    if is_people(page.string(name.first, name.last)) and name.type != "nationality":
        return False
    outer = [m for m in others if m.rule == "entity head" and m.holds(name)]
    if not outer:
        return name.score >= _ALONE or page.analysis is None
    return name.type != "location" or any(m.last == name.last or m.type == "person" for m in outer)


def _cross(a: Found, b: Found) -> bool:
    return a.first < b.last and b.first < a.last and not a.holds(b) and not b.holds(a)


def _without_article(mention: Found, others: list[Found]) -> Found:
    """A name phrase that holds a bare name with the same end describes by it: "the U.N.", "Gen. Ana Horvat"."""
    described = (
        mention.kind == "name"
        and mention.rule == "entity head"
        and any(k.rule == "name head" and k.last == mention.last and mention.first < k.first for k in others)
    )
    return replace(mention, kind="nominal") if described else mention


def _parts(page: Phrases, found: list[Found]) -> list[Found]:
    """The body that somebody speaks for, where no head marked it: "a *defence ministry* spokesman"."""
    added = []
    taken = {i for m in found if m.last - m.first < 8 and m.type != "person" for i in range(m.first, m.last)}
    for mention in found:
        part = speaks_for(page, mention.first, mention.last, mention.head)
        if part and mention.type == "person" and not taken.intersection(range(*part)):
            head = part[1] - 1
            added.append(Found(*part, head, _kind(page, *part, head), "organisation", 0.5, "spoken for"))
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
    return _trimmed(page, first, next(cut, last))


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
    kind = _kind(page, first, last, head)
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
            opens = index == 0 or page.sentence[index] != page.sentence[index - 1]
            kind = _guessed(page, index, last)
            if kind and not (opens and last - index == 1 and kind == "PER"):
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
