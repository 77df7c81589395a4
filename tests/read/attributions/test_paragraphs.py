"""What is said ends with its paragraph, unless it is quoted in the next or was announced."""

from __future__ import annotations

import pytest

from hearsay.read.attributions.paragraphs import within_paragraphs
from hearsay.read.network.analysis import Analysis
from hearsay.read.network.drafts import Draft, Range
from hearsay.read.network.pieces import find_words


def kept(text: str, cue: str, content: str) -> str:
    """What is left of a content that the network found."""
    words = find_words(text)

    def at(part: str) -> Range:
        start = text.index(part)
        chosen = [k for k, first in enumerate(words.starts) if start <= first < start + len(part)]
        return chosen[0], chosen[-1] + 1

    draft = Draft(None, at(cue), (at(content),), 1.0)
    empty = ("",) * len(words)
    analysis = Analysis(words, empty, (-1,) * len(words), empty, (), (), (), (draft,))
    ((piece,),) = (one.content for one in within_paragraphs(text, analysis))
    return text[words.starts[piece[0]] : words.ends[piece[1] - 1]]


@pytest.mark.parametrize(
    ("text", "cue", "content", "left"),
    [
        # into the first words of the next paragraph
        (
            '"We will rebuild the bridge," said Ana Petrov. "It will take a year."\n\nThe bridge fell in May.',
            "said",
            '"It will take a year."\n\nThe bridge',
            '"It will take a year."',
        ),
        ('He called it "a disgrace."\n\n"We left," she said.', "called", 'it "a disgrace."\n\n"', 'it "a disgrace."'),
        # from the headline
        (
            "Bridge falls\n\nTwelve people died in Split, police said.",
            "said",
            "Bridge falls\n\nTwelve people died in Split",
            "Twelve people died in Split",
        ),
        # a quotation that goes on, a list that was announced
        (
            "“The bridge was old.\n\n“It had to fall,” said Ana Petrov.",
            "said",
            "“The bridge was old.\n\n“It had to fall,”",
            "“The bridge was old.\n\n“It had to fall,”",
        ),
        (
            "The ministry listed the dead:\n\nTwo in Split\nThree in Zadar",
            "listed",
            "the dead:\n\nTwo in Split\nThree in Zadar",
            "the dead:\n\nTwo in Split\nThree in Zadar",
        ),
        # lines that break in the middle of a sentence are one paragraph
        ("Police said two people\ndied in Split.", "said", "two people\ndied in Split", "two people\ndied in Split"),
    ],
)  # fmt: skip
def test_what_is_said_stays_in_its_paragraph(text: str, cue: str, content: str, left: str) -> None:
    assert kept(text, cue, content) == left
