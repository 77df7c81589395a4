"""What people say of happenings and incidents: that several are one, or that one is several.

The decision names events and not links, for links are made anew by every run and events last. It binds the next run.
"""

from __future__ import annotations

from collections.abc import Sequence

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
    into: str | None = None,
    clock: Clock = wall_clock,
) -> Entry:
    """Say that some happenings are not of an incident, or that some events (``REPORT/ID``) are not of a happening.

    They leave together, and what is not named stays together. ``into``: another incident, or happening, that they are of.
    Raises as :func:`merge`.
    """
    whole, *others = links_named(ledger, [id, *([into] if into else [])])
    of = _kind([whole, *others])
    if into == id:
        raise _refused(f"{id} would leave itself", "Name another, or none for one of its own")
    inside = _parts(whole, of)
    unknown = next((one for one in parts if one not in inside), None)
    if unknown is not None or not parts:
        raise _refused(f"{unknown or 'Nothing'} is not in {id}", f"It holds {', '.join(sorted(inside))}")
    if len(set(parts)) == len(inside):
        raise _refused(f"Nothing of {id} would be left", "Name what is to leave it, not all of it")
    beyond = [event for one in others for events in _parts(one, of).values() for event in events]
    leaving = [event for name in sorted(set(parts)) for event in inside[name]]
    staying = [event for name, events in sorted(inside.items()) if name not in parts for event in events]
    # those that stay first: what nobody named stays with them
    sided = [*(f"in:{event}" for event in staying), *(f"out:{event}" for event in (*leaving, *beyond))]
    return decide(ledger, "split", sided, actor=actor, reason=reason, of=of, clock=clock)


def _parts(whole: Link, of: Target) -> dict[str, list[str]]:
    """What an incident or a happening is made of, happenings or events, each with its events as ``REPORT/ID``."""
    found: dict[str, list[str]] = {}
    for part in whole.members:
        name = str(part.side) if of == linked.INCIDENT else f"{part.report}/{part.id}"
        found.setdefault(name, []).append(f"{part.report}/{part.id}")
    return found


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


def _kind(found: Sequence[Link]) -> Target:
    kinds = {one.kind for one in found}
    if len(kinds) > 1:
        raise _refused("These are incidents and happenings", "Name one kind at a time")
    return "incident" if kinds == {linked.INCIDENT} else "happening"


def _refused(why: str, how: str) -> Exception:
    return problem("E-LINK-REGROUP", why=why, how=how)
