"""Which claims of a report say again what another of it says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from hearsay.record import Attribution, Event, Figure, Record

_UNLIKE = frozenset({None, "STATEMENT"})


def first_tellings(
    record: Record, chains: Mapping[str, Sequence[Attribution]], in_headline: Callable[[int], bool]
) -> dict[str, str]:
    """For each event that repeats another, that other: the first in the story, never one in the headline.

    Two events are the same telling when they are of one type and polarity, nothing they say differs (figures,
    date, places, who did it to whom) and they share an actor, a figure or a place; outside the headline their
    chains must rest on the same sources too.
    """
    figures = {figure.id: figure for figure in record.figures}
    story = [event for event in record.events if not in_headline(event.start)]
    sharing: dict[_Shared, list[int]] = defaultdict(list)
    for number, event in enumerate(story):
        for key in _could_share(event, figures):
            sharing[key].append(number)
    found: dict[str, str] = {}
    for event in record.events:
        headline = in_headline(event.start)
        near = {number for key in _could_share(event, figures) for number in sharing[key]}
        for other in (story[number] for number in sorted(near)):
            if other.id == event.id or (not headline and other.start >= event.start):
                continue
            alike = _alike(event, other, figures)
            if alike and (headline or _sources(chains[event.id]) == _sources(chains[other.id])):
                found[event.id] = found.get(other.id, other.id)
                break
    return found


_Shared = tuple[object, ...]


def _could_share(event: Event, figures: Mapping[str, Figure]) -> Iterator[_Shared]:
    """What two events that are alike have one of in common."""
    if event.type not in _UNLIKE:
        for shared in (*_numbers(event, figures), *_actors(event).values()):
            yield event.type, event.polarity, event.time, shared


def _sources(chain: Sequence[Attribution]) -> list[tuple[str | None, str]]:
    return [
        (item.source_entity or " ".join(span.words.lower() for span in item.source) or None, item.stance)
        for item in chain
    ]


def _alike(event: Event, other: Event, figures: Mapping[str, Figure]) -> bool:
    if event.type in _UNLIKE or event.type != other.type or event.polarity != other.polarity:
        return False
    if event.time != other.time or (event.when and other.when and event.when != other.when):
        return False
    mine, theirs = (_numbers(item, figures) for item in (event, other))
    if (mine and theirs and not mine & theirs) or bool(mine) != bool(theirs):
        return False
    actors, others = _actors(event), _actors(other)
    if any(role in others and entity != others[role] for role, entity in actors.items()):
        return False
    shared = set(actors.values()) & set(others.values())
    if mine:
        return bool(mine & theirs)
    return bool(shared) and (event.words.lower()[:4] == other.words.lower()[:4] or len(shared) > 1)


def _numbers(event: Event, figures: Mapping[str, Figure]) -> set[tuple[object, ...]]:
    told = (figures[figure] for figure in event.figures)
    return {(item.low, item.high, item.outcome) for item in told}


def _actors(event: Event) -> dict[str, str]:
    return {item.role: item.entity for item in event.participants if item.entity}
