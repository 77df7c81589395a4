"""What holds for every input: spans say their words, nothing is lost, the same input gives the same report."""

from __future__ import annotations

import hashlib

from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.ingest import Accepted
from tests.ingest.inputs import STORY, outcome, outcomes, row

LINES = (
    STORY, "Ferry hits quay on Korčula", "By Mira Kovač", "SPLIT, Croatia (AP) — Twelve died.", "Read more: Ferries",
    "Advertisement", "The post Ferry appeared first on Harbour Wire.", "© 2024 Harbour Wire. All rights reserved.",
    "Mira Kovač is a reporter for Harbour Wire in Split.", "Correction: It was eleven.", "FILE - The quay.",
    "Published: 5 March 2024", "Related stories", "He denied it.", "“No,” she said. Ana Perić contributed reporting.",
    "(Reuters) -", "😀", "\u202e\u200f", "\0", "---", "a\u2028b", "KYIV —", "By", "The post", "CORRECTION:", "Follow",
)  # fmt: skip
pages = st.lists(
    st.tuples(st.sampled_from(LINES), st.sampled_from(["\n", "\n\n", "\r\n", " ", "\r", "\t\n", ""]))
).map(lambda parts: "".join(line + end for line, end in parts))
anything = st.text(st.characters(codec="utf-8"), max_size=300)


@settings(max_examples=120, deadline=None)
@given(st.one_of(pages, anything, st.tuples(pages, anything).map("".join)))
def test_every_span_says_its_words_and_the_body_lies_within(text: str) -> None:
    found = outcome(row(text=text, title="Ferry hits quay on Korčula"))
    if not isinstance(found, Accepted):
        assert not any(map(str.isalnum, text))
        return
    read = found.report
    assert read.text == text
    assert read.sha256_text == hashlib.sha256(text.encode()).hexdigest()
    assert read.body is not None
    start, end = read.body
    assert 0 <= start < end <= len(text)
    assert not text[start].isspace()
    assert not text[end - 1].isspace()
    last = 0
    for piece in read.furniture:
        assert text[piece.start : piece.end] == piece.words
        assert last <= piece.start
        assert piece.words == piece.words.strip()
        last = piece.end
    ends = [(piece.start, piece.end) for piece in read.furniture]
    assert all(first != start and stop != end for first, stop in ends), (
        "the body neither begins nor ends in furniture"
    )
    covered = (
        set(range(start, end)).union(*(range(a, b) for a, b in ends)) if ends else set(range(start, end))
    )
    assert all(text[i].isspace() or text[i] == "\ufeff" for i in range(len(text)) if i not in covered), (
        "nothing is lost"
    )


@settings(max_examples=30, deadline=None)
@given(st.lists(pages, min_size=1, max_size=4))
def test_a_report_is_the_same_alone_and_among_others(texts: list[str]) -> None:
    together = outcomes(b"".join(row(text=text, id=str(i)) for i, text in enumerate(texts)))
    for i, text in enumerate(texts):
        assert outcome(row(text=text, id=str(i))) == together[i]


@settings(max_examples=120, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_break_it(raw: bytes) -> None:
    for form in ("text", "jsonl"):
        for found in outcomes(raw, form=form):
            assert found is not None


@settings(max_examples=25, deadline=None)
@given(st.one_of(anything, st.text("<>/phtmlbody =\"'&;!-[]", max_size=120)))
def test_no_page_breaks_it(markup: str) -> None:
    for found in outcomes(f"<!doctype html><html><body>{markup}", form="html"):
        assert found is not None
