"""Sources: how an origin's numbers stand beside those of others in the same incidents."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from hearsay.flow.add import add_paths
from hearsay.flow.keep import open_ledger
from hearsay.flow.linking import link
from hearsay.ledger.origins import Number
from hearsay.web import create_app
from hearsay.web.desk import Desk
from hearsay.web.views import sources
from hearsay.web.views.sources import Standing

HERE = "http://127.0.0.1:8137"


def said(
    name: str | None, low: float | None, high: float | None, on: str = "2024-03-06", **others: str
) -> Number:
    told = {"incident": "i-1", "kind": "named", "report": f"r-{name}", "outcome": "killed", **others}
    number = int(on.replace("-", ""))
    return Number(
        told["incident"], told["kind"], name, told["report"], f"c-{name}", number, told["outcome"],
        others.get("population"), low, high, on,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("own", "others", "standing"),
    [
        ([said("A", 5, 5)], [said("B", 9, 9), said("C", 7, 7)], Standing(1, 0, 0, 5 / 8)),
        ([said("A", 8, 8)], [said("B", 9, 9), said("C", 7, 7)], Standing(0, 1, 0, 1.0)),
        ([said("A", 12, 12)], [said("B", 9, 9)], Standing(0, 0, 1, 12 / 9)),
        # at least twenty reaches into what others say; so does up to ten
        ([said("A", 20, None)], [said("B", 10, 30)], Standing(0, 1, 0, 2.0)),
        ([said("A", None, 10)], [said("B", 10, 30)], Standing(0, 1, 0, 1.0)),
        ([said("A", 5, 9)], [said("B", 10, 10)], Standing(1, 0, 0, 0.5)),
        # the newest of each counts, whichever came first
        ([said("A", 3, 3, "2024-03-05"), said("A", 9, 9, "2024-03-08")], [said("B", 9, 9)], Standing(0, 1, 0, 1.0)),
        ([said("A", 9, 9)], [said("B", 2, 2, "2024-03-05"), said("B", 9, 9, "2024-03-07")], Standing(0, 1, 0, 1.0)),
        # other people, another outcome, another incident, only itself: nothing to hold it against
        ([said("A", 5, 5)], [said("B", 9, 9, outcome="wounded")], Standing()),
        ([said("A", 5, 5)], [said("B", 9, 9, population="civilian")], Standing()),
        ([said("A", 5, 5)], [said("B", 9, 9, incident="i-2")], Standing()),
        ([said("A", 5, 5)], [said("A", 9, 9, report="r-other")], Standing()),
        # nobody named is one a report
        ([said("A", 5, 5)], [said(None, 6, 6, report="r-1"), said(None, 10, 10, report="r-2")], Standing(1, 0, 0, 5 / 8)),
        ([said("A", 5, 5)], [said("B", 0, 0)], Standing(0, 0, 1, None)),
    ],
)  # fmt: skip
def test_a_number_is_lower_within_or_higher(
    own: list[Number], others: list[Number], standing: Standing, monkeypatch: pytest.MonkeyPatch, ledger: Path
) -> None:
    ordered = tuple(sorted(own, key=lambda one: -one.number))
    monkeypatch.setattr(sources, "numbers_of", lambda connection, origins: ordered)
    monkeypatch.setattr(sources, "made_from", lambda ledger, ids: dict.fromkeys(ids, "now"))
    monkeypatch.setattr(
        sources,
        "numbers_in",
        lambda connection, incident: tuple(one for one in (*own, *others) if one.incident == incident),
    )
    with open_ledger(str(ledger)) as opened:
        found = sources.origin_page(Desk(opened, "Ana"), "A", "named")
    assert found.standing == standing
    assert len(found.beside) == standing.many


@pytest.fixture
def linked(tmp_path: Path) -> Path:
    """Two papers on one night: a governor and a doctor, whose numbers differ."""
    folder = tmp_path / "reports"
    folder.mkdir()
    begin = "GAO, March 6, 2024 ({paper}) - Gunmen attacked the market in Gao, Mali, on Tuesday. "
    for name, paper, says in (
        ("one", "River Post", "The health ministry said that 9 people were killed in the attack on the market in Gao."),
        ("two", "Desert Wire", "The Red Cross said that 14 people were killed in the attack on the market in Gao."),
    ):  # fmt: skip
        (folder / f"{name}.txt").write_text(
            f"Attack on Gao market\n\n{begin.format(paper=paper)}{says}\n", "utf-8"
        )
    path = tmp_path / "linked.db"
    with open_ledger(str(path), "create") as ledger:
        list(add_paths(ledger, [str(folder)]))
        link(ledger)
    return path


def test_the_pages_say_who_gives_lower_numbers(linked: Path) -> None:
    with TestClient(create_app(str(linked), actor="Ana"), base_url=HERE) as client:
        listed = client.get("/sources").text
        assert "0 · 0 · 1" in listed
        assert "1 · 0 · 0" in listed
        names = {str(one["origin_name"]) for one in client.get("/api/origins").json()}
        (name,) = {one for one in names if "Red Cross" in one}
        shown = client.get("/sources/one", params={"kind": "named", "name": name}).text
        assert "<b>1</b> higher" in shown
        assert "1.56" in shown
        assert "/incidents/i-" in shown
        assert (
            client.get("/sources/one", params={"kind": "named", "name": "nobody of that name"}).status_code
            == 200
        )
        assert client.get("/sources/one", params={"kind": "anonymous"}).status_code == 200
