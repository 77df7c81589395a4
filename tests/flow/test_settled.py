"""What people correct counts everywhere: examples read for real, then decided upon in any order, undone and read anew."""

from __future__ import annotations

import json
import random
import shutil
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.flow import coding
from hearsay.flow.add import add_paths
from hearsay.flow.placing import places_named
from hearsay.flow.review import decide, undo
from hearsay.ledger import Ledger, open_ledger, writer
from hearsay.ledger.verify import verify
from hearsay.link.estimates import estimates
from hearsay.link.gathering import gathered
from hearsay.link.happenings.rows import report_row
from hearsay.record import HearsayError, Record
from hearsay.record.kept import Kept
from hearsay.record.lineage import Family, Lineage
from tests.ledger.counted import Counted
from tests.ledger.made import MACHINE, state, ticking

READ = ("malakal-2-nile-courier.txt", "malakal-3-savanna-post.html")
STEPS = ("reject", "accept", "correct", "spans", "missed", "undo", "reread", "whole")
VALUES: tuple[dict[str, Any], ...] = (
    {"low": 3, "high": 3},
    {"low": 500},
    {"high": 1},
    {"low": None, "high": None},
    {"outcome": "wounded", "population_status": "combatant"},
    {"counted": "traders"},
    {"counted": "people of the harbour"},
    {"place_name": "Gao (Gao, ML)"},
    {"place_name": "Nowhere in particular", "country": "SS"},
    {"place_name": None},
    {"lat": 9.5, "lon": 31.5},
    {"lat": 9.5},
    {"country": None},
    {"earliest": "2031-01-01"},
    {"earliest": "2025-03-01", "latest": "2025-03-02"},
    {"latest": None},
    {"certainty": "denied"},
    {"certainty": "possible", "event_type": "PROTEST", "mode": "riot"},
    {"event_type": None},
    {"origin_name": "Red Crescent"},
    {"origin_name": None},
    {"origin_name": "army", "origin_kind": "named"},
)


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of some of the examples."""
    path = tmp_path_factory.mktemp("settled") / "examples.db"
    with open_ledger(path, "create") as ledger:
        found = [str(files("hearsay") / "examples" / name) for name in READ]
        assert {one.result for one in add_paths(ledger, found, clock=ticking())} == {"added"}
    return path


def take(
    ledger: Ledger, step: str, chance: random.Random, first: dict[str, Record], signing: coding.Signing
) -> None:
    """One step of a day's work; one that cannot be taken is refused and changes nothing."""
    kept = chance.choice(list(ledger.snapshot()))
    text = kept.data["report"]["text"]
    claim = chance.choice(kept.data["claims"])["id"]
    head = ledger.head()

    def some() -> tuple[int, int]:
        start = chance.randrange(len(text) - 1)
        return start, min(len(text), start + chance.randrange(1, 30))

    def spans() -> dict[str, list[tuple[int, int]]]:
        roles = [role for role in coding.SPAN_ROLES if role != "trigger" and chance.random() < 0.4]
        return {role: [some() for _ in range(chance.randrange(3))] for role in roles}

    try:
        match step:
            case "accept" | "reject":
                coding.judge(ledger, kept.report, claim, step, coding.Seen(), signing)
            case "correct":
                told = coding.Correction(chance.choice(VALUES))
                coding.correct(ledger, kept.report, claim, told, coding.Seen(), signing)
            case "spans":
                more = {"trigger": [some()]} if chance.random() < 0.4 else {}
                told = coding.Correction(chance.choice(({}, *VALUES)), {**spans(), **more})
                coding.correct(ledger, kept.report, claim, told, coding.Seen(), signing)
            case "missed":
                told = coding.Correction(chance.choice(({}, *VALUES)), {**spans(), "trigger": [some()]})
                coding.add_missed(ledger, kept.report, told, signing)
            case "undo":
                undo(ledger, chance.randrange(1, head.seq + 1), actor="Ana", clock=signing.clock)
            case "reread":
                record = first[kept.report]
                some_claims = tuple(one for one in record.claims if chance.random() < 0.7)
                left = {one.id for one in some_claims}
                some_claims = tuple(
                    one if one.repeats in left else one.replace(repeats=None) for one in some_claims
                )
                writer.read_again(ledger, record.replace(claims=some_claims), MACHINE)
            case "whole":
                writer.read_again(ledger, first[kept.report], MACHINE)
    except HearsayError as refused:
        if refused.code != "E-LEDGER-DECISION" or ledger.head() != head:
            raise


def counted_rejected(kept: list[Kept]) -> set[tuple[str, str]]:
    """Claims that a person rejected and that some number stands on all the same."""
    happenings = {(one.report, event["id"]): "h" for one in kept for event in one.data["events"]}
    alone = Lineage(families=tuple(Family(original=one.report, reports=(one.report,)) for one in kept))
    found = gathered(kept, alone, happenings)
    rejected = {
        (one.report, claim["id"])
        for one in kept
        for claim in one.data["claims"]
        if "rejected" in claim.get("because", ())
    }
    used = {
        (behind.report, behind.claim)
        for estimate in estimates(found.claims, corroboration=found.corroboration).estimates
        for behind in estimate.used
    }
    return rejected & used


@settings(max_examples=12)
@given(steps=st.lists(st.sampled_from(STEPS), min_size=4, max_size=14), seed=st.integers(0, 2**16))
def test_any_days_work_can_be_replayed_and_undone(examples: Path, steps: list[str], seed: int) -> None:
    with TemporaryDirectory() as folder:
        place = Path(shutil.copy(examples, Path(folder) / "ledger.db"))
        chance = random.Random(seed)
        signing = coding.Signing("Ana", clock=ticking())
        with open_ledger(place, "write") as ledger:
            fresh = state(ledger)
            first = {one.report: one.record for one in ledger.snapshot()}
            counted = Counted()
            for step in steps:
                take(ledger, step, chance, first, signing)
                counted.agree(ledger)
            kept = list(ledger.snapshot())
            for one in kept:
                assert Record.parse(one.json).to_json() == one.json, (
                    "every span stands in the text, every id is known"
                )
                report_row(one.data)
            assert not counted_rejected(kept)
            before = state(ledger)
            writer.rebuild(ledger)
            assert state(ledger) == before
            for decision in ledger.decisions():
                if decision.state != "undone":
                    undo(ledger, decision.seq, actor="Ana", clock=signing.clock)
            for record in first.values():
                writer.read_again(ledger, record, MACHINE)
            assert {one.report: one.json for one in ledger.snapshot()} == {
                id_: record.to_json() for id_, record in first.items()
            }
            after = state(ledger)
        assert verify(place).wrong == ()
    if not {"reread", "whole"} & set(steps):
        left = {
            name: rows
            for name, rows in fresh.items()
            if name not in ("reports", "decisions", "decision_parts")
        }
        assert {name: after[name] for name in left} == left


def test_a_place_is_chosen_by_its_label(examples: Path, tmp_path: Path) -> None:
    (gao,) = [one for one in places_named("gao") if one.label == "Gao (Gao, ML)"]
    with open_ledger(shutil.copy(examples, tmp_path / "l.db"), "write") as ledger:
        kept = next(ledger.snapshot())
        claim = next(one for one in kept.data["claims"] if one["figures"])["id"]
        told = coding.Correction({"place_name": gao.label})
        coding.correct(
            ledger, kept.report, claim, told, coding.Seen(), coding.Signing("Ana", clock=ticking())
        )
        row = next(one for one in ledger.rows("claims") if one.claim == claim)
        assert (row.place_name, row.country, row.place_level) == ("Gao", "ML", 1)
        assert (row.lat, row.lon) == (gao.lat, gao.lon)
        (decision,) = ledger.decisions()
        assert json.loads(row.corrected_by) == [decision.seq]
        (place,) = [one for one in ledger.rows("claim_places") if one.number == row.number]
        assert (place.name, place.set_by) == ("Gao", decision.seq)
        spots = {event.key[1]: event.spot for event in report_row(next(ledger.snapshot()).data).events}
        spot = spots[row.event]
        assert spot is not None
        assert spot.id == gao.gazetteer_id


def test_a_number_is_as_certain_as_a_person_says_that_its_claim_is(tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_text(
        "Ferry sinks off Zadar\n\nZADAR, March 6, 2024 - Nine sailors are feared dead, the harbour master said.\n",
        "utf-8",
    )
    with open_ledger(tmp_path / "ledger.db", "create") as ledger:
        assert [one.result for one in add_paths(ledger, [str(tmp_path / "ferry.txt")], clock=ticking())] == [
            "added"
        ]

        def told() -> list[tuple[str, list[str], str]]:
            (kept,) = ledger.snapshot()
            figures = {one.id: one for one in kept.record.figures}
            return [
                (one.certainty, [figures[id_].certainty for id_ in one.figures], one.id)
                for one in kept.record.claims
                if one.figures
            ]

        before = told()
        (unsure,) = [one for one in before if one[0] == "possible"]
        assert unsure[1] == ["possible"]
        (row,) = [one for one in ledger.rows("claims", "report", "claim") if one.claim == unsure[2]]
        entry = decide(
            ledger, "correct", [f"{row.report}/{row.claim}"], value={"certainty": "asserted"}, actor="Ana"
        )
        assert ("asserted", ["asserted"], unsure[2]) in told()
        undo(ledger, entry.seq, actor="Ana", clock=ticking())
        assert told() == before
