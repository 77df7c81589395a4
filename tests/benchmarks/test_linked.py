"""What of the happenings' score is lost to reading, counted by hand."""

from __future__ import annotations

from benchmarks.linked import _perfect
from benchmarks.score import LAYERS

TEXT = "A bridge fell. The fall killed two."
GOLD = [
    {
        "id": "one",
        "topic": "1",
        "text": TEXT,
        "mentions": [
            {"start": 9, "end": 13, "type": "ACTION_OCCURRENCE", "instance": "fall"},
            {"start": 19, "end": 23, "type": "ACTION_OCCURRENCE", "instance": "fall"},
            {"start": 24, "end": 30, "type": "ACTION_OCCURRENCE"},
        ],
    }
]


def record(*spans: tuple[int, int]) -> dict[str, object]:
    events = [{"id": f"v-{start}", "start": start, "end": end} for start, end in spans]
    return {"report": {"ref": "one", "text": TEXT}, "events": events}


def test_perfect_links_over_all_events_lose_nothing() -> None:
    told = _perfect(GOLD, [record((9, 13), (19, 23), (24, 30))])
    assert LAYERS["happenings"](GOLD, told)["CoNLL"] == 100.0


def test_perfect_links_cannot_join_what_was_not_read() -> None:
    told = _perfect(GOLD, [record((9, 13), (24, 30))])
    assert [len(row["members"]) for row in told] == [1, 1]
    assert LAYERS["happenings"](GOLD, told)["MUC"] == 0.0


def test_what_stands_beside_every_mention_is_told_by_itself() -> None:
    told = _perfect(GOLD, [record((9, 13), (19, 23), (31, 34))])
    assert sorted(len(row["members"]) for row in told) == [1, 2]
