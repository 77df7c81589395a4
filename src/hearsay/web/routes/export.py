"""Handing on: a page that says what an export would hold, and the export itself."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response, StreamingResponse

from hearsay.export.tables_files import Format
from hearsay.ledger.selection import Selection
from hearsay.record.estimate import Policy
from hearsay.web.routes.api import REFUSALS
from hearsay.web.routes.pages import AtDesk, page
from hearsay.web.views import export as views

router = APIRouter()
Words = Annotated[str | None, Query(max_length=500)]
_ZIP: dict[int | str, dict[str, Any]] = {
    **{code: told for code, told in REFUSALS.items() if code in (404, 422)},
    200: {"description": "A ZIP archive", "content": {"application/zip": {}}},
}


@router.get("/export", include_in_schema=False)
def show_export(request: Request, desk: AtDesk) -> Response:
    """The form, and what an export as chosen would hold."""
    asked = views.asked_of(request.query_params)
    return page(desk, "export.html", "export", "Export", view=views.export_page(desk, asked))


@router.get("/api/export/{form}", operation_id="export", responses=_ZIP, response_class=StreamingResponse)
def export(
    desk: AtDesk,
    form: Format,
    since: Words = None,
    until: Words = None,
    place: Words = None,
    country: Words = None,
    actor: Words = None,
    source: Words = None,
    text: Words = None,
    type: Words = None,
    outcome: Words = None,
    certainty: Words = None,
    judged: Literal["decided", "open"] | None = None,
    policy: Policy | None = None,
) -> Response:
    """The incidents of which a claim fits every filter, as the files of ``hearsay export`` in one ZIP archive.

    The same entry of the journal and the same filters give the same bytes.
    """
    selection = Selection(
        since=since or None, until=until or None, place=place or None,
        country=country.upper() if country else None, actor=actor or None, source=source or None, text=text or None,
        type=type.upper() if type else None, outcome=outcome or None, certainty=certainty or None, judged=judged,
    )  # fmt: skip
    made = views.archive(desk, views.Asked(form, policy, selection))
    headers = {"Content-Disposition": f'attachment; filename="hearsay-{form}.zip"'}
    return StreamingResponse(made, media_type="application/zip", headers=headers)
