"""Where there are accounts, nothing is answered before it is known who asks and whether their role may ask it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from re import Pattern

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import compile_path
from starlette.types import ASGIApp, Receive, Scope, Send

from hearsay.flow import roles
from hearsay.flow.sessions import Session, same, session_of
from hearsay.record import HearsayError, problem
from hearsay.web.accounts.team import held
from hearsay.web.desk import Desk

TOKEN_HEADER, TOKEN_FIELD = "x-csrf-token", "csrf"
_SAFE = ("GET", "HEAD", "OPTIONS")
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
_Answer = Callable[[Request, HearsayError | HTTPException], Response]


@dataclass(frozen=True)
class Rule:
    """What one address takes; a ``verb`` of ``{verb}`` is that in the path, none at all is for everybody."""

    method: str
    path: str
    pattern: Pattern[str]
    verb: str | None
    quiet: bool


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of ``routes.toml``."""
    table = tomllib.loads(files("hearsay.web.accounts").joinpath("routes.toml").read_text(encoding="utf-8"))
    asked = {**dict.fromkeys(table["public"]), **table["routes"]}
    made = []
    for name, verb in asked.items():
        method, path = name.split(" ", 1)
        made.append(Rule(method, path, compile_path(path)[0], verb, name in table["quiet"]))
    return tuple(made)


def needed(method: str, path: str) -> tuple[list[Rule], list[str]]:
    """The rules that an address falls under, and the verbs that they ask; more than one where addresses overlap."""
    found, verbs = [], []
    for rule in rules():
        match = rule.pattern.match(path) if rule.method == ("GET" if method == "HEAD" else method) else None
        if match is None:
            continue
        found.append(rule)
        if rule.verb is not None:
            verbs.append(match["verb"] if rule.verb == "{verb}" else rule.verb)
    return found, verbs


class Gate:
    """Finds out who asks, refuses what their role may not, and lays their desk before the route.

    An address that is in no rule is answered 404, though the application may have it: a new route is shut until somebody
    says whom it is for.
    """

    def __init__(self, app: ASGIApp, desk: Desk, answer: _Answer) -> None:
        self.app = app
        self.desk = desk
        self.answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        request.state.desk = self.desk.seat(None)
        try:
            await run_in_threadpool(self._admit, request)
        except (HearsayError, HTTPException) as error:
            await self.answer(request, error)(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _admit(self, request: Request) -> None:
        """Raises ``E-TEAM-LOGIN``, ``-ROLE``, ``-TOKEN``, or 404."""
        # as the router takes it: a URL put together anew would end at an encoded question mark
        path = str(request.scope["path"])
        found, verbs = needed(request.method, path)
        known = all(verb in roles.verbs() for verb in verbs)
        if found and not verbs:
            if path == "/login":
                self._seat(request, quiet=True)
            return
        member = self._seat(request, quiet=all(rule.quiet for rule in found) and bool(found))
        if member is None:
            raise problem("E-TEAM-LOGIN")
        if not found or not known:
            raise HTTPException(404)
        for verb in verbs:
            roles.demand(member.account, member.role, verb)
        if request.method not in _SAFE and member.kind == "browser":
            request.state.token_due = not _check_header(request, member)

    def _seat(self, request: Request, quiet: bool) -> Session | None:
        assert self.desk.team is not None
        ledger, clock = self.desk.ledger, self.desk.team.clock
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            member = session_of(ledger, token.strip(), kind="program", clock=clock)
        elif cookie := held(request):
            member = session_of(ledger, cookie, kind="browser", using=not quiet, clock=clock)
        else:
            member = None
        if member is not None:
            request.state.desk = self.desk.seat(member)
        return member


def _check_header(request: Request, member: Session) -> bool:
    """Whether the session's token came as a header; a form may bring it in a field, which is looked at once it is read.

    Raises ``E-TEAM-TOKEN``.
    """
    given = request.headers.get(TOKEN_HEADER)
    if given is not None and same(given, member.csrf):
        return True
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if given is None and kind in _FORMS:
        return False
    raise problem("E-TEAM-TOKEN")


async def token_given(request: Request) -> None:
    """Every route depends on this: the session's token in the form, where it did not come as a header.

    Raises ``E-TEAM-TOKEN``.
    """
    if not getattr(request.state, "token_due", False):
        return
    form = await request.form()
    given = form.get(TOKEN_FIELD)
    member = request.state.desk.member
    if not isinstance(given, str) or not same(given, member.csrf):
        raise problem("E-TEAM-TOKEN")
