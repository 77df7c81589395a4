"""The application: a ledger opened, the pages and the API over it, behind the guard."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Literal

from fastapi import Depends, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from hearsay import __version__
from hearsay.flow.accounts import check_team
from hearsay.flow.keep import open_ledger
from hearsay.flow.signing import Clock, wall_clock
from hearsay.record import HearsayError
from hearsay.web import refusing
from hearsay.web.accounts.gate import Gate, token_given
from hearsay.web.accounts.team import Team
from hearsay.web.batches import Batches
from hearsay.web.desk import Desk
from hearsay.web.guard import LOOPBACK, Guard
from hearsay.web.routes import (
    accounts,
    add,
    api,
    codings,
    comparison,
    decisions,
    export,
    incidents,
    login,
    pages,
)
from hearsay.web.turns import Turns

Mode = Literal["person", "team"]
"""Who works here: one person on this machine, without accounts; or several people, each with an account."""
ROUTERS = (
    pages.router,
    decisions.router,
    incidents.router,
    codings.router,
    comparison.router,
    add.router,
    export.router,
    api.router,
)
TEAM_ROUTERS = (login.router, accounts.router)


def create_app(
    ledger_url: str,
    mode: Mode = "person",
    *,
    actor: str = "",
    hosts: Iterable[str] = LOOPBACK,
    clock: Clock = wall_clock,
) -> FastAPI:
    """The application over the ledger at a path or URL, which is made if need be.

    ``actor`` signs what one person decides; in a team the account signs that is logged in. ``hosts`` are the names under
    which the server answers; ``clock`` says when sessions end. Raises ``E-LEDGER-…`` as
    :func:`hearsay.flow.keep.open_ledger` does, and for a team ``E-TEAM-NO-ADMIN``, ``-NOT-INSTALLED``.
    """
    desk = _desk(ledger_url, mode, actor, clock)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        app.state.batches.close()
        desk.ledger.close()

    app = FastAPI(
        title="Hearsay",
        version=__version__,
        description="Claims of news reports, each with the words that it rests on.",
        openapi_url="/api/openapi.json",
        docs_url=None,  # both fetch their scripts from elsewhere
        redoc_url=None,
        lifespan=lifespan,
        dependencies=[Depends(token_given)],
    )
    app.state.desk = desk
    app.state.batches = Batches(ledger_url)
    for router in ROUTERS + (TEAM_ROUTERS if desk.team else ()):
        app.include_router(router)
    app.add_exception_handler(HearsayError, refusing.refused)
    app.add_exception_handler(HTTPException, refusing.failed)
    app.add_exception_handler(RequestValidationError, refusing.misfit)
    app.add_exception_handler(Exception, refusing.broken)
    if desk.team:
        app.add_middleware(Gate, desk=desk, answer=refusing.refused)
    app.add_middleware(Turns)
    app.add_middleware(Guard, hosts=tuple(hosts))
    return app


def _desk(ledger_url: str, mode: Mode, actor: str, clock: Clock) -> Desk:
    ledger = open_ledger(ledger_url, "create")
    if mode == "person":
        return Desk(ledger, actor)
    try:
        check_team(ledger)
    except HearsayError:
        ledger.close()
        raise
    return Desk(ledger, "", Team(clock))
