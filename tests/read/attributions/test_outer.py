"""Two who say something in one sentence are two sources, and who is accused of something is not the source of that."""

from __future__ import annotations

import pytest

from hearsay.flow import read_rows

Said = tuple[str, str, str]


def said(text: str) -> list[Said]:
    """Source, cue and content of each attribution, in the order of the cues."""
    (record,) = read_rows([{"id": "a", "text": text, "published": "2024-10-21"}])

    def words(spans: tuple[object, ...]) -> str:
        return " … ".join(span.words for span in spans)  # type: ignore[attr-defined]

    return [(words(one.source), words(one.cue), words(one.content)) for one in record.attributions]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (
            "The army said on Monday it had repelled a large assault on the town, killing 150 fighters, while the "
            "paramilitary force it is battling claimed it had seized the eastern half of the town.",
            ("The army", "said", "150 fighters"),
            ("The paramilitary force", "claimed", "it had seized the eastern half of the town"),
        ),
        (
            "Officials said 12 people died, while a doctor at the hospital put the toll at 30.",
            ("Officials", "said", "12 people died"),
            ("a doctor at the hospital", "put", "the toll at 30"),
        ),
        (
            "The minister said troops had left, but residents said that soldiers were still in town.",
            ("The minister", "said", "troops had left"),
            ("residents", "said", "that soldiers were still in town"),
        ),
        (
            "He said the army left; the rebels say it stayed.",
            ("He", "said", "the army left"),
            ("the rebels", "say", "it stayed"),
        ),
    ],
)
def test_who_says_otherwise_in_the_same_sentence_has_words_of_their_own(
    text: str, first: Said, second: Said
) -> None:
    found = said(text)
    assert [(one[0].lower(), one[1]) for one in found] == [
        (one[0].lower(), one[1]) for one in (first, second)
    ]
    assert found[0][2].endswith(first[2])
    assert found[1][2] == second[2]


def test_a_quotation_is_not_parted() -> None:
    text = '"They claim we fled, but the mayor says that we stayed," the commander said.'
    assert ("the commander", "said") in [one[:2] for one in said(text)]
    assert any(one[0] == "the commander" and "we stayed" in one[2] for one in said(text))


def test_who_is_accused_denies_and_does_not_accuse() -> None:
    found = said(
        "A former militia commander accused of ordering the killing of 62 villagers at a market in 2009 denied all "
        "charges as his trial opened on Monday."
    )
    assert ("A former militia commander", "denied", "all charges as his trial opened on Monday") in found
    assert [one[2] for one in found if not one[0]] == [
        "ordering the killing of 62 villagers at a market in 2009"
    ]


def test_a_piece_in_a_later_paragraph_is_nobodys_word() -> None:
    found = said(
        "Her lawyer said she had received threats.\n\nHe faces prison. A verdict is not expected before 2026."
    )
    assert ("Her lawyer", "said", "she had received threats") in found


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The war has killed at least 20,000 people by U.N. estimates.", "U.N."),
        ("More than 300 people have died by the ministry's own count.", "the ministry's own"),
        ("Some 12,000 people have fled, by official estimates.", "official estimates"),
    ],
)
def test_whose_estimate_it_is_says_so(text: str, source: str) -> None:
    ((found, _, content),) = said(text)
    assert found == source
    assert content == text[: len(content)]
    assert "people" in content


OWNER = "The dam's owner, a coffee company,"
RESIDENTS = "residents interviewed at the scene"


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        (f"{OWNER} denied that it had ignored warnings.", OWNER, "denied"),
        (f"But {RESIDENTS} insisted that more people were missing.", RESIDENTS, "insisted"),
        (
            "Governor Ana Kos ordered an inquiry and promised money to each family.",
            "Governor Ana Kos",
            "ordered",
        ),
        ("The harbour master closed the port, saying a storm was near.", "The harbour master", "saying"),
    ],
)
def test_a_verb_in_the_active_has_a_source(text: str, source: str, cue: str) -> None:
    assert (source, cue) in [one[:2] for one in said(text)]


@pytest.mark.parametrize(
    "text",
    [
        "It is feared that the dam will break.",
        "The mayor has faced accusations of fraud.",
        "Rumours of a coup have mounted.",
    ],
)
def test_what_nobody_is_named_for_stays_nobodys(text: str) -> None:
    assert [one[0] for one in said(text)] in ([], [""])


def test_words_in_front_of_a_comma_are_said_along() -> None:
    text = "Rescuers pulled a body from the mud on Wednesday, two days after the wall of a dam gave way, an official said."
    ((source, _, content),) = said(text)
    assert source == "an official"
    assert content == text[: text.index(", an official")]
