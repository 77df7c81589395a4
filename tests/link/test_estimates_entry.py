"""Which claims count, which do not and why: planned and denied ones, reprints, older figures, named victims."""

from __future__ import annotations

from typing import Any

import pytest

from hearsay.link.estimates import Layers, Told, estimates
from hearsay.record import Claim, Event, Time
from hearsay.record.estimate import EVERYBODY, PopulationKey, Rule
from tests.link.telling import figure, tell

NINE = ("Nine people were killed.", ("nine", "people"))


def army(text: str, *numbers: Any, **fields: Any) -> Told:
    return tell(text, *numbers, by="the army", **fields)


def ends(
    claims: list[Told], outcome: str = "killed", population: PopulationKey = EVERYBODY, **how: Any
) -> Any:
    found = estimates(claims, **how).of(outcome, population)
    return (found.low, found.best, found.high) if found else None


def rules(claims: list[Told], outcome: str = "killed", **how: Any) -> list[Rule]:
    """Why claims were left out, by day and place."""
    found = estimates(claims, **how)
    own = [row for e in found.estimates if e.outcome == outcome for row in e.left_out]
    return [row.rule for row in (*own, *found.left_out)]


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"certainty": "planned"}, "planned"),
        ({"certainty": "hypothetical"}, "hypothetical"),
        ({"certainty": "denied"}, "denied"),
        ({"status": "withdrawn"}, "withdrawn"),
        ({"status": "embargoed"}, "embargoed"),
        ({"decision": "rejected"}, "rejected"),
        ({"review": ("superseded",)}, "corrected"),
        ({"replaced": True}, "replaced"),
    ],
)
def test_what_enters_no_estimate(fields: dict[str, Any], rule: Rule) -> None:
    claims = [army(*NINE, **fields)]
    assert ends(claims) == (None, None, None)
    assert rules(claims) == [rule]


@pytest.mark.parametrize("status", ["usable", "corrected"])
def test_claims_of_reports_that_stand_enter(status: str) -> None:
    assert ends([army(*NINE, status=status)]) == (9, 9, 9)


def test_a_figure_less_sure_than_its_claim_sets_high_only() -> None:
    claim = army("Nine people were killed.", ("nine", "people", {"certainty": "possible"}))
    assert ends([claim]) == (None, None, 9)


def test_a_newer_version_of_a_report_takes_its_place() -> None:
    old = army("71 people were killed.", ("71", "people"), ref="story-v1")
    new = army("17 people were killed.", ("17", "people"), ref="story-v2", replaces="story-v1")
    assert ends([old, new]) == (17, 17, 17)
    assert rules([old, new]) == ["replaced"]


def test_figures_without_an_outcome_are_listed_and_count_for_none() -> None:
    claim = tell("Nine buses were parked.", ("nine", "buses", {"outcome": None}), trigger="parked", type=None)
    found = estimates([claim])
    assert found.estimates == ()
    assert [row.rule for row in found.left_out] == ["no_outcome"]


def test_money_is_nobody() -> None:
    claim = tell("Two million dollars were killed off.", ("two", "dollars", {"unit": "dollar"}))
    assert rules([claim]) == ["not_people"]


def test_a_longer_time_than_the_incident_counts_for_something_else() -> None:
    told = army("600 people were killed since January.", ("600", "people"))
    text = told.record.report.text or ""
    start = text.index("since January")
    since = Time.at(text, start, start + 13, type="DATE", earliest="2024-01-01", latest="2024-03-06")
    counted = told.figures[0].replace(period=since.id)
    record = told.record.replace(times=(*told.record.times, since), figures=(counted,))
    longer = Told(Layers(record), record.claims[0], told.origin, told.family)
    assert rules([longer], interval=("2024-03-05", "2024-03-06")) == ["other_period"]
    assert ends([longer], interval=("2024-01-01", "2024-03-06")) == (600, 600, 600)
    assert ends([longer]) == (600, 600, 600)  # nobody knows when the incident began


# --- each origin's newest figure ---


def test_a_later_figure_of_the_same_origin_takes_the_place_of_the_earlier() -> None:
    monday = army("Six people were killed.", ("six", "people"), said="2024-03-04")
    tuesday = army("Twelve people were killed.", ("twelve", "people"), said="2024-03-05")
    assert ends([monday, tuesday]) == (12, 12, 12)
    assert rules([monday, tuesday]) == ["older"]


def test_what_was_said_counts_by_the_day_it_was_said_not_printed() -> None:
    looking_back = army(
        "Six people were killed.", ("six", "people"), said="2024-03-02", published="2024-03-09"
    )
    newer = army(
        "Twelve people were killed.", ("twelve", "people"), said="2024-03-05", published="2024-03-05"
    )
    assert ends([looking_back, newer]) == (12, 12, 12)


def test_other_origins_keep_their_figures() -> None:
    army_later = army("Twelve people were killed.", ("twelve", "people"), said="2024-03-05")
    mayor = tell("Six people were killed.", ("six", "people"), by="the mayor", said="2024-03-04")
    assert ends([army_later, mayor]) == (6, 6, 12)


def test_two_figures_of_one_day_both_stand() -> None:
    first = army("Six people were killed.", ("six", "people"), said="2024-03-05", ref="a")
    second = army("Twelve people were killed.", ("twelve", "people"), said="2024-03-05", ref="b")
    assert ends([first, second]) == (6, 6, 12)


def test_a_figure_of_no_known_day_is_not_taken_for_old() -> None:
    undated = army("Six people were killed.", ("six", "people"), published=None)
    dated = army("Twelve people were killed.", ("twelve", "people"))
    found = estimates([undated, dated]).of("killed")
    assert found is not None
    assert (found.low, found.high) == (6, 12)
    assert {row.rule for row in found.used} == {"undated", "newest"}


def test_a_later_fear_does_not_take_back_what_was_sure() -> None:
    sure = army("Six people were killed.", ("six", "people"), said="2024-03-04")
    fear = army("30 people were killed.", ("30", "people"), said="2024-03-05", certainty="possible")
    assert ends([sure, fear]) == (6, 6, 30)


def test_a_later_sure_figure_takes_back_the_fear() -> None:
    fear = army("30 people were killed.", ("30", "people"), said="2024-03-04", certainty="possible")
    sure = army("Six people were killed.", ("six", "people"), said="2024-03-05")
    assert ends([sure, fear]) == (6, 6, 6)


# --- reprints ---


def test_a_reprint_counts_once_and_makes_nothing_new() -> None:
    wire = army(
        "Six people were killed.", ("six", "people"), published="2024-03-03", family="wire", ref="wire"
    )
    newer = army("Twelve people were killed.", ("twelve", "people"), published="2024-03-05")
    reprint = army(
        "Six people were killed.", ("six", "people"), published="2024-03-09", family="wire", ref="herald"
    )
    assert ends([wire, newer, reprint]) == ends([wire, newer]) == (12, 12, 12)
    assert sorted(rules([wire, newer, reprint])) == ["older", "reprint"]


def test_a_spokesman_quoted_by_two_papers_is_one_origin() -> None:
    here = army("Six people were killed.", ("six", "people"), ref="herald")
    there = army(
        "At least 20 people were killed.", ("at least 20", "people"), published="2024-03-07", ref="post"
    )
    assert ends([here, there]) == (20, 20, None)


# --- new and in all ---

NEW = {"scope": "new"}


def test_new_dead_are_added_to_the_total_of_their_origin() -> None:
    total = army("Ten people were killed.", ("ten", "people"), said="2024-03-04")
    more = army("Three people were killed.", ("three", "people", NEW), said="2024-03-05")
    found = estimates([total, more]).of("killed")
    assert found is not None
    assert (found.low, found.best, found.high) == (13, 13, 13)
    assert {row.rule for row in found.used} == {"newest", "added"}
    assert all(row.sets == ("low", "best", "high") for row in found.used)


def test_a_total_of_the_same_day_includes_the_new_dead() -> None:
    more = army("Three people were killed.", ("three", "people", NEW), said="2024-03-05")
    total = army("26 people were killed.", ("26", "people", {"scope": "cumulative"}), said="2024-03-05")
    assert ends([total, more]) == (26, 26, 26)
    assert rules([total, more]) == ["in_total"]


def test_new_dead_of_two_days_add_up_without_a_total() -> None:
    days = {"2024-03-04": ("Three people", "three"), "2024-03-05": ("Four people", "four")}
    claims = [
        army(f"{words} were killed.", (number, "people", NEW), when=(day, day), said=day)
        for day, (words, number) in days.items()
    ]
    assert ends(claims) == (7, 7, 7)


def test_new_dead_are_not_added_to_another_origins_total() -> None:
    total = tell("Ten people were killed.", ("ten", "people"), by="the mayor", said="2024-03-04")
    more = army("Three people were killed.", ("three", "people", NEW), said="2024-03-05")
    assert ends([total, more]) == (3, 3, 10)


# --- parts of totals, headlines ---


def test_a_part_is_never_added_to_its_total() -> None:
    claim = army(
        "23 people were killed, 17 of them civilians.",
        ("23", "people"),
        ("17", "civilians", {"status": "civilian"}),
        parts={1: 0},
    )
    found = {e.population.words: (e.low, e.best, e.high) for e in estimates([claim]).estimates}
    assert found == {"everybody": (23, 23, 23), "civilians": (17, 17, 17)}


def test_a_part_that_nobody_describes_is_no_figure_of_the_whole() -> None:
    claim = army(
        "50 people were killed, nine of them by falling.", ("50", "people"), ("nine", None), parts={1: 0}
    )
    assert ends([claim]) == (50, 50, 50)
    assert rules([claim]) == ["part_of"]


@pytest.mark.parametrize(
    "words", ["Three of the dead", "Three of them", "Three of those", "Three of the 23 victims"]
)
def test_some_of_the_dead_are_not_all_the_dead(words: str) -> None:
    claims = [
        army(f"{words} were killed at home.", "three"),
        tell("Nine were killed.", "nine", by="the mayor"),
    ]
    assert ends(claims) == (9, 9, 9)
    assert rules(claims) == ["part_of"]


def test_a_headline_rounds_what_the_story_says() -> None:
    told = army("23 people were killed.", ("23", "people"), headline="Dozens killed")
    record = told.record
    text = record.report.text or ""
    dozens = figure(text, "dozens")
    event = Event.at(text, 7, 13, type="CASUALTY", figures=[dozens.id])
    shouted = Claim.of(event=event, origin_kind="publisher", certainty="asserted", review=["headline"])
    record = record.replace(
        figures=(dozens, *record.figures), events=(event, *record.events), claims=(shouted, *record.claims)
    )
    layers = Layers(record)
    both = [Told(layers, claim, f"origin {n}", "family") for n, claim in enumerate(record.claims)]
    assert ends(both) == (23, 23, 23)
    assert rules(both) == ["headline"]
    assert ends(both[:1]) == (24, 24, None)  # only the headline says so


# --- named victims ---


def named(*names: str, by: str = "the police", **fields: Any) -> Told:
    text = f"{' and '.join(names)} were killed."
    keys = {name: ("victim", f"key {name}") for name in names}
    return tell(text, by=by, actors=keys, **fields)


def test_named_victims_count_one_each() -> None:
    assert ends([named("Ana Vidal", "Jon Ruiz")]) == (2, 2, 2)


def test_a_victim_named_by_two_papers_is_one() -> None:
    assert ends(
        [named("Ana Vidal"), named("Ana Vidal", by="the mayor"), named("Jon Ruiz", by="a nurse")]
    ) == (2, 2, 2)


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        (army("Nine people were killed.", ("nine", "people")), (9, 9, 9)),
        (
            army("Nine people were wounded.", ("nine", "people", {"outcome": "wounded"}), trigger="wounded"),
            (1, 1, 1),
        ),
        (army("Nine people were killed.", ("nine", "people"), certainty="denied"), (1, 1, 1)),
    ],
)
def test_a_named_victim_counts_unless_a_figure_covers_them(total: Told, expected: Any) -> None:
    assert ends([named("Ana Vidal"), total]) == expected


def test_a_named_victim_of_something_unsaid_counts_for_nothing() -> None:
    shot = tell("Ana Vidal was shot.", by="the police", trigger="shot", actors={"Ana Vidal": ("victim", "a")})
    assert estimates([shot]).estimates == ()


def test_a_victim_whom_only_rumour_names_sets_high_only() -> None:
    assert ends([named("Ana Vidal"), named("Jon Ruiz", certainty="possible")]) == (1, 1, 2)


# --- whom a figure counts ---


@pytest.mark.parametrize(
    ("one", "other", "merged"),
    [
        ("Nine soldiers", "Twelve troops", True),
        ("Nine people", "Twelve bodies", True),
        ("Nine villagers", "Twelve civilians", True),
        ("Nine soldiers", "Twelve rebels", False),
        ("Nine engineers", "Twelve soldiers", False),
        ("Nine Israeli soldiers", "Twelve Syrian soldiers", False),
        ("Nine women", "Twelve children", False),
        ("Nine aid workers", "Twelve factory workers", False),
        ("Nine policemen", "Twelve police officers", True),
        ("Nine fishermen", "Twelve fishermen", True),
    ],
)
def test_who_is_counted_decides_what_is_compared(one: str, other: str, merged: bool) -> None:
    def claim(words: str, by: str) -> Told:
        number, counted = words.split(" ", 1)
        return tell(f"{words} were killed.", (number.lower(), counted), by=by)

    found = estimates([claim(one, "the army"), claim(other, "the mayor")])
    populations = [e.population for e in found.estimates if e.population != EVERYBODY]
    if one == "Nine people":
        assert populations == []
    else:
        assert len(populations) == (1 if merged else 2)


def test_the_codes_of_a_figure_and_the_words_make_one_population() -> None:
    coded = army("Nine people were killed.", ("nine", "people", {"status": "civilian"}))
    worded = tell("Twelve residents were killed.", ("twelve", "residents"), by="the mayor")
    assert ends([coded, worded], population=PopulationKey(status="civilian")) == (9, 9, 12)
