"""What people said of actors, written into the rows: who was joined bears one name, who was set apart knows from whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from hearsay.link.actors.rows import ActorKey
from hearsay.link.happenings.cluster import components
from hearsay.link.happenings.rows import EventRow, ReportRow
from hearsay.record.happening import SameActor

_MARK = "="  # no stem begins with it


def dressed(
    reports: Iterable[ReportRow], said: Sequence[SameActor], before: Sequence[SameActor] = ()
) -> list[ReportRow]:
    """The rows as what was said has them, and without what was said ``before``.

    A row that neither is about stays as it is. What a row says of actors follows from the decisions, not from other rows.
    """
    joined, parted = _joined(said), _parted(said)
    concerned = {actor[0] for one in (*said, *before) for actor in (one.one, one.other)}
    return [_dressed(report, joined, parted) if report.id in concerned else report for report in reports]


def reports_about(said: Iterable[SameActor], before: Iterable[SameActor]) -> set[str]:
    """The reports of which the rows follow otherwise from what is said than from what was said before.

    Who hangs together with somebody about whom the word changed bears another name with him: the whole group is touched.
    """
    said, before = set(said), set(before)
    changed = {actor for one in said ^ before for actor in (one.one, one.other)}
    joins = [(one.one, one.other) for one in said | before if one.together]
    actors = sorted(changed.union(*joins)) if joins else sorted(changed)
    place = {actor: number for number, actor in enumerate(actors)}
    top = components(len(actors), [(place[one], place[other]) for one, other in joins])
    tops = {top[place[actor]] for actor in changed}
    return {actor[0] for actor in actors if top[place[actor]] in tops}


def _joined(said: Sequence[SameActor]) -> dict[ActorKey, str]:
    """For each actor that was joined with another the name of their group."""
    actors = sorted({actor for one in said if one.together for actor in (one.one, one.other)})
    place = {actor: n for n, actor in enumerate(actors)}
    top = components(len(actors), [(place[one.one], place[one.other]) for one in said if one.together])
    return {actor: ":".join(actors[top[n]]) for n, actor in enumerate(actors)}


def _parted(said: Sequence[SameActor]) -> dict[ActorKey, frozenset[ActorKey]]:
    """For each actor those that it is not."""
    found: dict[ActorKey, set[ActorKey]] = {}
    for one in said:
        if not one.together:
            found.setdefault(one.one, set()).add(one.other)
            found.setdefault(one.other, set()).add(one.one)
    return {actor: frozenset(others) for actor, others in found.items()}


def _dressed(
    report: ReportRow, joined: dict[ActorKey, str], parted: dict[ActorKey, frozenset[ActorKey]]
) -> ReportRow:
    actors = tuple(
        replace(
            actor,
            bond=joined.get((report.id, actor.entity)),
            apart=parted.get((report.id, actor.entity), frozenset()),
        )
        for actor in report.actors
    )
    return replace(
        report, actors=actors, events=tuple(_renamed(event, joined, parted) for event in report.events)
    )


def _renamed(
    event: EventRow, joined: dict[ActorKey, str], parted: dict[ActorKey, frozenset[ActorKey]]
) -> EventRow:
    """The stems that name who takes part: one more for who was joined; of two that were set apart one bears its own."""
    if not event.parts:
        return event
    names: dict[bool, set[str]] = {True: set(), False: set()}
    for part in event.parts:
        actor = (event.key[0], part.entity)
        renamed = any(other < actor for other in parted.get(actor, ()))
        names[part.doer] |= {_MARK + ":".join(actor)} if renamed else part.names
        if actor in joined:
            names[part.doer].add(_MARK + joined[actor])
    return replace(event, doers=frozenset(names[True]), others=frozenset(names[False]))
