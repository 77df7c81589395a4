"""The present state is a function of the journal: whatever happened, replaying gives the same tables."""

from __future__ import annotations

import random
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.flow.review import decide, keep_links, mark, undo
from hearsay.ledger import Ledger, open_ledger, writer
from hearsay.ledger.verify import verify
from hearsay.record import HearsayError
from hearsay.record.journal import Link, Part
from tests.ledger.made import MACHINE, keep, made, other, state, ticking

STEPS = (
    "add",
    "version",
    "reprint",
    "reread",
    "mark",
    "accept",
    "correct",
    "merge",
    "split",
    "grade",
    "undo",
    "link",
)

CORRECTIONS: tuple[dict[str, Any], ...] = (
    {"low": 3, "high": None},
    {"outcome": "killed"},
    {"place_name": "Říp"},
)


def take(ledger: Ledger, step: str, chance: random.Random, clock: Any) -> None:
    """One step of a ledger's life; one that cannot be taken is refused and changes nothing."""
    known = [made(number) for number in range(6)]
    there = [one for one in known if ledger.has(one.record.report.id)]
    if not there or step == "add":
        keep(ledger, chance.choice(known))
        return
    one = chance.choice(there)
    report = one.record.report.id
    target = f"{report}/{chance.choice(one.record.claims).id}"
    head = ledger.head()
    try:
        match step:
            case "version":
                keep(
                    ledger,
                    other(
                        one,
                        f" And {chance.randrange(9)} more.",
                        modified=f"2031-01-0{chance.randrange(1, 9)}",
                    ),
                )
            case "reprint":
                keep(ledger, other(one, carrier=f"Paper {chance.randrange(3)}", url=None))
            case "reread":
                some = tuple(claim for claim in one.record.claims if chance.random() < 0.7)
                writer.read_again(ledger, one.record.replace(claims=some), MACHINE)
            case "mark":
                status: Any = chance.choice(["usable", "corrected", "withdrawn", "embargoed", "replaced"])
                mark(ledger, report, status, actor="Ana", clock=clock)
            case "accept":
                decide(ledger, chance.choice(["accept", "reject"]), [target], actor="Ana", clock=clock)
            case "correct":
                value = CORRECTIONS[chance.randrange(len(CORRECTIONS))]
                decide(ledger, "correct", [target], actor="Bo", value=value, clock=clock)
            case "merge" | "split":
                second = chance.choice(there)
                others = f"{second.record.report.id}/{chance.choice(second.record.claims).id}"
                decide(ledger, step, [target, others], actor="Bo", clock=clock)
            case "grade":
                decide(ledger, "grade", [target], actor="Ana", value={"admiralty": "B2"}, clock=clock)
            case "undo":
                undo(ledger, chance.randrange(1, head.seq + 1), actor="Ana", clock=clock)
            case "link":
                members = (Part(report=report, id=one.record.events[0].id), Part(report=report))
                link = Link(
                    id=f"i-{chance.randrange(3)}", kind="incident", members=members, value={"weight": 0.5}
                )
                keep_links(
                    ledger, [link], [f"i-{chance.randrange(3)}"], seen=head.seq, model=None, clock=clock
                )
    except HearsayError as refused:
        if refused.code not in ("E-LEDGER-UNKNOWN", "E-LEDGER-DECISION") or ledger.head() != head:
            raise


@settings(max_examples=25)
@given(steps=st.lists(st.sampled_from(STEPS), max_size=25), seed=st.integers(0, 2**16))
def test_replaying_any_journal_gives_the_same_state(steps: list[str], seed: int) -> None:
    with TemporaryDirectory() as folder:
        place = Path(folder) / "ledger.db"
        chance, clock = random.Random(seed), ticking()
        with open_ledger(place, "create") as ledger:
            for step in steps:
                take(ledger, step, chance, clock)
            before = state(ledger)
            assert writer.rebuild(ledger) == ledger.head().seq
            assert state(ledger) == before
        assert verify(place).wrong == ()


def test_both_databases_come_to_the_same_state(tmp_path: Path, postgres: str) -> None:
    states, heads = [], []
    for place in (str(tmp_path / "ledger.db"), postgres):
        chance, clock = random.Random(5), ticking()
        with open_ledger(place, "create") as ledger:
            for _ in range(60):
                take(ledger, chance.choice(STEPS), chance, clock)
            before = state(ledger)
            writer.rebuild(ledger)
            assert state(ledger) == before
            states.append(before)
            heads.append(ledger.head())
        assert verify(place).wrong == ()
    assert states[0] == states[1]
    assert heads[0] == heads[1]
