"""Double coding: opening, judging blind, finishing."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, HTTPException, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from hearsay.flow import accounts, coding, codings, roles
from hearsay.flow.keep import Asked
from hearsay.flow.review import undo
from hearsay.ledger.codings import Own
from hearsay.record import problem
from hearsay.web.accounts.own import check_undo
from hearsay.web.desk import Desk
from hearsay.web.render import html
from hearsay.web.routes import forms
from hearsay.web.routes.pages import MOST, AtDesk, form_from, missed_form, page
from hearsay.web.views import codings as views
from hearsay.web.views import conflict
from hearsay.web.views import report as report_views

router = APIRouter(include_in_schema=False)
HERE = "codings"
Number = Annotated[int, "the entry that opened the coding"]
Words = Annotated[str, Form(max_length=2000)]
Asking = Annotated[str, Query(max_length=2000)]
Judging = Literal["accept", "reject", "correct", "undo"]


@router.get("/codings")
def show_codings(desk: AtDesk) -> Response:
    """The double codings."""
    return page(desk, "codings.html", HERE, "Compare", lines=views.coding_lines(desk))


@router.get("/codings/new")
def show_new(
    desk: AtDesk,
    name: Asking = "",
    one: Asking = "",
    other: Asking = "",
    note: Asking = "",
    publisher: Asking = "",
    text: Asking = "",
    since: Asking = "",
    until: Asking = "",
    sample: Asking = "",
) -> Response:
    """Choose who codes what; the reports that a filter finds are shown to be chosen from."""
    many = int(sample) if sample.strip().isascii() and sample.strip().isdigit() and int(sample) else None
    given = {"name": name, "one": one, "other": other, "note": note, "publisher": publisher, "text": text,
             "since": since, "until": until, "sample": many or ""}  # fmt: skip
    asked = Asked(**{key: str(given[key]).strip() or None for key in ("publisher", "text", "since", "until")})
    choosing = views.choosing(desk, asked, many, name.strip()) if name.strip() else None
    shown = {"given": given, "choosing": choosing, "people": _people(desk)}
    return page(desk, "coding_new.html", HERE, "A double coding", **shown)


@router.post("/codings")
async def open_coding(request: Request, desk: AtDesk) -> Response:
    """Open a double coding."""
    form = await request.form()

    def open_() -> int:
        two = [forms.text(form, "one"), forms.text(form, "other")]
        people = _people(desk)
        for one in two:
            if people is not None and one not in people:
                raise problem("E-CODING-REFUSED", why=f"{one or 'Nobody'} has no account that may judge claims",
                              how="Choose two who have")  # fmt: skip
        chosen, note = forms.every(form, "report"), forms.one(form, "note")
        name = forms.text(form, "name")
        return codings.open_coding(desk.ledger, name, chosen, two, actor=desk.actor, note=note).seq

    return RedirectResponse(f"/codings/{await run_in_threadpool(open_)}", 303)


@router.get("/codings/{number}")
def show_coding(desk: AtDesk, number: int) -> Response:
    """One double coding: who is how far, as a count only."""
    view = views.coding_page(desk, _number(number))
    return page(desk, "coding.html", HERE, view.line.name, view=view)


@router.get("/codings/{number}/finish")
def show_finish(desk: AtDesk, number: int) -> Response:
    """Asks whoever wants to finish, and says what is left."""
    view = views.coding_page(desk, _number(number))
    if view.mine is None or not view.judging:
        return RedirectResponse(f"/codings/{number}", 303)
    return page(desk, "coding_finish.html", HERE, "Finish?", view=view)


@router.post("/codings/{number}/finish")
def finish(desk: AtDesk, number: int) -> Response:
    """One has judged what one wanted to judge."""
    codings.finish(desk.ledger, _number(number), actor=desk.actor)
    return RedirectResponse(f"/codings/{number}", 303)


@router.post("/codings/{number}/reopen")
def reopen(desk: AtDesk, number: int, seq: Annotated[int, Form(ge=1, le=MOST)]) -> Response:
    """Take a finish back: one's own until the other has finished too, after that only an admin may."""
    found = codings.coding_of(desk.ledger, _number(number))
    if seq not in found.finished:
        raise HTTPException(404)
    check_undo(desk, seq)
    undo(desk.ledger, seq, actor=desk.actor)
    return RedirectResponse(f"/codings/{number}", 303)


@router.post("/codings/{number}/withdraw")
def withdraw(desk: AtDesk, number: int) -> Response:
    """Take the opening back; what was said stays sealed."""
    undo(desk.ledger, codings.coding_of(desk.ledger, _number(number)).coding, actor=desk.actor)
    return RedirectResponse("/codings", 303)


# --- one report, blind ---


@router.get("/codings/{number}/reports/{report_id}")
def show_report(
    desk: AtDesk, number: int, report_id: str, claim: str = "", edit: str = "", missed: bool = False
) -> Response:
    """One report as whoever asks left it within a double coding, and nobody else."""
    return _report(desk, number, report_id, claim=claim, edit=edit, missed=missed)


def _report(
    desk: Desk,
    number: int,
    report_id: str,
    claim: str = "",
    edit: str = "",
    missed: bool = False,
    form: Any = None,
) -> Response:
    own = _own(desk, number, report_id)
    told = views.banner(desk, number, report_id)
    within = f"/codings/{number}"
    facts = report_views.facts_of(desk, own.kept)
    view = report_views.page_of(desk, own.kept, own.rows, facts, within, told.judging)
    if form is None and told.judging and edit in own.rows:
        form = form_from(own.kept, own.rows[edit], within)
    adding = missed_form(report_id, within) if missed and told.judging else None
    shown = {"view": view, "chosen": edit or claim, "form": form, "adding": adding, "banner": told}
    return page(desk, "report.html", HERE, view.title, **shown)


@router.get("/codings/{number}/reports/{report_id}/missed")
def show_missed_form(request: Request, desk: AtDesk, number: int, report_id: str) -> Response:
    """The form for a claim that the machine missed."""
    if not request.headers.get("hx-request"):
        return RedirectResponse(f"/codings/{number}/reports/{report_id}?missed=1", 303)
    _own(desk, number, report_id)
    return html("_form.html", desk=desk, **missed_form(report_id, f"/codings/{number}"))


@router.post("/codings/{number}/reports/{report_id}/missed")
async def add_missed(request: Request, desk: AtDesk, number: int, report_id: str) -> Response:
    """Add a claim that the machine missed."""
    form = await request.form()
    told = coding.Correction(forms.values(form), forms.spans(form))
    signing = coding.Signing(desk.actor, forms.one(form, "reason"), coding=_number(number))
    entry = await run_in_threadpool(coding.add_missed, desk.ledger, report_id, told, signing)
    where = f"/codings/{number}/reports/{report_id}?added={entry.seq}#missed-{entry.seq}"
    if request.headers.get("hx-request"):
        return Response(status_code=204, headers={"HX-Redirect": where})
    return RedirectResponse(where, 303)


@router.get("/codings/{number}/claims/{report_id}/{claim_id}/edit")
def show_edit(request: Request, desk: AtDesk, number: int, report_id: str, claim_id: str) -> Response:
    """The form that corrects a claim."""
    if not request.headers.get("hx-request"):
        return RedirectResponse(f"/codings/{number}/reports/{report_id}?edit={claim_id}#form", 303)
    own = _own(desk, number, report_id)
    if claim_id not in own.rows:
        raise HTTPException(404)
    return html("_form.html", desk=desk, **form_from(own.kept, own.rows[claim_id], f"/codings/{number}"))


@router.post("/codings/{number}/claims/{report_id}/{claim_id}/{verb}")
async def judge(
    request: Request, desk: AtDesk, number: int, report_id: str, claim_id: str, verb: Judging
) -> Response:
    """Accept, reject or correct a claim, or take back one's last word about it; nobody else sees it."""
    form = await request.form()
    short = bool(request.headers.get("hx-request"))
    try:
        moved = await run_in_threadpool(_judge, desk, number, report_id, claim_id, verb, form)
    except coding.ChangedSinceError as error:
        # it was oneself, in another tab
        return await run_in_threadpool(
            _changed_since, desk, number, (report_id, claim_id, verb), form, short, error
        )
    back = f"/codings/{number}/reports/{report_id}?claim={claim_id}"
    if not short:
        return RedirectResponse(back, 303)
    if moved:
        return Response(status_code=204, headers={"HX-Redirect": back})
    return await run_in_threadpool(_card, desk, number, report_id, claim_id)


def _judge(desk: Desk, number: int, report: str, claim: str, verb: Judging, form: FormData) -> bool:
    """Whether what the claim stands on in the text is another now."""
    signing = coding.Signing(desk.actor, forms.one(form, "reason"), coding=_number(number))
    seen = forms.seen(form)
    with desk.turn:
        if verb == "undo":
            own = _own(desk, number, report)
            words = coding.about(own.kept, claim)
            if not words:
                raise HTTPException(409, "You have said nothing about this claim that could be taken back.")
            coding.check_unchanged(own.kept, claim, seen)
            undo(desk.ledger, words[-1].seq, actor=desk.actor)
            return "spans" in words[-1].value or "missed" in words[-1].value
        if verb == "correct":
            own = _own(desk, number, report)
            if claim not in own.rows:
                raise HTTPException(404)
            changes = forms.changes(form, own.kept, own.rows[claim])
            coding.correct(desk.ledger, report, claim, changes, seen, signing)
            return bool(changes.spans)
        coding.judge(desk.ledger, report, claim, verb, seen, signing)
    return False


def _changed_since(
    desk: Desk,
    number: int,
    about: tuple[str, str, Judging],
    form: FormData,
    short: bool,
    error: coding.ChangedSinceError,
) -> Response:
    report, claim, verb = about
    own = _own(desk, number, report)
    if verb != "correct" or claim not in own.rows:
        raise error
    given = {name: forms.text(form, name) for name in form}
    text = own.kept.data["report"]["text"] or ""
    within = f"/codings/{number}"
    shown = {
        **conflict.merged(form_from(own.kept, own.rows[claim], within), given, text),
        "who": error.message,
    }
    if short:
        headers = {"HX-Retarget": "#form", "HX-Reswap": "innerHTML"}
        return html("_form.html", 409, headers, desk=desk, **shown)
    answer = _report(desk, number, report, claim=claim, form=shown)
    answer.status_code = 409
    return answer


def _card(desk: Desk, number: int, report: str, claim: str) -> Response:
    own = _own(desk, number, report)
    told = views.banner(desk, number, report)
    record = desk.record(own.kept)
    cards = report_views.cards_of(record, own.kept, own.rows, claim, f"/codings/{number}", told.judging)
    if not cards:
        raise HTTPException(404)
    return html("_coding_after.html", desk=desk, card=cards[0], banner=told)


def _own(desk: Desk, number: int, report: str) -> Own:
    return codings.at_hand(desk.ledger, _number(number), desk.actor, report, judging=False)


def _number(number: int) -> int:
    if not 0 < number <= MOST:
        raise problem("E-CODING-UNKNOWN", given=number)
    return number


def _people(desk: Desk) -> tuple[str, ...] | None:
    """Who can be named a coder; null where there are no accounts, and anybody can."""
    if desk.team is None:
        return None
    return tuple(
        one.name
        for one in accounts.accounts(desk.ledger)
        if not one.disabled and roles.may(one.role, "code blind")
    )
