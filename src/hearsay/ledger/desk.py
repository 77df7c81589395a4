"""What a person at work asks of a ledger: what waits to be judged, one report with all said of it, origins, the log."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple, get_args

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    func,
    literal_column,
    select,
)

from hearsay.ledger import search
from hearsay.ledger.codings import states as sealed_states
from hearsay.ledger.state.present import present_records
from hearsay.ledger.tables import table
from hearsay.ledger.tallies import Tally, Within, numbers
from hearsay.record.codes import ReviewReason
from hearsay.record.journal import Decision, Judged, Part, Signature
from hearsay.record.kept import Kept

Order = Literal["weight", "doubt", "new"]
"""``weight``: people hurt first, then other numbers; ``doubt``: what is least likely read rightly; ``new``: newest first."""
State = Literal["open", "decided", "all"]
FLAGS: tuple[str, ...] = get_args(ReviewReason)
BESIDE = ("ref", "title", "publisher", "carrier", "published", "url", "status", "counts")


@dataclass(frozen=True)
class Waiting:
    """Which claims are wanted for judging; null asks nothing. ``flag`` is a reason for looking, ``text`` words said.

    A claim that says again what a fuller one in its report says is judged with that, and not listed.
    """

    state: State = "open"
    order: Order = "weight"
    flag: str | None = None
    certainty: str | None = None
    type: str | None = None
    outcome: str | None = None
    origin_kind: str | None = None
    country: str | None = None
    publisher: str | None = None
    text: str | None = None


def waiting(
    connection: Connection, asked: Waiting, limit: int, offset: int = 0
) -> tuple[Mapping[str, Any], ...]:
    """Claims with what is known of their reports, in the order asked for; ``touched`` is the last entry about the report."""
    claims, reports = table("claims"), table("reports")
    query = _wanted(connection, asked, select(claims.c.number))
    query = query.order_by(*_order(asked.order)).limit(limit).offset(offset)
    chosen = list(connection.execute(query).scalars())
    rows = connection.execute(
        select(*(reports.c[name] for name in (*BESIDE, "touched")), claims)
        .join(reports, reports.c.report == claims.c.report)
        .where(claims.c.number.in_(chosen))
    )
    by_number = {row.number: dict(row._mapping) for row in rows}
    return tuple(by_number[number] for number in chosen)


def count_waiting(connection: Connection, asked: Waiting) -> int:
    """How many claims are asked for."""
    claims = table("claims")
    query = _wanted(connection, asked, select(func.count()).select_from(claims))
    return int(connection.execute(query).scalar_one())


class Alike(NamedTuple):
    """How many claims are alike in what the queue's filters ask for; ``review`` is a JSON array of flags."""

    waits: int
    certainty: str
    type: str | None
    outcome: str | None
    review: str
    many: int

    def fits(self, asked: Waiting, but: str = "") -> bool:
        """Whether the filters let these claims through, one of them left out of account."""
        return (
            (asked.state == "all" or self.waits == int(asked.state == "open"))
            and all(
                but == name or value is None or value == mine
                for name, value, mine in (
                    ("certainty", asked.certainty, self.certainty),
                    ("type", asked.type, self.type),
                    ("outcome", asked.outcome, self.outcome),
                )
            )
            and (but == "flag" or asked.flag is None or f'"{asked.flag}"' in self.review)
        )


def others(asked: Waiting) -> Waiting:
    """The filters of which :func:`alike` takes account; the numbers of every queue that shares them are one tally."""
    return replace(asked, state="all", order="weight", flag=None, certainty=None, type=None, outcome=None)


def tally(asked: Waiting) -> Tally:
    """The claims that the filters let through, state, flag, certainty, type and outcome left out of account."""
    claims = table("claims")
    columns = [claims.c[name] for name in ("waits", "certainty", "event_type", "outcome", "review")]

    def grouped(connection: Connection, within: Within | None) -> Select[Any]:
        query = select(*columns, numbers(claims.c.number))
        return _wanted(connection, others(asked), query, within).group_by(*columns)

    return Tally(grouped)


def alike(connection: Connection, counted: Tally) -> tuple[Alike, ...]:
    """The claims of a :func:`tally`: every number that the queue shows can be told of these."""
    return tuple(Alike(*(*kind, many)) for kind, many in counted.many(connection))


def facets(found: Iterable[Alike], asked: Waiting) -> dict[str, dict[str, int]]:
    """How many of the claims there are for each flag, certainty, type and outcome, each as if it alone were not asked."""
    counted: dict[str, Counter[str]] = {name: Counter() for name in ("certainty", "type", "outcome", "flag")}
    for one in found:
        for name, value in (("certainty", one.certainty), ("type", one.type), ("outcome", one.outcome)):
            if value is not None and one.fits(asked, but=name):
                counted[name][value] += one.many
        if one.fits(asked, but="flag"):
            counted["flag"].update(dict.fromkeys(json.loads(one.review), one.many))
    return {name: dict(sorted(of.items(), key=lambda row: (-row[1], row[0]))) for name, of in counted.items()}


def report_row(connection: Connection, report: str) -> Mapping[str, Any] | None:
    """The row of a report, its text included; null if there is none."""
    of = table("reports")
    row = connection.execute(select(of).where(of.c.report == report)).first()
    return None if row is None else dict(row._mapping)


def kept(connection: Connection, report: str) -> Kept | None:
    """A report as it stands with its current record and the decisions about it; null if there is none."""
    found = kept_together(connection, (report,))
    return found.get(report)


def kept_together(connection: Connection, reports: Sequence[str]) -> dict[str, Kept]:
    """Reports as they stand, by id, with the decisions about each, undone ones left out."""
    of = table("reports")
    rows = connection.execute(present_records(of).where(of.c.report.in_(reports))).all()
    decided = decisions_about(connection, reports)
    names = [name for name in Kept.__dataclass_fields__ if name not in ("decisions", "counts")]
    return {
        row.report: Kept(
            counts=bool(row.counts),
            decisions=tuple(decided.get(row.report, ())),
            **{name: row._mapping[name] for name in names},
        )
        for row in rows
    }


def decisions_about(connection: Connection, reports: Sequence[str]) -> dict[str, list[Decision]]:
    """The decisions about claims, actors and events of reports that are not undone, by report, in their order."""
    parts = table("decision_parts")
    chosen = select(parts.c.seq).where(parts.c.report.in_(reports))
    by_report: dict[str, list[Decision]] = {}
    for decision in _decisions(connection, table("decisions").c.seq.in_(chosen)):
        if decision.state != "undone":
            for report in dict.fromkeys(str(part.report) for part in decision.parts if part.report):
                by_report.setdefault(report, []).append(decision)
    return by_report


def decision(connection: Connection, seq: int) -> Decision | None:
    """A decision by the number of its entry; null if that is none."""
    return next(iter(_decisions(connection, table("decisions").c.seq == seq)), None)


def _decisions(connection: Connection, chosen: ColumnElement[bool]) -> Iterator[Decision]:
    decisions, parts, journal = table("decisions"), table("decision_parts"), table("journal")
    rows = connection.execute(
        select(decisions, journal.c.actor_kind, journal.c.tool, journal.c.model)
        .join(journal, journal.c.seq == decisions.c.seq)
        .where(chosen)
        .order_by(decisions.c.seq)
    ).all()
    of: dict[int, list[tuple[Part, bool]]] = {row.seq: [] for row in rows}
    query = select(parts).where(parts.c.seq.in_(of)).order_by(parts.c.seq, parts.c.position)
    for one in connection.execute(query):
        part = Part(report=one.report, id=None if one.id == one.report else one.id, side=one.side)
        of[one.seq].append((part, bool(one.present)))
    for row in rows:
        yield Decision(
            seq=row.seq,
            verb=row.verb,
            target=row.target,
            parts=tuple(part for part, _ in of[row.seq]),
            value=json.loads(row.value),
            judged=tuple(Judged(**one) for one in json.loads(row.judged)),
            signed=Signature(
                **{
                    name: row._mapping[name]
                    for name in ("actor", "actor_kind", "at", "reason", "tool", "model")
                }
            ),
            state=row.state,
            missing=tuple(part for part, present in of[row.seq] if not present),
        )


def claim_rows(connection: Connection, report: str, claim: str | None = None) -> dict[str, Mapping[str, Any]]:
    """The rows of a report's claims by their ids, or of one of them."""
    claims = table("claims")
    query = select(claims).where(claims.c.report == report)
    if claim is not None:
        query = query.where(claims.c.claim == claim)
    return {row.claim: dict(row._mapping) for row in connection.execute(query.order_by(claims.c.number))}


def decided_since(connection: Connection, moment: str) -> dict[str, int]:
    """How many decisions each person made at or after ``moment`` (as the journal writes it) that stand."""
    decisions = table("decisions")
    query = (
        select(decisions.c.actor, func.count().label("many"))
        .where(decisions.c.at >= moment, decisions.c.state != "undone")
        .group_by(decisions.c.actor)
    )
    return {row.actor: row.many for row in connection.execute(query)}


def states(connection: Connection, entries: Sequence[int]) -> dict[int, str]:
    """Whether decisions and marks stand, by the numbers of their entries; of decisions within double codings as
    :func:`hearsay.ledger.codings.states` has it."""
    found: dict[int, str] = sealed_states(connection, entries)
    for name in ("decisions", "marks"):
        of = table(name)
        rows = connection.execute(select(of.c.seq, of.c.state).where(of.c.seq.in_(entries)))
        found.update({row.seq: row.state for row in rows})
    return found


def titles(connection: Connection, reports: Sequence[str]) -> dict[str, str]:
    """What reports are called, by their ids: the title, else the name under which they were added."""
    of = table("reports")
    rows = connection.execute(select(of.c.report, of.c.title, of.c.ref).where(of.c.report.in_(reports)))
    return {row.report: row.title or row.ref for row in rows}


def count_reports(connection: Connection) -> int:
    """How many reports there are."""
    return int(connection.execute(select(func.count()).select_from(table("reports"))).scalar_one())


def _wanted(
    connection: Connection, asked: Waiting, query: Select[Any], within: Within | None = None
) -> Select[Any]:
    claims, reports = table("claims"), table("reports")
    # "+": those within some numbers are read by these, not from the index of the queue
    waits: ColumnElement[Any] = claims.c.waits if within is None else literal_column("+claims.waits")
    conditions: list[Any] = [
        waits.in_((0, 1)) if asked.state == "all" else waits == int(asked.state == "open")
    ]
    for column, value in (
        ("certainty", asked.certainty),
        ("event_type", asked.type),
        ("outcome", asked.outcome),
        ("origin_kind", asked.origin_kind),
        ("country", asked.country),
    ):
        if value is not None:
            conditions.append(claims.c[column] == value)
    if asked.flag is not None:
        conditions.append(claims.c.review.contains(f'"{asked.flag}"', autoescape=True))
    if asked.publisher is not None:
        conditions.append(
            claims.c.report.in_(select(reports.c.report).where(reports.c.publisher == asked.publisher))
        )
    if asked.text is not None:
        # "+": the order of the queue is read from its index, which is shorter than all that has a common word
        conditions.append(
            search.having(
                connection,
                literal_column("+claims.number"),
                [("said", search.parsed(asked.text))],
                within=within,
            )
        )
    if within is not None:
        conditions.append(claims.c.number.between(*within))
    return query.where(and_(True, *conditions))


def _order(order: Order) -> tuple[ColumnElement[Any], ...]:
    claims = table("claims")
    doubt = (claims.c.sure, claims.c.number)
    if order == "doubt":
        return doubt
    return (claims.c.number.desc(),) if order == "new" else (claims.c.weight, *doubt)
