"""What a coder corrects and adds in the browser is what the incident counts and what leaves in the export."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from hearsay.export.tables import CLAIM_COLUMNS, own_tables, to_csv
from hearsay.flow.incidents import incidents
from hearsay.flow.keep import open_ledger
from hearsay.ledger.verify import verify
from tests.web.test_day import card, claim_of, decisions, drag, report_of

pytest.importorskip("splink")


def exported(ledger: Path) -> list[dict[str, str]]:
    """The rows of claims as the CSV export has them."""
    with open_ledger(str(ledger)) as opened:
        tables = {one.name: one for one in own_tables(list(incidents(opened)), "ucdp")}
    assert tables["claims"].columns == CLAIM_COLUMNS
    return list(csv.DictReader(io.StringIO(to_csv(tables["claims"]))))


def test_corrected_and_added_claims_are_what_counts(page: Page, address: str, ledger: Path) -> None:
    claim = claim_of(ledger, "drowned")
    page.goto(f"{address}/reports/{claim.report}?edit={claim.claim}")
    page.locator(".pick[data-role=figure]").click()
    drag(page, "five people")
    place = page.locator("#in-place_name")
    place.fill("")
    place.press_sequentially("Split")
    expect(page.locator("#list-place_name option").first).to_be_attached()
    label = str(page.locator("#list-place_name option").first.get_attribute("value"))
    assert label == "Split (Split-Dalmatia, HR)"
    place.fill(label)
    page.locator("button.save").click()
    expect(card(page, claim)).to_contain_text("corrected by Ana")
    number = card(page, claim).get_attribute("data-claim")
    expect(page.locator(f"#text .figure[data-claims~='{number}']").first).to_have_text("five")
    row = claim_of(ledger, "drowned")
    assert (row.low, row.high, row.figure_words, row.outcome) == (5, 5, "five", "wounded"), (
        "as that number was read"
    )
    assert (row.place_name, row.country, row.lat is None) == ("Split", "HR", False)

    page.keyboard.press("n")
    page.locator(".pick[data-role=trigger]").click()
    drag(page, "overturned")
    page.locator(".pick[data-role=source]").click()
    drag(page, "A doctor at the clinic")
    page.get_by_label("kind").select_option("CASUALTY")
    page.get_by_label("at least").fill("7")
    page.get_by_label("at most").fill("7")
    page.get_by_label("what became of them").select_option("missing")
    page.locator("button.save").click()
    expect(page.locator(".claim.missed")).to_contain_text("added by Ana")
    expect(page.locator(".claim.missed")).to_contain_text("7")

    page.goto(f"{address}/incidents")
    page.get_by_role("button", name="Link the reports").click()
    page.locator("ol.incidents a", has_text="Split").first.click()
    expect(page.locator("h1")).to_contain_text("Split")
    expect(page.locator("#numbers tr", has_text="Missing")).to_contain_text("7")
    expect(page.locator("#numbers tr", has_text="Wounded")).to_contain_text("5")

    corrected, added = decisions(ledger)
    rows = {one["claim"]: one for one in exported(ledger)}
    assert "five people [wounded]" in rows[claim.claim]["figures"]
    assert rows[claim.claim]["where"] == "Split"
    assert f"decision {corrected.seq} by Ana" in rows[claim.claim]["set_by"]
    told = next(
        one for one in rows.values() if one["set_by"].startswith(f"decision {added.seq} by Ana: added")
    )
    assert (told["trigger"], told["origin"]) == ("overturned", "A doctor at the clinic")

    page.goto(f"{address}/reports/{report_of(ledger)}?claim={claim.claim}")
    page.keyboard.press("x")
    expect(card(page, claim)).to_contain_text("rejected by Ana")
    page.goto(f"{address}/incidents")
    page.get_by_role("button", name="Link again").click()
    assert claim.claim not in {one["claim"] for one in exported(ledger)}
    for seq in sorted((one.seq for one in decisions(ledger)), reverse=True):
        page.goto(f"{address}/log")
        page.request.post(f"{address}/undo", form={"seq": str(seq)}, headers={"Origin": address})
    assert {one.state for one in decisions(ledger)} == {"undone"}
    row = claim_of(ledger, "drowned")
    assert (row.low, row.corrected, row.decision) == (claim.low, None, None)
    assert verify(str(ledger)).wrong == ()


def test_what_was_there_before_stays_beside_it(page: Page, address: str, ledger: Path) -> None:
    claim = claim_of(ledger, "drowned")
    page.goto(f"{address}/reports/{claim.report}?edit={claim.claim}")
    page.get_by_label("who is counted").fill("sailors of the crew")
    page.locator("button.save").click()
    expect(card(page, claim).locator(".changes")).to_contain_text("fishermen sailors of the crew")
    (decision,) = decisions(ledger)
    row: Any = claim_of(ledger, "drowned")
    assert json.loads(row.corrected) == {"counted": "fishermen"}
    assert json.loads(row.corrected_by) == [decision.seq]
