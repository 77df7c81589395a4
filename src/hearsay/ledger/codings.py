"""What can be asked of double codings: how far each is, a report as one coder left it, and what nobody is to see yet."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, select, true

from hearsay.ledger import contents
from hearsay.ledger.state.present import left
from hearsay.ledger.state.settled import Word
from hearsay.ledger.tables import table
from hearsay.record.journal import Decision, Entry, Judged, Part, Signature, canonical
from hearsay.record.kept import Kept
from hearsay.record.verbs import CodingState

WITHIN = "a decision within a double coding"
_PLAIN = (
    "report", "ref", "seq", "touched", "status", "publisher", "carrier", "url", "published", "modified", "replaces",
    "replaced_by", "reprint_of", "sha256_raw", "sha256_text",
)  # fmt: skip


@dataclass(frozen=True)
class Coding:
    """A double coding. ``coders`` are the two, ``finished`` the entries with which each finished, null for one who has not.

    ``shown`` is the entry from which on both could see what the other says; ``claims`` how many are to be judged.
    """

    coding: int
    name: str
    note: str | None
    opened_by: str
    opened: str
    coders: tuple[str, str]
    finished: tuple[int | None, int | None]
    shown: int | None
    settled: int | None
    withdrawn: int | None
    reports: int
    claims: int

    @property
    def state(self) -> CodingState:
        """How far it is."""
        if self.withdrawn is not None:
            return "withdrawn"
        if self.settled is not None:
            return "settled"
        return "finished" if None not in self.finished else "open"

    def finish_of(self, coder: str) -> int | None:
        """The entry with which a coder finished; null for one who has not, or is none of the two."""
        return self.finished[self.coders.index(coder)] if coder in self.coders else None


@dataclass(frozen=True)
class CodedReport:
    """One report of a double coding, with the claims that are to be judged, those of them that a coder judged, and how many
    that coder added."""

    report: str
    title: str
    publisher: str | None
    published: str | None
    claims: tuple[str, ...]
    judged: frozenset[str] = frozenset()
    added: int = 0


@dataclass(frozen=True)
class Own:
    """A report as one coder left it within a double coding: what :func:`hearsay.ledger.desk.kept` and ``claim_rows`` give of
    it where decisions count."""

    kept: Kept
    rows: Mapping[str, Mapping[str, Any]]


def codings(connection: Connection, of: int | None = None) -> tuple[Coding, ...]:
    """Every double coding, the newest first; or that of one number."""
    all_of, reports = table("codings"), table("coding_reports")
    chosen = true() if of is None else all_of.c.coding == of
    told: dict[int, list[int]] = {}
    counted = select(reports.c.coding, reports.c.claims)
    if of is not None:
        counted = counted.where(reports.c.coding == of)
    for row in connection.execute(counted):
        told.setdefault(row.coding, []).append(len(json.loads(row.claims)))
    rows = connection.execute(select(all_of).where(chosen).order_by(all_of.c.coding.desc()))
    return tuple(
        Coding(
            coders=(row.one, row.other),
            finished=(row.one_finished, row.other_finished),
            reports=len(told.get(row.coding, ())),
            claims=sum(told.get(row.coding, ())),
            **{
                name: row._mapping[name]
                for name in ("coding", "name", "note", "opened_by", "opened", "shown", "settled", "withdrawn")
            },
        )
        for row in rows
    )


def coding_of_finish(connection: Connection, seq: int) -> Coding | None:
    """The double coding that entry ``seq`` opened, finished for one of the two, or settled; null where it did neither."""
    all_of = table("codings")
    names = ("coding", "one_finished", "other_finished", "settled")
    query = select(all_of.c.coding).where(_any(all_of.c[name] == seq for name in names))
    found = connection.execute(query).scalar()
    return codings(connection, int(found))[0] if found is not None else None


def coding_of_sealed(connection: Connection, seq: int) -> tuple[Coding, str, str] | None:
    """The double coding, the coder and the state of a sealed decision; null where entry ``seq`` is none."""
    of = table("sealed")
    row = connection.execute(select(of).where(of.c.seq == seq)).first()
    return (codings(connection, row.coding)[0], row.coder, row.state) if row is not None else None


def reports_of(connection: Connection, coding: int, coder: str | None = None) -> tuple[CodedReport, ...]:
    """The reports of a double coding in their order, with what ``coder`` did in each."""
    of, reports = table("coding_reports"), table("reports")
    judged: dict[str, set[str]] = {}
    added: dict[str, int] = {}
    for said in _sealed(connection, coding, coder) if coder is not None else ():
        if said.claim is None:
            added[said.report] = added.get(said.report, 0) + 1
        else:
            judged.setdefault(said.report, set()).add(said.claim)
    query = (
        select(
            of.c.report, of.c.claims, reports.c.title, reports.c.ref, reports.c.publisher, reports.c.published
        )
        .join(reports, reports.c.report == of.c.report)
        .where(of.c.coding == coding)
        .order_by(of.c.position)
    )
    found = []
    for row in connection.execute(query):
        claims = tuple(json.loads(row.claims))
        done = frozenset(claims) & judged.get(row.report, set())
        found.append(
            CodedReport(
                row.report,
                row.title or row.ref,
                row.publisher,
                row.published,
                claims,
                done,
                added.get(row.report, 0),
            )
        )
    return tuple(found)


def judged_by(connection: Connection, coding: int, coder: str) -> int:
    """How many of the claims that are to be judged a coder has judged."""
    return sum(len(one.judged) for one in reports_of(connection, coding, coder))


def own(connection: Connection, coding: int, coder: str, report: str) -> Own | None:
    """A report of a double coding as ``coder`` left it: the reading of the moment when it was opened, with that coder's
    decisions and nobody else's. Null where the coding does not have the report."""
    of, reports = table("coding_reports"), table("reports")
    beside = [reports.c[name] for name in (*_PLAIN, "counts")]
    query = (
        select(of.c.reading, of.c.record, *beside)
        .join(reports, reports.c.report == of.c.report)
        .where(of.c.coding == coding, of.c.report == report)
    )
    row = connection.execute(query).first()
    written = contents.record(connection, row.record) if row is not None else None
    if row is None or written is None:
        return None
    decided = list(_sealed(connection, coding, coder, report))
    words = [Word(one.seq, one.verb, one.coder, one.claim, json.loads(one.value)) for one in decided]
    found = left(json.loads(written), row.record, report, row.reading, words)
    kept = Kept(
        counts=bool(row.counts),
        reading=row.reading,
        json=found.json if found.json is not None else written,
        state=found.state,
        decisions=tuple(_decision(one) for one in decided),
        **{name: row._mapping[name] for name in _PLAIN},
    )
    return Own(kept, {one["claim"]: one for one in found.rows.of["claims"]})


def veiled(connection: Connection, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries as anybody may see them: of a decision within a double coding that is not over for both, no more than that
    there is one."""
    codings_, decisions = table("codings"), table("sealed")
    numbers = [one.seq for one in entries if one.kind == "decision made"]
    numbers += [one.values["entry"] for one in entries if one.kind == "entry undone"]
    if not numbers:
        return tuple(entries)
    query = (
        select(decisions.c.seq, decisions.c.coding)
        .join(codings_, codings_.c.coding == decisions.c.coding)
        .where(codings_.c.shown.is_(None))
    )
    if len(numbers) < 1000:
        query = query.where(decisions.c.seq.in_(numbers))
    secret: dict[int, int] = {row.seq: row.coding for row in connection.execute(query)}
    return tuple(_veiled(one, secret) for one in entries)


def states(connection: Connection, numbers: Sequence[int]) -> dict[int, str]:
    """Of entries that are decisions within double codings, whether they are ``sealed`` or, once both have finished, what
    became of them: ``compared`` or ``undone``."""
    codings_, decisions = table("codings"), table("sealed")
    query = (
        select(decisions.c.seq, decisions.c.state, codings_.c.shown)
        .join(codings_, codings_.c.coding == decisions.c.coding)
        .where(decisions.c.seq.in_(numbers))
    )
    return {
        row.seq: "sealed" if row.shown is None else "undone" if row.state == "undone" else "compared"
        for row in connection.execute(query)
    }


def of_report(connection: Connection, report: str, coder: str) -> tuple[Coding, ...]:
    """The double codings in which ``coder`` has yet to judge a report."""
    of, all_of = table("coding_reports"), table("codings")
    query = (
        select(of.c.coding)
        .join(all_of, all_of.c.coding == of.c.coding)
        .where(of.c.report == report, all_of.c.withdrawn.is_(None), all_of.c.settled.is_(None))
        .where(
            _any(
                and_(all_of.c[side] == coder, all_of.c[f"{side}_finished"].is_(None))
                for side in ("one", "other")
            )
        )
    )
    return tuple(one for row in connection.execute(query) for one in codings(connection, row.coding))


def settling(connection: Connection, reports: Sequence[str]) -> dict[int, tuple[int, str]]:
    """Of entries within double codings that were settled: the decision that settled each, and who made it."""
    decisions, parts = table("decisions"), table("decision_parts")
    chosen = select(parts.c.seq).where(parts.c.report.in_(reports))
    query = (
        select(decisions.c.seq, decisions.c.actor, decisions.c.value)
        .where(decisions.c.seq.in_(chosen), decisions.c.state != "undone")
        .where(decisions.c.value.contains('"of":['))
        .order_by(decisions.c.seq)
    )
    return {
        entry: (row.seq, row.actor)
        for row in connection.execute(query)
        for entry in json.loads(row.value).get("of", ())
    }


def count_sealed(connection: Connection, after: int) -> int:
    """How many decisions within double codings came after an entry: nothing that counts has changed by them."""
    of = table("sealed")
    return int(connection.execute(select(func.count()).where(of.c.seq > after)).scalar_one())


def _sealed(connection: Connection, coding: int, coder: str, report: str | None = None) -> Sequence[Row[Any]]:
    """What a coder decided in a double coding and did not take back, in the order of the journal."""
    of, journal = table("sealed"), table("journal")
    query = (
        select(of, journal.c.actor_kind, journal.c.tool, journal.c.model)
        .join(journal, journal.c.seq == of.c.seq)
        .where(of.c.coding == coding, of.c.coder == coder, of.c.state == "standing")
        .order_by(of.c.seq)
    )
    return connection.execute(query if report is None else query.where(of.c.report == report)).all()


def _decision(row: Row[Any]) -> Decision:
    signed = {name: row._mapping[name] for name in ("actor_kind", "at", "reason", "tool", "model")}
    return Decision(
        seq=row.seq,
        verb=row.verb,
        target="claim",
        parts=(Part(report=row.report, id=row.claim),),
        value=json.loads(row.value),
        judged=tuple(Judged(**one) for one in json.loads(row.judged)),
        signed=Signature(actor=row.coder, **signed),
        state="standing",
    )


def _veiled(entry: Entry, secret: Mapping[int, int]) -> Entry:
    if entry.seq in secret:
        shown: dict[str, Any] = {"coding": secret[entry.seq]}
    elif entry.kind == "entry undone" and entry.values["entry"] in secret:
        shown = {"entry": entry.values["entry"]}
    else:
        return entry
    return entry.replace(payload=canonical(shown), signed=entry.signed.replace(reason=None))


def _any(conditions: Iterable[ColumnElement[bool]]) -> ColumnElement[bool]:
    joined: ColumnElement[bool] | None = None
    for one in conditions:
        joined = one if joined is None else joined | one
    return joined if joined is not None else true()
