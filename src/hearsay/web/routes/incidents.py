"""Incidents: linking, looking, merging and splitting with a look at what would change first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from hearsay.flow import linking, regroup, review
from hearsay.flow.incidents import listed
from hearsay.ledger import desk as asking
from hearsay.ledger.linked import incident_of
from hearsay.record.journal import Entry, Part
from hearsay.web.accounts.own import check_undo
from hearsay.web.desk import Desk
from hearsay.web.routes.pages import AtDesk, Number, page
from hearsay.web.views import incidents as views
from hearsay.web.views import regrouping
from hearsay.web.views.incident_map import asked_of

router = APIRouter(include_in_schema=False)
Reason = Annotated[str, Form()]


@router.get("/incidents")
def show_incidents(request: Request, desk: AtDesk, page_number: Number = 1) -> Response:
    """The incidents that linking made of the reports, on a map and in a list; filters stand in the address."""
    view = views.list_page(desk, page_number, asked_of(request.query_params))
    return page(desk, "incidents.html", "incidents", "Incidents", view=view)


@router.post("/incidents")
def link(desk: AtDesk) -> Response:
    """Link what came since."""
    linking.link(desk.ledger)
    return RedirectResponse("/incidents", 303)


@router.get("/incidents/{incident}")
def show_incident(desk: AtDesk, incident: str) -> Response:
    """One incident: numbers, charts, contradictions, every quotation."""
    view = views.incident_page(desk, incident)
    words = regroup.regrouped(desk.ledger, view.line.id)
    last = words[-1] if words else None
    return page(desk, "incident.html", "incidents", view.line.title, view=view, last=last)


@router.get("/incidents/{incident}/merge")
def show_merge(desk: AtDesk, incident: str, other: Annotated[str, Query()] = "") -> Response:
    """What merging two incidents would make one."""
    if not other:
        return RedirectResponse(f"/incidents/{incident}#regroup", 303)
    sides = views.sides(desk, (incident, other))
    figures = regrouping.merging(desk, sides[0].id, sides[1].id)
    return page(desk, "merge.html", "incidents", "Merge?", sides=sides, figures=figures)


@router.post("/incidents/{incident}/merge")
def merge(desk: AtDesk, incident: str, other: Annotated[str, Form()], reason: Reason = "") -> Response:
    """Merge two incidents, and link again."""
    with desk.turn:
        entry = regroup.merge(desk.ledger, (incident, other), actor=desk.actor, reason=reason.strip() or None)
        return _linked(desk, _parts(entry), entry.seq)


@router.get("/incidents/{incident}/split")
def show_split(desk: AtDesk, incident: str, part: Annotated[list[str] | None, Query()] = None) -> Response:
    """What would leave an incident and what would stay."""
    chosen = tuple(part or ())
    if not chosen:
        return RedirectResponse(f"/incidents/{incident}#regroup", 303)
    view = views.incident_page(desk, incident)
    leaving = tuple(one for one in view.parts if one.id in chosen)
    staying = tuple(one for one in view.parts if one.id not in chosen)
    if not leaving or not staying:
        return RedirectResponse(f"/incidents/{incident}#regroup", 303)
    figures = regrouping.splitting(desk, view.line.id, tuple(one.id for one in leaving))
    shown = {"line": view.line, "leaving": leaving, "staying": staying, "figures": figures}
    return page(desk, "split.html", "incidents", "Split?", **shown)


@router.post("/incidents/{incident}/split")
def split(desk: AtDesk, incident: str, part: Annotated[list[str], Form()], reason: Reason = "") -> Response:
    """Take happenings out of an incident, and link again."""
    with desk.turn:
        entry = regroup.split(desk.ledger, incident, part, actor=desk.actor, reason=reason.strip() or None)
        return _linked(desk, _parts(entry), entry.seq)


@router.post("/incidents/undo/{seq}")
def take_back(desk: AtDesk, seq: int) -> Response:
    """Take back a merge or split, and link again."""
    check_undo(desk, seq)
    with desk.turn:
        undone = review.undo(desk.ledger, seq, actor=desk.actor)
        with desk.ledger.reading() as connection:
            decision = asking.decision(connection, int(undone.values["entry"]))
        return _linked(desk, decision.parts if decision else (), undone.seq)


def _parts(entry: Entry) -> tuple[Part, ...]:
    return tuple(Part(**one) for one in entry.values["parts"])


def _linked(desk: Desk, parts: Sequence[Part], entry: int) -> Response:
    """Link again, and go to the incident that now has the first event of those that a decision names."""
    linking.link(desk.ledger)
    with desk.ledger.reading() as connection:
        found = [incident_of(connection, str(part.report), str(part.id)) for part in parts[:1]]
    if found and found[0] is not None:
        return RedirectResponse(f"/incidents/{found[0]}?decided={entry}", 303)
    return RedirectResponse("/incidents" if listed(desk.ledger) else "/log", 303)
