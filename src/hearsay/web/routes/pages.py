"""The pages that show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from hearsay.ledger import desk as asking
from hearsay.ledger.codings import Coding, of_report
from hearsay.record.kept import Kept
from hearsay.web.assets import assets
from hearsay.web.desk import Desk
from hearsay.web.render import html
from hearsay.web.views import claim as claims
from hearsay.web.views import codings, listings, queue, report, search, sources

router = APIRouter(include_in_schema=False)
MOST = 2**53


def at_desk(request: Request) -> Desk:
    """The desk of the application; where there are accounts, of whoever asks."""
    desk: Desk = request.app.state.desk
    if desk.team is not None:
        desk = request.state.desk  # laid there by the gate; without it nothing is to be signed
    return desk


AtDesk = Annotated[Desk, Depends(at_desk)]
Number = Annotated[int, Query(alias="page", ge=1, le=100_000)]


def page(desk: Desk, template: str, here: str, title: str, **values: Any) -> HTMLResponse:
    """A whole page with its navigation."""
    return html(template, desk=desk, here=here, title=title, **values)


@router.get("/")
def home() -> Response:
    """The day begins with the queue."""
    return RedirectResponse("/queue", 303)


@router.get("/queue")
def show_queue(request: Request, desk: AtDesk, page_number: Number = 1) -> Response:
    """Claims that need a person."""
    asked = queue.asked_of(request.query_params)
    view = queue.queue_page(desk, asked, page_number)
    return page(desk, "queue.html", "queue", "Queue", view=view, codings=codings.waiting(desk))


@router.get("/reports")
def show_reports(
    desk: AtDesk,
    text: str = "",
    publisher: str = "",
    page_number: Number = 1,
) -> Response:
    """The reports of the ledger."""
    lines, more = listings.report_lines(desk, text.strip() or None, publisher.strip() or None, page_number)
    asked_for = {"text": text, "publisher": publisher, "number": page_number}
    return page(desk, "reports.html", "reports", "Reports", lines=lines, more=more, **asked_for)


@router.get("/reports/{report_id}")
def show_report(
    desk: AtDesk, report_id: str, claim: str = "", edit: str = "", missed: bool = False
) -> Response:
    """One report: ``claim`` is shown first, ``edit`` with its form open, ``missed`` opens the form for another."""
    view = report.report_page(desk, report_id)
    if view is None:
        raise HTTPException(404)
    form = None
    if edit and any(one.claim == edit for one in view.cards):
        form = form_of(desk, report_id, edit)
    adding = missed_form(report_id) if missed else None
    shown = {"view": view, "chosen": edit or claim, "form": form, "adding": adding}
    mine = _codings(desk, report_id)
    return page(desk, "report.html", "reports", view.title, **shown, **({"mine": mine} if mine else {}))


def _codings(desk: Desk, report_id: str) -> tuple[Coding, ...]:
    """The double codings in which whoever asks has yet to judge the report, without seeing what others say of it."""
    with desk.ledger.reading() as connection:
        return of_report(connection, report_id, desk.actor)


@router.get("/reports/{report_id}/original")
def show_original(desk: AtDesk, report_id: str) -> Response:
    """The bytes of a report as they came, to be kept and not to be shown: they are somebody else's page."""
    with desk.ledger.reading() as connection:
        row = asking.report_row(connection, report_id)
    raw = desk.ledger.raw(row["sha256_raw"]) if row and row["sha256_raw"] else None
    if raw is None:
        raise HTTPException(404)
    headers = {
        "Content-Disposition": f'attachment; filename="{report_id}.bin"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return Response(raw, media_type="application/octet-stream", headers=headers)


@router.get("/reports/{report_id}/missed")
def show_missed_form(request: Request, desk: AtDesk, report_id: str) -> Response:
    """The form for a claim that the machine missed."""
    if not request.headers.get("hx-request"):
        return RedirectResponse(f"/reports/{report_id}?missed=1", 303)
    with desk.ledger.reading() as connection:
        if asking.report_row(connection, report_id) is None:
            raise HTTPException(404)
    return html("_form.html", desk=desk, **missed_form(report_id))


@router.get("/claims/{report_id}/{claim_id}")
def show_claim(request: Request, desk: AtDesk, report_id: str, claim_id: str, view: str = "card") -> Response:
    """One claim as a part of a page; without one, its report's page."""
    if not request.headers.get("hx-request"):
        return RedirectResponse(f"/reports/{report_id}?claim={claim_id}", 303)
    return claim_part(desk, report_id, claim_id, view)


@router.get("/claims/{report_id}/{claim_id}/edit")
def show_edit(request: Request, desk: AtDesk, report_id: str, claim_id: str) -> Response:
    """The form that corrects a claim."""
    if not request.headers.get("hx-request"):
        return RedirectResponse(f"/reports/{report_id}?edit={claim_id}#form", 303)
    return html("_form.html", desk=desk, **form_of(desk, report_id, claim_id))


@router.get("/log")
def show_log(
    desk: AtDesk,
    before: Annotated[int | None, Query(ge=1, le=MOST)] = None,
    kind: str = "",
    actor: str = "",
) -> Response:
    """The journal."""
    lines, more = listings.log_lines(desk, before, kind or None, actor.strip() or None)
    return page(
        desk, "log.html", "log", "Log", lines=lines, more=more, kind=kind, actor=actor, kinds=listings.KINDS
    )


@router.get("/sources")
def show_sources(desk: AtDesk, text: str = "", page_number: Number = 1) -> Response:
    """Whose word claims rest on."""
    lines = listings.origin_lines(desk, text.strip() or None, page_number)
    beside = sources.standings(desk, lines, (text.strip() or None, page_number))
    shown = {"lines": lines, "beside": beside, "text": text, "number": page_number}
    return page(desk, "sources.html", "sources", "Sources", **shown)


@router.get("/sources/one")
def show_source(desk: AtDesk, kind: str, name: str | None = None, page_number: Number = 1) -> Response:
    """What rests on one origin's word."""
    lines, more = listings.claims_of_origin(desk, name, kind, page_number)
    view = sources.origin_page(desk, name, kind)
    shown = {"kind": kind, "name": name, "number": page_number, "more": more, "view": view}
    return page(desk, "source.html", "sources", name or "Nobody named", lines=lines, **shown)


@router.get("/search")
def show_search(desk: AtDesk, text: str = "", page_number: Number = 1) -> Response:
    """Claims and reports that have some words."""
    return page(
        desk, "search.html", "search", "Search", view=search.search_page(desk, text.strip(), page_number)
    )


@router.get("/static/{digest}/{name}")
def show_asset(digest: str, name: str) -> Response:
    """A file that never changes under its address."""
    found = assets().get(name)
    if found is None or found.digest != digest:
        raise HTTPException(404)
    kept = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(found.content, media_type=found.media_type, headers=kept)


@router.get("/favicon.ico")
def show_icon() -> Response:
    """For browsers that ask without being told where."""
    return RedirectResponse(assets()["icon.svg"].address, 308)


def claim_part(desk: Desk, report_id: str, claim_id: str, view: str, status: int = 200) -> HTMLResponse:
    """One claim as the queue or its report's page shows it, with the day's progress."""
    if view == "item":
        item = queue.one_item(desk, report_id, claim_id)
        if item is None:
            raise HTTPException(404)
        return html("_after.html", status, desk=desk, item=item, card=None)
    with desk.ledger.reading() as connection:
        kept = asking.kept(connection, report_id)
        rows = asking.claim_rows(connection, report_id, claim_id)
    cards = report.cards_of(desk.record(kept), kept, rows, claim_id) if kept else ()
    if not cards:
        raise HTTPException(404)
    return html("_after.html", status, desk=desk, item=None, card=cards[0])


def form_of(desk: Desk, report_id: str, claim_id: str) -> dict[str, Any]:
    """What the form that corrects a claim shows."""
    with desk.ledger.reading() as connection:
        kept = asking.kept(connection, report_id)
        row = asking.claim_rows(connection, report_id, claim_id).get(claim_id)
    if kept is None or row is None:
        raise HTTPException(404)
    return form_from(kept, row)


def form_from(kept: Kept, row: Mapping[str, Any], within: str = "") -> dict[str, Any]:
    """What the form that corrects the claim of a row shows; ``within`` begins the addresses of a double coding."""
    told = claims.standing(kept, row)
    target = f"{kept.report}/{row['claim']}"
    return {
        "heading": "Correct this claim",
        "save": "Save the correction",
        "inputs": claims.inputs(row),
        "selections": claims.selections(kept, row["claim"]),
        "sharing": claims.sharing(kept, row["claim"]),
        "state": told.state,
        "flags": [flag.code for flag in told.flags],
        "target": target,
        "action": f"{within}/claims/{target}/correct",
        "back": f"{within}/reports/{kept.report}?claim={row['claim']}",
        "grading": not within,
    }


def missed_form(report_id: str, within: str = "") -> dict[str, Any]:
    """What the form that adds a claim shows; ``within`` begins the addresses of a double coding."""
    return {
        "heading": "Add a claim that is missing",
        "save": "Add the claim",
        "inputs": claims.inputs(None),
        "selections": claims.nothing_selected(),
        "sharing": (),
        "state": "",
        "flags": [],
        "target": "missed",
        "action": f"{within}/reports/{report_id}/missed",
        "back": f"{within}/reports/{report_id}",
        "grading": False,
    }
