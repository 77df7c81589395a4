"""A team over a copy of the ledger: Ana looks after accounts, Rob reviews, Ben and Cleo code, Rita reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient
from playwright.sync_api import Page

from hearsay.flow import accounts
from hearsay.flow.keep import open_ledger
from hearsay.web import create_app
from tests.web.served import serving

HERE = "http://127.0.0.1:8137"
PEOPLE = {"Ana": "admin", "Rob": "reviewer", "Ben": "coder", "Cleo": "coder", "Rita": "reader"}


def password(name: str) -> str:
    """Each has their own."""
    return f"{name.lower()} likes marble stairs"


def make_team(place: str | Path) -> None:
    """The accounts."""
    with open_ledger(str(place), "create") as ledger:
        for name, role in PEOPLE.items():
            accounts.add(ledger, name, role, password(name), actor="root")


class Hands:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now

    def on(self, **by: float) -> None:
        """Later."""
        self.now += timedelta(**by)


class Visitor(TestClient):
    """A browser without scripts: keeps cookies, takes the token of the page that it saw."""

    def __init__(self, app: Any, base_url: str = HERE, **more: Any) -> None:
        super().__init__(app, base_url=base_url, follow_redirects=False, **more)
        self.headers["Origin"] = base_url

    def token(self, path: str = "/account") -> str:
        """What the forms of a page send along."""
        found = re.search(r'name="csrf" value="([^"]+)"', self.get(path).text)
        assert found, "there is a form"
        return found[1]

    def log_in(self, name: str, words: str | None = None, **more: Any) -> Any:
        """Log in as a person does."""
        given = {"name": name, "password": words or password(name), "csrf": self.token("/login"), **more}
        return self.post("/login", data=given)


@contextmanager
def team_served(place: str | Path, **more: Any) -> Iterator[str]:
    """A server for the team."""
    with serving(create_app(str(place), "team", **more), proxy_headers=False) as address:
        yield address


def enter(page: Page, address: str, name: str, path: str = "/queue") -> None:
    """Log in by keyboard."""
    page.goto(f"{address}{path}")
    page.get_by_label("Name").fill(name)
    page.keyboard.press("Tab")
    page.keyboard.type(password(name))
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Log out").wait_for()
    page.wait_for_load_state("load")  # keys are heard from here on
