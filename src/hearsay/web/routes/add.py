"""Reports come in: pasted or uploaded, read at once, kept with the bytes that came."""

from __future__ import annotations

import hashlib
import re
import tempfile
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, File, Form, UploadFile
from starlette.responses import Response

from hearsay.export.phrases import one_line
from hearsay.flow import Given
from hearsay.flow.add import Taken, add_paths
from hearsay.web.desk import Desk
from hearsay.web.routes.pages import AtDesk, page

router = APIRouter(include_in_schema=False)
_BLANK = dict.fromkeys(("text", "name", "published", "publisher"), "")
_ENDINGS = (".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".jsonl", ".ndjson")
_OUTSIDE = re.compile(r"[^\w.,()-]+")
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


@router.get("/add")
def show_add(desk: AtDesk) -> Response:
    """The form for new reports."""
    return page(desk, "add.html", "add", "Add reports", taken=None, refused=None, given=_BLANK)


@router.post("/add")
def take(
    desk: AtDesk,
    text: Annotated[str, Form()] = "",
    name: Annotated[str, Form()] = "",
    published: Annotated[str, Form()] = "",
    publisher: Annotated[str, Form()] = "",
    files: Annotated[list[UploadFile] | None, File()] = None,
) -> Response:
    """Read what was pasted and uploaded, and say of each what became of it."""
    given = {"text": text, "name": name, "published": published, "publisher": publisher}
    uploads = [(one.filename or "", one.file.read()) for one in files or () if one.filename]
    if not text.strip() and not uploads:
        refused = "There is nothing to read: paste a text or choose files."
        return page(desk, "add.html", "add", "Add reports", taken=None, refused=refused, given=given)
    if published.strip() and not _DATE.fullmatch(published.strip()):
        refused = f"“{one_line(published)}” is no date: write YYYY-MM-DD, or leave it empty."
        return page(desk, "add.html", "add", "Add reports", taken=None, refused=refused, given=given)
    told = Given(published=published.strip() or None, publisher=publisher.strip() or None)
    taken = _keep(desk, text, name, uploads, told)
    return page(desk, "add.html", "add", "Add reports", taken=taken, refused=None, given=_BLANK)


def _keep(
    desk: Desk, text: str, name: str, uploads: list[tuple[str, bytes]], given: Given
) -> tuple[Taken, ...]:
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
        return tuple(add_paths(desk.ledger, [folder], given=given, reason=reason))


def _plain(name: str) -> str:
    """A file's name without what would lead out of its folder or hide it."""
    return _OUTSIDE.sub(" ", name.replace("\\", "/").rpartition("/")[2]).strip(" .")[:120]
