"""Actors across reports: which names of two reports that are alike stand for one actor."""

from __future__ import annotations

from typing import Any

import pytest

from hearsay.link.actors.join import same
from hearsay.link.actors.rows import ActorRow, actor_row
from hearsay.link.happenings.actors import dressed, reports_about
from hearsay.link.happenings.rows import ReportRow
from hearsay.record.happening import SameActor

Who = tuple[str, dict[str, Any]]


def who(*names: str, type: str = "organisation", **fields: Any) -> Who:
    """An actor as reading gives it: its names, or one description that begins with a small letter."""
    kind = "name" if names[0][0].isupper() else "nominal"
    found = {"kind": None, "country": None, "sex": None, "age": None, **fields}
    return names[0], {**found, "type": type, "mentions": [{"words": name, "kind": kind} for name in names]}


def person(*names: str, **fields: Any) -> Who:
    return who(*names, type="person", **fields)


def row(told: Who, entity: str) -> ActorRow:
    found = actor_row({**told[1], "id": entity})
    assert found is not None
    return found


def joined(one: Who, other: Who, band: int = 2) -> bool:
    """Whether two actors of two reports, alike by 0.4 to 0.5, are one."""
    reports = {"r-1111111111": [row(one, "e-1")], "r-2222222222": [row(other, "e-2")]}
    return same(reports, {"r-1111111111": {"r-2222222222": band}})[0] == [0, 1]


RSF = {"kind": "militia", "country": "SD"}
RU: dict[str, Any] = {"kind": "government", "country": "RU"}
ARMY = {"kind": "military", "country": "SD"}

ONE = [
    # abbreviations and other names
    (who("Rapid Support Forces", **RSF), who("RSF", **RSF)),
    (who("Rapid Support Forces", **RSF), who("RSF militia", **RSF)),
    (who("RSF", **RSF), who("paramilitary RSF", **RSF)),
    (who("Islamic State", kind="rebel"), who("Daesh")),
    (who("Islamic State group", kind="rebel"), who("ISIS")),
    (who("Sudanese Armed Forces", **ARMY), who("SAF", **ARMY)),
    (who("Associated Press", kind="news_media"), who("AP")),
    (who("Free Coastal Front", "FCF", kind="rebel"), who("FCF", kind="rebel")),
    (who("Free Coastal Front", kind="rebel"), who("FCF")),
    (who("Nile Relief Mission", kind="ngo"), who("Nile Relief Mission's", kind="ngo")),
    (who("Free Coastal Front", kind="rebel"), who("Coastal Front", kind="rebel")),
    (who("Free Coastal Front", kind="rebel"), who("FCF", kind="militia")),
    # a state and its government, by its capital or seat
    (who("Moscow", **RU), who("Russia", type="location", country="RU")),
    (who("Moscow", **RU), who("Kremlin", **RU)),
    (who("Russian government", **RU), who("Moscow", **RU)),
    (who("Russian authorities", **RU), who("the Russian government", **RU)),
    (who("White House", kind="government", country="US"), who("Washington", kind="government", country="US")),
    # people
    (person("Amina Okello", "Okello", sex="female"), person("Okello", sex="female")),
    (person("Amina Okello"), person("A. Okello")),
    (person("General Amina Okello"), person("Amina Okello")),
    (
        person("Amina Okello", kind="government"),
        person("Amina Okello", kind="party"),
    ),  # a minister who is a candidate
    (person("Amina Okello", age=41), person("Amina Okello", age=42)),
    # only described, in reports that are much alike
    (who("the Sudanese army", **ARMY), who("Sudanese army", **ARMY)),
]
TWO = [
    # people of one name
    (person("Amina Okello"), person("Peter Okello")),
    (person("Amina Okello", sex="female"), person("Peter Okello", sex="male")),
    (person("Okello", sex="female"), person("Okello", sex="male")),
    (person("Okello", kind="police"), person("Peter Okello", kind="rebel")),
    # who speaks for a body is not the body
    (person("an army spokesman", kind="military"), who("the army", kind="military")),
    (person("a spokesman for the Free Coastal Front"), who("Free Coastal Front", kind="rebel")),
    (person("a party spokesman", kind="party"), who("the party", kind="party")),
    (person("a Kremlin spokesman", kind="government", country="RU"), who("Kremlin", **RU)),
    # bodies of one state, and like bodies of two
    (who("Sudan", type="location", country="SD"), who("Sudanese army", **ARMY)),
    (who("Russian Defence Ministry", **RU), who("Russian Interior Ministry", **RU)),
    (who("Russian Defence Ministry", **RU), who("Ukrainian Defence Ministry", kind="government", country="UA")),
    (who("the Kenyan police", kind="police", country="KE"), who("the Ugandan police", kind="police", country="UG")),
    (who("Moscow", **RU), who("Kyiv", kind="government", country="UA")),
    (who("Moscow", **RU), who("Russian Defence Ministry", **RU)),
    # names that happen to be alike
    (who("RSF", "Reporters Without Borders", kind="ngo", country="FR"), who("RSF", **RSF)),
    (who("Islamic State", kind="rebel"), who("Islamic Relief", kind="ngo")),
    (who("National Liberation Front", kind="rebel", country="DZ"),
     who("National Liberation Front", kind="rebel", country="YE")),
    (person("Washington"), who("Washington", kind="government", country="US")),
    (who("Free Coastal Front", kind="rebel"), who("Free Mountain Front", kind="rebel")),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), ONE, ids=lambda told: told[0])
def test_one_actor(one: Who, other: Who) -> None:
    assert joined(one, other)


@pytest.mark.parametrize(("one", "other"), TWO, ids=lambda told: told[0])
def test_two_actors(one: Who, other: Who) -> None:
    assert not joined(one, other)


def reports(*told: tuple[str, Who]) -> dict[str, list[ActorRow]]:
    """Reports of one actor each."""
    return {report: [row(actor, f"e-{report}")] for report, actor in told}


ALL_ALIKE = {"r-1111111111": {"r-2222222222": 2, "r-3333333333": 2}, "r-2222222222": {"r-3333333333": 2}}


def test_a_family_name_is_of_neither_of_two_for_the_other() -> None:
    actors = reports(
        ("r-1111111111", person("Amina Okello")),
        ("r-2222222222", person("Okello")),
        ("r-3333333333", person("Peter Okello")),
    )
    kin = same(actors, ALL_ALIKE)
    assert 2 not in kin[0]
    assert 0 not in kin[2]


def test_a_third_report_changes_nothing_between_two() -> None:
    told = [
        ("r-1111111111", who("Free Coastal Front", kind="rebel")),
        ("r-2222222222", who("FCF")),
        ("r-3333333333", who("Coastal Front")),
    ]
    with_all = same(reports(*told), ALL_ALIKE)
    two = same(reports(*told[:2]), ALL_ALIKE)
    assert [sorted(set(row) & {0, 1}) for row in with_all[:2]] == two


def said(*told: tuple[bool, str, str]) -> list[SameActor]:
    return [
        SameActor(together=together, one=(one, f"e-{one}"), other=(other, f"e-{other}"))
        for together, one, other in told
    ]


def decided(actors: dict[str, list[ActorRow]], words: list[SameActor]) -> list[list[int]]:
    plain = [
        ReportRow(id=id_, ref=id_, terms={}, published=None, spot=None, events=(), actors=tuple(own))
        for id_, own in actors.items()
    ]
    return same({report.id: report.actors for report in dressed(plain, words)}, ALL_ALIKE)


def test_a_persons_word_goes_before_the_model_and_can_be_taken_back() -> None:
    actors = reports(
        ("r-1111111111", who("RSF", **RSF)),
        ("r-2222222222", who("Rapid Support Forces", **RSF)),
        ("r-3333333333", who("the gunmen")),
    )
    assert decided(actors, []) == [[0, 1], [0, 1], [2]]
    assert decided(
        actors, said((False, "r-1111111111", "r-2222222222"), (True, "r-2222222222", "r-3333333333"))
    ) == [[0], [1, 2], [1, 2]]
    assert (
        decided(actors, said((True, "r-1111111111", "r-3333333333"), (True, "r-3333333333", "r-2222222222")))
        == [[0, 1, 2]] * 3
    )


def test_a_word_about_some_reports_leaves_the_others_as_they_are() -> None:
    rows = [
        ReportRow(id=id_, ref=id_, terms={}, published=None, spot=None, events=(), actors=tuple(own))
        for id_, own in reports(
            ("r-1111111111", who("RSF")), ("r-2222222222", who("Front")), ("r-3333333333", who("Union"))
        ).items()
    ]
    after = dressed(rows, said((True, "r-1111111111", "r-2222222222")))
    assert [new is old for new, old in zip(after, rows, strict=True)] == [False, False, True]
    assert dressed(after, [], said((True, "r-1111111111", "r-2222222222"))) == rows


def test_only_who_hangs_together_with_a_change_is_looked_at_again() -> None:
    one, two, three = "r-1111111111", "r-2222222222", "r-3333333333"
    other = said((True, "r-4444444444", "r-5555555555"))
    before = [*said((True, one, two)), *other]
    assert reports_about(before, before) == set()
    assert reports_about([*before, *said((False, two, three))], before) == {one, two, three}
    assert reports_about(other, before) == {one, two}


def test_names_ship_as_the_script_makes_them() -> None:
    """No stage may read another's tables: the copy is held to be one."""
    from hearsay.link.actors.naming import key, known
    from hearsay.read.entities.nouns import body_table

    told = {key(name): name for rows in body_table().values() for name in rows}
    ours = {canonical for canonical, _ in known().bodies.values()}
    assert len(ours & set(told.values())) >= 0.9 * len(told)
    assert known().states["russian"] == known().seats["kremlin"] == "RU"
