"""One stretch of words is one number: who corrects one claim on it changes the others, and each says so."""

from __future__ import annotations

import re
from pathlib import Path

from fastapi.testclient import TestClient

from hearsay.flow import coding
from hearsay.flow.keep import open_ledger
from hearsay.flow.review import undo
from hearsay.web import create_app
from tests.web.served import write_ledger

TEXT = """Ferry sinks off Zadar

ZADAR, March 6, 2024 - Nine sailors were rescued and taken to Split, the harbour master said on Tuesday.
"""


def test_a_claim_says_what_changed_with_another_on_its_words(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    write_ledger(path, {"ferry.txt": TEXT})
    app = create_app(str(path), actor="Ana")
    client = TestClient(app, base_url="http://127.0.0.1:8137")
    with open_ledger(path, "write") as ledger:
        (kept,) = ledger.snapshot()
        text = kept.data["report"]["text"]
        (rescued,) = [row for row in ledger.rows("claims") if row.trigger_words == "rescued"]

        def said() -> str:
            shown = client.get(f"/reports/{kept.report}").text
            card = next(one for one in re.split(r'<li class="claim ', shown) if rescued.claim in one[:600])
            return " ".join(re.sub(r"<[^>]+>", " ", card).split())

        assert "with a claim on the same words" not in said()
        verb, number = text.index("taken"), text.index("Nine")
        spans = {"trigger": [(verb, verb + len("taken"))], "figure": [(number, number + len("Nine"))]}
        told = coding.Correction({"outcome": "displaced"}, spans)
        added = coding.add_missed(ledger, kept.report, told, coding.Signing("Ana"))
        assert re.search(
            r"what became of them other displaced .*changed with a claim on the same words that Ana added",
            said(),
        )
        form = client.get(f"/claims/{kept.report}/{rescued.claim}/edit", headers={"HX-Request": "true"}).text
        assert "The same number tells of “taken” too: what you change of it changes there as well." in form
        undo(ledger, added.seq, actor="Ana")
        form = client.get(f"/claims/{kept.report}/{rescued.claim}/edit", headers={"HX-Request": "true"}).text
        assert "The same number" not in form
        assert "with a claim on the same words" not in said()
    app.state.desk.ledger.close()
