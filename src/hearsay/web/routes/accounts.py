"""The page of an admin: who has an account, and what was done to accounts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from hearsay.flow import accounts
from hearsay.flow.roles import meanings, roles
from hearsay.record import HearsayError
from hearsay.web.desk import Desk
from hearsay.web.routes.pages import AtDesk, page

router = APIRouter(include_in_schema=False)
Words = Annotated[str, Form(max_length=2000)]


@router.get("/accounts")
def show(desk: AtDesk) -> Response:
    """Every account, and the latest changes."""
    return _page(desk, None)


@router.post("/accounts/add")
def add(desk: AtDesk, name: Words = "", role: Words = "", password: Words = "") -> Response:
    """Make an account."""
    return _done(desk, lambda: accounts.add(desk.ledger, name, role, password, actor=desk.actor))


@router.post("/accounts/role")
def set_role(desk: AtDesk, name: Words = "", role: Words = "") -> Response:
    """Give an account another role."""
    return _done(desk, lambda: accounts.set_role(desk.ledger, name, role, actor=desk.actor))


@router.post("/accounts/disable")
def disable(desk: AtDesk, name: Words = "") -> Response:
    """Let nobody log in to an account."""
    return _done(desk, lambda: accounts.disable(desk.ledger, name, actor=desk.actor))


@router.post("/accounts/enable")
def enable(desk: AtDesk, name: Words = "") -> Response:
    """Let an account be used again."""
    return _done(desk, lambda: accounts.enable(desk.ledger, name, actor=desk.actor))


@router.post("/accounts/password")
def set_password(desk: AtDesk, name: Words = "", password: Words = "") -> Response:
    """Set a password, and log the account out everywhere."""
    assert desk.member is not None
    but = desk.member.key if accounts.folded(name) == accounts.folded(desk.actor) else None
    return _done(desk, lambda: accounts.set_password(desk.ledger, name, password, actor=desk.actor, but=but))


def _done(desk: Desk, change: Callable[[], object]) -> Response:
    try:
        change()
    except HearsayError as error:
        if not error.code.startswith("E-TEAM-"):
            raise
        return _page(desk, error)
    return RedirectResponse("/accounts", 303)


def _page(desk: Desk, why: HearsayError | None) -> Response:
    answer = page(
        desk,
        "accounts.html",
        "accounts",
        "Accounts",
        told=why,
        all=accounts.accounts(desk.ledger),
        changes=accounts.changes(desk.ledger),
        roles=roles(),
        means=meanings(),
    )
    answer.status_code = 422 if why is not None else 200
    return answer
