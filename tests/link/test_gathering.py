"""From kept reports to estimates: lineage counts a reprint once, and people's decisions outrank the machine."""

from __future__ import annotations

from typing import Any

import pytest

from hearsay.ledger.state.settled import Word, settled
from hearsay.link.estimates import Told, estimates
from hearsay.link.gathering import gathered
from hearsay.link.incident_view import incident
from hearsay.record import Record
from hearsay.record.estimate import EVERYBODY, PopulationKey
from hearsay.record.journal import Decision, Part, Signature
from hearsay.record.kept import Kept
from hearsay.record.lineage import Family, Lineage
from tests.link.telling import tell

PERSON = Signature(actor="Ana", actor_kind="person", at="2024-03-09T10:00:00Z", tool="hearsay 0")
NINE = ("Nine people were killed.", ("nine", "people"))


def decision(told: Told, verb: str, seq: int = 1, state: str = "standing", **value: Any) -> Decision:
    return Decision.model_validate(
        {"seq": seq, "verb": verb, "target": "claim", "parts": [Part(report=told.key[0], id=told.claim.id)],
         "value": value, "signed": PERSON, "state": state}
    )  # fmt: skip


def kept(told: Told, *decisions: Decision, status: Any = "usable") -> Kept:
    report = told.record.report
    words = [
        Word(one.seq, one.verb, one.signed.actor, one.parts[0].id, dict(one.value))
        for one in decisions
        if one.state != "undone"
    ]
    left = Record.parse(settled(told.record.to_dict(), words))
    return Kept(
        report=report.id, ref=report.ref, seq=1, reading=1, touched=1, status=status, counts=status == "usable",
        publisher=report.publisher, carrier=report.carrier, url=None, published=report.published, modified=None,
        replaces=None, replaced_by=None, reprint_of=None, sha256_raw=None, sha256_text=None,
        json=left.to_json(), decisions=decisions,
    )  # fmt: skip


def alone(*reports: Kept) -> Lineage:
    return Lineage(families=tuple(Family(original=one.report, reports=(one.report,)) for one in reports))


def ends(*reports: Kept, lineage: Lineage | None = None, population: PopulationKey = EVERYBODY) -> Any:
    happenings = {(one.report, event.id): "h" for one in reports for event in one.record.events}
    found = gathered(reports, lineage or alone(*reports), happenings)
    estimate = estimates(found.claims, corroboration=found.corroboration).of("killed", population)
    return (estimate.low, estimate.best, estimate.high) if estimate else None


ARMY, MAYOR = tell(*NINE, by="Army"), tell("Twelve people were killed.", ("twelve", "people"), by="Mayor")


def test_claims_of_other_happenings_stay_out() -> None:
    report = kept(ARMY)
    assert gathered([report], alone(report), {}).claims == ()


@pytest.mark.parametrize("status", ["withdrawn", "embargoed", "replaced"])
def test_what_a_report_is_worth_at_present_counts(status: str) -> None:
    assert ends(kept(ARMY, status=status), kept(MAYOR)) == (12, 12, 12)


@pytest.mark.parametrize(
    ("decisions", "expected"),
    [
        ([("reject", {})], (12, 12, 12)),
        ([("reject", {}), ("accept", {})], (9, 9, 12)),
        ([("correct", {"low": 10, "high": 10})], (10, 10, 12)),
        ([("correct", {"low": 10, "high": 20})], (10, 10, 20)),
        ([("correct", {"low": 20, "high": None})], (12, 12, None)),
        ([("correct", {"certainty": "possible"})], (12, 12, 12)),
        ([("correct", {"certainty": "planned"})], (12, 12, 12)),
        ([("correct", {"outcome": "wounded"})], (12, 12, 12)),
        ([("correct", {"low": 10, "high": 10}), ("correct", {"low": 11, "high": 11})], (11, 11, 12)),
        ([("grade", {"admiralty": "B2"})], (9, 9, 12)),
    ],
)
def test_what_people_decided_counts(decisions: list[tuple[str, dict[str, Any]]], expected: Any) -> None:
    made = [decision(ARMY, verb, seq, **value) for seq, (verb, value) in enumerate(decisions, start=1)]
    assert ends(kept(ARMY, *made), kept(MAYOR)) == expected


def test_a_graded_source_stands_out() -> None:
    assert ends(kept(ARMY), kept(MAYOR)) == (9, 9, 12)
    assert ends(kept(ARMY), kept(MAYOR, decision(MAYOR, "grade", admiralty="A1"))) == (9, 12, 12)
    assert ends(kept(ARMY), kept(MAYOR, decision(MAYOR, "grade", admiralty="E5"))) == (9, 9, 12)


def test_a_decision_that_does_not_stand_does_nothing() -> None:
    assert ends(kept(ARMY, decision(ARMY, "reject", state="undone")), kept(MAYOR)) == (9, 9, 12)


def test_whom_a_person_says_is_counted_decides_the_population() -> None:
    corrected = kept(ARMY, decision(ARMY, "correct", counted="soldiers"))
    assert ends(corrected, kept(MAYOR), population=PopulationKey(status="combatant", group="soldier")) == (
        9,
        9,
        9,
    )


def test_a_correction_can_say_who_said_it() -> None:
    report = kept(ARMY, decision(ARMY, "correct", origin_name="Red Cross"))
    found = gathered([report], alone(report), {(report.report, ARMY.event.id): "h"})
    assert found.origins[found.claims[0].origin].name == "Red Cross"


def test_a_family_of_reprints_is_one_publisher() -> None:
    wire = tell(*NINE, publisher="Wire", ref="wire")
    reprint = tell(
        "Nine people were killed.",
        ("nine", "people"),
        publisher="Herald",
        ref="herald",
        published="2024-03-08",
    )
    reports = [kept(wire), kept(reprint)]
    lineage = Lineage(
        families=(
            Family(
                original=reports[0].report, publisher="Wire", reports=tuple(sorted(r.report for r in reports))
            ),
        )
    )
    happenings = {(one.report, event.id): "h" for one in reports for event in one.record.events}
    found = gathered(reports, lineage, happenings)
    made = incident("i", found.claims, origins=found.origins, corroboration=found.corroboration)
    killed = made.by_policy().of("killed")
    assert killed is not None
    assert (len(killed.used), [row.rule for row in killed.left_out], killed.corroboration) == (
        1,
        ["reprint"],
        (1, 1),
    )
    assert [origin.name for origin in made.origins] == ["Wire"]
