"""What people say of incidents moves what it names and nothing else, whatever is added before or after, and undoing gives
what was."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.linking import invented
from hearsay.link.incidents.groups import incident_groups, parted
from hearsay.link.run import Linked, link_rows
from hearsay.record.happening import Bond, Constraints, EventKey, IncidentWord

REPORTS = invented(8 * 12, seed=3)
Group = frozenset[EventKey]


def incidents(linked: Linked) -> set[Group]:
    members = {one.id: [member.key for member in one.members] for one in linked.happenings}
    return {frozenset(key for id_ in one.happenings for key in members[id_]) for one in linked.incidents}


def happenings(linked: Linked) -> list[Group]:
    return [frozenset(member.key for member in one.members) for one in linked.happenings]


def parts(linked: Linked, incident: Group) -> list[Group]:
    return sorted((one for one in happenings(linked) if one <= incident), key=min)


def said(*words: Iterable[Iterable[EventKey]]) -> Constraints:
    return Constraints(incidents=tuple(IncidentWord(sides=tuple(tuple(side) for side in w)) for w in words))


@pytest.fixture(scope="module")
def whole() -> Linked:
    return link_rows(REPORTS)


# --- the grouping itself, over scenes made up ---


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 6))
def test_words_about_made_up_scenes_move_just_what_they_name(seed: int, count: int) -> None:
    draw = random.Random(seed)
    size, scenes = draw.randint(4, 40), draw.randint(1, 8)
    happening = np.array([draw.randint(0, n) for n in range(size)])
    happening = happening[happening]  # each by the number of one of its events
    while (happening != happening[happening]).any():
        happening = happening[happening]
    scene = np.array([draw.randint(-1, scenes - 1) for _ in range(size)])
    groups = np.array([draw.randint(0, n) for n in range(scenes)])

    def grouped(words: Sequence[Sequence[Sequence[int]]]) -> set[frozenset[int]]:
        found = incident_groups(happening, scene, groups, np.arange(size), words)
        return {frozenset(np.flatnonzero(found == one).tolist()) for one in set(found.tolist()) - {-1}}

    words: list[list[list[int]]] = []
    expected = grouped(words)
    steps = [expected]
    for _ in range(count):
        if not expected:
            return
        one = draw.choice(sorted(expected, key=min))
        other = draw.choice([frozenset(), *sorted(expected - {one}, key=min)])
        wholes = sorted({int(happening[event]) for event in one})
        if len(wholes) > 1 and draw.random() < 0.7:
            chosen = draw.sample(wholes, draw.randint(1, len(wholes) - 1))
            leaving = frozenset(event for event in one if happening[event] in chosen)
            words.append([sorted(one - leaving), sorted(leaving | other)])
            expected = expected - {one, other} | {one - leaving, leaving | other}
        else:
            words.append([sorted(one | other)])
            expected = expected - {one, other} | {one | other}
        steps.append(expected)
        assert grouped(words) == expected
    for left in range(len(words), -1, -1):
        assert grouped(words[:left]) == steps[left], "undoing gives what was"


def test_the_same_said_again_counts_again() -> None:
    happening, scene, groups = np.arange(3), np.zeros(3, np.int64), np.zeros(1, np.int64)
    split, merge = [[0, 1], [2]], [[0, 1, 2]]
    for words, incidents_left in (([split], 2), ([split, merge], 1), ([split, merge, split], 2)):
        found = incident_groups(happening, scene, groups, np.arange(3), words)
        assert len(set(found.tolist())) == incidents_left


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], []),
        ([[[0], [1]]], [(0, 1)]),
        ([[[0], [1, 2]]], [(0, 1), (0, 2)]),
        ([[[0], [3]]], []),  # never one happening anyway
        ([[[0], [1]], [[0, 1]]], []),  # said to be of one incident since
        ([[[0, 1]], [[0], [1]]], [(0, 1)]),
    ],
)
def test_what_is_of_two_incidents_is_of_two_happenings(
    words: list[list[list[int]]], expected: list[tuple[int, int]]
) -> None:
    component = np.array([0, 0, 0, 3])
    assert parted(words, component, []) == expected
    assert parted(words, component, [(1, 0)]) == [pair for pair in expected if pair != (0, 1)]


# --- and linking, anew and on from the last run ---


@settings(max_examples=5, deadline=None)
@given(st.data())
def test_splits_and_merges_move_just_what_was_chosen(whole: Linked, data: st.DataObject) -> None:
    words: list[list[list[EventKey]]] = []
    linked, expected = whole, incidents(whole)
    steps = [expected]
    for _ in range(data.draw(st.integers(1, 4), label="words")):
        sizes = sorted(expected, key=min)
        several = [one for one in sizes if len(parts(linked, one)) > 1]
        one = data.draw(st.sampled_from(several), label="incident")
        mine = parts(linked, one)
        other = data.draw(st.sampled_from([None, *(two for two in sizes if two != one)]), label="other")
        if data.draw(st.booleans(), label="split"):
            count = data.draw(st.integers(1, len(mine) - 1))
            leaving = frozenset().union(*data.draw(st.permutations(mine))[:count])
            gone = leaving | (other or frozenset())
            words.append([sorted(one - leaving), sorted(gone)])
            expected = expected - {one, other} | {one - leaving, gone}
        elif other is not None:
            words.append([sorted(one | other)])
            expected = expected - {one, other} | {one | other}
        linked = link_rows([], said(*words), linked)
        assert incidents(linked) == expected
        assert set(happenings(linked)) == set(happenings(whole)), "no happening comes apart"
        if len(steps) <= len(words):
            steps.append(expected)
    assert incidents(link_rows(REPORTS, said(*words))) == expected, "linked anew"
    for count in range(len(words), -1, -1):  # taken back one after the other
        linked = link_rows([], said(*words[:count]), linked)
        assert incidents(linked) == steps[count]


@settings(max_examples=3, deadline=None)
@given(seed=st.integers(0, 10_000), late=st.integers(1, 3))
def test_a_split_outlasts_whatever_is_added(seed: int, late: int) -> None:
    draw = random.Random(seed)
    order = draw.sample(REPORTS, len(REPORTS))
    early = link_rows(order[:-late])
    one = draw.choice(sorted((i for i in incidents(early) if len(parts(early, i)) > 1), key=min))
    mine = parts(early, one)
    leaving = frozenset().union(*draw.sample(mine, draw.randint(1, len(mine) - 1)))
    word = said([sorted(one - leaving), sorted(leaving)])
    parted = link_rows([], word, early)
    for report in order[-late:]:
        parted = link_rows([report], word, parted)
        after = incidents(parted)
        (gone,) = [group for group in after if group & leaving]
        (left,) = [group for group in after if group & (one - leaving)]
        assert gone >= leaving, "what left is together"
        assert left >= one - leaving, "what stayed is together"
        assert gone != left
    assert incidents(parted) == incidents(link_rows(REPORTS, word))
    assert incidents(link_rows([], Constraints(), parted)) == incidents(link_rows(REPORTS))


def test_what_comes_with_what_left_goes_where_that_went(whole: Linked) -> None:
    """A happening that nobody named goes with that beside which its scene tells it, if the others of the scene left."""
    one = max(incidents(whole), key=len)
    mine = parts(whole, one)
    columns = whole.state.columns
    scenes = {part: {int(columns.scene_of_event[columns.event(key)]) for key in part} - {-1} for part in mine}
    named = [part for part in mine if len(part) > 1][:2]
    assert len(named) == 2
    word = said([sorted(named[0]), sorted(named[1])])
    parted = link_rows([], word, whole)
    groups = incidents(parted)
    assert not any(named[0] | named[1] <= group for group in groups)
    lone = [p for p in mine if scenes[p] & scenes[named[1]] and not scenes[p] & scenes[named[0]]]
    for part in lone:
        assert next(group for group in groups if part <= group) >= named[1]
    assert sum(len(group) for group in groups) == sum(len(group) for group in incidents(whole))


def test_of_two_words_about_the_same_the_later_counts(whole: Linked) -> None:
    one = max(incidents(whole), key=len)
    mine = parts(whole, one)
    split = [sorted(one - mine[0]), sorted(mine[0])]
    assert incidents(link_rows([], said(split, [sorted(one)]), whole)) == incidents(whole)
    assert incidents(link_rows([], said([sorted(one)], split), whole)) != incidents(whole)


def test_events_said_to_be_one_happening_stay_so_when_another_word_parts_their_incidents(
    whole: Linked,
) -> None:
    happening = max(happenings(whole), key=len)
    first, *others = sorted(happening)
    bond = Bond(together=True, one=first, other=others[0])
    constraints = said([[first], others]).replace(bonds=(bond,))
    found = happenings(link_rows([], constraints, whole))
    assert any({first, others[0]} <= group for group in found)
