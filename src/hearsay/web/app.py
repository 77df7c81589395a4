"""The application: a ledger opened, the pages and the API over it, behind the guard."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any, Literal

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from hearsay import __version__
from hearsay.flow.coding import ChangedSinceError
from hearsay.flow.keep import open_ledger
from hearsay.record import HearsayError
from hearsay.web import render
from hearsay.web.desk import Desk
from hearsay.web.guard import LOOPBACK, Guard
from hearsay.web.routes import add, api, decisions, export, incidents, pages

Mode = Literal["person"]
"""Who works here: one person on this machine, without accounts."""
_STATUS = {"E-LEDGER-UNKNOWN": 404, "E-LEDGER-AMBIGUOUS": 404, "E-LEDGER-LOCKED": 503, "E-LEDGER-SERVER": 503}


def create_app(
    ledger_url: str, mode: Mode = "person", *, actor: str, hosts: Iterable[str] = LOOPBACK
) -> FastAPI:
    """The application over the ledger at a path or URL, which is made if need be.

    ``actor`` signs what is decided; ``hosts`` are the names under which the server answers. Raises ``E-LEDGER-…`` as
    :func:`hearsay.flow.keep.open_ledger` does.
    """
    assert mode == "person"
    desk = Desk(open_ledger(ledger_url, "create"), actor)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        desk.ledger.close()

    app = FastAPI(
        title="Hearsay",
        version=__version__,
        description="Claims of news reports, each with the words that it rests on.",
        openapi_url="/api/openapi.json",
        docs_url=None,  # both fetch their scripts from elsewhere
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.desk = desk
    for router in (pages.router, decisions.router, incidents.router, add.router, export.router, api.router):
        app.include_router(router)
    app.add_exception_handler(HearsayError, _refused)
    app.add_exception_handler(HTTPException, _failed)
    app.add_exception_handler(RequestValidationError, _misfit)
    app.add_exception_handler(Exception, _broken)
    app.add_middleware(Guard, hosts=tuple(hosts))
    return app


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HearsayError)
    usual = 500 if error.kind == "program" else 422
    status = 409 if isinstance(error, ChangedSinceError) else _STATUS.get(error.code, usual)
    return _answer(request, status, error.code, error.message, error.remedy)


async def _failed(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    words = "There is no such page." if error.status_code == 404 else str(error.detail)
    return _answer(request, error.status_code, f"HTTP-{error.status_code}", words, "")


async def _misfit(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    told = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()[:3])
    return _answer(request, 422, "HTTP-422", f"The request does not fit: {told}.", "")


async def _broken(request: Request, _: Exception) -> Response:
    return _answer(
        request, 500, "HTTP-500", "Something broke here; nothing was written.", "The terminal says what."
    )


def _answer(request: Request, status: int, code: str, message: str, remedy: str) -> Response:
    """One shape for every refusal: JSON under ``/api``, a line for a part of a page, else a page."""
    if request.url.path.startswith("/api/"):
        return JSONResponse({"code": code, "message": message, "remedy": remedy}, status)
    if request.headers.get("hx-request"):
        headers = {"HX-Retarget": "#refusal", "HX-Reswap": "innerHTML"}
        return render.html("_refusal.html", status, headers, code=code, message=message, remedy=remedy)
    desk: Desk = request.app.state.desk
    shown: dict[str, Any] = {"code": code, "message": message, "remedy": remedy}
    return render.html("refusal.html", status, here="", desk=desk, title="Refused", **shown)
