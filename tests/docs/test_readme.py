"""What the README and CONTRIBUTING promise is there, and the README's Python runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs.make_demo import block, printed, written
from hearsay.cli import commands
from tests.record.invented import record

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", ROOT / "docs" / "words.md"]
README = PAGES[0].read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_inside_the_project_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_make_targets_that_are_named_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert {"demo", "test", "check", "bench", "help", "docs"} <= targets
    assert set(re.findall(r"(?:`|^)make ([a-z]+)", page.read_text("utf-8"), re.MULTILINE)) <= targets


def test_commands_and_options_exist() -> None:
    used = re.findall(r"^(?:.*\| )?hearsay (\w+)(.*)$", README, re.MULTILINE)
    assert len(used) >= 4
    for command, rest in used:
        known = {option for parameter in commands.commands[command].params for option in parameter.opts}
        assert set(re.findall(r"--[a-z-]+", rest)) <= known


def test_the_demo_prints_what_the_readme_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert written(README) == block(printed()), "`make docs` writes it anew"


def test_the_python_example_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    (tmp_path / "record.json").write_text(record().to_json(), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    exec(example, {})


def test_the_rooms_that_are_told_of_are_the_rooms_there_are() -> None:
    told = set(re.findall(r"^\| `(\w+)(?:/|\.py)` \|", PAGES[1].read_text("utf-8"), re.MULTILINE))
    house = ROOT / "src" / "hearsay"
    rooms = {path.parent.name for path in house.glob("*/__init__.py")} | {"cli"}
    assert told == rooms
