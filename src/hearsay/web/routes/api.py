"""The same as JSON, described by ``/api/openapi.json``: what can be read, and the decisions of a coder."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Query
from pydantic import BaseModel, Field

from hearsay.flow import coding, placing
from hearsay.flow.keep import Asked, reports
from hearsay.flow.review import undo
from hearsay.ledger import desk as asking
from hearsay.ledger import listings as lists
from hearsay.record.journal import Entry
from hearsay.web.accounts.own import check_undo
from hearsay.web.desk import Desk
from hearsay.web.routes.pages import MOST, AtDesk
from hearsay.web.views import listings
from hearsay.web.views.claim import SHOWN, standing
from hearsay.web.views.queue import asked_of

Limit = Annotated[int, Query(ge=1, le=500)]
Offset = Annotated[int, Query(ge=0, le=10_000_000)]
Start = Annotated[int, Field(ge=0, le=MOST)]


class Refusal(BaseModel):
    """Why something was refused."""

    code: str
    message: str
    remedy: str


REFUSALS: dict[int | str, dict[str, Any]] = {
    code: {"model": Refusal, "description": words}
    for code, words in {
        400: "The body cannot be read", 404: "There is none", 409: "Somebody decided since", 422: "It does not fit",
    }.items()
}  # fmt: skip
MISFIT: dict[int | str, dict[str, Any]] = {code: REFUSALS[code] for code in (400, 422)}
"""What every operation may answer."""
router = APIRouter(prefix="/api", responses=MISFIT)


class Done(BaseModel):
    """The journal entry of a decision."""

    seq: int
    hash: str
    at: str
    actor: str


class Verdict(BaseModel):
    """``fields`` and ``flags`` are those that a person had on screen; ``state`` that of the claim then, to be told of
    decisions in between (null: whatever it is)."""

    fields: list[str] = Field(default=[], max_length=100)
    flags: list[str] = Field(default=[], max_length=100)
    state: str | None = Field(default=None, max_length=2000)
    reason: str | None = Field(default=None, max_length=10_000)


class Place(BaseModel):
    """``[start, end)`` in the report's text, in code points."""

    start: Start
    end: Start


class Corrected(Verdict):
    """``value`` holds columns of the claim, ``spans`` places in the text by role."""

    value: dict[str, str | int | float | None] = Field(default={}, max_length=100)
    spans: dict[str, list[Place]] = Field(default={}, max_length=20)


class Undone(BaseModel):
    """``seq`` is the number of the entry to take back."""

    seq: Annotated[int, Field(ge=1, le=MOST)]
    reason: str | None = Field(default=None, max_length=10_000)


@router.get("/progress", operation_id="progress")
def progress(desk: AtDesk) -> dict[str, int | str]:
    """How many reports and claims there are, how many wait, and what this person did today."""
    return {**desk.numbers(), "done_today": desk.done_today(), "actor": desk.actor}


@router.get("/queue", operation_id="queue")
def queue(
    desk: AtDesk,
    state: Literal["open", "decided", "all"] = "open",
    order: Literal["weight", "doubt", "new"] = "weight",
    flag: str | None = None,
    certainty: str | None = None,
    type: str | None = None,
    outcome: str | None = None,
    publisher: str | None = None,
    text: str | None = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> dict[str, Any]:
    """Claims that need a person, and how many there are; each as the ledger's table of claims has it."""
    given = {
        "state": state,
        "order": order,
        "flag": flag,
        "certainty": certainty,
        "type": type,
        "outcome": outcome,
    }
    asked = asked_of(
        {name: one for name, one in {**given, "publisher": publisher, "text": text}.items() if one}
    )
    with desk.ledger.reading() as connection:
        rows = asking.waiting(connection, asked, limit, offset)
        return {"count": asking.count_waiting(connection, asked), "claims": [_plain(row) for row in rows]}


@router.get("/search", operation_id="search")
def search(desk: AtDesk, text: str, limit: Limit = 20, offset: Offset = 0) -> dict[str, Any]:
    """Claims and reports that have some words, the best first: all words must be there; ``"side by side"``, ``begin*``,
    ``-without``."""
    with desk.ledger.reading() as connection:
        claims, found = lists.claims_found(connection, text, limit, offset)
        reports_of, reports_found = lists.reports_found(connection, text, limit, offset)
    shown = [{name: one for name, one in row.items() if name != "beginning"} for row in reports_found]
    return {
        "claims": {"count": claims, "found": [_plain(row) for row in found]},
        "reports": {"count": reports_of, "found": shown},
    }


@router.get("/reports", operation_id="reports")
def list_reports(
    desk: AtDesk,
    publisher: str | None = None,
    text: str | None = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> list[dict[str, Any]]:
    """The reports in the order in which they were added, without their texts."""
    return list(reports(desk.ledger, Asked(publisher=publisher, text=text), limit, offset))


@router.get("/reports/{report_id}", operation_id="report", responses=REFUSALS)
def report(desk: AtDesk, report_id: str) -> dict[str, Any]:
    """One report: its record, its claims as they stand, the claims that people added, and every decision."""
    with desk.ledger.reading() as connection:
        kept = asking.kept(connection, report_id)
        rows = asking.claim_rows(connection, report_id)
    if kept is None:
        raise HTTPException(404)
    return {
        "record": kept.data,
        "claims": [{**_plain(row), "state": coding.state_of(kept, one)} for one, row in rows.items()],
        "missed": [
            {"seq": one.seq, **(coding.missed_value(one) or {})} for one in coding.missed_claims(kept)
        ],
        "decisions": [one.to_dict() for one in kept.decisions],
    }


@router.get("/claims/{report_id}/{claim_id}", operation_id="claim", responses=REFUSALS)
def claim(desk: AtDesk, report_id: str, claim_id: str) -> dict[str, Any]:
    """One claim as it stands, with the words of people about it."""
    with desk.ledger.reading() as connection:
        kept = asking.kept(connection, report_id)
        row = asking.claim_rows(connection, report_id, claim_id).get(claim_id)
    if kept is None or row is None:
        raise HTTPException(404)
    told = standing(kept, row)
    words = [one.to_dict() for one in coding.about(kept, claim_id)]
    return {**_plain(row), "state": told.state, "waits": told.waits, "decisions": words}


@router.get("/origins", operation_id="origins")
def origins(desk: AtDesk, text: str = "", limit: Limit = 20) -> list[dict[str, Any]]:
    """Whose word claims rest on, for a list that searches."""
    return [dict(row) for row in listings.origins(desk, text.strip() or None)[:limit]]


@router.get("/places", operation_id="places")
def places(text: Annotated[str, Query(max_length=200)] = "", limit: Limit = 20) -> list[dict[str, Any]]:
    """Places of the gazetteer that have a name, the largest first, for a list to choose from.

    A ``label`` given as a claim's ``place_name`` brings all the rest with it.
    """
    return [{"label": one.label, **one.columns()} for one in placing.places_named(text, limit)]


@router.get("/journal", operation_id="journal")
def journal(
    desk: AtDesk, before: Annotated[int | None, Query(ge=1, le=MOST)] = None, limit: Limit = 50
) -> list[dict[str, Any]]:
    """Entries of the journal, the newest first."""
    with desk.ledger.reading() as connection:
        return [one.to_dict() for one in lists.journal_back(connection, limit, before)]


@router.post("/claims/{report_id}/{claim_id}/accept", operation_id="accept", responses=REFUSALS)
def accept(desk: AtDesk, report_id: str, claim_id: str, said: Verdict) -> Done:
    """Accept the fields that were on screen."""
    return _judge(desk, report_id, claim_id, "accept", said)


@router.post("/claims/{report_id}/{claim_id}/reject", operation_id="reject", responses=REFUSALS)
def reject(desk: AtDesk, report_id: str, claim_id: str, said: Verdict) -> Done:
    """Reject the claim: the report does not make it."""
    return _judge(desk, report_id, claim_id, "reject", said)


@router.post("/claims/{report_id}/{claim_id}/correct", operation_id="correct", responses=REFUSALS)
def correct(desk: AtDesk, report_id: str, claim_id: str, said: Corrected) -> Done:
    """Set fields and places as they should be."""
    with desk.turn:
        entry = coding.correct(
            desk.ledger,
            report_id,
            claim_id,
            _correction(said),
            _seen(said),
            coding.Signing(desk.actor, said.reason),
        )
    return _done(entry)


@router.post("/reports/{report_id}/missed", operation_id="add_missed", responses=REFUSALS)
def add_missed(desk: AtDesk, report_id: str, said: Corrected) -> Done:
    """Add a claim that the machine missed."""
    signing = coding.Signing(desk.actor, said.reason)
    return _done(coding.add_missed(desk.ledger, report_id, _correction(said), signing))


@router.post("/undo", operation_id="undo", responses=REFUSALS)
def take_back(desk: AtDesk, said: Undone) -> Done:
    """Take back a decision or a mark."""
    check_undo(desk, said.seq)
    return _done(undo(desk.ledger, said.seq, actor=desk.actor, reason=said.reason))


def _judge(desk: Desk, report: str, claim_id: str, verb: Literal["accept", "reject"], said: Verdict) -> Done:
    with desk.turn:
        signing = coding.Signing(desk.actor, said.reason)
        return _done(coding.judge(desk.ledger, report, claim_id, verb, _seen(said), signing))


def _seen(said: Verdict) -> coding.Seen:
    return coding.Seen(tuple(one for one in said.fields if one in SHOWN), tuple(said.flags), said.state)


def _correction(said: Corrected) -> coding.Correction:
    spans = {role: [(one.start, one.end) for one in places] for role, places in said.spans.items()}
    return coding.Correction(said.value, spans)


def _done(entry: Entry) -> Done:
    return Done(seq=entry.seq, hash=entry.hash, at=entry.signed.at, actor=entry.signed.actor)


def _plain(row: Any) -> dict[str, Any]:
    """A row of the table of claims, its JSON columns as values."""
    return {
        **row,
        "review": json.loads(row["review"]),
        "corrected": json.loads(row["corrected"] or "null"),
        "corrected_by": json.loads(row["corrected_by"] or "[]"),
    }
