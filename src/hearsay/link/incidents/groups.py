"""Scenes grouped become incidents of whole happenings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from hearsay.record.happening import Bond, EventKey


def incident_groups(
    scenes: Sequence[Sequence[EventKey]],
    happenings: Mapping[str, Sequence[EventKey]],
    apart: Sequence[Bond],
) -> list[tuple[str, ...]]:
    """Ids of happenings, each in order, that make one incident.

    ``scenes`` are the events of each group of scenes. A happening goes where most of its events are, else to the group with
    the least event; one with no event in any scene belongs to no incident. Where a person said that two happenings of
    one group are apart, the second leaves for an incident of its own.
    """
    group_of = {key: number for number, group in enumerate(scenes) for key in group}
    least = [min(group) for group in scenes]
    found: dict[int, list[str]] = {}
    where: dict[EventKey, str] = {}
    for id_, keys in happenings.items():
        where.update(dict.fromkeys(keys, id_))
        count = Counter(group_of[key] for key in keys if key in group_of)
        if count:
            best = min(count, key=lambda number: (-count[number], least[number]))
            found.setdefault(best, []).append(id_)
    alone: list[str] = []
    for bond in apart:
        one, other = where.get(bond.one), where.get(bond.other)
        for group in found.values():
            if one in group and other in group and one != other and other is not None:
                group.remove(other)
                alone.append(other)
    return [tuple(sorted(group)) for group in found.values() if group] + [(id_,) for id_ in alone]
