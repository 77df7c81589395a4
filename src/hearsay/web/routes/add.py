"""Reports come in: pasted, uploaded or fetched from a URL, read at once, kept with the bytes that came."""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, File, Form, Request, UploadFile
from starlette.responses import Response

from hearsay.export.phrases import one_line
from hearsay.flow import Given
from hearsay.flow.add import Taken, add_paths, is_url
from hearsay.ledger import desk as asking
from hearsay.record import problem
from hearsay.web.desk import Desk
from hearsay.web.routes.pages import AtDesk, page

router = APIRouter(include_in_schema=False)
_BLANK = dict.fromkeys(("text", "url", "name", "published", "publisher"), "")
_ENDINGS = (".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".jsonl", ".ndjson")
_OUTSIDE = re.compile(r"[^\w.,()-]+")
LONGEST = 200_000
"""Characters of one report that are read while somebody waits: half a minute of a processor, in proportion to the length."""
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


@router.get("/add")
def show_add(request: Request, desk: AtDesk) -> Response:
    """The form for new reports."""
    return _form(request, desk)


@router.post("/add")
def take(
    request: Request,
    desk: AtDesk,
    text: Annotated[str, Form()] = "",
    url: Annotated[str, Form()] = "",
    name: Annotated[str, Form()] = "",
    published: Annotated[str, Form()] = "",
    publisher: Annotated[str, Form()] = "",
    files: Annotated[list[UploadFile] | None, File()] = None,
) -> Response:
    """Read what was pasted, uploaded and named by a URL, and say of each what became of it."""
    url = url.strip()
    given = {"text": text, "url": url, "name": name, "published": published, "publisher": publisher}
    uploads = [(one.filename or "", one.file.read()) for one in files or () if one.filename]
    if not text.strip() and not uploads and not url:
        return _form(
            request, desk, "There is nothing to read: paste a text, choose files or give a URL.", given
        )
    if url and not may_fetch(request):
        raise problem("E-FETCH-OFF")
    if url and not is_url(url):
        why = f"“{one_line(url)}” is no URL: give it as the browser shows it, beginning with https://."
        return _form(request, desk, why, given)
    if published.strip() and not _DATE.fullmatch(published.strip()):
        refused = f"“{one_line(published)}” is no date: write YYYY-MM-DD, or leave it empty."
        return _form(request, desk, refused, given)
    told = Given(published=published.strip() or None, publisher=publisher.strip() or None)
    taken = _keep(desk, text, name, uploads, told)
    if url:
        rules = getattr(request.app.state, "fetch_rules", None)
        reason = f"fetched in the browser by {desk.actor}"
        taken += tuple(add_paths(desk.ledger, [url], given=told, reason=reason, rules=rules, longest=LONGEST))
        # what was refused can be tried again without being written again
        given = {**_BLANK, "url": url if taken[-1].result == "refused" else ""}
    elif any(one.result != "refused" for one in taken):
        given = _BLANK
    return _form(request, desk, None, given, taken)


def may_fetch(request: Request) -> bool:
    """Whether this server fetches pages at all."""
    return bool(getattr(request.app.state, "fetching", True))


def _form(
    request: Request,
    desk: Desk,
    refused: str | None = None,
    given: Mapping[str, str] = _BLANK,
    taken: tuple[Taken, ...] | None = None,
) -> Response:
    with desk.ledger.reading() as connection:
        titles = asking.titles(connection, [one.report for one in taken or () if one.report])
    told = {
        "titles": titles,
        "taken": taken,
        "refused": refused,
        "given": given,
        "fetching": may_fetch(request),
        "longest": LONGEST,
    }
    return page(desk, "add.html", "add", "Add reports", **told)


def _keep(
    desk: Desk, text: str, name: str, uploads: list[tuple[str, bytes]], given: Given
) -> tuple[Taken, ...]:
    if not text.strip() and not uploads:
        return ()
    with tempfile.TemporaryDirectory(prefix="hearsay-") as folder:
        if text.strip():
            raw = text.replace("\r\n", "\n").encode("utf-8", "replace")
            called = _plain(name) or f"pasted-{hashlib.sha256(raw).hexdigest()[:8]}"
            uploads = [(called if called.endswith(".txt") else f"{called}.txt", raw), *uploads]
        for place, (called, raw) in enumerate(uploads):
            path = Path(folder, _plain(called) or f"upload-{place + 1}.txt")
            if path.suffix.lower() not in _ENDINGS:
                path = path.with_name(path.name + ".txt")
            if path.exists():
                path = path.with_name(f"{place + 1}-{path.name}")
            path.write_bytes(raw)
        reason = "added in the browser by " + desk.actor
        return tuple(add_paths(desk.ledger, [folder], given=given, reason=reason, longest=LONGEST))


def _plain(name: str) -> str:
    """A file's name without what would lead out of its folder or hide it."""
    return _OUTSIDE.sub(" ", name.replace("\\", "/").rpartition("/")[2]).strip(" .")[:120]
