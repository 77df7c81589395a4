"""Hostile reports, made of the cases of ``hostile.toml``: the words of a case stand wherever a report has words."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

CASES: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_IN_STORY = 600
"""Characters of a case in each of the ten places of its story; its fields have them all."""
PLACES = ("Gao", "Malakal", "Quetta", "Kabwe", "Mopti")
_STORY = """{words}

By {words}

{upper}, March {day} ({words}) - Gunmen of {words} killed {many} people in {place} on Friday, {words}, a spokesman
for {words}, said.
“{words}, and nine were wounded,” the mayor of {place} said. Residents denied that {words} had fled to {words}.
"""
_PAGE = """<!DOCTYPE html><html><head><title>{attribute}</title><meta property="og:site_name" content="{attribute}">
<meta name="author" content="{attribute}"><meta property="article:published_time" content="2024-03-{day:02}">
<base href="https://evil.example/"><link rel="canonical" href="{attribute}"></head>
<body><article><h1>{words}</h1><p>{words}</p>
<p>The mayor of {place} said on Friday that {attribute} killed {many} people in {place}. {words} Residents denied that
{attribute} had fled.</p><p>Nine people were wounded in {place}, a doctor said, and {words} was seen there on Thursday
by three witnesses.</p></article></body></html>
"""


def words_of(case: dict[str, Any]) -> str:
    """The words as often as the case wants them."""
    return str(case["words"]) * int(case.get("many", 1))


def story(words: str, nth: int) -> str:
    """A text with the words in its headline, byline, dateline, quotations, names and places."""
    place = PLACES[nth % len(PLACES)]
    return _STORY.format(words=words, day=nth % 27 + 1, upper=place.upper(), place=place, many=nth % 7 + 3)


def html_story(words: str, nth: int) -> str:
    """A page with the words as they are, and escaped where a page would have to escape them."""
    place = PLACES[nth % len(PLACES)]
    return _PAGE.format(words=words, attribute=escape(words), day=nth % 27 + 1, place=place, many=nth % 7 + 3)


def rows() -> Iterator[str]:
    """Rows of JSON: each case as a text and a row of fields; every third a page too; then what is given whole."""
    for nth, case in enumerate(CASES["case"]):
        words = words_of(case)
        fields = dict.fromkeys(("title", "publisher", "carrier", "url"), words)
        dated = {"published": f"2024-03-{nth % 27 + 1:02}"}
        row = {"id": f"{nth}-{words[:200]}", **fields, **dated, "text": story(words[:_IN_STORY], nth)}
        yield json.dumps(row)
        if nth % 3 == 0:
            yield json.dumps({"id": f"page-{nth}", **dated, "html": html_story(words[:_IN_STORY], nth)})
    yield from CASES["raw"]
