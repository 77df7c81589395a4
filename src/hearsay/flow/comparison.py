"""What two coders made of the same reports, once both have finished: paired, counted, ready to be settled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from hearsay.flow import codings
from hearsay.flow.agreement import Agreement
from hearsay.flow.comparing import CLAIM, FIELDS, Coded, Pair, agreements, pairs
from hearsay.ledger import Ledger
from hearsay.ledger import codings as asking
from hearsay.ledger.codings import CodedReport, Coding, Own
from hearsay.record import problem
from hearsay.record.journal import Decision

COLUMNS = (
    "coding", "report", "ref", "title", "claim", "start", "end", "words", "field", "coder_one", "coder_other", "one",
    "other", "alike", "entry_one", "entry_other",
)  # fmt: skip
"""Columns of the comparison as rows, one a claim and field."""
HOLDS = {True: "a claim", False: "none"}


@dataclass(frozen=True)
class Compared:
    """Everything that two coders said. ``pairs`` are the claims that both judged and those that either added, ``alone``
    those that one of them left without a word; ``unjudged`` counts those that both left. ``fields``: how far they agree."""

    coding: Coding
    reports: Mapping[str, CodedReport]
    owns: Mapping[tuple[str, str], Own]
    pairs: tuple[Pair, ...]
    alone: tuple[Pair, ...]
    unjudged: int
    fields: Mapping[str, Agreement]

    @property
    def blind(self) -> bool:
        """Whether all of it was said before either could see what the other says."""
        last = self.coding.shown or 0
        return all(one.seq < last for own in self.owns.values() for one in own.kept.decisions)

    @cached_property
    def left_by_one(self) -> frozenset[str]:
        """The keys of the claims that one of the two left without a word."""
        return frozenset(key_of(one) for one in self.alone)

    @cached_property
    def lines(self) -> tuple[Pair, ...]:
        """Everything that can be settled, in the order of reports and text."""
        order = {report: place for place, report in enumerate(self.reports)}
        every = (*self.pairs, *self.alone)
        return tuple(
            sorted(
                every,
                key=lambda one: (order[one.either.report], one.either.start, one.either.end, key_of(one)),
            )
        )

    def differing(self) -> tuple[Pair, ...]:
        """Those of the lines on which the two do not say the same."""
        return tuple(one for one in self.lines if not alike(one, self))

    def line(self, key: str) -> Pair:
        """One of the lines by its key. Raises ``E-CODING-REFUSED``."""
        found = next((one for one in self.lines if key_of(one) == key), None)
        if found is None:
            why = f"The double coding {self.coding.coding} has no comparison {key}"
            raise problem("E-CODING-REFUSED", why=why, how="Load the comparison anew")
        return found

    def own(self, coder: str, report: str) -> Own:
        """A report as one of the two left it."""
        return self.owns[coder, report]

    def words(self, side: int, pair: Pair) -> tuple[Decision, ...]:
        """What the coder of a side (0, 1) decided about a claim, in the order of the journal."""
        coded = (pair.one, pair.other)[side]
        if coded is None:
            return ()
        own = self.own(self.coding.coders[side], coded.report)
        return words_about(own, claim_of(coded, own))


def key_of(pair: Pair) -> str:
    """A name of a pair: the last word of each coder about it, 0 where there is none."""
    return f"{pair.one.seq if pair.one else 0}-{pair.other.seq if pair.other else 0}"


def alike(pair: Pair, compared: Compared) -> bool:
    """Whether both say the same: none of the fields differs, and neither left it without a word."""
    return not pair.differ and key_of(pair) not in compared.left_by_one


def compare(ledger: Ledger, number: int) -> Compared:
    """Compare what the two coders of a double coding said.

    Raises ``E-CODING-UNKNOWN``, and ``-SEALED`` before both finished.
    """
    coding = codings.shown(codings.coding_of(ledger, number))
    with ledger.reading() as connection:
        reports = {one.report: one for one in asking.reports_of(connection, number)}
        owns: dict[tuple[str, str], Own] = {}
        for coder in coding.coders:
            for report in reports:
                found = asking.own(connection, number, coder, report)
                assert found is not None  # it is one of the coding's reports
                owns[coder, report] = found
    said = [
        [one for report in reports.values() for one in coded(owns[coder, report.report], report)]
        for coder in coding.coders
    ]
    both = pairs(*said)
    alone = tuple(_alone(*said))
    judged = sum(1 for pair in both if pair.either.claim is not None) + len(alone)
    return Compared(
        coding=coding,
        reports=reports,
        owns=owns,
        pairs=both,
        alone=alone,
        unjudged=coding.claims - judged,
        fields=agreements(both),
    )


def coded(own: Own, report: CodedReport) -> Iterator[Coded]:
    """The claims of a report that a coder judged or added, as that coder left them."""
    for claim, row in own.rows.items():
        read = claim in report.claims
        words = words_about(own, claim)
        if not words or (not read and row["added"] is None):
            continue  # nothing was said of it, or it is judged with the claim that it repeats
        holds = row["decision"] != "reject"
        if not read and not holds:
            continue  # added, and thought better of
        yield Coded(
            report=report.report,
            claim=claim if read else None,
            start=row["event_start"],
            end=row["event_end"],
            holds=holds,
            values={name: row[name] for name in FIELDS if name != CLAIM},
            seq=words[-1].seq,
        )


def words_about(own: Own, claim: str) -> tuple[Decision, ...]:
    """A coder's decisions about one claim, that which added it among them, in the order of the journal."""
    added = own.rows[claim]["added"] if claim in own.rows else None
    return tuple(
        one for one in own.kept.decisions if one.seq == added or any(part.id == claim for part in one.parts)
    )


def claim_of(coded: Coded, own: Own) -> str:
    """The id of a claim, of one too that the coder added."""
    if coded.claim is not None:
        return coded.claim
    return next(
        id_
        for id_, row in own.rows.items()
        if row["added"] is not None and (words := words_about(own, id_)) and words[-1].seq == coded.seq
    )


def rows(compared: Compared) -> Iterator[dict[str, Any]]:
    """The comparison as rows, one a claim and field, so that anybody can work the agreement out again."""
    coding = compared.coding
    for pair in compared.lines:
        found = pair.either
        report = compared.reports[found.report]
        side = 0 if pair.one is not None else 1
        own = compared.own(coding.coders[side], found.report)
        text = own.kept.data["report"]["text"] or ""
        alone = key_of(pair) in compared.left_by_one
        for name, one, other in _compared(pair, alone):
            yield {
                "coding": coding.coding,
                "report": found.report,
                "ref": own.kept.ref,
                "title": report.title,
                "claim": found.claim,
                "start": found.start,
                "end": found.end,
                "words": text[found.start : found.end],
                "field": name,
                "coder_one": coding.coders[0],
                "coder_other": coding.coders[1],
                "one": one,
                "other": other,
                "alike": None if alone else int(one == other),
                "entry_one": pair.one.seq if pair.one else None,
                "entry_other": pair.other.seq if pair.other else None,
            }


def summary(compared: Compared) -> dict[str, Any]:
    """The comparison as plain values: agreement by field, then the rows."""
    coding = compared.coding
    return {
        "coding": coding.coding,
        "name": coding.name,
        "coders": list(coding.coders),
        "reports": coding.reports,
        "claims": coding.claims,
        "judged_by_both": sum(1 for one in compared.pairs if one.either.claim is not None),
        "judged_by_one": len(compared.alone),
        "unjudged": compared.unjudged,
        "added": sum(1 for one in compared.pairs if one.either.claim is None),
        "blind": compared.blind,
        "fields": {
            name: {"n": one.units, "alike": one.alike, "alpha": one.alpha}
            for name, one in compared.fields.items()
        },
        "rows": list(rows(compared)),
    }


def _compared(pair: Pair, alone: bool) -> Iterator[tuple[str, Any, Any]]:
    said = [
        None if one is None and alone else HOLDS[one is not None and one.holds]
        for one in (pair.one, pair.other)
    ]
    yield CLAIM, said[0], said[1]
    if pair.one is not None and pair.other is not None and pair.one.holds and pair.other.holds:
        for name in FIELDS:
            if name != CLAIM:
                yield name, pair.one.values.get(name), pair.other.values.get(name)


def _alone(first: Sequence[Coded], second: Sequence[Coded]) -> Iterable[Pair]:
    """The machine's claims that one of the two judged and the other did not."""
    one = {(coded.report, coded.claim): coded for coded in first if coded.claim is not None}
    other = {(coded.report, coded.claim): coded for coded in second if coded.claim is not None}
    yield from (Pair(found, None) for place, found in one.items() if place not in other)
    yield from (Pair(None, found) for place, found in other.items() if place not in one)
