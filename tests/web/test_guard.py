"""Who is answered: pages of this server on this machine, and nobody else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from hearsay.flow.keep import open_ledger
from hearsay.web import create_app
from hearsay.web.app import Mode
from tests.web.team import make_team
from tests.web.walk import routes_of

HERE = "http://127.0.0.1:8137"


@pytest.fixture
def client(ledger: Path) -> Iterator[TestClient]:
    with TestClient(create_app(str(ledger), actor="Ana"), base_url=HERE, follow_redirects=False) as client:
        yield client


@pytest.mark.parametrize("host", ["127.0.0.1:8137", "localhost:8137", "LOCALHOST", "[::1]:8137"])
def test_this_machine_is_answered_under_its_own_names(client: TestClient, host: str) -> None:
    assert client.get("/queue", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example:8137", "localhost.evil.example", "127.0.0.1@evil.example", "", "["]
)  # fmt: skip
def test_a_name_that_was_turned_to_this_machine_is_refused(client: TestClient, host: str) -> None:
    for path in ("/queue", "/api/queue", "/api/openapi.json"):
        answer = client.get(path, headers={"Host": host})
        assert answer.status_code == 421
        assert "claim" not in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "http://localhost:8137"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_foreign_page_changes_nothing(client: TestClient, ledger: Path, headers: dict[str, str]) -> None:
    with open_ledger(str(ledger)) as opened:
        before = opened.head()
        claim = next(iter(opened.rows("claims")))
    path = f"{claim.report}/{claim.claim}"
    assert client.post(f"/claims/{path}/accept", headers=headers).status_code == 403
    assert client.post(f"/api/claims/{path}/accept", headers=headers, json={}).status_code == 403
    assert client.post("/add", headers=headers, data={"text": "Two died."}).status_code == 403
    with open_ledger(str(ledger)) as opened:
        assert opened.head() == before


def test_our_own_page_may(client: TestClient, ledger: Path) -> None:
    with open_ledger(str(ledger)) as opened:
        claim = next(iter(opened.rows("claims")))
    headers = {"Origin": HERE, "Sec-Fetch-Site": "same-origin"}
    answer = client.post(f"/claims/{claim.report}/{claim.claim}/accept", headers=headers)
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        f"/reports/{claim.report}?claim={claim.claim}",
    )


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_nobody_is_led_away(client: TestClient, ledger: Path, back: str) -> None:
    with open_ledger(str(ledger)) as opened:
        claim = next(iter(opened.rows("claims")))
    path = f"/claims/{claim.report}/{claim.claim}/reject"
    answer = client.post(path, data={"back": back}, headers={"Origin": HERE})
    assert answer.headers["location"].startswith("/reports/")


@pytest.mark.parametrize("path", ["/queue", "/nowhere", "/api/queue", "/api/claims/x/y", "/favicon.ico"])
def test_every_answer_says_what_a_page_may_do(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'self';")
    assert "unsafe" not in policy
    assert (headers["x-content-type-options"], headers["x-frame-options"]) == ("nosniff", "DENY")


def test_the_original_is_handed_over_and_never_shown(client: TestClient, ledger: Path) -> None:
    with open_ledger(str(ledger)) as opened:
        report = next(iter(opened.rows("reports")))
        raw = opened.raw(report.sha256_raw)
    answer = client.get(f"/reports/{report.report}/original")
    assert answer.content == raw
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["content-security-policy"]


def test_too_much_at_once_is_refused_before_it_is_read(client: TestClient) -> None:
    answer = client.post("/add", headers={"Content-Length": "99999999999", "Origin": HERE})
    assert answer.status_code == 413


def test_files_are_kept_for_good_under_the_hash_of_their_content(client: TestClient) -> None:
    page = client.get("/queue").text
    addresses = [part.split('"')[0] for part in page.split('"/static/')[1:]]
    assert len(addresses) >= 6
    for address in addresses:
        answer = client.get(f"/static/{address}")
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
    assert client.get("/static/0000000000000000/app.js").status_code == 404


def _addresses(app: FastAPI, ledger: Path) -> list[tuple[str, str]]:
    """Every method and address that the application answers, with what the ledger has where the path asks for it."""
    with open_ledger(str(ledger)) as opened:
        claim = next(iter(opened.rows("claims")))
    known = {
        "report_id": claim.report,
        "claim_id": claim.claim,
        "verb": "accept",
        "form": "rows",
        "incident": "i-1",
    }
    found = []
    for route in routes_of(app):
        path = re.sub(r"\{(\w+)(?::\w+)?\}", lambda part: known.get(part[1], "1"), route.path)
        found += [(method, path) for method in sorted(route.methods or ())]
    return found


@pytest.mark.parametrize("mode", ["person", "team"])
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 421),
        ({"Host": "127.0.0.1.evil.example:8137", "Origin": "http://127.0.0.1.evil.example:8137"}, 421),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://127.0.0.1:9999", "Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
    ],
)
def test_no_address_at_all_lets_a_foreign_page_change_anything(
    ledger: Path, mode: Mode, headers: dict[str, str], status: int
) -> None:
    if mode == "team":
        pytest.importorskip("argon2")
        make_team(ledger)
    app = create_app(str(ledger), mode, actor="Ana" if mode == "person" else "")
    with open_ledger(str(ledger)) as opened:
        before = opened.head()
    with TestClient(app, base_url=HERE, follow_redirects=False) as client:
        addresses = _addresses(app, ledger)
        changing = [one for one in addresses if one[0] not in ("GET", "HEAD", "OPTIONS")]
        assert {path.split("/")[1] for _, path in changing} >= {
            "add",
            "api",
            "claims",
            "incidents",
            "reports",
            "undo",
        }
        for method, path in addresses if status == 421 else changing:
            assert client.request(method, path, headers=headers).status_code == status, (method, path)
    with open_ledger(str(ledger)) as opened:
        assert opened.head() == before
