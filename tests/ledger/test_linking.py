"""Linking from run to run, on SQLite and PostgreSQL: what is kept saves time and changes nothing."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import delete, update

from benchmarks.ledgers import Made, reprint
from benchmarks.stories import told_reports
from hearsay.flow import relinking, remembered
from hearsay.flow.incidents import listed
from hearsay.flow.linking import link, stale
from hearsay.flow.regroup import merge
from hearsay.flow.review import decide, undo
from hearsay.ledger import Ledger, open_ledger, spare, writer
from hearsay.ledger.tables import table
from hearsay.ledger.verify import verify
from hearsay.record.happening import Constraints
from tests.ledger.made import MACHINE, keep, made, other, ticking

CLOCK = ticking()
_told = told_reports(seed=2)
STORIES = [next(_told) for _ in range(24)]
MIXED = [*STORIES[:18], *(made(number) for number in range(6))]
"""Stories told by several, some of them reprints; and reports of one form, which all resemble each other."""


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    with open_ledger(place, "create") as opened:
        yield opened


def found(ledger: Ledger) -> tuple[set[Any], set[Any], set[Any]]:
    """Members of happenings and of incidents, whatever these are called; and who takes from whom."""
    happenings = {
        one.id: frozenset((part.report, part.id) for part in one.members) for one in ledger.links("happening")
    }
    incidents = {
        frozenset((part.report, part.id) for part in one.members) for one in ledger.links("incident")
    }
    lineage = [one for one in ledger.links() if one.kind not in ("happening", "incident")]
    return (
        set(happenings.values()),
        incidents,
        {(one.id, one.kind, one.members, str(one.value)) for one in lineage},
    )


def whole(tmp_path: Any, reports: list[Made]) -> tuple[set[Any], set[Any], set[Any]]:
    """What one run over all finds."""
    with open_ledger(tmp_path / f"whole-{len(list(tmp_path.iterdir()))}.db", "create") as second:
        keep(second, *reports)
        link(second, clock=CLOCK)
        return found(second)


def remembers(ledger: Ledger) -> bool:
    """Whether the next run would go on from the last."""
    return remembered.recall(ledger, Constraints()) is not None


@pytest.mark.parametrize("seed", range(2))
def test_any_order_and_any_portions_end_in_one_run_over_all(
    ledger: Ledger, place: str, tmp_path: Any, seed: int
) -> None:
    draw = random.Random(seed)
    order = draw.sample(MIXED, len(MIXED))
    while order:
        portion, order = order[: (size := draw.choice((1, 4, 9)))], order[size:]
        keep(ledger, *portion)
        run = link(ledger, clock=CLOCK)
        assert run.entry is not None
        assert remembers(ledger)
    assert found(ledger) == whole(tmp_path, MIXED)
    assert run.reports == len(MIXED)
    assert not verify(place).wrong


def test_only_what_changed_is_written(ledger: Ledger) -> None:
    keep(ledger, *STORIES[:20])
    first = link(ledger, clock=CLOCK)
    keep(ledger, STORIES[20])
    more = link(ledger, clock=CLOCK)
    assert more.made < first.made / 2
    assert link(ledger, clock=CLOCK).entry is None


def test_what_people_say_binds_and_is_taken_back(ledger: Ledger, tmp_path: Any) -> None:
    keep(ledger, *STORIES[:12])
    link(ledger, clock=CLOCK)
    before = found(ledger)
    names = {one.id for one in listed(ledger)}
    entry = merge(ledger, sorted(names)[:2], actor="Ana", clock=CLOCK)
    assert stale(ledger)
    link(ledger, clock=CLOCK)
    joined = found(ledger)
    assert len(joined[1]) == len(before[1]) - 1
    link(ledger, clock=CLOCK, anew=True)
    assert found(ledger) == joined
    undo(ledger, entry.seq, actor="Ana", clock=CLOCK)
    link(ledger, clock=CLOCK)
    assert found(ledger) == before


def test_an_edge_is_denied_and_had_back(ledger: Ledger) -> None:
    copied = STORIES[0]
    keep(ledger, *STORIES[:6], reprint(copied, "Harbour Wire", 900), other(copied, carrier="Delta Post"))
    link(ledger, clock=CLOCK)
    before = found(ledger)
    edge = next(one for one in ledger.links("reprint_of") if len(one.members) == 2)
    entry = decide(ledger, "reject", [edge.id], actor="Ana", clock=CLOCK)
    link(ledger, clock=CLOCK)
    denied = found(ledger)
    assert edge.id not in {one[0] for one in denied[2]}
    link(ledger, clock=CLOCK, anew=True)
    assert found(ledger) == denied
    undo(ledger, entry.seq, actor="Ana", clock=CLOCK)
    link(ledger, clock=CLOCK)
    assert found(ledger) == before


def test_a_report_read_anew_is_linked_anew_and_alone(ledger: Ledger, tmp_path: Any) -> None:
    keep(ledger, *STORIES[:12])
    link(ledger, clock=CLOCK)
    record = STORIES[3].record
    fewer = record.replace(claims=record.claims[:-1], events=record.events[:-1])
    writer.read_again(ledger, fewer, MACHINE)
    run = link(ledger, clock=CLOCK)
    assert run.entry is not None
    now = found(ledger)
    link(ledger, clock=CLOCK, anew=True)
    assert found(ledger) == now
    gone = (record.report.id, record.events[-1].id)
    assert not any(gone in members for members in now[0])


# --- what is kept is never trusted ---


def spoil(ledger: Ledger, name: str, **values: Any) -> None:
    """Change every row of a table of what is kept, or take them away."""
    with ledger.database.writing() as connection:
        connection.execute(update(table(name)).values(**values) if values else delete(table(name)))


@pytest.mark.parametrize(
    ("name", "values", "says"),
    [
        ("linking_state", {"bytes": b"[]"}, "hash"),
        ("linking_state", {"sha256": "0" * 64}, "hash"),
        ("linking_reports", {"row": b"x"}, "hash"),
        ("linking_reports", {"signature": b""}, "hash"),
        ("linking_reports", {}, "rows"),
    ],
)
def test_what_is_damaged_is_noticed_and_costs_only_time(
    ledger: Ledger, place: str, tmp_path: Any, name: str, values: dict[str, Any], says: str
) -> None:
    keep(ledger, *STORIES[:9])
    link(ledger, clock=CLOCK)
    assert not verify(place).wrong
    spoil(ledger, name, **values)
    wrong = verify(place)
    assert any(name in one.where and says in one.what for one in wrong.wrong)
    assert "rebuild" in wrong.remedy
    keep(ledger, *STORIES[9:12])
    link(ledger, clock=CLOCK)
    assert found(ledger) == whole(tmp_path, STORIES[:12])
    assert not verify(place).wrong


def test_other_models_link_everything_anew(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(ledger, *STORIES[:6])
    link(ledger, clock=CLOCK)
    assert remembers(ledger)
    monkeypatch.setattr(remembered, "made_by", lambda: "linking of tomorrow")
    assert not remembers(ledger)


def test_a_rebuild_drops_it_and_ids_stay(ledger: Ledger, place: str) -> None:
    keep(ledger, *STORIES[:9])
    link(ledger, clock=CLOCK)
    before, ids = found(ledger), {one.id for one in ledger.links()}
    writer.rebuild(ledger)
    assert not remembers(ledger)
    assert not verify(place).wrong
    assert link(ledger, clock=CLOCK).entry is None
    assert ({one.id for one in ledger.links()}, found(ledger)) == (ids, before)
    assert remembers(ledger)


# --- killed, or overtaken ---


def test_links_and_what_is_kept_are_written_together_or_not_at_all(
    ledger: Ledger, place: str, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(ledger, *STORIES[:6])
    link(ledger, clock=CLOCK)
    keep(ledger, *STORIES[6:9])
    before = found(ledger)

    def stopped(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(spare, "keep", stopped)
        with pytest.raises(KeyboardInterrupt):
            link(ledger, clock=CLOCK)
    assert found(ledger) == before
    assert remembers(ledger)
    assert not verify(place).wrong
    link(ledger, clock=CLOCK)
    assert found(ledger) == whole(tmp_path, STORIES[:9])


def test_a_run_killed_at_any_moment_leaves_nothing_half_done(
    ledger: Ledger, place: str, tmp_path: Any
) -> None:
    keep(ledger, *STORIES[:6])
    link(ledger, clock=CLOCK)
    keep(ledger, *STORIES[6:9])
    for seconds in (0.3, 0.9, 1.4):
        running = subprocess.Popen(
            [sys.executable, "-m", "hearsay.cli", "link", "--ledger", place],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(seconds)
        running.kill()
        running.wait()
    assert not verify(place).wrong
    link(ledger, clock=CLOCK)
    assert found(ledger) == whole(tmp_path, STORIES[:9])


def test_who_was_overtaken_looks_again(
    ledger: Ledger, place: str, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(ledger, *STORIES[:6])
    link(ledger, clock=CLOCK)
    keep(ledger, *STORIES[6:9])
    real = writer.append_links

    def overtaken(*given: Any, **named: Any) -> Any:
        monkeypatch.setattr(relinking, "append_links", real)
        with open_ledger(place, "write") as second:
            keep(second, *STORIES[9:12])
            link(second, clock=CLOCK)
        return real(*given, **named)

    monkeypatch.setattr(relinking, "append_links", overtaken)
    assert link(ledger, clock=CLOCK).reports == 12
    assert found(ledger) == whole(tmp_path, STORIES[:12])
