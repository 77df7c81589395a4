"""Comparing what two coders said, and settling it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from hearsay.flow import coding, codings, settling
from hearsay.flow.comparing import Pair
from hearsay.flow.comparison import Compared, claim_of, key_of
from hearsay.ledger import desk as asking
from hearsay.web.desk import Desk
from hearsay.web.render import html
from hearsay.web.routes import forms
from hearsay.web.routes.pages import AtDesk, form_from, missed_form, page
from hearsay.web.views import claim as claims
from hearsay.web.views import comparison as views
from hearsay.web.views import report as report_views

router = APIRouter(include_in_schema=False)
HERE = "codings"


@router.get("/codings/{number}/compare")
def show_comparison(desk: AtDesk, number: int, field: str = "") -> Response:
    """How far two coders agree, field by field, and each difference with the words."""
    view = views.compare_page(desk, number, field)
    return page(desk, "compare.html", HERE, f"Compare: {view.compared.coding.name}", view=view)


@router.get("/codings/{number}/compare.csv")
def download(desk: AtDesk, number: int) -> Response:
    """The comparison as rows, one a claim and field."""
    headers = {"Content-Disposition": f'attachment; filename="double-coding-{number}.csv"'}
    return Response(views.compared_csv(desk, number), media_type="text/csv; charset=utf-8", headers=headers)


@router.post("/codings/{number}/agreed")
def take_agreed(desk: AtDesk, number: int) -> Response:
    """Decide what both say of every claim on which they agree."""
    with desk.turn:
        settling.take_agreed(desk.ledger, views.compared_of(desk, number), coding.Signing(desk.actor))
    return RedirectResponse(f"/codings/{number}/compare", 303)


@router.post("/codings/{number}/close")
def close(desk: AtDesk, number: int) -> Response:
    """It is compared and over."""
    codings.close(desk.ledger, number, actor=desk.actor)
    return RedirectResponse(f"/codings/{number}/compare", 303)


@router.post("/codings/{number}/pairs/{key}/take")
def take(
    request: Request,
    desk: AtDesk,
    number: int,
    key: str,
    side: Annotated[int, Form(ge=0, le=1)],
    field: Annotated[str, Form()] = "",
) -> Response:
    """Decide what one of the two said."""
    found = views.compared_of(desk, number)
    with desk.turn:
        settling.take(desk.ledger, found, [key], side, coding.Signing(desk.actor))
    if not request.headers.get("hx-request"):
        return RedirectResponse(
            f"/codings/{number}/compare?field={field if field.isidentifier() else ''}#p-{key}", 303
        )
    view = views.compare_page(desk, number, "", lines=False)
    line = views.line(found, found.line(key), settling.settled(desk.ledger, found))
    return html("_pair_after.html", desk=desk, line=line, view=view)


@router.get("/codings/{number}/pairs/{key}/correct")
def show_correct(desk: AtDesk, number: int, key: str) -> Response:
    """The report with the form open in which neither coder's word is put right."""
    found = views.compared_of(desk, number)
    pair = found.line(key)
    view = report_views.report_page(desk, pair.either.report)
    form = _form(desk, found, pair)
    if view is None or form is None:
        raise HTTPException(404, "The present reading of the report no longer has this claim.")
    line = views.line(found, pair, settling.settled(desk.ledger, found))
    chosen = pair.either.claim or ""
    return page(
        desk, "report.html", HERE, view.title, view=view, chosen=chosen, form=form, adding=None, settling=line
    )


@router.post("/codings/{number}/pairs/{key}/correct")
async def correct(request: Request, desk: AtDesk, number: int, key: str) -> Response:
    """Settle a claim otherwise than either coder said."""
    form = await request.form()

    def settle() -> None:
        found = views.compared_of(desk, number)
        pair = found.line(key)
        told = coding.Correction(forms.values(form), forms.spans(form))
        if pair.either.claim is not None:
            with desk.ledger.reading() as connection:
                kept = asking.kept(connection, pair.either.report)
                row = asking.claim_rows(connection, pair.either.report).get(pair.either.claim)
            if kept is None or row is None:
                raise HTTPException(404, "The present reading of the report no longer has this claim.")
            told = forms.changes(form, kept, row)
        with desk.turn:
            settling.correct(
                desk.ledger, found, key, told, coding.Signing(desk.actor, forms.one(form, "reason"))
            )

    await run_in_threadpool(settle)
    where = f"/codings/{number}/compare#p-{key}"
    if request.headers.get("hx-request"):
        return Response(status_code=204, headers={"HX-Redirect": where})
    return RedirectResponse(where, 303)


def _form(desk: Desk, found: Compared, pair: Pair) -> dict[str, object] | None:
    """What the form shows: the claim as it stands, or, where a coder added it, as that one did."""
    place = {
        "action": f"/codings/{found.coding.coding}/pairs/{key_of(pair)}/correct",
        "back": f"/codings/{found.coding.coding}/compare#p-{key_of(pair)}",
        "heading": "Neither: put it right",
        "grading": False,
    }
    report, claim = pair.either.report, pair.either.claim
    if claim is None:
        side = 0 if pair.one is not None else 1
        own = found.own(found.coding.coders[side], report)
        id_ = claim_of(pair.either, own)
        told = {"inputs": claims.inputs(own.rows[id_]), "selections": claims.selections(own.kept, id_)}
        return {**missed_form(report), **told, **place, "save": "Add it so"}
    with desk.ledger.reading() as connection:
        kept = asking.kept(connection, report)
        row = asking.claim_rows(connection, report, claim).get(claim)
    if kept is None or row is None:
        return None
    return {**form_from(kept, row), **place, "save": "Settle it so"}
