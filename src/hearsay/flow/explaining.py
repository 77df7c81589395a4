"""Why two claims are taken for the same happening, or are not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from hearsay.flow import links as linked
from hearsay.flow.keep import report_id
from hearsay.flow.linking import actors_said, bonds_between, needing_extra
from hearsay.ledger import Ledger
from hearsay.record import problem
from hearsay.record.happening import ActorLink, Bond, EventKey, Link

_NAMED = re.compile(r"(?P<report>.+)/(?P<id>[cv]-[0-9a-f]{10})")


@dataclass(frozen=True)
class Side:
    """One of the two: its event, the words that make the claim, and what it belongs to, null before linking."""

    ref: str
    event: EventKey
    trigger: str
    words: str
    happening: str | None
    incident: str | None


@dataclass(frozen=True)
class NamedLink:
    """Two who take part in the two events, by name, and what speaks for their being one."""

    names: tuple[str, str]
    link: ActorLink


@dataclass(frozen=True)
class Explained:
    """Both sides, what each comparison weighs, and what people said of the two, the latest word last; and those who take
    part in both as far as their names share anything."""

    sides: tuple[Side, Side]
    link: Link
    said: tuple[Bond, ...]
    actors: tuple[NamedLink, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "sides": [{**vars(side), "event": list(side.event)} for side in self.sides],
            **self.link.to_dict(),
            "said": [bond.to_dict() for bond in self.said],
            "actors": [
                {"names": list(one.names), **one.link.to_dict(), "one": one.link.is_one}
                for one in self.actors
            ],
        }


def explain(ledger: Ledger, one: str, other: str) -> Explained:
    """Compare two claims or events (``REPORT/ID``), whether or not a run compared them.

    Raises ``E-LEDGER-UNKNOWN``, ``-AMBIGUOUS``, ``E-LINK-NOT-INSTALLED``, ``E-LINK-REGROUP`` where both are one event.
    """
    with needing_extra():
        from hearsay.link.compare import explain as compare
        from hearsay.link.compare import explain_actors
        from hearsay.link.happenings.actors import dressed
        from hearsay.link.happenings.rows import report_row
    named = [_event(ledger, given) for given in (one, other)]
    if named[0][0] == named[1][0]:
        raise problem("E-LINK-REGROUP", why="Both name the same event", how="Name claims about two events")
    records = {kept.report: kept for kept in ledger.snapshot(reports=[key[0] for key, _ in named])}
    keys = (named[0][0], named[1][0])
    with needing_extra():
        rows = dressed((report_row(kept.data) for kept in records.values()), actors_said(ledger))
        found, actors = compare(rows, *keys), explain_actors(rows, *keys)
    names = {
        (id_, entity["id"]): entity["name"]
        for id_, kept in records.items()
        for entity in kept.data["entities"]
    }
    named_links = tuple(NamedLink((names[one.pair[0]], names[one.pair[1]]), one) for one in actors)
    sides = tuple(_side(ledger, records[key[0]].ref, key, row) for key, row in named)
    return Explained((sides[0], sides[1]), found, bonds_between(ledger, keys), named_links)


def _event(ledger: Ledger, given: str) -> tuple[EventKey, Any]:
    """The event that a claim or an event names, with a row of the table of claims."""
    read = _NAMED.fullmatch(given)
    if read is not None:
        report = report_id(ledger, read["report"])
        for row in ledger.rows("claims", "report", "claim", "event", "said", "trigger_words"):
            if row.report == report and read["id"] in (row.claim, row.event):
                return (report, row.event), row
    raise problem("E-LEDGER-UNKNOWN", what="claim or event", given=given, verb="claims --format csv")


def _side(ledger: Ledger, ref: str, key: EventKey, row: Any) -> Side:
    where = {}
    for kind in (linked.HAPPENING, linked.INCIDENT):
        holding = (link.id for link in ledger.links(kind) if key in {(p.report, p.id) for p in link.members})
        where[kind] = next(holding, None)
    return Side(ref, key, row.trigger_words, row.said, where[linked.HAPPENING], where[linked.INCIDENT])
