"""One ledger that is read for all tests, of which each gets a copy; one browser for all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from hearsay.flow import passwords
from tests.web.served import CHROMIUM, STORY, served, write_ledger
from tests.web.team import make_team
from tests.web.watching import watched


@pytest.fixture(scope="package", autouse=True)
def quick_hashes() -> Iterator[None]:
    """Passwords hashed as always, but for less than the tenth of a second that one is to cost: the tests log in some five
    hundred times. What a hash costs is held by tests/flow/test_accounts.py."""
    with pytest.MonkeyPatch.context() as patch:
        if find_spec("argon2"):
            quick = import_module("argon2").PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
            patch.setattr(passwords, "hasher", lambda: quick)
        yield


@pytest.fixture(scope="session")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with one report."""
    path = tmp_path_factory.mktemp("web") / "story.db"
    write_ledger(path, {"korcula.txt": STORY})
    return path


@pytest.fixture
def ledger(read_once: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copy(read_once, tmp_path / "ledger.db"))


@pytest.fixture
def address(ledger: Path) -> Iterator[str]:
    """Where the copy is served."""
    with served(ledger) as address:
        yield address


@pytest.fixture(scope="package")
def team_once(quick_hashes: None, read_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with a report and a team."""
    path = Path(shutil.copy(read_once, tmp_path_factory.mktemp("team") / "team.db"))
    make_team(path)
    return path


@pytest.fixture
def team_ledger(team_once: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copy(team_once, tmp_path / "team.db"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's own Chromium."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium here")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab of its own, in which nothing may be refused by the policy, fail, or be asked of another host."""
    with watched(browser) as (tab, wrong):
        yield tab
    assert not wrong
