"""A ledger of the examples, read and linked for real: who tells of what, what counts, and that a person's word binds."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import combinations
from pathlib import Path

import pytest

from hearsay.flow.add import add_paths
from hearsay.flow.explaining import explain
from hearsay.flow.incidents import happenings, incident, incidents, listed, notice
from hearsay.flow.keep import claims, rebuild, verify
from hearsay.flow.linking import link
from hearsay.flow.regroup import merge, split
from hearsay.flow.review import decide, mark, undo
from hearsay.ledger import Ledger, open_ledger, writer
from hearsay.ledger.claims import Wanted
from hearsay.record import HearsayError
from hearsay.record.incident import Incident
from tests.ledger.made import MACHINE, ticking

MALAKAL = {
    "malakal-1-equatoria-wire.txt", "malakal-1-update-equatoria-wire.txt", "malakal-2-nile-courier.txt",
    "malakal-2-reprint-lakes-herald.txt", "malakal-3-savanna-post.html", "malakal-4-un-note",
    "malakal-5-harbour-times.txt", "malakal-6-river-bulletin",
}  # fmt: skip


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the examples, linked; copy it before changing it."""
    path = tmp_path_factory.mktemp("linking") / "examples.db"
    with open_ledger(path, "create") as ledger:
        taken = list(add_paths(ledger, [str(files("hearsay") / "examples")], clock=ticking()))
        assert {one.result for one in taken} == {"added"}
        assert link(ledger, clock=ticking()).entry is not None
    return path


@pytest.fixture
def ledger(examples: Path, tmp_path: Path) -> Iterator[Ledger]:
    """A copy to do as one likes with."""
    copy = shutil.copy(examples, tmp_path / "ledger.db")
    with open_ledger(copy, "write") as opened:
        yield opened


@pytest.fixture(scope="module")
def read_only(examples: Path) -> Iterator[Ledger]:
    with open_ledger(examples) as opened:
        yield opened


@pytest.fixture(scope="module")
def malakal(read_only: Ledger) -> Incident:
    return incident(read_only, listed(read_only)[0].id)


def refs(one: Incident) -> set[str]:
    return {report.ref for report in one.reports}


def groups(ledger: Ledger) -> tuple[set[frozenset[tuple[str, str]]], set[frozenset[tuple[str, str]]]]:
    """Members of the happenings and of the incidents, whatever these are called."""
    members = {one.id: frozenset(member.key for member in one.members) for one in happenings(ledger)}
    wholes = {frozenset().union(*(members[id_] for id_ in one.happenings)) for one in listed(ledger)}
    return set(members.values()), wholes


def about(ledger: Ledger, ref: str) -> Incident:
    """The first incident that a report tells of."""
    return next(one for one in incidents(ledger) if ref in refs(one))


def claim(one: Incident, ref: str, words: str) -> str:
    """The claim of a report whose figure reads so, as a person names it."""
    reports = {report.id: report.ref for report in one.reports}
    found = [
        f"{quote.report}/{quote.claim}"
        for quote in one.quotes
        if reports[quote.report] == ref and any(number.words == words for number in quote.numbers)
    ]
    return found[0]


# --- what the examples come to ---


def test_the_reports_of_one_attack_are_one_incident(malakal: Incident) -> None:
    assert refs(malakal) == MALAKAL
    assert (malakal.when.earliest, malakal.when.latest) == ("2025-03-15", "2025-03-15")
    assert (malakal.sites[0].name, malakal.sites[0].country) == ("Malakal", "SS")


def test_nothing_else_is_joined_across_reports(read_only: Ledger) -> None:
    for one in incidents(read_only):
        if not refs(one) & MALAKAL:
            assert len(refs(one)) == 1


def test_every_policy_gives_numbers_with_their_claims(malakal: Incident) -> None:
    assert [found.policy for found in malakal.estimates] == ["ucdp", "acled", "range"]
    for found in malakal.estimates:
        killed = found.of("killed")
        assert killed is not None
        assert killed.used
        quoted = {quote.key for quote in malakal.quotes}
        assert all((row.report, row.claim) in quoted for row in (*killed.used, *killed.left_out))
    killed = malakal.by_policy("ucdp").of("killed")
    assert killed is not None
    assert killed.high == 34


@pytest.mark.parametrize(
    ("ref", "rule"),
    [("malakal-2-reprint-lakes-herald.txt", "reprint"), ("malakal-6-river-bulletin", "withdrawn")],
)
def test_what_counts_for_nothing_is_kept_and_says_why(malakal: Incident, ref: str, rule: str) -> None:
    (report,) = [report.id for report in malakal.reports if report.ref == ref]
    found = malakal.by_policy("ucdp")
    used = [row for e in found.estimates for row in e.used if row.report == report]
    left = [row.rule for e in found.estimates for row in e.left_out if row.report == report]
    left += [row.rule for row in found.left_out if row.report == report]
    assert used == []
    assert rule in left


def test_lineage_is_told(malakal: Incident) -> None:
    ref = {report.id: report.ref for report in malakal.reports}
    told = {(edge.kind, ref[edge.report], ref.get(edge.other or "")) for edge in malakal.edges}
    assert ("reprint_of", "malakal-2-reprint-lakes-herald.txt", "malakal-2-nile-courier.txt") in told
    assert ("update_of", "malakal-1-update-equatoria-wire.txt", "malakal-1-equatoria-wire.txt") in told
    families = {report.ref: report.family for report in malakal.reports}
    assert len(set(families.values())) == len(MALAKAL) - 2


def test_contradictions_are_told_with_both_sides(malakal: Incident) -> None:
    kinds = {one.kind for one in malakal.contradictions}
    assert {"figures", "denial"} <= kinds
    killed = [one for one in malakal.contradictions if one.kind == "figures" and "killed" in one.words]
    assert all(len(one.sides) >= 2 and all(side.claims for side in one.sides) for one in killed)
    assert killed


def test_a_named_victim_counts_as_one(read_only: Ledger) -> None:
    found = about(read_only, "kisoro-reporter").by_policy("ucdp")
    killed = found.of("killed")
    assert killed is not None
    assert (killed.low, killed.best, killed.high) == (1, 1, 1)
    assert "named_victim" in {row.rule for one in found.estimates for row in one.used}


def test_every_happening_names_the_words_of_its_events(read_only: Ledger) -> None:
    texts = {kept.report: kept.record.report.text or "" for kept in read_only.snapshot()}
    found = list(happenings(read_only))
    events = [member.key for one in found for member in one.members]
    assert len(events) == len(set(events))
    assert any(len({member.report for member in one.members}) > 2 for one in found)
    for one in found:
        for member in one.members:
            assert 0 <= member.start < member.end <= len(texts[member.report])


# --- the same again ---


def test_linking_again_changes_nothing(ledger: Ledger) -> None:
    before = ledger.head()
    run = link(ledger, clock=ticking())
    assert (run.made, run.removed, run.entry) == (0, 0, None)
    assert ledger.head() == before
    assert notice(ledger) is None


def test_the_links_follow_from_the_journal(ledger: Ledger, tmp_path: Path) -> None:
    before = [one.to_dict() for one in ledger.links()]
    rebuild(ledger)
    assert [one.to_dict() for one in ledger.links()] == before
    assert verify(str(tmp_path / "ledger.db")).wrong == ()


@pytest.mark.parametrize("portions", [[18], [9, 9], [1, 16, 1]])
def test_any_order_and_portions_end_in_the_same(
    read_only: Ledger, tmp_path: Path, portions: Sequence[int]
) -> None:
    kept = sorted(read_only.snapshot(), key=lambda one: one.report[::-1])
    with open_ledger(tmp_path / "other.db", "create") as other:
        for portion in portions:
            for one in kept[:portion]:
                writer.add(other, one.record, read_only.raw(str(one.sha256_raw)) or b"", MACHINE)
            kept = kept[portion:]
            link(other, clock=ticking())
        assert groups(other) == groups(read_only)


def test_an_incident_keeps_its_id_as_reports_come_in(read_only: Ledger, tmp_path: Path) -> None:
    kept = [one for one in read_only.snapshot() if one.ref in MALAKAL]
    with open_ledger(tmp_path / "other.db", "create") as other:
        seen = []
        for portion in (kept[4:], kept[:4]):
            for one in portion:
                writer.add(other, one.record, read_only.raw(str(one.sha256_raw)) or b"", MACHINE)
            link(other, clock=ticking())
            seen.append(listed(other)[0].id)
        assert len(set(seen)) == 1


# --- people ---


def test_a_judged_claim_and_a_marked_report_count_at_once(ledger: Ledger) -> None:
    one = incident(ledger, listed(ledger)[0].id)
    killed = one.by_policy("range").of("killed")
    assert killed is not None
    assert killed.high == 34
    mark(ledger, "malakal-5-harbour-times.txt", "withdrawn", actor="Ana", clock=ticking())
    after = incident(ledger, one.id).by_policy("range").of("killed")
    assert after is not None
    assert after.high != 34
    assert notice(ledger) is None


def test_a_correction_is_what_counts(ledger: Ledger) -> None:
    one = incident(ledger, listed(ledger)[0].id)
    target = claim(one, "malakal-5-harbour-times.txt", "34")
    decide(ledger, "correct", [target], actor="Ana", value={"low": 36, "high": 36}, clock=ticking())
    after = incident(ledger, one.id).by_policy("range").of("killed")
    assert after is not None
    assert after.high == 36


def test_incidents_are_merged_and_the_merge_undone(ledger: Ledger) -> None:
    before = groups(ledger)
    one, other = about(ledger, "gao-truce-2"), about(ledger, "varna-ferry")
    entry = merge(ledger, [one.id, other.id], actor="Ana", reason="a test", clock=ticking())
    assert notice(ledger) is not None
    link(ledger, clock=ticking())
    assert refs(about(ledger, "varna-ferry")) >= {"gao-truce-2", "varna-ferry"}
    (judged,) = ledger.decisions()
    assert (judged.target, judged.state, judged.signed.actor) == ("incident", "standing", "Ana")
    link(ledger, clock=ticking())
    assert refs(about(ledger, "varna-ferry")) >= {"gao-truce-2", "varna-ferry"}
    undo(ledger, entry.seq, actor="Ana", clock=ticking())
    link(ledger, clock=ticking())
    assert groups(ledger) == before


def test_what_was_merged_stays_so_when_more_comes(read_only: Ledger, tmp_path: Path) -> None:
    kept = list(read_only.snapshot())
    first = [one for one in kept if one.ref in ("gao-truce-2", "varna-ferry")]
    with open_ledger(tmp_path / "other.db", "create") as other:
        for portion in (first, [one for one in kept if one not in first]):
            for one in portion:
                writer.add(other, one.record, read_only.raw(str(one.sha256_raw)) or b"", MACHINE)
            link(other, clock=ticking())
            if portion is first:
                merge(other, [one.id for one in listed(other)], actor="Ana", clock=ticking())
                link(other, clock=ticking())
        assert refs(about(other, "varna-ferry")) >= {"gao-truce-2", "varna-ferry"}


def test_a_happening_leaves_its_incident(ledger: Ledger) -> None:
    one = incident(ledger, listed(ledger)[0].id)
    biggest = max(one.happenings, key=lambda happening: len(happening.members))
    leaving = next(happening for happening in one.happenings if happening != biggest)
    split(ledger, one.id, [leaving.id], actor="Ana", clock=ticking())
    link(ledger, clock=ticking())
    left = {(member.report, member.event) for member in leaving.members}
    holding = [
        found.id
        for found in incidents(ledger)
        if left & {(member.report, member.event) for h in found.happenings for member in h.members}
    ]
    assert one.id not in holding


def test_actors_are_joined_and_parted(ledger: Ledger) -> None:
    one = incident(ledger, listed(ledger)[0].id)
    named = [actor for actor in one.actors if actor.named]
    places = {
        row.name: f"{row.report}/{row.entity}"
        for row in ledger.rows("entities", "report", "entity", "name")
        if row.report in {report for actor in named for report, _ in actor.claims}
    }
    pair = [places[actor.name] for actor in named if actor.name in places][:2]
    entry = decide(ledger, "merge", pair, actor="Ana", clock=ticking())
    joined = incident(ledger, one.id)
    assert len([actor for actor in joined.actors if actor.named]) == len(named) - 1
    undo(ledger, entry.seq, actor="Ana", clock=ticking())
    assert incident(ledger, one.id).actors == one.actors


def test_the_later_word_counts(ledger: Ledger) -> None:
    before = groups(ledger)
    one = listed(ledger)[0]
    split(ledger, one.id, one.happenings[:1], actor="Ana", clock=ticking())
    link(ledger, clock=ticking())
    assert groups(ledger) != before
    left = next(found.id for found in listed(ledger) if one.happenings[0] in found.happenings)
    merge(ledger, [one.id, left], actor="Ben", reason="the same after all", clock=ticking())
    link(ledger, clock=ticking())
    assert groups(ledger) == before


def test_events_leave_their_happening(ledger: Ledger) -> None:
    whole = max(happenings(ledger), key=lambda one: len({member.report for member in one.members}))
    leaving = whole.members[0]
    split(ledger, whole.id, [f"{leaving.report}/{leaving.event}"], actor="Ana", clock=ticking())
    link(ledger, clock=ticking())
    (now,) = [one for one in happenings(ledger) if leaving.key in {m.key for m in one.members}]
    assert not {member.key for member in now.members} & {member.key for member in whole.members[1:]}


def test_happenings_are_merged(ledger: Ledger) -> None:
    one, other = sorted(happenings(ledger), key=lambda found: found.id)[:2]
    merge(ledger, [one.id, other.id], actor="Ana", clock=ticking())
    link(ledger, clock=ticking())
    wanted = {member.key for member in (*one.members, *other.members)}
    assert any(wanted <= {member.key for member in found.members} for found in happenings(ledger))


def test_an_edge_that_a_person_denies_is_gone(ledger: Ledger) -> None:
    (edge,) = [one for one in ledger.links("reprint_of") if len(one.members) == 2]
    entry = decide(ledger, "reject", [edge.id], actor="Ana", clock=ticking())
    link(ledger, clock=ticking())
    assert edge.id not in {one.id for one in ledger.links()}
    families = {report.family for report in incident(ledger, listed(ledger)[0].id).reports}
    assert len(families) == len(MALAKAL) - 1
    undo(ledger, entry.seq, actor="Ana", clock=ticking())
    link(ledger, clock=ticking())
    assert edge.id in {one.id for one in ledger.links()}


@pytest.mark.parametrize(
    ("ids", "code"),
    [(["i-0000000000", "i-1111111111"], "E-LEDGER-UNKNOWN"), (["i-0000000000"], "E-LINK-REGROUP")],
)
def test_what_cannot_be_merged(ledger: Ledger, ids: list[str], code: str) -> None:
    with pytest.raises(HearsayError) as caught:
        merge(ledger, ids, actor="Ana")
    assert caught.value.code == code


def test_an_incident_and_a_happening_are_not_merged(ledger: Ledger) -> None:
    one = listed(ledger)[0]
    with pytest.raises(HearsayError, match="E-LINK-REGROUP"):
        merge(ledger, [one.id, one.happenings[0]], actor="Ana")
    with pytest.raises(HearsayError, match="would be left"):
        split(ledger, one.id, one.happenings, actor="Ana")
    with pytest.raises(HearsayError, match="is not in"):
        split(ledger, one.id, ["h-0000000000"], actor="Ana")


# --- explaining, and what is not there yet ---


def test_a_link_is_a_sum_of_weights(read_only: Ledger, malakal: Incident) -> None:
    one = claim(malakal, "malakal-1-equatoria-wire.txt", "Six")
    other = claim(malakal, "malakal-5-harbour-times.txt", "12")
    found = explain(read_only, one, other)
    assert found.link.weight == pytest.approx(sum(row.weight for row in found.link.comparisons), abs=0.02)
    assert {row.name for row in found.link.comparisons} >= {"prior", "trigger", "when", "where", "figures"}
    assert all(side.incident == malakal.id for side in found.sides)
    assert json.loads(json.dumps(found.to_dict()))["sides"][0]["ref"] == "malakal-1-equatoria-wire.txt"


def test_who_takes_part_is_compared_by_name_and_a_persons_word_goes_before(ledger: Ledger) -> None:
    told = [f"{row['report']}/{row['claim']}" for row in claims(ledger, Wanted(text="shelled"))]
    one, other = next((a, b) for a, b in combinations(told, 2) if explain(ledger, a, b).actors)
    before = explain(ledger, one, other).actors[0]
    assert before.link.weight == pytest.approx(sum(row.weight for row in before.link.comparisons), abs=0.02)
    ends = [f"{report}/{entity}" for report, entity in before.link.pair]
    decide(ledger, "split" if before.link.is_one else "merge", ends, actor="Ana", clock=ticking())
    after = explain(ledger, one, other).actors[0]
    assert (after.link.said, after.link.is_one) == (not before.link.is_one, not before.link.is_one)


def test_what_a_person_said_is_told_beside_it(ledger: Ledger) -> None:
    rows = list(claims(ledger, Wanted(report="varna-ferry")))
    one, other = (f"{row['report']}/{row['claim']}" for row in (rows[0], rows[-1]))
    decide(ledger, "split", [one, other], actor="Ana", clock=ticking())
    (said,) = explain(ledger, one, other).said
    assert (said.of, said.together) == ("happening", False)


def test_a_ledger_that_was_never_linked_says_so(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "new.db", "create") as new, pytest.raises(HearsayError) as caught:
        listed(new)
    assert caught.value.code == "E-LINK-NONE"
