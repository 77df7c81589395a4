"""The buttons: each calls one verb of ``flow``, which signs and records it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, HTTPException, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from hearsay.flow import coding
from hearsay.flow.review import GRADES, mark, undo
from hearsay.flow.review import decide as grade
from hearsay.ledger import desk as asking
from hearsay.record.journal import Decision, Standing
from hearsay.web.accounts.own import check_undo
from hearsay.web.desk import Desk
from hearsay.web.render import html
from hearsay.web.routes import forms
from hearsay.web.routes.pages import AtDesk, claim_part, form_of, page
from hearsay.web.views import conflict
from hearsay.web.views import report as report_views

router = APIRouter(include_in_schema=False)
Words = Annotated[str, Form()]
Judging = Literal["accept", "reject", "correct", "grade", "undo"]


@router.post("/claims/{report_id}/{claim_id}/{verb}")
async def decide(request: Request, desk: AtDesk, report_id: str, claim_id: str, verb: Judging) -> Response:
    """Accept, reject, correct or grade a claim, or take back the last word about it."""
    form = await request.form()
    try:
        moved = await run_in_threadpool(_decide, desk, report_id, claim_id, verb, form)
    except coding.ChangedSinceError as error:
        about = Target(report_id, claim_id, verb, form, bool(request.headers.get("hx-request")))
        return await run_in_threadpool(_changed_since, desk, about, error)
    view = forms.one(form, "view") or "card"
    if request.headers.get("hx-request"):
        if moved:  # the text is marked anew, and a claim that was added may be gone again
            back = f"/reports/{report_id}?claim={claim_id}"
            return Response(status_code=204, headers={"HX-Redirect": back if view == "card" else "/queue"})
        return await run_in_threadpool(claim_part, desk, report_id, claim_id, view)
    return RedirectResponse(local(forms.one(form, "back"), f"/reports/{report_id}?claim={claim_id}"), 303)


def _decide(desk: Desk, report: str, claim: str, verb: str, form: FormData) -> bool:
    """Whether what the claim stands on in the text is another now."""
    signing = coding.Signing(desk.actor, forms.one(form, "reason"))
    seen = forms.seen(form)
    with desk.turn:
        if verb == "undo":
            last = _last(desk, report, claim, seen)
            check_undo(desk, last.seq)
            coding.undo_last(desk.ledger, report, claim, last.seq, seen, signing)
            return "spans" in last.value or "missed" in last.value
        elif verb == "grade":
            given = {name: forms.text(form, name) for name in GRADES if forms.text(form, name)}
            grade(
                desk.ledger,
                "grade",
                [f"{report}/{claim}"],
                actor=desk.actor,
                reason=signing.reason,
                value=given,
            )
        elif verb == "correct":
            changes = _changes(desk, report, claim, form)
            coding.correct(desk.ledger, report, claim, changes, seen, signing)
            return bool(changes.spans)
        else:
            coding.judge(
                desk.ledger, report, claim, "accept" if verb == "accept" else "reject", seen, signing
            )
    return False


@dataclass(frozen=True)
class Target:
    """What was to be done about a claim, and how it was asked."""

    report: str
    claim: str
    verb: str
    form: FormData
    part: bool


def _changed_since(desk: Desk, about: Target, error: coding.ChangedSinceError) -> Response:
    """Somebody else came between: nothing is written, what was typed is shown beside what they set."""
    with desk.ledger.reading() as connection:
        kept = asking.kept(connection, about.report)
    if kept is None:
        raise error
    told = error.message
    if about.verb != "correct":
        if not about.part:
            raise error
        made = claim_part(desk, about.report, about.claim, forms.one(about.form, "view") or "card", 409)
        line = html("_refusal.html", code=error.code, message=told, remedy=error.remedy).body
        made.body = (
            bytes(made.body) + b'<div id="refusal" role="alert" hx-swap-oob="true">' + bytes(line) + b"</div>"
        )
        made.headers["content-length"] = str(len(made.body))
        return made
    given = {name: forms.text(about.form, name) for name in about.form}
    text = kept.data["report"]["text"] or ""
    form = {**conflict.merged(form_of(desk, about.report, about.claim), given, text), "who": told}
    if about.part:
        headers = {"HX-Retarget": "#form", "HX-Reswap": "innerHTML"}
        return html("_form.html", 409, headers, desk=desk, **form)
    view = report_views.report_page(desk, about.report)
    if view is None:
        raise error
    answer = page(
        desk, "report.html", "reports", view.title, view=view, chosen=about.claim, form=form, adding=None
    )
    answer.status_code = 409
    return answer


@router.post("/reports/{report_id}/missed")
async def add_missed(request: Request, desk: AtDesk, report_id: str) -> Response:
    """Add a claim that the machine missed."""
    form = await request.form()
    told = coding.Correction(forms.values(form), forms.spans(form))
    signing = coding.Signing(desk.actor, forms.one(form, "reason"))
    entry = await run_in_threadpool(coding.add_missed, desk.ledger, report_id, told, signing)
    where = f"/reports/{report_id}?added={entry.seq}#missed-{entry.seq}"
    if request.headers.get("hx-request"):
        # the text is marked anew, and with it every number after
        return Response(status_code=204, headers={"HX-Redirect": where})
    return RedirectResponse(where, 303)


@router.post("/undo")
def take_back(
    request: Request, desk: AtDesk, seq: Annotated[int, Form(ge=1, le=2**53)], back: Words = "/log"
) -> Response:
    """Take back a decision or a mark by the number of its entry."""
    check_undo(desk, seq)
    undo(desk.ledger, seq, actor=desk.actor)
    where = local(back, "/log")
    if request.headers.get("hx-request"):
        return Response(status_code=204, headers={"HX-Redirect": where})
    return RedirectResponse(where, 303)


@router.post("/reports/{report_id}/mark")
def mark_report(
    desk: AtDesk, report_id: str, status: Annotated[Standing, Form()], reason: Words = ""
) -> Response:
    """Say what a report is worth."""
    mark(desk.ledger, report_id, status, actor=desk.actor, reason=reason.strip() or None)
    return RedirectResponse(f"/reports/{report_id}", 303)


def _last(desk: Desk, report: str, claim: str, seen: coding.Seen) -> Decision:
    """The last word about a claim that stands, which is to be the one that was on the screen."""
    with desk.ledger.reading() as connection:
        kept = asking.kept(connection, report)
    words = coding.about(kept, claim) if kept else ()
    if not words:
        raise HTTPException(409, "Nobody has said anything about this claim that could be taken back.")
    if kept is not None:
        coding.check_unchanged(kept, claim, seen)
    return words[-1]


def _changes(desk: Desk, report: str, claim: str, form: FormData) -> coding.Correction:
    """What a form says otherwise than the claim stands."""
    with desk.ledger.reading() as connection:
        kept = asking.kept(connection, report)
        row = asking.claim_rows(connection, report, claim).get(claim)
    if kept is None or row is None:
        raise HTTPException(404)
    return forms.changes(form, kept, row)


def local(given: str | None, usual: str) -> str:
    """An address of this server, whatever a form says."""
    if not given or "\\" in given or not given.startswith("/") or given.startswith("//"):
        return usual
    parts = urlsplit(given)
    return given if not parts.scheme and not parts.netloc and given.isprintable() else usual
