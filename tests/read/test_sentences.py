"""Where sentences begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.read.sentences import LONGEST, split_sentences

CASES = [
    ("He left. She stayed.", ["He left.", "She stayed."]),
    ("Mr. Okoro and Dr. Bas met Gen. Ilić.", ["Mr. Okoro and Dr. Bas met Gen. Ilić."]),
    ("It fell on Jan. 5 near No. 7 mine.", ["It fell on Jan. 5 near No. 7 mine."]),
    ("The U.S. Navy left. The U.N. stayed.", ["The U.S. Navy left.", "The U.N. stayed."]),
    ("They flew to the U.S. The talks failed.", ["They flew to the U.S.", "The talks failed."]),
    ("It began at 6 a.m. Witnesses ran.", ["It began at 6 a.m.", "Witnesses ran."]),
    ("J. K. Moss of Acme Inc. resigned.", ["J. K. Moss of Acme Inc. resigned."]),
    ("“We left. They stayed,” he said.", ["“We left.", "They stayed,” he said."]),
    ("“We left.” He sighed.", ["“We left.”", "He sighed."]),
    ("“Why?” she asked. No one knew!", ["“Why?” she asked.", "No one knew!"]),
    ("It rose 2.5 percent. Then fell.", ["It rose 2.5 percent.", "Then fell."]),
    ("He waited … and left.", ["He waited … and left."]),
    ("A headline without a stop\nThe story begins.", ["A headline without a stop", "The story begins."]),
    ("One.\r\nTwo.\r\n\r\nThree.", ["One.", "Two.", "Three."]),
    ("Seen at https://a.example/b.c today.", ["Seen at https://a.example/b.c today."]),
    (
        "THE COMMAND OF THE SECOND BRIGADE REPORTED THAT THE ROAD TO\n"
        "THE HARBOUR WAS CLOSED AFTER AN ATTACK ON A CONVOY OF LORRIES\n"
        "THAT CARRIED FLOUR.  NOBODY WAS HURT.\n\n   THE ROAD IS OPEN.",
        ["THE COMMAND OF THE SECOND BRIGADE REPORTED THAT THE ROAD TO\nTHE HARBOUR WAS CLOSED AFTER AN ATTACK ON A "
         "CONVOY OF LORRIES\nTHAT CARRIED FLOUR.", "NOBODY WAS HURT.", "THE ROAD IS OPEN."],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_splits_as_a_reader_would(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in split_sentences(text)] == expected


@given(st.text(alphabet=st.sampled_from('aZ .!?\n\r\t"”“…é😀\u200f0'), max_size=200))
def test_every_character_is_in_one_sentence_or_white_space(text: str) -> None:
    last = 0
    for start, end in split_sentences(text):
        assert last <= start < end <= len(text)
        assert not text[last:start].strip()
        assert text[start:end] == text[start:end].strip()
        last = end
    assert not text[last:].strip()


def test_a_sentence_without_an_end_is_cut_at_a_space() -> None:
    text = "word " * 10_000
    lengths = [end - start for start, end in split_sentences(text)]
    assert len(lengths) > 1
    assert max(lengths) <= LONGEST
