"""Names for groups: an id stays with the largest part of what bore it; what is new is named by its least member."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from hearsay.record.happening import EventKey
from hearsay.record.ids import Letter, hashed_id

Group = tuple[EventKey, ...]


def named(
    letter: Letter, groups: Sequence[Group], before: Mapping[str, Sequence[EventKey]]
) -> dict[Group, str]:
    """An id for each group; groups must have no member in common, and those ``before`` neither.

    An id goes to the group that holds most of its members, of two as large to the one with the least member; a group that
    could bear several takes the one of which it holds most, then the least.
    """
    bears = {tuple(keys): id_ for id_, keys in before.items()}
    found = {group: bears[group] for group in groups if group in bears}  # as it was: the common case by far
    still = set(found.values())
    bearer = {key: id_ for id_, keys in before.items() if id_ not in still for key in keys}
    parts: dict[str, list[tuple[int, Group]]] = {}
    for group in groups:
        if group in found:
            continue
        for id_, count in Counter(bearer[key] for key in group if key in bearer).items():
            parts.setdefault(id_, []).append((-count, group))
    claims: dict[Group, list[tuple[int, str]]] = {}
    for id_, rows in parts.items():
        negative, group = min(rows, key=lambda row: (row[0], min(row[1])))
        claims.setdefault(group, []).append((negative, id_))
    found.update({group: min(rows)[1] for group, rows in claims.items()})
    taken = set(found.values())
    for group in groups:
        if group not in found:
            found[group] = _fresh(letter, group, taken)
            taken.add(found[group])
    return found


def _fresh(letter: Letter, group: Group, taken: set[str]) -> str:
    """Named by the least member; where a part of an earlier group bears that name, by the first that is free."""
    for attempt in range(len(taken) + 1):
        id_ = hashed_id(letter, (*min(group), *([str(attempt)] if attempt else [])))
        if id_ not in taken:
            return id_
    raise AssertionError("more names tried than are taken")
