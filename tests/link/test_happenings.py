"""Happenings and incidents of made-up ledgers: what a run promises whatever it is given."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.linking import invented
from hearsay.link.compare import UnknownEventError, explain
from hearsay.link.happenings import alike
from hearsay.link.happenings.rows import Part, ReportRow
from hearsay.link.run import Linked, link_rows, without
from hearsay.record.happening import Bond, Constraints, EventKey, SameActor

REPORTS = invented(20 * 12, seed=3)


def happenings(linked: Linked) -> set[tuple[EventKey, ...]]:
    return {tuple(member.key for member in happening.members) for happening in linked.happenings}


def incidents(linked: Linked) -> set[frozenset[EventKey]]:
    members = {happening.id: happening.members for happening in linked.happenings}
    return {
        frozenset(member.key for id_ in incident.happenings for member in members[id_])
        for incident in linked.incidents
    }


@pytest.fixture(scope="module")
def whole() -> Linked:
    return link_rows(REPORTS)


def test_every_event_is_in_exactly_one_happening(whole: Linked) -> None:
    told = [member.key for happening in whole.happenings for member in happening.members]
    assert sorted(told) == sorted(event.key for report in REPORTS for event in report.events)


def test_stories_of_many_reports_make_happenings_across_them(whole: Linked) -> None:
    story = {event.key: report.ref.split("-")[1] for report in REPORTS for event in report.events}
    across = [h for h in whole.happenings if len({member.report for member in h.members}) > 1]
    assert len(across) >= 5
    assert all(len({story[member.key] for member in happening.members}) == 1 for happening in across)


def test_incidents_hold_whole_happenings_once(whole: Linked) -> None:
    named = [id_ for incident in whole.incidents for id_ in incident.happenings]
    assert len(named) == len(set(named))
    assert set(named) <= {happening.id for happening in whole.happenings}


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000), cuts=st.lists(st.integers(1, 19), max_size=4, unique=True))
def test_any_order_and_any_portions_end_in_one_full_run(whole: Linked, seed: int, cuts: list[int]) -> None:
    order = random.Random(seed).sample(REPORTS, len(REPORTS))
    bounds = [0, *sorted(cuts), len(order)]
    linked = Linked()
    for start, end in itertools.pairwise(bounds):
        linked = link_rows(order[start:end], previous=linked)
    assert happenings(linked) == happenings(whole)
    assert incidents(linked) == incidents(whole)


@pytest.mark.parametrize("seed", range(4))
def test_portions_end_in_one_full_run_where_new_reports_push_others_out_of_reach(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alike, "NEAREST", 2)
    order = random.Random(seed).sample(REPORTS, len(REPORTS))
    linked = Linked()
    for start in range(0, len(order), 6):
        linked = link_rows(order[start : start + 6], previous=linked)
    full = link_rows(REPORTS)
    assert happenings(linked) == happenings(full)
    assert incidents(linked) == incidents(full)


def test_adding_what_is_there_changes_nothing(whole: Linked) -> None:
    again = link_rows(REPORTS[:5], previous=whole)
    assert (again.happenings, again.incidents) == (whole.happenings, whole.incidents)


def test_reports_taken_out_leave_no_trace(whole: Linked) -> None:
    left = without(whole, [REPORTS[0].id, REPORTS[7].id])
    fresh = link_rows([report for n, report in enumerate(REPORTS) if n not in (0, 7)])
    assert happenings(left) == happenings(fresh)
    assert incidents(left) == incidents(fresh)


def test_ids_stay_with_their_largest_part(whole: Linked) -> None:
    fewer = link_rows(REPORTS[:-3])
    more = link_rows(REPORTS[-3:], previous=fewer)
    before = {happening.id: {m.key for m in happening.members} for happening in fewer.happenings}
    after = {happening.id: {m.key for m in happening.members} for happening in more.happenings}
    for id_, members in before.items():
        if any(members <= other for other in after.values()):
            bearer = next(other for other in after.values() if members <= other)
            rivals = [len(part) for part in before.values() if part <= bearer]
            if len(members) > sorted(rivals)[-2:][0] or len(rivals) == 1:
                assert after[id_] >= members


def test_a_person_splits_and_the_split_outlasts_more_reports() -> None:
    fewer = link_rows(REPORTS[:-4])
    happening = max(fewer.happenings, key=lambda one: len(one.members))
    one, other = happening.members[0].key, happening.members[-1].key
    apart = Constraints(bonds=(Bond(together=False, one=one, other=other),))
    split = link_rows([], apart, fewer)
    more = link_rows(REPORTS[-4:], apart, split)
    for linked in (split, more):
        assert not any({one, other} <= set(group) for group in happenings(linked))
    assert happenings(more) == happenings(link_rows(REPORTS, apart))


def test_taking_a_split_back_joins_again(whole: Linked) -> None:
    happening = max(whole.happenings, key=lambda one: len(one.members))
    bond = Bond(together=False, one=happening.members[0].key, other=happening.members[-1].key)
    split = link_rows([], Constraints(bonds=(bond,)), whole)
    assert happenings(split) != happenings(whole)
    assert happenings(link_rows([], Constraints(), split)) == happenings(whole)


def test_a_person_merges_what_no_model_would(whole: Linked) -> None:
    one, other = whole.happenings[0].members[0].key, whole.happenings[-1].members[0].key
    merged = link_rows([], Constraints(bonds=(Bond(together=True, one=one, other=other),)), whole)
    assert any({one, other} <= set(group) for group in happenings(merged))


def test_a_person_merges_and_splits_incidents(whole: Linked) -> None:
    members = {happening.id: happening.members[0].key for happening in whole.happenings}
    big = max(whole.incidents, key=lambda incident: len(incident.happenings))
    small = min(whole.incidents, key=lambda incident: len(incident.happenings))
    scene = {key for row in whole.state.scenes for scene in row for key in scene.events}
    first = next(members[id_] for id_ in small.happenings if members[id_] in scene)
    second, third = [members[id_] for id_ in big.happenings if members[id_] in scene][:2]
    merge = Bond(of="incident", together=True, one=first, other=second)
    joined = link_rows([], Constraints(bonds=(merge,)), whole)
    assert any({first, second} <= group for group in incidents(joined))
    split = link_rows([], Constraints(bonds=(merge.replace(together=False, one=second, other=third),)), whole)
    assert not any({second, third} <= group for group in incidents(split))


def test_a_link_is_the_sum_of_its_comparisons(whole: Linked) -> None:
    happening = max(whole.happenings, key=lambda one: len(one.members))
    link = explain(whole.state.reports, happening.members[0].key, happening.members[1].key)
    assert [comparison.name for comparison in link.comparisons[:3]] == ["prior", "trigger", "reports"]
    assert link.weight == pytest.approx(sum(c.weight for c in link.comparisons), abs=0.01)


def test_weights_are_the_same_whichever_event_is_named_first(whole: Linked) -> None:
    one, other = whole.happenings[0].members[0].key, whole.happenings[-1].members[0].key
    forth, back = (explain(whole.state.reports, *pair) for pair in ((one, other), (other, one)))
    assert forth.comparisons == back.comparisons


def test_an_event_nobody_told_cannot_be_explained(whole: Linked) -> None:
    known = whole.happenings[0].members[0].key
    with pytest.raises(UnknownEventError, match="v-0000000000"):
        explain(whole.state.reports, known, (known[0], "v-0000000000"))


def row(report: str, name: str, entity: str) -> ReportRow:
    """A made-up report of which one event has a doer of that name."""
    base = invented(12, seed=9)[0]
    part = Part(entity=entity, doer=True, names=frozenset({name}))
    event = replace(base.events[0], key=(report, "v-0123456789"), doers=part.names, parts=(part,))
    return replace(base, id=report, ref=report, events=(event,))


ONE, OTHER = ("r-aaaaaaaaaa", "e-aaaaaaaaaa"), ("r-bbbbbbbbbb", "e-bbbbbbbbbb")


def doers(linked: Linked) -> str:
    """How the comparison of doers comes out between the two reports."""
    events = [report.events[0].key for report in linked.state.reports]
    return next(c.level for c in explain(linked.state.reports, *events).comparisons if c.name == "doers")


@pytest.mark.parametrize(
    ("names", "together", "expected"),
    [
        (("marwa", "colonel"), True, "a name shared"),
        (("marwa", "marwa"), False, "others"),
    ],
)
def test_a_person_says_who_is_who(names: tuple[str, str], together: bool, expected: str) -> None:
    rows = [row(report, name, entity) for (report, entity), name in zip((ONE, OTHER), names, strict=True)]
    before = link_rows(rows)
    said = Constraints(actors=(SameActor(together=together, one=ONE, other=OTHER),))
    after = link_rows([], said, before)
    assert doers(before) != expected
    assert doers(after) == expected == doers(link_rows(rows, said))
    assert doers(link_rows([], Constraints(), after)) == doers(before)
