"""What people said of actors, written into the rows: the same in two reports count as named alike, others do not.

A joined actor bears one more name, which no text has; so does one of two that a person set apart, in place of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from hearsay.link.happenings.cluster import components
from hearsay.link.happenings.rows import EventRow, ReportRow
from hearsay.record.happening import SameActor

Actor = tuple[str, str]
"""Report and entity."""
_MARK = "="  # no stem begins with it


def dressed(
    reports: Iterable[ReportRow], said: Sequence[SameActor], before: Sequence[SameActor] = ()
) -> list[ReportRow]:
    """The rows with the names that follow from what was said, and without those that followed from what was said ``before``.

    Rows that neither is about stay as they are.
    """
    joined = _joined(said)
    parted = {max(one.one, one.other): _name(max(one.one, one.other)) for one in said if not one.together}
    concerned = {actor[0] for one in (*said, *before) for actor in (one.one, one.other)}
    return [
        replace(report, events=tuple(_dressed(event, joined, parted) for event in report.events))
        if report.id in concerned
        else report
        for report in reports
    ]


def _name(actor: Actor) -> str:
    return _MARK + ":".join(actor)


def _joined(said: Sequence[SameActor]) -> dict[Actor, str]:
    """For each actor that was joined with another the name of their group."""
    actors = sorted({actor for one in said if one.together for actor in (one.one, one.other)})
    place = {actor: n for n, actor in enumerate(actors)}
    top = components(len(actors), [(place[one.one], place[one.other]) for one in said if one.together])
    return {actor: _name(actors[top[n]]) for n, actor in enumerate(actors)}


def _dressed(event: EventRow, joined: dict[Actor, str], parted: dict[Actor, str]) -> EventRow:
    if not event.parts:
        return event
    names: dict[bool, set[str]] = {True: set(), False: set()}
    for part in event.parts:
        actor = (event.key[0], part.entity)
        names[part.doer] |= {parted[actor]} if actor in parted else part.names
        if actor in joined:
            names[part.doer].add(joined[actor])
    return replace(event, doers=frozenset(names[True]), others=frozenset(names[False]))
