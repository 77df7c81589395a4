"""Two processes at one claim: the second to write is told of the first, on both databases."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from hearsay.flow import coding
from hearsay.flow.add import add_paths
from hearsay.flow.keep import open_ledger
from hearsay.flow.review import undo
from hearsay.ledger import Ledger, desk
from hearsay.record import HearsayError
from tests.ledger.conftest import place, postgres, server  # noqa: F401
from tests.web.served import STORY

ONE = """
import sys
from hearsay.flow import coding
from hearsay.flow.keep import open_ledger

place, actor, verb, report, claim, state = sys.argv[1:]
seen, signing = coding.Seen(state=state), coding.Signing(actor)
with open_ledger(place, "write") as ledger:
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        if verb == "correct":
            coding.correct(ledger, report, claim, coding.Correction({"certainty": "possible"}), seen, signing)
        elif verb.startswith("undo"):
            coding.undo_last(ledger, report, claim, int(verb[4:]), seen, signing)
        else:
            coding.judge(ledger, report, claim, verb, seen, signing)
    except coding.ChangedSinceError as error:
        print("told:", error.message)
    else:
        print("wrote")
"""


@pytest.fixture
def ledger(place: str, tmp_path: Path) -> Ledger:  # noqa: F811
    path = tmp_path / "korcula.txt"
    path.write_text(STORY, encoding="utf-8")
    opened = open_ledger(place, "create")
    assert [one.result for one in add_paths(opened, [str(path)])] == ["added"]
    return opened


def look(ledger: Ledger) -> tuple[str, str, str]:
    """Report, claim and state of the first claim, as a page shows it."""
    (kept,) = ledger.snapshot()
    claim = kept.data["claims"][0]["id"]
    return kept.report, claim, coding.state_of(kept, claim)


def at_once(place: str, claim: tuple[str, str, str], *verbs: str) -> list[str]:  # noqa: F811
    """What processes that start at one moment say, each with what it saw before."""
    running = []
    for actor, verb in zip(("Ana", "Ben"), verbs, strict=True):
        command = [sys.executable, "-c", ONE, place, actor, verb, *claim]
        running.append(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))
    for one in running:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    with ThreadPoolExecutor(2) as both:
        return [out.strip() for out, _ in both.map(lambda one: one.communicate("go\n"), running)]


@pytest.mark.parametrize("verbs", [("accept", "reject"), ("correct", "accept"), ("correct", "correct")])
def test_of_two_at_once_one_writes_and_the_other_is_told(
    ledger: Ledger,
    place: str,  # noqa: F811
    verbs: tuple[str, str],
) -> None:
    claim = look(ledger)
    said = at_once(place, claim, *verbs)
    assert sorted(one.partition(":")[0] for one in said) == ["told", "wrote"]
    first = 0 if said[0] == "wrote" else 1
    actor = ("Ana", "Ben")[first]
    assert said[1 - first].startswith(f"told: {actor} {verbs[first].removesuffix('e')}")
    assert [(one.signed.actor, one.verb) for one in ledger.decisions()] == [(actor, verbs[first])]


def test_the_last_word_is_taken_back_once(ledger: Ledger, place: str) -> None:  # noqa: F811
    report, claim, state = look(ledger)
    entry = coding.judge(ledger, report, claim, "accept", coding.Seen(state=state), coding.Signing("Ana"))
    said = at_once(place, look(ledger), f"undo{entry.seq}", f"undo{entry.seq}")
    assert sorted(one.partition(":")[0] for one in said) == ["told", "wrote"]
    assert [one.kind for one in ledger.entries()].count("entry undone") == 1
    with pytest.raises(HearsayError, match="undone already"):
        undo(ledger, entry.seq, actor="Ana")


def test_what_is_refused_leaves_the_ledger_as_it_was(ledger: Ledger) -> None:
    report, claim, state = look(ledger)
    coding.judge(ledger, report, claim, "accept", coding.Seen(state=state), coding.Signing("Ana"))
    head = ledger.head()
    with pytest.raises(coding.ChangedSinceError, match="Ana accepted this claim since you opened it"):
        coding.judge(ledger, report, claim, "reject", coding.Seen(state=state), coding.Signing("Ben"))
    assert ledger.head() == head
    with ledger.reading() as connection:
        kept = desk.kept(connection, report)
    assert kept is not None
    assert [one.signed.actor for one in coding.about(kept, claim)] == ["Ana"]
