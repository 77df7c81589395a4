"""Quotation marks, and whose words the content is in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.read.attributions.quotes import quoted_ranges, voice_of


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“We left,” he said, “at dawn.”", ["We left,", "at dawn."]),
        ('"We left," he said, "at dawn."', ["We left,", "at dawn."]),
        ("“First paragraph.\n\n“Second one.” The end.", ["First paragraph.", "Second one."]),
        ("``We left,'' he said.", ["We left,"]),
        ("No quotation, 6' tall.", []),
        ("« Partis », dit-il", [" Partis "]),
    ],
)
def test_quoted_stretches(text: str, quoted: list[str]) -> None:
    assert [text[start:end] for start, end in quoted_ranges(text)] == quoted


@pytest.mark.parametrize(
    ("text", "content", "voice"),
    [
        ("“We left,” he said.", "“We left,”", "direct"),
        ("He said they left.", "they left", "indirect"),
        ("He said it was a “sacred duty” to leave.", "it was a “sacred duty” to leave", "mixed"),
    ],
)
def test_voice(text: str, content: str, voice: str) -> None:
    start = text.index(content)
    assert voice_of(text, [(start, start + len(content))], quoted_ranges(text)) == voice


@given(st.text(alphabet=st.sampled_from('a“”"\n «»'), max_size=60))
def test_stretches_are_in_order_and_apart(text: str) -> None:
    last = 0
    for start, end in quoted_ranges(text):
        assert last <= start < end <= len(text)
        last = end
