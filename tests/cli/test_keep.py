"""The commands on a ledger as somebody at a prompt meets them."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from hearsay.cli import main

STORM = "The harbour master said that at least 20 sailors had died near Split on Friday.\n"
FIRE = "Residents denied that the mill in Zadar had burned.\n"


class Run(NamedTuple):
    code: int
    out: str
    err: str


Runner = Callable[..., Run]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Runner:
    """Runs the program in a folder with ``storm.txt`` and ``fire.txt``."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HEARSAY_LEDGER", raising=False)
    monkeypatch.delenv("HEARSAY_ACTOR", raising=False)
    (tmp_path / "storm.txt").write_text(STORM, encoding="utf-8")
    (tmp_path / "fire.txt").write_text(FIRE, encoding="utf-8")

    def running(*arguments: str) -> Run:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
        with pytest.raises(SystemExit) as end:
            main(list(arguments))
        said = capfd.readouterr()
        return Run(int(end.value.code or 0), said.out, said.err)

    return running


@pytest.fixture
def kept(run: Runner) -> Runner:
    """The same with both reports in ``hearsay.db``."""
    assert run("add", "storm.txt", "fire.txt", "--published", "2024-03-04").code == 0
    return run


def test_reports_are_added_once(run: Runner, tmp_path: Path) -> None:
    first = run("add", "storm.txt", "fire.txt", "--published", "2024-03-04")
    assert (first.code, first.err) == (0, "")
    assert re.search(r"^storm\.txt: added, \d+ claims? \(r-[0-9a-f]{10}\)$", first.out, re.M)
    assert re.search(r"^2 reports added with \d+ claims, 0 already there, 0 refused\. Ledger hearsay\.db at entry 4, "
                     r"[0-9a-f]{64}$", first.out, re.M)  # fmt: skip
    assert (tmp_path / "hearsay.db").exists()
    again = run("add", "storm.txt", "fire.txt", "--published", "2024-03-04")
    assert again.code == 0
    assert "storm.txt: already there (r-" in again.out
    assert "0 reports added with 0 claims, 2 already there, 0 refused." in again.out
    assert "at entry 4," in again.out


def test_a_copy_and_a_new_name_are_told(kept: Runner, tmp_path: Path) -> None:
    (tmp_path / "copy.txt").write_text(STORM, encoding="utf-8")
    said = kept("add", "copy.txt", "--published", "2024-03-04", "--carrier", "Lakes Herald")
    assert re.search(r"copy\.txt: added, \d+ claims? \(r-[0-9a-f]{10}, a reprint of r-", said.out)
    said = kept("add", "copy.txt", "--published", "2024-03-04")
    assert "copy.txt: already there as storm.txt (r-" in said.out


def test_what_cannot_be_read_is_refused_and_the_others_are_kept(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    said = run("add", "storm.txt", "missing.txt", "empty.txt", "fire.txt")
    assert said.code == 3
    assert "hearsay: missing.txt: [E-INGEST-MISSING]" in said.err
    assert "2 reports added" in said.out
    assert "2 refused" in said.out
    assert run("add", "missing.txt").code == 1


def test_several_processes_keep_the_same(run: Runner) -> None:
    run("add", "storm.txt", "fire.txt", "--ledger", "one.db")
    run("add", "storm.txt", "fire.txt", "--ledger", "two.db", "--workers", "2")

    def told(ledger: str) -> list[tuple[str, str]]:
        lines = run("log", "--format", "jsonl", "--ledger", ledger).out.splitlines()
        return [(json.loads(line)["kind"], json.dumps(json.loads(line)["payload"])) for line in lines]

    assert told("one.db") == told("two.db")
    assert run("claims", "--format", "csv", "--ledger", "one.db") == run(
        "claims", "--format", "csv", "--ledger", "two.db"
    )


def test_claims_are_listed_in_every_form(kept: Runner, tmp_path: Path) -> None:
    text = kept("claims", "--place", "split")
    assert "“" in text.out
    assert "20+ sailors killed" in text.out
    assert "Friday → 2024-03-01" in text.out
    assert "origin: " in text.out
    assert "\x1b" not in text.out
    rows = json.loads(kept("claims", "--place", "split", "--format", "json").out)
    assert {row["ref"] for row in rows} == {"storm.txt"}
    assert rows == [
        json.loads(line) for line in kept("claims", "--place", "split", "--format", "jsonl").out.splitlines()
    ]
    table = list(csv.DictReader(io.StringIO(kept("claims", "--place", "split", "--format", "csv").out)))
    assert [row["said"] for row in table] == [row["said"] for row in rows]
    assert list(table[0]) == list(rows[0])
    assert kept("claims", "--place", "split", "--format", "csv", "--output", "out.csv").out == ""
    assert len(list(csv.DictReader((tmp_path / "out.csv").open(encoding="utf-8", newline="")))) == len(rows)


def test_nothing_found_is_said_and_is_no_failure(kept: Runner) -> None:
    assert kept("claims", "--place", "Atlantis") == Run(0, "", "No claim is found.\n")
    assert kept("claims", "--place", "Atlantis", "--format", "json").out == "[]\n"
    assert kept("claims", "--place", "Atlantis", "--format", "csv").out.startswith("ref,title,")
    assert "1 of " in kept("claims", "--limit", "1").err


def test_reports_and_marks(kept: Runner) -> None:
    said = kept("mark", "storm.txt", "--status", "withdrawn", "--actor", "Ana", "--reason", "retracted")
    assert said.out == "Entry 5: storm.txt is withdrawn, says Ana.\n"
    assert "marked in entry 5 · does not count" in kept("reports").out
    (row,) = json.loads(kept("reports", "--status", "withdrawn", "--format", "json").out)
    assert (row["ref"], row["counts"], "text" in row) == ("storm.txt", 0, False)
    assert kept("claims", "--place", "split", "--counting").err == "No claim is found.\n"
    assert kept("undo", "5", "--actor", "Bo").out == "Entry 6: entry 5 is undone, says Bo.\n"
    assert kept("reports", "--status", "withdrawn", "--format", "json").out == "[]\n"
    log = kept("log", "--kind", "report marked").out
    assert "Ana · report marked" in log
    assert "“retracted”" in log
    assert "Bo · entry undone · entry 5" in kept("log", "--actor", "Bo").out


def test_decisions(kept: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARSAY_ACTOR", "Ana")
    row = json.loads(
        kept("claims", "--place", "split", "--outcome", "killed", "--format", "jsonl").out.splitlines()[0]
    )
    target = f"storm.txt/{row['claim']}"
    said = kept("decide", "correct", target, "--set", "low=21", "--set", "high=21", "--reason", "misprint")
    assert said.out == "Entry 5: correct, says Ana. `hearsay undo 5` takes it back.\n"
    now = json.loads(
        kept("claims", "--place", "split", "--outcome", "killed", "--format", "jsonl").out.splitlines()[0]
    )
    assert (now["low"], now["high"], now["decision"]) == (21, 21, "correct")
    assert json.loads(now["corrected"]) == {"bound": "at_least", "high": None, "low": 20}
    assert "corrected" in kept("claims", "--place", "split").out
    assert "correct claim" in kept("log", "--kind", "decision made").out
    assert kept("decide", "correct", target, "--set", "low").code == 2
    assert kept("decide", "praise", target).code == 2


def test_verify_and_rebuild(kept: Runner, tmp_path: Path) -> None:
    import sqlite3

    whole = kept("verify")
    assert whole.code == 0
    head = re.search(r"4 entries, 2 reports; last entry ([0-9a-f]{64})", whole.out)
    assert head
    with sqlite3.connect(tmp_path / "hearsay.db") as connection:
        connection.execute("UPDATE claims SET certainty = 'denied'")
    broken = kept("verify")
    assert broken.code == 1
    assert re.match(r"wrong: claims 2\d+: the journal gives other values\n", broken.out)
    assert "[E-LEDGER-BROKEN]" in broken.err
    assert "`hearsay rebuild`" in broken.err
    assert kept("rebuild").out == "Made again from 4 entries.\n"
    assert kept("verify", "--head", head[1]).code == 0
    assert kept("verify", "--head", "0" * 64).code == 1


def test_reading_again(kept: Runner) -> None:
    assert kept("reread").out == "0 reports read otherwise than before, 0 as before.\n"
    assert kept("reread", "--all").out == "0 reports read otherwise than before, 2 as before.\n"
    assert kept("reread", "storm.txt").out.endswith("0 reports read otherwise than before, 1 as before.\n")
    assert kept("reread", "none.txt").code == 2


def test_the_ledger_that_is_meant(run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    missing = run("claims")
    assert missing.code == 2
    assert "[E-LEDGER-MISSING] There is no ledger at hearsay.db. `hearsay add PATH` makes one" in missing.err
    monkeypatch.setenv("HEARSAY_LEDGER", "mine.db")
    run("add", "storm.txt")
    assert (tmp_path / "mine.db").exists()
    assert run("reports").code == 0
    assert run("reports", "--ledger", "other.db").code == 2
    assert not (tmp_path / "other.db").exists()


def test_listing_a_ledger_loads_no_reader(kept: Runner, tmp_path: Path) -> None:
    import subprocess

    script = (
        "import sys\nfrom hearsay.cli import main\n"
        "try:\n    main(['claims'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'onnxruntime', 'numpy', 'trafilatura', 'lxml', 'hearsay.read', 'hearsay.ingest'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stderr.endswith("[]\n")
