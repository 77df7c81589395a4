"""Reports come in: pasted, uploaded or fetched from a URL, kept with the bytes that came; a few are read at once, many or
long ones beside the server."""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi import Path as InPath
from starlette.responses import RedirectResponse, Response

from hearsay.export.phrases import one_line
from hearsay.flow import Given
from hearsay.flow.add import Taken, add_paths, is_url
from hearsay.ledger import desk as asking
from hearsay.record import problem
from hearsay.web.batches import Batches, write
from hearsay.web.desk import Desk
from hearsay.web.routes.pages import AtDesk, page

router = APIRouter(include_in_schema=False)
_BLANK = dict.fromkeys(("text", "url", "name", "published", "publisher"), "")
_OUTSIDE = re.compile(r"[^\w.,()-]+")
AT_ONCE, AT_ONCE_SIZE = 8, 60_000
"""Reports, and characters, that are read while somebody waits: some five seconds."""
LONGEST = 200_000
"""Characters of one report: with more its own page would take too long to make and to look through."""
_PAGES = (".html", ".htm", ".xhtml")
_ROWS = (".jsonl", ".ndjson")
_TEXT_OF_PAGE = 10
"""A page is as many times its text, about."""
_SHOWN = 200
"""Reports of a batch whose lines are shown, those that were refused apart."""
Number = Annotated[int, InPath(ge=1, le=2**53)]
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
    files_given = _files(text, name, uploads)
    taken: tuple[Taken, ...] = ()
    if url:
        rules = getattr(request.app.state, "fetch_rules", None)
        reason = f"fetched in the browser by {desk.actor}"
        taken = tuple(add_paths(desk.ledger, [url], given=told, reason=reason, rules=rules, longest=LONGEST))
    reason = f"added in the browser by {desk.actor}"
    if _long(files_given):
        begun = _batches(request).begin(files_given, told, desk.actor, reason, LONGEST, taken)
        return RedirectResponse(f"/add/batches/{begun.number}", 303)
    taken = (*_keep(desk, files_given, told, reason), *taken)
    if url:
        # what was refused can be tried again without being written again
        given = {**_BLANK, "url": url if taken[-1].result == "refused" else ""}
    elif any(one.result != "refused" for one in taken):
        given = _BLANK
    return _form(request, desk, None, given, taken)


@router.get("/add/batches/{batch}")
def show_batch(request: Request, desk: AtDesk, batch: Number) -> Response:
    """How far a batch is, and what became of its reports."""
    held = _batches(request).get(batch)
    taken = tuple(held.taken)
    refused = [one for one in taken if one.report is None]
    others = [one for one in taken if one.report is not None]
    shown = others[:_SHOWN] if held.over else others[-10:][::-1]
    told = {
        "batch": held,
        "counts": Counter(one.result for one in taken),
        "claims": sum(one.claims for one in taken),
        "refused": refused[:_SHOWN],
        "more_refused": len(refused[_SHOWN:]),
        "shown": shown,
        "more": len(others) - len(shown) if held.over else 0,
        "titles": _titles(desk, shown),
    }
    return page(desk, "batch.html", "add", "Adding reports", **told)


@router.post("/add/batches/{batch}/stop")
def stop_batch(request: Request, batch: Number) -> Response:
    """Read no more of it."""
    batches = _batches(request)
    batches.stop(batches.get(batch))
    return RedirectResponse(f"/add/batches/{batch}", 303)


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
    told = {
        "titles": _titles(desk, taken or ()),
        "taken": taken,
        "refused": refused,
        "given": given,
        "fetching": may_fetch(request),
        "going": _batches(request).going(),
    }
    return page(desk, "add.html", "add", "Add reports", **told)


def _titles(desk: Desk, taken: Sequence[Taken]) -> Mapping[str, str | None]:
    with desk.ledger.reading() as connection:
        return asking.titles(connection, [one.report for one in taken if one.report])


def _batches(request: Request) -> Batches:
    batches: Batches = request.app.state.batches
    return batches


def _files(text: str, name: str, uploads: Sequence[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """What was given as files: what was pasted first, under the name that it is to have."""
    files = [(_plain(called), raw) for called, raw in uploads]
    if text.strip():
        raw = text.replace("\r\n", "\n").encode("utf-8", "replace")
        called = _plain(name) or f"pasted-{hashlib.sha256(raw).hexdigest()[:8]}"
        files.insert(0, (called if called.endswith(".txt") else f"{called}.txt", raw))
    return files


def _long(files: Sequence[tuple[str, bytes]]) -> bool:
    """Whether reading takes longer than somebody waits for. A text that is too long to be read at all takes no time, so
    that whoever pasted it has it back in the form."""
    many, size = 0, 0
    for called, raw in files:
        ending = Path(called).suffix.lower()
        if ending in _ROWS:
            many += sum(1 for line in raw.splitlines() if line.strip())
            size += len(raw)
        else:
            length = len(raw.decode("utf-8", "replace")) // (_TEXT_OF_PAGE if ending in _PAGES else 1)
            many += 1
            size += length if length <= LONGEST else 0
    return many > AT_ONCE or size > AT_ONCE_SIZE


def _keep(desk: Desk, files: Sequence[tuple[str, bytes]], given: Given, reason: str) -> tuple[Taken, ...]:
    if not files:
        return ()
    with tempfile.TemporaryDirectory(prefix="hearsay-") as folder:
        return tuple(
            add_paths(desk.ledger, write(Path(folder), files), given=given, reason=reason, longest=LONGEST)
        )


def _plain(name: str) -> str:
    """A file's name without what would lead out of its folder or hide it."""
    return _OUTSIDE.sub(" ", name.replace("\\", "/").rpartition("/")[2]).strip(" .")[:120]
