"""Counts of people as the words around them tell what became of them, without syntax. Every sentence is invented."""

from __future__ import annotations

import pytest

from tests.read.figures.test_figures import only, read


def told(text: str) -> list[tuple[str, str | None]]:
    """The words of each figure about people with its outcome."""
    return [(figure.words, figure.outcome) for figure in read(text) if figure.outcome]


@pytest.mark.parametrize(
    ("text", "words", "low", "high"),
    [
        ("An undetermined number of people were killed.", "An undetermined number", None, None),
        ("A raft of others were arrested.", "A raft", None, None),
        ("Several dozen people were arrested.", "Several dozen", 36, None),
        ("Several dozens of people were arrested.", "Several dozens", 36, None),
        ("Several hundred people were arrested.", "Several hundred", 300, None),
        ("No-one was hurt.", "No-one", 0, 0),
        ("Not one person was hurt.", "Not one", 0, 0),
        ("Not a single guard was hurt.", "Not a single", 0, 0),
        ("20-plus people were hurt.", "20-plus", 20, None),
        ("About a quarter of a million people fled.", "About a quarter of a million", 250_000, 250_000),
        ("Anywhere from 10 to 20 people were hurt.", "10 to 20", 10, 20),
        ("No more than a handful of people were hurt.", "No more than a handful", None, None),
        ("20 feared dead in blast", "20", 20, 20),
        ("A fourth man was killed.", "A fourth", 1, 1),
        ("HIS DEATH RAISES TO 384 THE NUMBER OF VICTIMS.", "384", 384, 384),
    ],
)
def test_words_that_count(text: str, words: str, low: int | None, high: int | None) -> None:
    figure = only(text)
    assert figure.outcome
    assert (figure.words, figure.low, figure.high) == (words, low, high)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Militants shot dead three women.", [("three", "killed")]),
        ("Troops wiped out dozens of rebels.", [("dozens", "killed")]),
        ("The blast killed 20 and wounded 30.", [("20", "killed"), ("30", "wounded")]),
        ("More than 60 people were killed and injured in bombings.", [("More than 60", "casualties")]),
        ("The flood affected 390,000 people.", [("390,000", "other")]),
        ("Two firemen were trapped.", [("Two", "other")]),
        ("A woman was stabbed.", [("A", "other")]),
        ('The "murder" of 19 people went on.', [("19", "killed")]),
        ("An attack on a priest was reported.", [("a", "other")]),
        ("There were 12 kidnappings.", [("12", "kidnapped")]),
        ("More than 300 wounded civilians came.", [("More than 300", None)]),
        ("Six priests assassinated at the school were mourned.", [("Six", "killed")]),
        ("The death toll increased to 267.", [("267", "killed")]),
        ("It took the lives of 20 people.", [("20", "killed")]),
        ("22 rebels deserted.", [("22", "surrendered")]),
    ],
)
def test_what_became_of_them(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert told(text) == [item for item in expected if item[1]]


@pytest.mark.parametrize(
    "text",
    [
        "A man was arrested.",
        "No one can be arrested without proof.",
        "None of those hurt was in danger.",
        "Nobody had been able to count the wounded.",
        "None of the dead had been named.",
        "No one was allowed near the dead.",
        "Two workers were not detained.",
        "He was charged with the attempted murder of a clerk.",
        "Ada Rook, a mother of two, was killed.",
        "They seized 4 rifles.",
        "Troops shot down one.",
        "An escort of about 60 vans was hit.",
        "One in five people was hurt.",
        "Ada Rook, one of the leaders, was killed.",
        "She mourned the death of one of her four cats.",
        "It put the lives of 20 people at risk.",
        "Ada Rook, 45, a judge, was killed.",
        "A rebel was nearly killed.",
        "Since 9/11 they have feared it.",
        "Three out of four people were hurt.",
    ],
)
def test_what_counts_nobody(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Four suspected rebels were killed.", "asserted"),
        ("She is suspected of shooting three people.", "asserted"),
        ("An estimated 20 people were killed.", "probable"),
        ("Some feared more, but 20 people were killed.", "asserted"),
        ("20 boys going to school were killed.", "asserted"),
        ("20 people would have been killed.", "hypothetical"),
    ],
)
def test_how_sure_a_count_is(text: str, certainty: str) -> None:
    assert only(text).certainty == certainty


def parts(text: str) -> dict[str, str | None]:
    """The words of each figure about people with the words of its total."""
    figures = [figure for figure in read(text) if figure.outcome]
    words = {figure.id: figure.words for figure in figures}
    return {figure.words: words.get(figure.part_of or "") for figure in figures}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20 people were killed, including three children.", {"20": None, "three": "20"}),
        (
            "13 bodies were found: eight guards, four clerks and a cook.",
            {"13": None, "eight": "13", "four": "13", "a": "13"},
        ),
        ("13 bodies were found: eight guards and four clerks stood by.", {"13": None}),
        ("20 people were kidnapped. Among the victims are four mayors.", {"20": None, "four": "20"}),
        (
            "The bodies of four of the nine students who were kidnapped were found.",
            {"four": "nine", "nine": None},
        ),
        ("30 people were hurt. Two of the wounded are boys.", {"30": None, "Two": "30"}),
        ("20 people were killed and 30 wounded.", {"20": None, "30": None}),
    ],
)
def test_parts_are_tied_to_their_total(text: str, expected: dict[str, str | None]) -> None:
    assert parts(text) == expected


def test_a_part_with_another_outcome_keeps_it() -> None:
    found = dict(told("The bodies of four of the nine students who were kidnapped were found."))
    assert found == {"four": "killed", "nine": "kidnapped"}


def test_a_share_is_tied_to_its_whole_and_the_verb_speaks_of_the_share() -> None:
    share, whole = read("40% of the 200 hostages were freed.")
    assert (share.unit, share.outcome, share.part_of) == ("percent", None, whole.id)
    assert (whole.low, whole.outcome) == (200, "kidnapped")
