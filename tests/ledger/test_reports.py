"""What is the same report, what a reprint, what a newer version; and what each is worth."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hearsay.flow.keep import Asked, reports
from hearsay.flow.review import mark, undo
from hearsay.ledger import open_ledger, writer
from hearsay.ledger.state.reports import page_of
from hearsay.record import HearsayError
from tests.ledger.made import MACHINE, keep, made, other, row_of, ticking

CLOCK = ticking()


def test_the_same_report_is_added_once(place: str) -> None:
    with open_ledger(place, "create") as ledger:
        (first,) = keep(ledger, made(0))
        head = ledger.head()
        (again,) = keep(ledger, other(made(0), ref="another/name.txt"))
        assert (first.result, again.result) == ("added", "already there")
        assert again.ref == made(0).record.report.ref
        assert ledger.head() == head
        assert ledger.raw(made(0).record.report.sha256_raw or "") == made(0).raw


@pytest.mark.parametrize(
    "changes",
    [
        {"carrier": "Lakes Herald"},
        {"carrier": "Lakes Herald", "url": "https://lakes.example/7"},
        {"url": "https://mirror.example/7"},
        {"url": None},
    ],
)
def test_the_same_bytes_under_another_name_are_a_reprint(tmp_path: Path, changes: dict[str, Any]) -> None:
    with open_ledger(tmp_path / "a.db", "create") as ledger:
        original, copy = keep(ledger, made(0), other(made(0), **changes))
        assert (copy.result, copy.reprint_of, copy.replaces) == ("added", original.report, None)
        assert row_of(ledger, "reports", report=original.report)["reprint_of"] is None
        assert row_of(ledger, "reports", report=original.report)["counts"] == 1


def test_a_later_copy_of_the_same_page_is_no_reprint_of_itself(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "a.db", "create") as ledger:
        first, second = keep(ledger, made(0), other(made(0), published="2031-01-01"))
        assert (second.replaces, second.reprint_of) == (first.report, None)


def test_the_reprint_is_the_one_published_later_whatever_came_first(place: str) -> None:
    later = other(made(0), carrier="Lakes Herald", url="https://lakes.example/7", published="2031-01-01")
    with open_ledger(place, "create") as ledger:
        copy, original = keep(ledger, later, made(0))
        assert original.reprint_of is None
        assert row_of(ledger, "reports", report=copy.report)["reprint_of"] == original.report


def test_another_text_at_the_same_url_is_a_newer_version(place: str) -> None:
    older = made(0)
    newer = other(older, " Nobody else was hurt.", modified="2031-01-01T10:00:00Z")
    with open_ledger(place, "create") as ledger:
        first, second = keep(ledger, older, newer)
        assert second.replaces == first.report
        row = row_of(ledger, "reports", report=first.report)
        assert (row["status"], row["counts"], row["replaced_by"]) == ("replaced", 0, second.report)
        assert row_of(ledger, "reports", report=second.report)["counts"] == 1


def test_versions_are_in_the_order_of_their_own_dates(place: str) -> None:
    versions = [other(made(0), f" Version {day}.", modified=f"2031-01-0{day}") for day in (1, 2, 3)]
    with open_ledger(place, "create") as ledger:
        keep(ledger, versions[2], versions[0], versions[1])
        ids = [one.record.report.id for one in versions]
        chain = [row_of(ledger, "reports", report=id_)["replaces"] for id_ in ids]
        assert chain == [None, ids[0], ids[1]]
        assert [row_of(ledger, "reports", report=id_)["counts"] for id_ in ids] == [0, 0, 1]


@pytest.mark.parametrize(
    ("url", "page"),
    [
        ("https://www.Post.example/a/b/#top", "post.example/a/b"),
        ("http://post.example/a/b", "post.example/a/b"),
        ("https://post.example/?id=7", "post.example?id=7"),
        ("https://post.example/", None),
        ("https://post.example", None),
        ("not an address", None),
        ("http://[bad", None),
        (None, None),
    ],
)
def test_which_urls_mean_one_page(url: str | None, page: str | None) -> None:
    assert page_of(url) == page


def test_reports_of_a_front_page_are_no_versions_of_each_other(tmp_path: Path) -> None:
    front = "https://post.example/"
    with open_ledger(tmp_path / "a.db", "create") as ledger:
        _, second = keep(ledger, other(made(0), url=front), other(made(1), url=front))
        assert second.replaces is None


def test_a_mark_changes_what_counts_and_never_what_is_kept(place: str) -> None:
    one = made(0).record.report
    with open_ledger(place, "create") as ledger:
        keep(ledger, made(0))
        before = ledger.raw(one.sha256_raw or "")
        entry = mark(ledger, one.ref, "withdrawn", actor="Ana", reason="retracted by its author", clock=CLOCK)
        row = row_of(ledger, "reports", report=one.id)
        assert (row["status"], row["counts"], row["own_status"], row["marked"]) == (
            "withdrawn",
            0,
            "usable",
            entry.seq,
        )
        assert ledger.raw(one.sha256_raw or "") == before
        undo(ledger, entry.seq, actor="Bo", clock=CLOCK)
        row = row_of(ledger, "reports", report=one.id)
        assert (row["status"], row["counts"], row["marked"]) == ("usable", 1, None)


def test_a_person_s_mark_goes_before_the_newer_version(place: str) -> None:
    newer = other(made(0), " More.", modified="2031-01-01")
    with open_ledger(place, "create") as ledger:
        first, _ = keep(ledger, made(0), newer)
        mark(ledger, first.report, "usable", actor="Ana", clock=CLOCK)
        row = row_of(ledger, "reports", report=first.report)
        assert (row["status"], row["counts"]) == ("usable", 1)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"report": "nowhere.txt", "status": "withdrawn", "actor": "Ana"}, r"E-LEDGER-UNKNOWN.*no report nowhere\.txt"),
        ({"report": "made/000000.txt", "status": "withdrawn", "actor": None}, r"E-LEDGER-ACTOR.*--actor"),
        ({"report": "made/000000.txt", "status": "withdrawn", "actor": "Hearsay 0.1"}, r"E-LEDGER-ACTOR.*programs sign"),
        ({"report": "made/000000.txt", "status": "usable", "by": "made/000001.txt", "actor": "Ana"}, "E-LEDGER-DECISION"),
        ({"report": "made/000000.txt", "status": "replaced", "by": "made/000000.txt", "actor": "Ana"}, "E-LEDGER-DECISION"),
    ],
)  # fmt: skip
def test_a_wrong_mark_is_refused(tmp_path: Path, arguments: dict[str, str], message: str) -> None:
    with open_ledger(tmp_path / "a.db", "create") as ledger:
        keep(ledger, made(0), made(1))
        head = ledger.head()
        with pytest.raises(HearsayError, match=message):
            mark(ledger, **arguments)  # type: ignore[arg-type]
        assert ledger.head() == head


def test_one_ref_for_two_reports_has_to_be_told_apart(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "a.db", "create") as ledger:
        keep(ledger, other(made(0), ref="report.txt"), other(made(1), ref="report.txt"))
        with pytest.raises(HearsayError, match=r"E-LEDGER-AMBIGUOUS.*means 2 reports.*r-[0-9a-f]{10}, r-"):
            mark(ledger, "report.txt", "withdrawn", actor="Ana")


def test_a_short_id_that_means_two_reports_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hearsay.record import report as module

    monkeypatch.setattr(module, "_report_id", lambda fields: "r-0000000000")
    with open_ledger(tmp_path / "a.db", "create") as ledger:
        first, second = other(made(0)), other(made(1))
        keep(ledger, first)
        with pytest.raises(HearsayError, match=r"E-LEDGER-ID-CLASH.*made/000001\.txt.*same short id"):
            keep(ledger, second)


def test_bytes_that_are_not_the_report_s_are_refused(tmp_path: Path) -> None:
    with (
        open_ledger(tmp_path / "a.db", "create") as ledger,
        pytest.raises(HearsayError, match="E-RECORD-TEXT-HASH"),
    ):
        writer.add(ledger, made(0).record, b"something else", MACHINE)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, [0, 1, 2]),
        ({"report": "made/000001.txt"}, [1]),
        ({"status": "withdrawn"}, [2]),
        ({"publisher": "%"}, []),
        ({"since": "2099"}, []),
        ({"until": "2022"}, []),
        ({"since": "2023-01", "until": "2023-01-31"}, [0, 1, 2]),
        ({"text": "said"}, [0, 1, 2]),
        ({"text": "no such words"}, []),
    ],
)
def test_listing_reports(place: str, asked: dict[str, str], found: list[int]) -> None:
    with open_ledger(place, "create") as ledger:
        keep(ledger, made(0), made(1), made(2))
        mark(ledger, "made/000002.txt", "withdrawn", actor="Ana", clock=CLOCK)
        rows = list(reports(ledger, Asked(**asked)))
        assert [row["ref"] for row in rows] == [f"made/{number:06}.txt" for number in found]
        assert all("text" not in row and row["claims"] > 0 for row in rows)
