"""Incidents as the ledger keeps them are those that are gathered anew, whatever people decided in between."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select, update

from benchmarks.stories import told_reports
from hearsay.flow import summaries
from hearsay.flow.assembling import POLICIES, assembled
from hearsay.flow.incidents import incident, incidents, listed
from hearsay.flow.linking import link
from hearsay.flow.regroup import merge
from hearsay.flow.review import decide, mark, undo
from hearsay.ledger import Ledger, incident_lists, open_ledger, writer
from hearsay.ledger import summaries as kept
from hearsay.ledger.incident_lists import Sought
from hearsay.ledger.tables import table
from hearsay.ledger.verify import verify
from hearsay.ledger.whereabouts import Whereabouts
from hearsay.record import HearsayError
from hearsay.record.summary import Summary
from tests.ledger.made import keep, made, ticking

CLOCK = ticking()
_told = told_reports(seed=5)
STORIES = [next(_told) for _ in range(14)]
STEPS = (
    "withdrawn",
    "corrected",
    "reject",
    "accept",
    "low",
    "place",
    "grade",
    "same",
    "apart",
    "merge",
    "undo",
    "link",
    "more",
)


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of some stories, linked and gathered; copy it before changing it."""
    path = tmp_path_factory.mktemp("summaries") / "stories.db"
    with open_ledger(path, "create") as ledger:
        keep(ledger, *STORIES)
        link(ledger, clock=CLOCK)
        summaries.gather_waiting(ledger)
    return path


@pytest.fixture
def ledger(linked: Path, tmp_path: Path) -> Iterator[Ledger]:
    """A copy to do as one likes with."""
    with open_ledger(shutil.copy(linked, tmp_path / "ledger.db"), "write") as opened:
        yield opened


def rows(ledger: Ledger) -> dict[str, str | None]:
    """What each row was made from; null: told roughly."""
    return {row.incident: row.made_from for row in ledger.rows("incident_summaries")}


def plain(found: Any) -> list[Any]:
    return [one.to_dict() for one in found]


def the_same(ledger: Ledger) -> None:
    """Every view and summary, kept or not, is the one gathered anew; and lists have a row of each."""
    links = list(ledger.links("incident"))
    anew = list(assembled(ledger, links))
    assert plain(summaries.whole(ledger, links)) == plain(anew)
    assert plain(summaries.whole(ledger, links)) == plain(anew), "from the rows that were just written"
    brief = {one.id: Summary.of(one) for one in anew}
    assert summaries.in_brief(ledger, [one.id for one in links]) == brief
    assert summaries.gather_waiting(ledger) == 0
    assert rows(ledger).keys() == brief.keys()
    with ledger.reading() as connection:
        assert kept.summaries(connection, kept.bases(connection, brief, summaries.code())) == brief
        everything = incident_lists.page(connection, Sought(), len(links) + 1, 0)
    assert [one.id for one in everything] == [one.id for one in listed(ledger)]
    for one in everything:
        told = brief[one.id]
        site = told.pin or told.site
        assert (one.first, one.last) == told.days
        assert (one.place, one.country, one.lat) == (
            (site.name, site.country, site.lat) if site else (None,) * 3
        )


def step(ledger: Ledger, verb: str, draw: random.Random, decided: list[int]) -> None:
    """One thing that a person does, to something chosen by chance."""
    claims = list(ledger.rows("claims", "report", "claim"))
    one = draw.choice(claims)
    target = f"{one.report}/{one.claim}"
    actors = [f"{row.report}/{row.entity}" for row in ledger.rows("entities", "report", "entity")]
    by: dict[str, Any] = {"actor": "Ana", "clock": CLOCK}
    if verb == "undo":
        if decided:
            undo(ledger, decided.pop(draw.randrange(len(decided))), **by)
    elif verb == "link":
        link(ledger, clock=CLOCK)
    elif verb == "more":
        keep(ledger, made(draw.randrange(10_000)))
    elif verb == "merge":
        decided.append(merge(ledger, draw.sample([row.id for row in listed(ledger)], 2), **by).seq)
    elif verb in ("withdrawn", "corrected"):
        decided.append(mark(ledger, one.report, verb, **by).seq)  # type: ignore[arg-type]
    elif verb in ("same", "apart"):
        pair = draw.sample(actors, 2)
        said = [pair[0], pair[1]] if verb == "same" else [f"1:{pair[0]}", f"2:{pair[1]}"]
        decided.append(decide(ledger, "merge" if verb == "same" else "split", said, **by).seq)
    else:
        value = {
            "low": {"low": 3, "high": 3},
            "place": {"place_name": "Nowhere"},
            "grade": {"admiralty": "A1"},
        }.get(verb, {})
        of = verb if verb in ("reject", "accept", "grade") else "correct"
        decided.append(decide(ledger, of, [target], value=value, **by).seq)  # type: ignore[arg-type]


@settings(max_examples=6, deadline=None)
@given(st.lists(st.sampled_from(STEPS), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_what_is_kept_is_what_would_be_gathered(linked: Path, steps: list[str], draw: random.Random) -> None:
    with (
        TemporaryDirectory() as folder,
        open_ledger(shutil.copy(linked, Path(folder, "l.db")), "write") as ledger,
    ):
        decided: list[int] = []
        for verb in steps:
            try:
                step(ledger, verb, draw, decided)
            except HearsayError as error:
                assert error.code.startswith("E-LEDGER-"), error  # noqa: PT017
        the_same(ledger)
        for seq in reversed(decided):
            undo(ledger, seq, actor="Ana", clock=CLOCK)
        the_same(ledger)


def test_every_policy_is_there_in_the_order_asked_for(ledger: Ledger) -> None:
    for policies in (POLICIES, ("range",), ("range", "ucdp")):
        assert plain(incidents(ledger, None, policies)) == plain(
            assembled(ledger, [next(iter(_links(ledger, one.id))) for one in listed(ledger)], policies)
        )


def _links(ledger: Ledger, id_: str) -> list[Any]:
    return [one for one in ledger.links("incident") if one.id == id_]


def test_gathering_leaves_nothing_to_wait_for(ledger: Ledger) -> None:
    assert rows(ledger)
    assert None not in rows(ledger).values()


def test_a_mark_makes_only_the_incidents_of_its_report_stale(ledger: Ledger) -> None:
    report = next(ledger.rows("reports", "report")).report
    about = {
        row.link for row in ledger.rows("link_members") if row.report == report and row.link.startswith("i-")
    }
    before = rows(ledger)
    entry = mark(ledger, report, "withdrawn", actor="Ana", clock=CLOCK)
    summaries.bring(ledger)
    stale = {id_ for id_, made_from in rows(ledger).items() if made_from is None}
    assert about
    assert stale == about < before.keys()
    summaries.gather_waiting(ledger)
    assert {id_ for id_, made_from in rows(ledger).items() if made_from != before[id_]} == about
    undo(ledger, entry.seq, actor="Ana", clock=CLOCK)
    summaries.gather_waiting(ledger)
    assert rows(ledger) == before


def test_a_ledger_that_is_only_read_gives_the_same(ledger: Ledger, tmp_path: Path) -> None:
    with ledger.database.writing() as connection:
        kept.drop(connection)
    with open_ledger(tmp_path / "ledger.db") as read:
        the_first = plain(incidents(read))
        assert not list(read.rows("incident_views"))
        assert summaries.bring(read) is False
    assert the_first == plain(incidents(ledger))
    assert list(ledger.rows("incident_views")), "who may write keeps what was gathered"


def test_nobody_waits_for_another_writer(ledger: Ledger, tmp_path: Path) -> None:
    with ledger.database.writing() as connection:
        kept.drop(connection)
    first = listed(ledger)[0].id
    with open_ledger(tmp_path / "ledger.db", "write") as other, other.database.writing():
        begin = time.monotonic()
        shown = incident(ledger, first)
        assert time.monotonic() - begin < 5
    assert not list(ledger.rows("incident_views"))
    assert incident(ledger, first) == shown
    assert [row.incident for row in ledger.rows("incident_views")] == [first]


@pytest.mark.parametrize(
    ("name", "column", "value"),
    [
        ("incident_summaries", "told", "{}"),
        ("incident_summaries", "country", "XX"),
        ("incident_views", "bytes", b"x"),
    ],
)
def test_a_row_that_was_tampered_with_is_told_of_and_not_taken(
    ledger: Ledger, tmp_path: Path, name: str, column: str, value: Any
) -> None:
    first = listed(ledger)[0].id
    before = plain(incidents(ledger))
    of = table(name)
    with ledger.database.writing() as connection:
        connection.execute(update(of).where(of.c.incident == first).values({column: value}))
    wrong = verify(tmp_path / "ledger.db")
    assert [one.where for one in wrong.wrong] == [f"{name} {first}"]
    assert "rebuild" in wrong.remedy
    assert plain(incidents(ledger)) == before
    assert summaries.in_brief(ledger, [first])[first].id == first
    writer.rebuild(ledger)
    assert not rows(ledger)
    assert verify(tmp_path / "ledger.db").wrong == ()
    the_same(ledger)


def test_a_row_that_is_gone_is_had_back(ledger: Ledger) -> None:
    of = table("incident_views")
    with ledger.database.writing() as connection:
        connection.execute(delete(of).where(of.c.incident == ""))
        assert connection.execute(select(of)).first()
    the_same(ledger)


@pytest.mark.parametrize(
    "sought",
    [
        Sought(country="ML"),
        Sought(first="2023-06-01"),
        Sought(last="2023-09-30", country="SS"),
        Sought(without="place"),
        Sought(without="day"),
    ],
)
def test_filters_are_those_of_a_person(ledger: Ledger, sought: Sought) -> None:
    keep(ledger, *(made(number) for number in range(12)))
    link(ledger, clock=CLOCK)
    summaries.gather_waiting(ledger)
    everything = {one.id: Summary.of(one) for one in incidents(ledger)}

    def fits(one: Summary) -> bool:
        site = one.pin or one.site
        if sought.country and (site is None or site.country != sought.country):
            return False
        first, last = one.days
        if sought.without:
            return (site is None or site.lat is None) if sought.without == "place" else first is None
        if not (sought.first or sought.last):
            return True
        return (
            first is not None
            and last is not None
            and first <= (sought.last or "9")
            and (sought.first or "0") <= last
        )

    wanted = [id_ for id_, one in everything.items() if fits(one)]
    with ledger.reading() as connection:
        found = incident_lists.page(connection, sought, len(everything), 0)
        assert [one.id for one in found] == wanted
        assert incident_lists.count(connection, sought) == len(wanted)
        second = incident_lists.page(connection, sought, 2, 2)
        assert second == found[2:4]
        dots = incident_lists.dots(connection, sought, [one.id for one in found[:2]], 100)
        assert dots == [one for one in found[2:] if one.lat is not None]


def days_between(one: Whereabouts, other: Whereabouts) -> int:
    """0 where they overlap; very many where one of them has no day."""
    days = [one.first, one.last, other.first, other.last]
    if None in days:
        return 10**6
    first, last, begin, end = (date.fromisoformat(str(day)).toordinal() for day in days)
    return max(begin - last, first - end, 0)


def test_those_that_can_be_one_with_an_incident_come_the_nearest_first(ledger: Ledger) -> None:
    keep(ledger, *(made(number) for number in range(12)))
    link(ledger, clock=CLOCK)
    summaries.gather_waiting(ledger)
    with ledger.reading() as connection:
        everything = incident_lists.page(connection, Sought(), 999, 0)
        for one in everything:
            found = incident_lists.near(connection, one.id, 999)
            assert {other.id for other in found} == {other.id for other in everything} - {one.id}
            there = [other for other in found if other.country == one.country and one.country]
            assert found[: len(there)] == there, "those of its country before any other"
            apart = [days_between(one, other) for other in there]
            assert apart == sorted(apart), "by day"
        assert (
            incident_lists.near(connection, everything[0].id, 3)
            == incident_lists.near(connection, everything[0].id, 999)[:3]
        )
        assert len(incident_lists.near(connection, "i-none", 2)) == 2


def test_light_ones_are_gathered_at_once_and_heavy_ones_wait(ledger: Ledger) -> None:
    with ledger.database.writing() as connection:
        kept.drop(connection)
    reports = {one.id: one.reports for one in listed(ledger)}
    ids = sorted(reports, key=lambda id_: -reports[id_])
    assert reports[ids[0]] == 2
    assert summaries.at_hand(ledger, ids[:1], 1) == {}
    found = summaries.at_hand(ledger, ids, 3)
    assert found
    assert sum(reports[id_] for id_ in found) == 3
    assert set(summaries.at_hand(ledger, ids, 0)) == set(found), "what was gathered is there"
    assert summaries.at_hand(ledger, ids) == {one.id: Summary.of(one) for one in incidents(ledger)}
    assert set(summaries.at_hand(ledger, ids, 0)) == set(ids)


def test_what_was_gathered_while_somebody_decided_is_not_kept(ledger: Ledger) -> None:
    one = next(ledger.links("incident"))
    report = str(one.members[0].report)
    before = ledger.head().seq
    with ledger.reading() as connection:
        made_from = kept.bases(connection, [one.id], summaries.code())[one.id]
    found = next(assembled(ledger, [one]))
    gathered = [kept.Made(made_from, 1, 1, Summary.of(found), "{}")]
    undo(ledger, mark(ledger, report, "withdrawn", actor="Ana", clock=CLOCK).seq, actor="Ana", clock=CLOCK)
    with ledger.database.writing() as connection:
        assert kept.bases(connection, [one.id], summaries.code()) == {one.id: made_from}, "it is as it was"
        kept.keep(connection, gathered, before, summaries.code())
    the_same(ledger)
