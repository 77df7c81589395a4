"""Coming in and going out, one's own account, and who looks at what."""

from __future__ import annotations

import logging
import math
import secrets
from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse, Response

from hearsay.export.phrases import plural
from hearsay.flow import sessions
from hearsay.flow.accounts import set_password
from hearsay.flow.roles import meanings
from hearsay.record import HearsayError, problem
from hearsay.web.accounts.presence import EVERY
from hearsay.web.accounts.team import Team, hand, held, take
from hearsay.web.desk import Desk
from hearsay.web.render import html
from hearsay.web.routes.decisions import local
from hearsay.web.routes.pages import AtDesk, page

router = APIRouter()
Words = Annotated[str, Form(max_length=2000)]
_LOG = logging.getLogger("hearsay.web")


def login_page(
    request: Request, status: int = 200, why: HearsayError | None = None, *, back: str = "", name: str = ""
) -> Response:
    """The page to log in on, with why it is shown; ``back`` is where to go then."""
    desk: Desk = request.app.state.desk.seat(None)
    guest = held(request, guest=True) or secrets.token_urlsafe(32)
    told = {"code": why.code, "message": why.message, "remedy": why.remedy} if why else None
    if why is not None and why.code == "E-TEAM-LOGIN":
        told = None if back in ("", "/", "/queue") else {**told, "remedy": "Log in, and you get there."}  # type: ignore[dict-item]
    answer = html(
        "login.html",
        status,
        desk=desk,
        here="",
        title="Log in",
        told=told,
        back=local(back, "/queue"),
        name=name,
        token=sessions.csrf_of(guest),
    )
    hand(answer, request, guest, guest=True)
    return answer


@router.get("/login", include_in_schema=False)
def show_login(request: Request, desk: AtDesk, back: str = "") -> Response:
    """The page to log in on; for whoever is logged in, the queue."""
    if desk.member is not None:
        return RedirectResponse(local(back, "/queue"), 303)
    return login_page(request, back=back)


@router.post("/login", include_in_schema=False)
def log_in(
    request: Request,
    desk: AtDesk,
    name: Words = "",
    password: Words = "",
    csrf: Words = "",
    back: Words = "",
) -> Response:
    """Log in: a new session, whatever token came along."""
    team, where = _team(desk), request.client.host if request.client else ""
    guest = held(request, guest=True)
    try:
        if guest is None or not sessions.same(csrf, sessions.csrf_of(guest)):
            raise problem("E-TEAM-TOKEN")
        _check_wait(team, name, where)
        token, member = sessions.log_in(desk.ledger, name, password, before=held(request), clock=team.clock)
    except HearsayError as error:
        status = {"E-TEAM-REFUSED": 401, "E-TEAM-TOKEN": 403, "E-TEAM-WAIT": 429}.get(error.code)
        if status is None:
            raise
        if status == 401:
            team.limits.failed(name, where)
            _LOG.warning("log-in refused: account %r, from %s", name[:64], where)
        answer = login_page(request, status, error, back=back, name=name)
        if status == 429:
            answer.headers["Retry-After"] = str(int(team.limits.wait(name, where).total_seconds()) + 1)
        return answer
    team.limits.passed(member.account, where)
    answer = RedirectResponse(local(back, "/queue"), 303)
    hand(answer, request, token)
    take(answer, request, guest=True)
    return answer


@router.post("/logout", include_in_schema=False)
def log_out(request: Request, desk: AtDesk) -> Response:
    """End the session."""
    token = held(request)
    if token:
        sessions.log_out(desk.ledger, token)
    answer = RedirectResponse("/login", 303)
    take(answer, request)
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


@router.get("/account", include_in_schema=False)
def show_account(desk: AtDesk, done: bool = False) -> Response:
    """One's own account."""
    return _account(desk, 200, None, done)


@router.post("/account/password", include_in_schema=False)
def change_password(
    request: Request, desk: AtDesk, old: Words = "", new: Words = "", again: Words = ""
) -> Response:
    """Change one's own password; every other session ends."""
    assert desk.member is not None
    team, where = _team(desk), request.client.host if request.client else ""
    try:
        _check_wait(team, desk.actor, where)
        _check_old(desk, team, old, where)
        if new != again:
            raise problem("E-TEAM-PASSWORD", why="The new password was typed in two ways")
        set_password(desk.ledger, desk.actor, new, actor=desk.actor, but=desk.member.key, clock=team.clock)
    except HearsayError as error:
        return _account(desk, 429 if error.code == "E-TEAM-WAIT" else 422, error, False)
    return RedirectResponse("/account?done=1", 303)


class Here(BaseModel):
    """Where a page is: ``key`` is REPORT/CLAIM, a report, or empty where it is left; ``page`` a name that it made up."""

    page: str = Field(min_length=1, max_length=40)
    key: str = Field(max_length=100)
    editing: bool = False


class Other(BaseModel):
    """Where somebody else is, since when (UTC)."""

    account: str
    key: str
    editing: bool
    since: str


@router.post("/api/presence", operation_id="presence")
def presence(desk: AtDesk, here: Here) -> list[Other]:
    """Say where this page is, and learn where everybody else is. Who may not judge is not shown to others."""
    team = _team(desk)
    if desk.may("correct"):
        team.presence.say(desk.actor, here.page, here.key, here.editing)
    return [
        Other(account=one.account, key=one.key, editing=one.editing, since=f"{one.since:%Y-%m-%dT%H:%M:%SZ}")
        for one in team.presence.others(desk.actor)
    ]


@router.get("/api/session", operation_id="session")
def session(desk: AtDesk) -> dict[str, str | int]:
    """Who is logged in, and the token that their pages send along: a page left open asks after its own."""
    assert desk.member is not None
    return {
        "account": desk.actor,
        "role": desk.member.role,
        "csrf": desk.member.csrf,
        "every": EVERY,
    }


def _account(desk: Desk, status: int, why: HearsayError | None, done: bool) -> Response:
    assert desk.member is not None
    values: dict[str, Any] = {
        "told": why,
        "done": done,
        "role": desk.member.role,
        "means": meanings()[desk.member.role],
        "tokens": sessions.tokens(desk.ledger, desk.actor),
    }
    answer = page(desk, "account.html", "account", "Your account", **values)
    answer.status_code = status
    return answer


def _check_wait(team: Team, name: str, where: str) -> None:
    """Raises ``E-TEAM-WAIT``."""
    wait = team.limits.wait(name, where)
    if wait > timedelta(0):
        minutes = math.ceil(wait.total_seconds() / 60)
        raise problem("E-TEAM-WAIT", minutes=plural(minutes, "minute"))


def _check_old(desk: Desk, team: Team, old: str, where: str) -> None:
    """Raises ``E-TEAM-PASSWORD``: a page left open is not to be enough for taking an account over."""
    try:
        sessions.authenticate(desk.ledger, desk.actor, old)
    except HearsayError as error:
        if error.code != "E-TEAM-REFUSED":
            raise
        team.limits.failed(desk.actor, where)
        raise problem("E-TEAM-PASSWORD", why="That is not your present password") from error


def _team(desk: Desk) -> Team:
    assert desk.team is not None
    return desk.team
