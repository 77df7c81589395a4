"""How a refusal is answered: a status, and one shape for pages, parts of pages and programs."""

from __future__ import annotations

from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from hearsay.flow.coding import ChangedSinceError
from hearsay.record import HearsayError, problem
from hearsay.web import render
from hearsay.web.desk import Desk

_STATUS = {
    "E-CODING-CODER": 403,
    "E-CODING-OVER": 409,
    "E-CODING-SEALED": 409,
    "E-CODING-UNKNOWN": 404,
    "E-LEDGER-UNKNOWN": 404,
    "E-LEDGER-AMBIGUOUS": 404,
    "E-LEDGER-LOCKED": 503,
    "E-LEDGER-SERVER": 503,
    "E-TEAM-LOGIN": 401,
    "E-TEAM-REFUSED": 401,
    "E-TEAM-ROLE": 403,
    "E-TEAM-TOKEN": 403,
    "E-TEAM-UNKNOWN": 404,
    "E-TEAM-WAIT": 429,
    "E-WEB-BATCH-UNKNOWN": 404,
}
_TOO_LARGE = ("Part exceeded maximum size", "Field exceeded maximum size")
"""How Starlette's parsers of forms say that one field is too large; they have no other sign."""
_AS_A_FILE = "Save the text as a file, split into its reports, and choose that; or give it to `hearsay add` in a terminal."


def refused(request: Request, error: Exception) -> Response:
    """The answer to whatever the application refuses."""
    if isinstance(error, HTTPException):
        return failed(request, error)
    assert isinstance(error, HearsayError)
    usual = 500 if error.kind == "program" else 422
    status = 409 if isinstance(error, ChangedSinceError) else _STATUS.get(error.code, usual)
    if status == 401:
        from hearsay.web.routes.login import login_page  # it answers refusals itself

        if not _short(request):
            asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            return login_page(request, status, error, back=asked if request.method == "GET" else "")
    return answer(request, status, error.code, error.message, error.remedy)


def failed(request: Request, error: Exception) -> Response:
    """The answer where there is no such page, or no such method."""
    assert isinstance(error, HTTPException)
    if str(error.detail).startswith(_TOO_LARGE):
        told = problem("E-INGEST-TOO-LONG", ref="What was typed into the form", limit="1 MB")
        return answer(request, 413, told.code, told.message, _AS_A_FILE)
    words = "There is no such page." if error.status_code == 404 else str(error.detail)
    return answer(request, error.status_code, f"HTTP-{error.status_code}", words, "")


def misfit(request: Request, error: Exception) -> Response:
    """The answer to a request that does not fit its route."""
    assert isinstance(error, RequestValidationError)
    told = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()[:3])
    return answer(request, 422, "HTTP-422", f"The request does not fit: {told}.", "")


def broken(request: Request, _: Exception) -> Response:
    """The answer to a mistake of ours."""
    words = "Something broke here; nothing was written."
    return answer(request, 500, "HTTP-500", words, "The terminal says what.")


def answer(request: Request, status: int, code: str, message: str, remedy: str) -> Response:
    """JSON under ``/api``, a line for a part of a page, else a page."""
    if request.url.path.startswith("/api/"):
        headers = {"WWW-Authenticate": 'Bearer realm="hearsay"'} if status == 401 else None
        return JSONResponse({"code": code, "message": message, "remedy": remedy}, status, headers)
    told: dict[str, Any] = {"code": code, "message": message, "remedy": remedy, "login": status == 401}
    if request.headers.get("hx-request"):
        headers = {"HX-Retarget": "#refusal", "HX-Reswap": "innerHTML"}
        return render.html("_refusal.html", status, headers, **told)
    desk: Desk = getattr(request.state, "desk", None) or request.app.state.desk
    return render.html("refusal.html", status, here="", desk=desk, title="Refused", **told)


def _short(request: Request) -> bool:
    return request.url.path.startswith("/api/") or bool(request.headers.get("hx-request"))
