"""One linking run over a ledger: what came since the last, and what people decided, into links made anew and taken away."""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from hearsay.flow import links as linked
from hearsay.flow.binding import Binding
from hearsay.flow.remembered import Came, Remembered, came, head_of, recall, spare_of
from hearsay.flow.signing import Clock, linking_model, machine
from hearsay.ledger import Ledger, spare
from hearsay.ledger.standing import links_by_id, links_of_copies
from hearsay.ledger.writer import LinkedMeanwhileError, append_links
from hearsay.link.happenings.columns import digits, written
from hearsay.link.lineage.known import Traced, traced
from hearsay.link.lineage.signature import StaleSignatureError
from hearsay.link.packing import StaleError
from hearsay.link.run import Linked, Names, link_rows
from hearsay.record.happening import EventKey
from hearsay.record.journal import Entry, Link, LinksMade, Signature
from hearsay.record.lineage import Lineage


@dataclass(frozen=True)
class Found:
    """What a run came to. ``entry`` is null where nothing was new since the last one."""

    linked: Linked
    stories: int
    made: Sequence[Link] = ()
    removed: Sequence[str] = ()
    entry: Entry | None = None


def relinked(
    ledger: Ledger,
    bound: Callable[[], Binding],
    stale: Callable[[], bool],
    clock: Clock,
    reason: str | None,
    *,
    anew: bool,
) -> Found:
    """Link what came since the last run, or everything, and keep it. ``bound`` gives what people decided, ``stale`` whether
    anything came after which linking may come out otherwise. Raises ``E-LEDGER-…``."""
    while True:
        said = bound()
        last = None if anew else recall(ledger, said.constraints)
        try:
            with _seldom_collected():
                return _run(ledger, last, said, stale, machine_of(clock, reason))
        except (spare.SpareError, StaleError, StaleSignatureError):
            if last is None:
                raise
            anew = True  # a row of a report is damaged
        except LinkedMeanwhileError:
            continue


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """A run makes millions of objects, hardly any in circles: looking for circles among all of them again and again took a
    sixth of its time."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def machine_of(clock: Clock, reason: str | None) -> Signature:
    """The signature of a linking run."""
    return machine(clock=clock, reason=reason, model=linking_model())


def _run(
    ledger: Ledger, last: Remembered | None, bound: Binding, stale: Callable[[], bool], signed: Signature
) -> Found:
    head = ledger.head()
    before = last or Remembered(ledger, entry=_last_linking(ledger))
    new = came(before)
    if last is not None and _same(last, new, bound) and not stale():
        return Found(last.linked, len(np.unique(last.known.originals)))
    present = [one for one in ledger.links() if one.kind in linked.KINDS] if last is None else []
    grouped = link_rows(
        new.rows,
        bound.constraints,
        before.linked,
        gone=new.again,
        names=_names(present) if last is None else None,
    )
    lineage = traced(
        before.known,
        before.signatures,
        [row.signature for row in new.kept.values()],
        new.again,
        bound.barred,
        {id_ for pair in bound.barred ^ before.barred for id_ in pair}
        | {report for _, report in before.kept.items() ^ _copies(bound).items()},
    )
    ids = _moved(before.linked, grouped, new.again)
    if last is not None:
        present = _concerned(ledger, lineage, ids)
    made = [
        *linked.lineage_links(Lineage(edges=lineage.edges, families=lineage.families)),
        *_grouped_links(grouped, ids),
    ]
    standing = {one.id for one in present}
    made += [one for one in bound.kept if one.id in standing - {link.id for link in made}]
    made_anew, gone = linked.differences(present, made)
    matter = None
    if made_anew or gone or stale():
        matter = LinksMade(seen=head.seq, made=made_anew, removed=gone)
    entry = append_links(
        ledger,
        matter,
        signed,
        after=before.entry,
        kept=spare_of(head_of(head.seq, head.hash, grouped, bound), grouped, lineage.known),
        came=new.kept,
        anew=last is None,
    )
    return Found(grouped, lineage.stories, made_anew, gone, entry)


def _moved(before: Linked, after: Linked, again: Collection[str]) -> tuple[set[str], set[str]]:
    """Ids of the happenings and of the incidents of which a member came, went, or moved."""
    old = before.state.columns
    stays = np.array([name not in again for name in old.names], bool)
    stays = np.repeat(stays, old.events)
    count = int(stays.sum())
    ends = [(getattr(before, name), getattr(after, name)) for name in ("happening", "incident")]
    moved = np.zeros(count, bool)
    for was, now in ends:
        moved |= was[stays] != now[:count]
    found = []
    for letter, (was, now) in zip("hi", ends, strict=True):
        ids = np.unique(np.concatenate([was[stays][moved], was[~stays], now[:count][moved], now[count:]]))
        found.append({written(letter, number) for number in ids[ids != 0].tolist()})
    return found[0], found[1]


def _same(last: Remembered, new: Came, bound: Binding) -> bool:
    """Whether nothing has come that a run could find anything in."""
    return (
        not new.rows
        and last.linked.constraints == bound.constraints
        and last.barred == bound.barred
        and dict(last.kept) == _copies(bound)
    )


def _copies(bound: Binding) -> dict[str, str]:
    """The edges that people accepted, each with the report that takes from the other."""
    return {one.id: str(one.members[0].report) for one in bound.kept}


def _last_linking(ledger: Ledger) -> int:
    with ledger.reading() as connection:
        return spare.last_linking(connection)


def _concerned(ledger: Ledger, lineage: Traced, ids: tuple[set[str], set[str]]) -> list[Link]:
    """The links that stand of what a run touched."""
    wanted = {linked.family_id(original) for original in lineage.originals} | ids[0] | ids[1]
    with ledger.reading() as connection:
        found = links_by_id(connection, wanted) + links_of_copies(connection, linked.EDGES, lineage.touched)
    return [one for one in {one.id: one for one in found}.values() if one.kind in linked.KINDS]


def _grouped_links(grouped: Linked, ids: tuple[set[str], set[str]]) -> Iterator[Link]:
    """The links of some happenings and incidents."""
    columns = grouped.state.columns
    wanted = [np.array([digits(id_) for id_ in sorted(row)], np.uint64) for row in ids]
    inside = np.isin(grouped.happening, wanted[0]) | np.isin(grouped.incident, wanted[1])
    nodes = np.flatnonzero(inside)
    nodes = nodes[np.argsort(columns.event_order[nodes])]
    members: dict[int, list[int]] = {}
    wholes: dict[int, set[int]] = {}
    rows = zip(
        nodes.tolist(), grouped.happening[nodes].tolist(), grouped.incident[nodes].tolist(), strict=True
    )
    for node, happening, incident in rows:
        members.setdefault(happening, []).append(node)
        if incident:
            wholes.setdefault(incident, set()).add(happening)
    keys = {node: columns.key(node) for node in nodes.tolist()}
    places = columns.places.tolist() if len(nodes) * 4 > len(columns.places) else columns.places
    for number in np.unique(wanted[0]).tolist():
        if number in members:
            row = members[number]
            yield linked.happening_link(
                written("h", number),
                [keys[node] for node in row],
                [[int(x) for x in places[node]] for node in row],
            )
    for number in np.unique(wanted[1]).tolist():
        if number in wholes:
            told = [
                (keys[node], written("h", part)) for part in sorted(wholes[number]) for node in members[part]
            ]
            yield linked.incident_link(written("i", number), told)


def _names(present: Iterable[Link]) -> Names:
    """What the last run gave, for ids to stay."""
    happenings: dict[str, list[EventKey]] = {}
    incidents: dict[str, list[EventKey]] = {}
    for one in present:
        if one.kind in (linked.HAPPENING, linked.INCIDENT):
            into = happenings if one.kind == linked.HAPPENING else incidents
            into[one.id] = [(str(part.report), str(part.id)) for part in one.members]
    return Names(happenings, incidents)
