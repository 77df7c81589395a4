"""Double coding as somebody at a prompt meets it."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from hearsay.flow.coding import Correction, Seen, Signing, correct, judge
from hearsay.flow.keep import open_ledger
from tests.cli.test_keep import Runner, kept, run

__all__ = ["kept", "run"]


def number(run: Runner) -> int:
    """A double coding of both reports."""
    said = run(
        "coding",
        "open",
        "pilot",
        "storm.txt",
        "fire.txt",
        "--coder",
        "Ana",
        "--coder",
        "Ben",
        "--actor",
        "Rob",
    )
    assert said.code == 0
    found = re.match(r"Double coding (\d+), pilot: 2 reports for Ana and Ben\.", said.out)
    assert found, said.out
    return int(found[1])


def say(coding: int, tmp_path: Path) -> None:
    """Ana reads 41 where Ben reads what the machine does."""
    with open_ledger(str(tmp_path / "hearsay.db"), "write") as ledger:
        claim = next(one for one in ledger.rows("claims") if one.low == 20 and not one.repeats)
        told = Correction({"low": 41})
        correct(ledger, claim.report, claim.claim, told, Seen(), Signing("Ana", coding=coding))
        judge(ledger, claim.report, claim.claim, "accept", Seen(), Signing("Ben", coding=coding))
        other = next(one for one in ledger.rows("claims") if one.report != claim.report and not one.repeats)
        for name in ("Ana", "Ben"):
            judge(ledger, other.report, other.claim, "accept", Seen(), Signing(name, coding=coding))


def test_from_opening_to_settling(kept: Runner, tmp_path: Path) -> None:
    coding = number(kept)
    say(coding, tmp_path)
    listed = kept("codings")
    assert re.search(
        rf"^ *{coding}  pilot · open · 2 reports · Ana 2 of \d+, Ben 2 of \d+$", listed.out, re.M
    )
    row = json.loads(kept("codings", "--format", "jsonl").out)
    assert (row["state"], row["one_judged"], row["other_finished"]) == ("open", 2, None)
    for form in ("text", "json", "csv"):
        said = kept("log", "--format", form)
        assert "41" not in re.sub(r"\d{4}-\S+|[0-9a-f]{64}", "", said.out), form
    words = " ".join(kept("log").out.split())
    assert f"within double coding {coding}, which is blind until both have finished" in words
    early = kept("compare", str(coding))
    assert (early.code, early.out) == (2, "")
    assert f"[E-CODING-SEALED] The double coding {coding} is blind" in early.err
    first = kept("coding", "finish", str(coding), "--actor", "Ana")
    assert first.out.endswith("Ben has yet to.\n")
    last = kept("coding", "finish", str(coding), "--actor", "Ben")
    assert last.out.endswith(f"`hearsay compare {coding}` shows both.\n")

    told = kept("compare", str(coding)).out
    assert re.search(r"^is it a claim at all +2 +100 % +– +cannot be told$", told, re.M)
    assert re.search(r"^at least +2 +50 % ", told, re.M)
    assert "at least: Ana: 41; Ben: 20" in told
    rows = list(csv.DictReader(io.StringIO(kept("compare", str(coding), "--format", "csv").out)))
    (differing,) = [row for row in rows if row["alike"] == "0"]
    assert (differing["field"], differing["words"]) == ("low", "died")
    assert (float(differing["one"]), float(differing["other"])) == (41, 20)
    found = json.loads(kept("compare", str(coding), "--format", "json").out)
    assert (found["judged_by_both"], found["fields"]["low"]["n"], found["blind"]) == (2, 2, True)

    settled = kept("coding", "settle", str(coding), "--actor", "Rob")
    assert settled.out == f"1 decision made of what both say; 1 difference at /codings/{coding}/compare.\n"
    with open_ledger(str(tmp_path / "hearsay.db")) as ledger:
        assert [(one.verb, one.signed.actor) for one in ledger.decisions()] == [("accept", "Rob")]
    assert kept("verify").code == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (
            ("coding", "open", "x", "--coder", "Ana", "--coder", "Ben", "--actor", "Rob"),
            "No report is chosen",
        ),
        (("coding", "open", "x", "storm.txt", "--coder", "Ana", "--actor", "Rob"), "two different coders"),
        (
            ("coding", "open", "x", "no.txt", "--coder", "A", "--coder", "B", "--actor", "R"),
            "E-LEDGER-UNKNOWN",
        ),
        (("compare", "999"), "E-CODING-UNKNOWN"),
        (("coding", "finish", "999", "--actor", "Ana"), "`hearsay codings` lists those"),
    ],
)
def test_what_is_refused_says_why(kept: Runner, arguments: tuple[str, ...], says: str) -> None:
    said = kept(*arguments)
    assert said.code == 2
    assert says in said.err


def test_a_sample_is_drawn_from_what_a_filter_finds(kept: Runner) -> None:
    asked = ("coding", "open", "x", "--since", "2024", "--sample", "1", "--coder", "Ana", "--coder", "Ben")
    assert "x: 1 report for Ana and Ben." in kept(*asked, "--actor", "Rob").out
