"""HTML pages: the article's text, and what head and address say of it."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from hearsay.ingest.dates import given_date
from tests.ingest.inputs import report, row

PARAGRAPHS = (
    "SPLIT, Croatia (AP) — Twelve people were killed when a ferry hit the quay on Tuesday, the harbour master said.",
    "“We heard a bang,” said a baker who gave her name as Ana. The ministry denied that anyone had been warned.",
    "At least a dozen people were hurt, a doctor at the clinic said on Wednesday.",
)
TITLE = "Ferry hits quay on Korčula"


def page(head: str = "", body: str = "", lang: str = "en") -> str:
    story = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><title>{TITLE} - Harbour Wire</title>{head}</head><body>'
        f'<nav><a href="/">Home</a><a href="/world">World</a></nav><article><h1>{TITLE}</h1>{body}{story}</article>'
        "<aside><a href='/x'>Ten years of trouble at sea</a></aside></body></html>"
    )


def meta(**values: str) -> str:
    return "".join(f'<meta property="{k.replace("__", ":")}" content="{v}">' for k, v in values.items())


def test_the_text_is_the_title_and_the_paragraphs() -> None:
    read = report(page(meta(og__title=TITLE)))
    assert read.text == f"{TITLE}\n\n" + "\n".join(PARAGRAPHS)
    assert [(f.kind, f.words) for f in read.furniture] == [
        ("headline", TITLE),
        ("dateline", "SPLIT, Croatia (AP) —"),
    ]
    assert read.text[slice(*read.body or ())].startswith("Twelve people were killed")
    assert read.title == TITLE


def test_what_the_head_says() -> None:
    head = (
        meta(
            og__title=TITLE,
            og__site_name="Harbour Wire",
            article__published_time="2024-03-06T09:30:00+01:00",
            article__modified_time="2024-03-07T10:00:00Z",
        )
        + '<meta name="author" content="Mira Kovač"><link rel="canonical" href="https://wire.example/ferry">'
    )
    read = report(page(head))
    assert (read.published, read.published_basis) == ("2024-03-06T09:30:00+01:00", "metadata")
    assert read.modified == "2024-03-07T10:00:00+00:00"
    assert read.authors == ("Mira Kovač",)
    assert read.url == "https://wire.example/ferry"
    assert read.because["published"] == ("metadata of the page",)


def test_who_prints_another_s_report_is_its_carrier() -> None:
    read = report(page(meta(og__site_name="Island Review")))
    assert (read.publisher, read.carrier) == ("Associated Press", "Island Review")
    own = report(page(meta(og__site_name="Island Review")).replace("SPLIT, Croatia (AP) — ", ""))
    assert (own.publisher, own.carrier) == ("Island Review", None)


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-03-06"}</script>',
            "2024-03-06",
        ),
        ('<meta name="date" content="2024-03-06">', "2024-03-06"),
        (
            '<meta itemprop="datePublished" content="Wed, 06 Mar 2024 09:30:00 GMT">',
            "2024-03-06T09:30:00+00:00",
        ),
        ('<link rel="canonical" href="https://wire.example/2024/03/06/ferry">', "2024-03-06"),
        ("", None),
    ],
)
def test_where_the_date_of_publication_is_found(head: str, published: str | None) -> None:
    read = report(page(head))
    assert (read.published, read.published_basis) == (published, "metadata" if published else None)


def test_the_caller_s_date_goes_before_the_page_s_and_a_row_s_own_before_both() -> None:
    dated = page(meta(article__published_time="2024-03-06"))
    told = report(dated, published="2024-03-05")
    assert (told.published, told.published_basis) == ("2024-03-05", "given")
    assert report(row(html=dated, published="2024-03-04"), published="2024-03-05").published == "2024-03-04"
    assert report(
        row(html=page(meta(article__published_time="2024-03-06")), published="2024-03-05")
    ).published == ("2024-03-05")


def test_dates_of_the_story_and_of_other_pages_are_not_the_page_s() -> None:
    body = '<p>On 3 February 1999 the ferry Adria sank.</p><ul><li><time datetime="2021-01-01">Old</time></li></ul>'
    assert report(page(body=body)).published is None


def test_a_row_may_hold_a_page() -> None:
    read = report(row(id="a1", html=page(), url="https://wire.example/1"))
    assert read.ref == "a1"
    assert (read.text or "").startswith(TITLE)
    assert read.url == "https://wire.example/1"


def test_the_same_page_gives_the_same_report_whatever_went_before() -> None:
    first = report(page(meta(og__title=TITLE)))
    for _ in range(3):
        report(page(body="<p>" + PARAGRAPHS[1] + "</p>"))
    assert report(page(meta(og__title=TITLE))).to_dict() == first.to_dict()


def test_html_and_its_libraries_are_imported_only_when_a_page_comes() -> None:
    program = (
        "import io, sys\n"
        "from hearsay.ingest import ingest\n"
        "story = b'The harbour master said on Tuesday that twelve people of the town had been killed by the storm.'\n"
        "heavy = ('trafilatura', 'htmldate', 'lxml', 'charset_normalizer', 'py3langid', 'numpy')\n"
        "assert len(list(ingest(['-'], stdin=io.BytesIO(story)))) == 1\n"
        "print(*[name for name in heavy if name in sys.modules])\n"
        "page = b'<html><body><article><p>' + story + b'</p></article></body></html>'\n"
        "assert len(list(ingest(['-'], stdin=io.BytesIO(page)))) == 1\n"
        "print('trafilatura' in sys.modules)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=_env()
    )
    assert run.stdout.splitlines() == ["", "True"]


def _env() -> dict[str, Any]:
    import os

    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2024-03-05", "2024-03-05"),
        (" 2024-03-05 ", "2024-03-05"),
        ("2024-03-05T10:15:00Z", "2024-03-05T10:15:00+00:00"),
        ("2024-03-05T10:15", "2024-03-05T10:15:00"),
        ("2024-03-05 10:15:00 +0100", "2024-03-05T10:15:00+01:00"),
        ("2024-03-05T10:15:00.5-05:00", "2024-03-05T10:15:00.500000-05:00"),
        ("Tue, 05 Mar 2024 10:15:00 GMT", "2024-03-05T10:15:00+00:00"),
        ("March 5, 2024", "2024-03-05"),
        ("Tuesday, 5th of March 2024", "2024-03-05"),
        ("13/04/2024", "2024-04-13"),
        ("03/04/2024", None),
        ("2024-02-30", None),
        ("2023-02-29", None),
        ("2024-03", None),
        ("March 2024", None),
        ("5 March", None),
        ("Friday", None),
        ("twelve dead on 5 March 2024", None),
        ("2024-03-05T25:00:00", None),
        ("1709596800", None),
        ("", None),
    ],
)
def test_dates_as_they_are_given(written: str, read: str | None) -> None:
    assert given_date(written) == read
