"""Figures as a coder of news would read them. Every sentence is invented."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.flow import read_rows
from hearsay.read.figures import read_figures
from hearsay.read.reading import Reading
from hearsay.read.times import read_times
from hearsay.record import Figure, Report


def read(text: str) -> tuple[Figure, ...]:
    report = Report.of(ref="r", text=text, raw=text.encode(), published="2024-03-06", published_basis="given")
    reading = Reading(report=report)
    return read_figures(replace(reading, times=read_times(reading)))


def only(text: str) -> Figure:
    figures = read(text)
    assert len(figures) == 1, [figure.words for figure in figures]
    return figures[0]


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "bound"),
    [
        ("20 people were killed.", "20", 20, 20, "exact"),
        ("Twenty-five people were killed.", "Twenty-five", 25, 25, "exact"),
        ("Two dozen people were killed.", "Two dozen", 24, 24, "exact"),
        ("A dozen people were killed.", "A dozen", 12, 12, "exact"),
        ("Some 1,700 people were hurt.", "Some 1,700", 1700, 1700, "about"),
        ("Nearly 2.5 million people fled.", "Nearly 2.5 million", 2_500_000, 2_500_000, "about"),
        ("At least 20 people were killed.", "At least 20", 20, None, "at_least"),
        ("No fewer than 20 people were killed.", "No fewer than 20", 20, None, "at_least"),
        ("20 or more people were killed.", "20 or more", 20, None, "at_least"),
        ("More than 20 people were killed.", "More than 20", 21, None, "more_than"),
        ("Up to 15,000 troops were sent.", "Up to 15,000", None, 15000, "at_most"),
        ("As many as 40 people were arrested.", "as many as 40", None, 40, "at_most"),
        ("Fewer than 20 people were killed.", "Fewer than 20", None, 19, "less_than"),
        ("Between 10 and 15 people were killed.", "Between 10 and 15", 10, 15, "between"),
        ("It killed 10 to 15 people.", "10 to 15", 10, 15, "between"),
        ("It killed 10-15 people.", "10-15", 10, 15, "between"),
        ("Dozens were killed.", "Dozens", 24, None, "vague"),
        ("Scores of people were killed.", "Scores", 40, None, "vague"),
        ("Hundreds were killed.", "Hundreds", 200, None, "vague"),
        ("At least hundreds of troops were killed.", "At least hundreds", 200, None, "at_least"),
        ("Tens of thousands of people fled.", "Tens of thousands", 20000, None, "vague"),
        ("Several hundred people fled.", "Several hundred", 300, None, "vague"),
        ("Several people were hurt.", "Several", 3, None, "vague"),
        ("A handful of people were hurt.", "A handful", 3, None, "vague"),
        ("Many people were hurt.", "Many", None, None, "vague"),
        ("A couple of guards were hurt.", "A couple", 2, 2, "exact"),
        ("A guard was wounded.", "A", 1, 1, "exact"),
        ("A man and woman were killed.", "A", 2, 2, "exact"),
        ("A mother and son died.", "A", 2, 2, "exact"),
        ("A guard and cook were wounded.", "A", 2, 2, "exact"),
        ("Both guards were wounded.", "Both", 2, 2, "exact"),
        ("No casualties were reported.", "No", 0, 0, "exact"),
        ("Nobody was hurt.", "Nobody", 0, 0, "exact"),
    ],
)
def test_a_number_with_its_bound_gives_what_it_implies(
    text: str, words: str, low: int | None, high: int | None, bound: str
) -> None:
    figure = only(text)
    assert (figure.words.lower(), figure.low, figure.high, figure.bound) == (words.lower(), low, high, bound)


def test_a_vague_word_stays_and_leaves_the_number_said_empty() -> None:
    figure = only("Dozens were killed.")
    assert (figure.vague, figure.value_low, figure.value_high) == ("Dozens", None, None)


@pytest.mark.parametrize(
    ("text", "counted", "outcome"),
    [
        ("20 people were killed.", "people", "killed"),
        ("Some 300 people live in camps.", "people", "displaced"),
        ("They are stationed at three camps.", None, None),
        ("The blast killed 20.", None, "killed"),
        ("The death toll rose to 20.", None, "killed"),
        ("The strike left 20 dead.", None, "killed"),
        ("He honored the nine killed in action.", None, "killed"),
        ("They mourned the loss of nine lives.", "lives", "killed"),
        ("Twelve Palestinians were shot dead.", "Palestinians", "killed"),
        ("20 bodies were found.", "bodies", "killed"),
        ("Photos showed soldiers, including five in wheelchairs.", None, "wounded"),
        ("30 others were seriously injured.", "others", "wounded"),
        ("More than 100 people were killed or wounded.", "people", "casualties"),
        ("The army reported 15 casualties.", "casualties", "casualties"),
        ("Police arrested 40 young protesters.", "young protesters", "captured"),
        ("Five engineers were abducted.", "engineers", "kidnapped"),
        ("Seven fishermen are still missing.", "fishermen", "missing"),
        ("The flood drove 300 residents away; 500 villagers were evacuated.", "residents", None),
        ("500 villagers were evacuated.", "villagers", "displaced"),
        ("It sent 1,000 combat engineers.", "combat engineers", "deployed"),
        ("Some 15,000 northern troops fought there.", "northern troops", "deployed"),
        ("An email was sent to 40,000 students.", "students", None),
        ("They freed 12 prisoners.", "prisoners", "released"),
        ("Sixty fighters surrendered.", "fighters", "surrendered"),
        ("The king decorated 20 firefighters.", "firefighters", "honoured"),
        ("The court sentenced four smugglers.", "smugglers", "other"),
        ("Three gunmen killed the mayor.", "gunmen", None),
        ("Nine lawmakers signed it.", "lawmakers", None),
    ],
)
def test_what_is_counted_and_what_became_of_them(text: str, counted: str | None, outcome: str | None) -> None:
    figure = read(text)[0]
    assert (figure.counted.words if figure.counted else None, figure.outcome) == (counted, outcome)


def test_two_numbers_in_one_sentence_keep_their_own_outcome() -> None:
    figures = read(
        "At least 20 people were killed and more than 30 wounded, and police detained two suspects."
    )
    assert [(f.low, f.outcome) for f in figures] == [(20, "killed"), (31, "wounded"), (2, "captured")]


def test_a_breakdown_is_tied_to_its_total_and_shares_its_outcome() -> None:
    total, part = read("The raid killed 20 civilians, including three children.")
    assert (part.part_of, part.outcome, part.population.age_group) == (total.id, "killed", "child")
    assert total.part_of is None


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("20 people were killed.", "asserted"),
        ("The mayor said 20 people were killed.", "asserted"),
        ("20 people are feared dead.", "possible"),
        ("20 people are believed to have been killed.", "probable"),
        ("20 people may have been killed.", "possible"),
        ("20 people were probably killed.", "probable"),
        ("It agreed to send 500 soldiers.", "planned"),
        ("It will deploy 500 soldiers.", "planned"),
        ("It would deploy 500 soldiers.", "hypothetical"),
        ("The army denied that 20 soldiers had been captured.", "denied"),
    ],
)
def test_how_sure_a_count_is(text: str, certainty: str) -> None:
    assert only(text).certainty == certainty


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("Another 20 people were killed.", "new"),
        ("20 more people were killed.", "new"),
        ("More than 1,000 people have died since the siege began.", "cumulative"),
        ("The death toll rose to 45.", "cumulative"),
        ("20 people were killed.", None),
    ],
)
def test_new_or_cumulative(text: str, scope: str | None) -> None:
    assert only(text).scope == scope


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("20 people have died since June.", "June"),
        ("20 people have died in the past week.", "the past week"),
        ("20 people died on Friday.", None),
        ("20 people died. It has rained since June.", None),
    ],
)
def test_the_stretch_of_time_a_count_covers(text: str, period: str | None) -> None:
    report = Report.of(ref="r", text=text, raw=text.encode(), published="2024-03-06", published_basis="given")
    reading = Reading(report=report)
    times = read_times(reading)
    figure = read_figures(replace(reading, times=times))[0]
    assert {time.id: time.words for time in times}.get(figure.period or "") == period


def test_a_total_after_a_count_takes_its_outcome() -> None:
    found, total = read("Another 20 bodies were found, bringing the total to 60.")
    assert (found.scope, total.outcome, total.scope) == ("new", "killed", "cumulative")


@pytest.mark.parametrize("text", ["A wife and mother was killed.", "A guard and poet was killed."])
def test_one_who_is_two_things_is_one(text: str) -> None:
    (record,) = read_rows([{"id": "a", "text": text}])
    assert [(figure.low, figure.high) for figure in record.figures] == [(1, 1)]


@pytest.mark.parametrize(
    ("text", "status", "sex", "age"),
    [
        ("A man and woman were killed.", None, "mixed", None),
        ("20 soldiers were killed.", "combatant", None, None),
        ("20 villagers were killed.", "civilian", None, None),
        ("20 women were killed.", None, "female", None),
        ("20 boys were killed.", None, "male", "child"),
        ("20 unarmed men were killed.", "civilian", "male", None),
        ("20 people were killed.", None, None, None),
    ],
)
def test_the_population_is_what_the_noun_says(
    text: str, status: str | None, sex: str | None, age: str | None
) -> None:
    population = only(text).population
    assert (population.status, population.sex, population.age_group) == (status, sex, age)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("It cost $6.", 6, "dollar"),
        ("It cost £3m.", 3_000_000, "pound sterling"),
        ("Prices rose 4.5 percent.", 4.5, "percent"),
        ("It lies 20 km away.", 20, "kilometre"),
        ("A 40-yard fence fell.", 40, "yard"),
        ("The siege lasted three months.", 3, "month"),
    ],
)
def test_money_and_units(text: str, value: float, unit: str) -> None:
    figure = only(text)
    assert (figure.value_low, figure.unit, figure.outcome) == (value, unit, None)


@pytest.mark.parametrize(
    "text",
    [
        "It happened on 5 May 2021.",
        "It happened at 10:35 a.m.",
        "A 44-year-old baker spoke.",
        "Ada Rook, 44, spoke.",
        "He fled in 1998.",
        "Flight 370 landed.",
        "Call 1-800-555-0143 or 555-0143-22.",
        "They went 6-4-2 at home.",
        "They fired AK-47 rifles.",
        "No. 5 stood empty.",
        "The second bomb failed.",
        "No one knows.",
        "They hit one another.",
        "It became a safe and secure one.",
        "They won 3-1.",
        "A soldier stood there.",
        "A policeman fatally shot the envoy.",
        "A rebel offensive killed livestock.",
        "A SPOKESMAN REPORTED THAT THE ARMY ARRESTED MINERS.",
        "ROOK, 46, WAS KILLED.",
        "A baker, Ada Rook, was killed.",
        "Ada Rook, a baker, was killed.",
        "In the year 20250 it will return.",
        "Ada Rook (71) was killed.",
        "The recruits were as young as nine.",
        "The police released all but four.",
    ],
)
def test_what_is_no_figure(text: str) -> None:
    assert [figure.words for figure in read(text)] == []


@pytest.mark.parametrize("number", ["1" + 30 * "0", "1,000,000,000,000,000,000", "5,000,000 billion"])
def test_a_number_that_cannot_be_has_no_value_and_says_why(number: str) -> None:
    figure = only(f"The flood displaced {number} people.")
    assert figure.words == number
    assert (figure.value_low, figure.value_high, figure.low, figure.high) == (None, None, None, None)
    assert figure.because["value_low"] == ("too_large",)


def test_a_large_sum_keeps_its_value() -> None:
    assert only("It owes $999,000,000,000.").value_low == 999_000_000_000


def test_a_change_is_two_numbers_and_no_range() -> None:
    assert [f.value_low for f in read("The toll rose from 5 to 10.")] == [5, 10]


def test_an_outcome_names_the_word_it_was_read_from() -> None:
    figure = only("The blast killed 20 people.")
    word = figure.because["outcome"][0]
    assert getattr(word, "words", None) == "killed"


PIECES = (
    "20|two|dozen|dozens|of|at least|people|soldiers|were|killed|,|.|and|wounded|including|three|children|a|no|casualties"
    "|$5|percent|10-15|to|more than|million|hundreds|thousands|3-1|both|-|year|old|½|𝔘|feared|toll|many|as|one|—|\n\n|1998"
)


@given(st.lists(st.sampled_from(PIECES.split("|")), max_size=25).map(" ".join))
def test_any_text_reads_alike_twice_and_no_figure_overlaps_another(text: str) -> None:
    figures = read(text)
    assert figures == read(text)
    for figure, after in pairwise(figures):
        assert figure.end <= after.start
    for figure in figures:
        assert text[figure.start : figure.end] == figure.words
