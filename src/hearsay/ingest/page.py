"""An HTML page to the text of its article and what its head says of it. Imports trafilatura and htmldate
only here, and only when a page comes: they cost more than reading a report."""

from __future__ import annotations

import copy
import logging
import re
from dataclasses import dataclass
from typing import Any

from hearsay.ingest.dates import given_date
from hearsay.ingest.furniture.headline import same_title

_BEGINS = re.compile(
    r"\ufeff?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_PART = re.compile(
    r"\ufeff?\s*<(?:article|main|div|section|p|h1|meta|title)\b[^>]*>.*</", re.IGNORECASE | re.DOTALL
)
_CHARSET = re.compile(
    rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w:.-]+)|<\?xml[^>]+encoding\s*=\s*[\"']([\w:.-]+)", re.IGNORECASE
)
_SENTENCE = re.compile(r"(?:\S+\s+){5,}\S*[.!?…][\"”’')\]]*\s*$", re.MULTILINE)
_WESTERN = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
}
"""What browsers read these names as (WHATWG Encoding)."""
_EARLIEST, _LATEST = "1900-01-01", "2999-12-31"
"""Bounds for htmldate, which without them asks the clock for today's date."""
_PUBLISHED = (
    "article:published_time", "og:published_time", "datePublished", "pubdate", "publishdate", "publish-date",
    "date", "dc.date", "DC.date.issued", "parsely-pub-date", "sailthru.date",
)  # fmt: skip
"""Names under which the head states when the page was published, the surest first."""
_MODIFIED = ("article:modified_time", "dateModified", "og:updated_time", "last-modified")
_DATED = "//head | //script[@type='application/ld+json'] | //*[@itemprop='datePublished'] | //time[@pubdate]"


@dataclass(frozen=True)
class Page:
    """An article's text, frozen as extracted with its title first, and its metadata; dates are ISO or
    null."""

    text: str
    title: str | None
    authors: tuple[str, ...]
    site: str | None
    url: str | None
    language: str | None
    published: str | None
    modified: str | None


def looks_like_html(text: str, *, strictly: bool = False) -> bool:
    """Whether the text begins as a page does; unless ``strictly``, a fragment that begins with a block
    does too."""
    head = text[:4096]
    return bool(_BEGINS.match(head) or (not strictly and _PART.match(head)))


def declared_encoding(raw: bytes) -> str | None:
    """The encoding that the page's head or XML declaration names."""
    found = _CHARSET.search(raw[:4096])
    if found is None:
        return None
    return named_encoding((found.group(1) or found.group(2)).decode("ascii", "replace"))


def named_encoding(name: str | None) -> str | None:
    """The encoding that browsers take for a name."""
    name = name and name.strip().lower()
    return _WESTERN.get(name, name) if name else None


def read_page(html: str, url: str | None = None) -> Page | None:
    """The article of a page, or null if it has none. The same bytes give the same text at any time: no
    date is bounded by today, nothing is remembered from page to page, nothing is fetched."""
    import trafilatura
    from trafilatura.metadata import extract_metadata
    from trafilatura.utils import load_html

    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).addHandler(logging.NullHandler())
    tree = load_html(html)
    if tree is None:
        return None
    bounds = {"min_date": _EARLIEST, "max_date": _LATEST, "extensive_search": False, "original_date": True}
    head = extract_metadata(copy.deepcopy(tree), default_url=url, date_config=dict(bounds))
    article = trafilatura.bare_extraction(
        copy.deepcopy(tree),
        url=url,
        include_comments=False,
        include_tables=True,
        deduplicate=False,
        date_extraction_params=dict(bounds),
    )
    text = getattr(article, "text", None)
    if not text or not _SENTENCE.search(text):
        return None
    title = _clean(head.title)
    return Page(
        text=_with_title(text.strip(), title),
        title=title,
        authors=_authors(head.author),
        site=_clean(head.sitename),
        url=url or _clean(head.url),
        language=_language(tree, head),
        published=_published(tree, url, bounds),
        modified=_meta_date(tree, _MODIFIED),
    )


def _with_title(text: str, title: str | None) -> str:
    """The title belongs to what the page says: it goes first, a blank line after it, unless it is there
    already."""
    if not title:
        return text
    first, _, rest = text.partition("\n")
    if same_title(first.lstrip("# "), title):
        return f"{first}\n\n{rest.lstrip()}" if rest else text
    return f"{title}\n\n{text}"


def _published(tree: Any, url: str | None, bounds: dict[str, Any]) -> str | None:
    """The date of publication that the head, the structured data or the address states, by htmldate. Times
    of day and the story's own dates are not guessed from: only the parts of the page that date it are
    shown to htmldate."""
    from htmldate import find_date
    from lxml import html as lxml_html

    if stated := _meta_date(tree, _PUBLISHED):
        return stated
    shown = lxml_html.document_fromstring("<html><body></body></html>")
    for part in tree.xpath(_DATED):
        (shown if part.tag == "head" else shown.find("body")).append(copy.deepcopy(part))
    return find_date(shown, url=url, deferred_url_extractor=True, **bounds)


def _meta_date(tree: Any, names: tuple[str, ...]) -> str | None:
    for name in names:
        for value in tree.xpath("//meta[@property=$n or @name=$n or @itemprop=$n]/@content", n=name):
            if read := given_date(str(value)):
                return read
    return None


def _authors(written: str | None) -> tuple[str, ...]:
    """Trafilatura joins authors with semicolons."""
    return tuple(dict.fromkeys(name.strip() for name in (written or "").split(";") if name.strip()))


def _language(tree: Any, head: Any) -> str | None:
    named = tree.get("lang") or getattr(head, "language", None) or ""
    return re.split(r"[-_]", named.strip())[0].lower() or None


def _clean(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None
