"""The commands that join reports, at the prompt."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from importlib.resources import files
from pathlib import Path

import pytest

from tests.cli.test_cli import Runner, run

__all__ = ["run"]  # the fixture


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A linked ledger of the Malakal reports."""
    folder = tmp_path_factory.mktemp("cli-link")
    rows = (files("hearsay") / "examples").iterdir()
    for path in rows:
        if path.name.startswith("malakal"):
            shutil.copy(str(path), folder)
    ledger = folder / "malakal.db"
    for arguments in (["add", str(folder)], ["link"]):
        command = [sys.executable, "-m", "hearsay.cli", *arguments, "--ledger", str(ledger)]
        subprocess.run(command, check=True, capture_output=True)
    return ledger


@pytest.fixture
def ledger(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy, as the ledger that is meant where none is named."""
    copy = Path(shutil.copy(whole, tmp_path / "hearsay.db"))
    monkeypatch.setenv("HEARSAY_LEDGER", str(copy))
    return copy


def first(run: Runner) -> str:
    return str(json.loads(run("incidents", "--format", "jsonl").out.splitlines()[0])["id"])


def test_linking_says_what_it_came_to(run: Runner, ledger: Path) -> None:
    said = run("link")
    assert said.code == 0, said.err
    assert re.fullmatch(
        r"6 reports of 4 stories, \d+ happenings, \d+ incidents?; nothing has changed\.\n", said.out
    )
    run("mark", "malakal-5-harbour-times.txt", "--status", "withdrawn", "--actor", "Ana")
    assert "entries came" not in run("incidents").err


def test_linking_anew_finds_the_same(run: Runner, ledger: Path) -> None:
    before = run("happenings").out
    said = run("link", "--anew")
    assert said.code == 0, said.err
    assert said.out.endswith("nothing has changed.\n")
    assert run("happenings").out == before


def test_happenings_are_printed_one_a_line(run: Runner, ledger: Path) -> None:
    rows = [json.loads(line) for line in run("happenings", "--format", "jsonl").out.splitlines()]
    assert all(set(row) == {"id", "members"} for row in rows)
    assert all(
        set(member) == {"ref", "report", "event", "start", "end"} for row in rows for member in row["members"]
    )


def test_incidents_are_listed(run: Runner, ledger: Path) -> None:
    said = run("incidents")
    assert re.search(r"^i-[0-9a-f]{10} +Attack in Malakal, 15 March 2025$", said.out, re.M)
    assert "6 reports of 4 stories" in said.out
    (row, *_) = csv.DictReader(io.StringIO(run("incidents", "--format", "csv").out))
    assert row["place"] == "Malakal"
    assert json.loads(row["happenings"])
    assert run("incidents", "--limit", "1", "--format", "jsonl").out.count("\n") == 1


def test_an_incident_is_shown_in_every_form(run: Runner, ledger: Path, tmp_path: Path) -> None:
    one = first(run)
    said = run("incident", one[:6])
    assert said.code == 0, said.err
    assert re.search(r"^ +UCDP +ACLED +Range$", said.out, re.M)
    assert "Contradictions" in said.out
    assert re.search(r"^ +ACLED$", run("incident", one, "--policy", "acled").out, re.M)
    whole = json.loads(run("incident", one, "--format", "json").out)
    assert whole["id"] == one
    assert [found["policy"] for found in whole["estimates"]] == ["ucdp", "acled", "range"]
    page = tmp_path / "malakal.html"
    assert run("incident", one, "--format", "html", "--output", str(page)).code == 0
    html = page.read_text(encoding="utf-8")
    assert html.startswith("<!DOCTYPE html>")
    assert "<svg" in html
    assert not re.search(r'(?:src|href)="https?://', html.replace("https://savanna-post.example", ""))


@pytest.mark.parametrize(
    ("form", "names"),
    [
        ("csv", {"incidents.csv", "claims.csv", "numbers.csv"}),
        ("jsonl", {"incidents.jsonl", "claims.jsonl", "numbers.jsonl"}),
        ("ged", {"ged.csv", "ged-notes.csv"}),
        ("acled", {"acled.csv", "acled-notes.csv"}),
    ],
)
def test_everything_is_exported(
    run: Runner, ledger: Path, tmp_path: Path, form: str, names: set[str]
) -> None:
    said = run("export", form, str(tmp_path / "out"))
    assert said.code == 0, said.err
    names = {*names, "export.json"}
    assert {path.name for path in (tmp_path / "out").iterdir()} == names
    assert {Path(line).name for line in said.out.splitlines()} == names


def test_filters_choose_whole_incidents(run: Runner, ledger: Path, tmp_path: Path) -> None:
    def exported(*options: str) -> tuple[list[dict[str, str]], dict[str, object]]:
        said = run("export", "csv", str(tmp_path / "out"), *options)
        assert said.code == 0, said.err
        rows = list(csv.DictReader(io.StringIO((tmp_path / "out/incidents.csv").read_text("utf-8"))))
        return rows, json.loads((tmp_path / "out/export.json").read_text("utf-8"))

    everything, told = exported()
    assert told["filters"] == {}
    (row, *_), told = exported("--place", "Malakal", "--outcome", "killed", "--policy", "range")
    whole = next(one for one in everything if one["incident"] == row["incident"])
    assert (row["claims"], row["policy"]) == (whole["claims"], "range")
    assert told["filters"] == {"place": "Malakal", "outcome": "killed"}
    assert told["policies"] == ["range"]
    assert exported("--country", "fr")[0] == exported("--since", "2031")[0] == []
    assert exported("--judged", "decided")[0] == []
    claim = json.loads(run("claims", "--outcome", "killed", "--format", "jsonl", "--limit", "1").out)
    run("decide", "accept", f"{claim['report']}/{claim['claim']}", "--actor", "Ana")
    assert len(exported("--judged", "decided")[0]) == 1
    assert exported("--judged", "open")[0] == everything
    assert "[E-LEDGER-DATE]" in run("export", "csv", str(tmp_path), "--since", "last week").err


def test_an_archive_holds_the_same_files_and_the_same_bytes_each_time(
    run: Runner, ledger: Path, tmp_path: Path
) -> None:
    run("export", "ged", str(tmp_path / "out"))
    for name in ("one.zip", "other.zip"):
        said = run("export", "ged", str(tmp_path / name))
        assert said.out == f"{tmp_path / name}\n"
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "other.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert archive.testzip() is None
        held = {name: archive.read(name) for name in archive.namelist()}
    assert held == {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}


def test_a_policy_that_a_format_has_no_place_for_is_told(run: Runner, ledger: Path, tmp_path: Path) -> None:
    said = run("export", "acled", str(tmp_path / "out"), "--policy", "range")
    assert said.code == 0
    assert "ACLED has a place for acled's numbers only: --policy range is not used." in said.err


def test_two_claims_are_compared(run: Runner, ledger: Path) -> None:
    def claim(ref: str, figure: str) -> str:
        rows = [
            json.loads(line) for line in run("claims", "--report", ref, "--format", "jsonl").out.splitlines()
        ]
        return next(f"{ref}/{row['claim']}" for row in rows if row["figure_words"] == figure)

    one, other = claim("malakal-1-equatoria-wire.txt", "Six"), claim("malakal-5-harbour-times.txt", "12")
    said = run("explain", one, other)
    assert said.code == 0, said.err
    weights = [float(weight) for weight in re.findall(r"^ +([+-]\d+\.\d\d)  ", said.out, re.M)]
    assert sum(weights[:-1]) == pytest.approx(weights[-1], abs=0.06)
    assert said.out.rstrip().splitlines()[-1].startswith("Linked as ")
    whole = json.loads(run("explain", one, other, "--format", "json").out)
    assert {"sides", "pair", "weight", "comparisons", "said", "actors"} == set(whole)
    assert run("explain", one, one).code == 2
    assert "[E-LEDGER-UNKNOWN]" in run("explain", one, "malakal-5-harbour-times.txt/c-0000000000").err


def test_people_regroup(run: Runner, ledger: Path) -> None:
    rows = [json.loads(line) for line in run("incidents", "--format", "jsonl").out.splitlines()]
    part = rows[0]["happenings"][0]
    said = run("split", rows[0]["id"], part, "--actor", "Ana", "--reason", "another place")
    assert said.code == 0, said.err
    assert "`hearsay link` takes it in" in said.out
    assert "1 entries came since" in run("incidents").err
    assert "entry" in run("link").out
    after = [json.loads(line) for line in run("incidents", "--format", "jsonl").out.splitlines()]
    assert [row for row in after if rows[0]["id"] == row["id"] and part in row["happenings"]] == []
    others = [row["id"] for row in after][:2]
    assert run("merge", *others, "--actor", "Ana").code == 0
    run("link")
    assert len(run("incidents", "--format", "jsonl").out.splitlines()) == len(after) - 1
    two = [json.loads(line)["id"] for line in run("happenings").out.splitlines()[:2]]
    assert "[E-LEDGER-ACTOR]" in run("merge", *two).err


def test_a_ledger_that_is_not_linked(run: Runner, tmp_path: Path) -> None:
    assert run("add", "storm.txt").code == 0
    said = run("incidents")
    assert said.code == 2
    assert "[E-LINK-NONE]" in said.err
    assert "`hearsay link`" in said.err


def test_without_the_extra_linking_says_what_to_install(ledger: Path) -> None:
    script = (
        "import sys\nsys.modules['splink'] = None\nfrom hearsay.cli import main\nmain(['link', '--anew'])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "[E-LINK-NOT-INSTALLED] Linking many reports needs what is not installed (splink" in done.stderr
    assert "pip install 'hearsay[link]'" in done.stderr


def test_reading_loads_neither_database_nor_linking(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Police said on Friday that two people had died near Split.\n", "utf-8")
    script = (
        f"import sys\nfrom hearsay.cli import main\ntry:\n    main(['read', {str(tmp_path / 'a.txt')!r}])\n"
        "except SystemExit:\n    pass\n"
        "heavy = {'sqlalchemy', 'duckdb', 'splink', 'pyarrow', 'rensa', 'hearsay.link', 'hearsay.ledger'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"
