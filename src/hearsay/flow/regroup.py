"""What people say of happenings and incidents: that several are one, or that one is several.

The decision names events and not links, for links are made anew by every run and events last. It binds the next run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hearsay.flow import links as linked
from hearsay.flow.incidents import links_named
from hearsay.flow.review import decide
from hearsay.flow.signing import Clock, wall_clock
from hearsay.ledger import Ledger
from hearsay.record import problem
from hearsay.record.journal import Decision, Entry, Link, Target


def merge(
    ledger: Ledger,
    ids: Sequence[str],
    *,
    actor: str | None,
    reason: str | None = None,
    clock: Clock = wall_clock,
) -> Entry:
    """Say that several incidents, or several happenings, are one.

    Raises ``E-LINK-REGROUP``, ``E-LINK-NONE``, ``E-LEDGER-UNKNOWN``, ``-ACTOR``.
    """
    if len(set(ids)) < 2:
        raise _refused("To merge takes at least two", "Name incidents or happenings, each by its id")
    found = links_named(ledger, ids)
    of = _kind(found)
    targets = list(dict.fromkeys(f"{part.report}/{part.id}" for one in found for part in one.members))
    return decide(ledger, "merge", targets, actor=actor, reason=reason, of=of, clock=clock)


def split(
    ledger: Ledger,
    id: str,
    parts: Sequence[str],
    *,
    actor: str | None,
    reason: str | None = None,
    clock: Clock = wall_clock,
) -> Entry:
    """Say that some happenings are not of an incident, or that some events (``REPORT/ID``) are not of a happening.

    What leaves stays together unless the run finds otherwise. Raises as :func:`merge`.
    """
    (whole,) = links_named(ledger, [id])
    of = _kind([whole])
    inside: dict[str, list[str]] = {}
    for part in whole.members:
        name = str(part.side) if of == linked.INCIDENT else f"{part.report}/{part.id}"
        inside.setdefault(name, []).append(f"{part.report}/{part.id}")
    unknown = next((one for one in parts if one not in inside), None)
    if unknown is not None or not parts:
        raise _refused(f"{unknown or 'Nothing'} is not in {id}", f"It holds {', '.join(sorted(inside))}")
    if len(set(parts)) == len(inside):
        raise _refused(f"Nothing of {id} would be left", "Name what is to leave it, not all of it")
    sided = _sides(inside, set(parts), by_report=of == linked.INCIDENT)
    return decide(ledger, "split", sided, actor=actor, reason=reason, of=of, clock=clock)


def regrouped(ledger: Ledger, incident: str) -> tuple[Decision, ...]:
    """The merges and splits that stand and name an event of an incident, in the order of the journal.

    Raises ``E-LEDGER-UNKNOWN``, ``E-LINK-NONE``.
    """
    (whole,) = links_named(ledger, [incident])
    events = {(part.report, part.id) for part in whole.members}
    return tuple(
        one
        for one in ledger.decisions()
        if one.verb in ("merge", "split")
        and one.target in ("incident", "happening")
        and one.state != "undone"
        if any((part.report, part.id) in events for part in one.parts)
    )


def _sides(inside: Mapping[str, Sequence[str]], leaving: set[str], by_report: bool) -> list[str]:
    """One event of each part with its side, those that stay first: of two that are apart the second leaves.

    ``by_report``: of what stays only what the reports of the leaving parts tell too is named, if there is any. That
    keeps just these apart, whereas a word about two reports would hold for all that these tell of the act.
    """
    reports = {target.partition("/")[0] for name in leaving for target in inside[name]}
    staying = {name: events for name, events in inside.items() if name not in leaving}
    beside = {
        name: [target for target in events if target.partition("/")[0] in reports]
        for name, events in staying.items()
    }
    near = {name: events for name, events in beside.items() if events and by_report} or staying
    return [
        *(f"in:{min(events)}" for _, events in sorted(near.items())),
        *(f"out:{min(inside[name])}" for name in sorted(leaving)),
    ]


def _kind(found: Sequence[Link]) -> Target:
    kinds = {one.kind for one in found}
    if len(kinds) > 1:
        raise _refused("These are incidents and happenings", "Name one kind at a time")
    return "incident" if kinds == {linked.INCIDENT} else "happening"


def _refused(why: str, how: str) -> Exception:
    return problem("E-LINK-REGROUP", why=why, how=how)
