"""The API: the same claims and verbs as the pages, one shape of refusal, and never a failure of ours."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hearsay.web import create_app

HERE = "http://127.0.0.1:8137"


@pytest.fixture
def client(ledger: Path) -> Iterator[TestClient]:
    app = create_app(str(ledger), actor="Ana")
    with TestClient(app, base_url=HERE, raise_server_exceptions=False) as client:
        yield client


def first(client: TestClient) -> tuple[str, dict[str, Any]]:
    claim = client.get("/api/queue?state=all").json()["claims"][0]
    return f"/api/claims/{claim['report']}/{claim['claim']}", claim


def test_what_is_accepted_names_fields_and_clears_only_flags_that_were_seen(client: TestClient) -> None:
    claims = client.get("/api/queue").json()["claims"]
    claim = next(one for one in claims if one["review"])
    path = f"/api/claims/{claim['report']}/{claim['claim']}"
    done = client.post(
        f"{path}/accept", json={"fields": ["certainty", "nonsense"], "flags": ["long_chain"]}
    ).json()
    after = client.get(path).json()
    assert after["decision"] == "accept"
    assert after["waits"], "its flags were not on screen"
    assert after["decisions"][0]["value"] == {"fields": ["certainty"], "review": []}
    open_now = [one["claim"] for one in client.get("/api/queue").json()["claims"]]
    assert claim["claim"] in open_now
    client.post(f"{path}/accept", json={"fields": ["certainty"], "flags": claim["review"]})
    assert not client.get(path).json()["waits"]
    assert claim["claim"] not in [one["claim"] for one in client.get("/api/queue").json()["claims"]]
    assert client.post("/api/undo", json={"seq": done["seq"]}).status_code == 200
    assert client.post("/api/undo", json={"seq": done["seq"]}).status_code == 422, "undone already"


def test_a_decision_on_an_old_look_is_refused(client: TestClient) -> None:
    path, _ = first(client)
    seen = client.get(path).json()["state"]
    assert client.post(f"{path}/reject", json={"state": seen}).status_code == 200
    answer = client.post(f"{path}/accept", json={"state": seen})
    assert answer.status_code == 409
    assert "Ana rejected this claim since you opened it" in answer.json()["message"]
    assert len(client.get(path).json()["decisions"]) == 1


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"value": {}}, "Nothing is changed"),
        ({"value": {"low": 9, "high": 3}}, "low 9 is above high 3"),
        ({"value": {"low": -1}}, "low cannot be -1"),
        ({"value": {"low": "many"}}, "low cannot be 'many'"),
        ({"value": {"certainty": None}}, "certainty cannot be None"),
        ({"value": {"said": "other words"}}, "said cannot be corrected"),
        ({"value": {"earliest": "2024-03-07", "latest": "2024-03-01"}}, "2024-03-07 is after 2024-03-01"),
        ({"spans": {"trigger": [{"start": 5, "end": 10**7}]}}, "are no words of the text"),
        ({"spans": {"trigger": [{"start": 9, "end": 9}]}}, "are no words of the text"),
        ({"spans": {"trigger": []}}, "told in one place"),
        ({"spans": {"moral": [{"start": 1, "end": 3}]}}, "'moral' is nothing that words can be"),
    ],
)
def test_a_correction_that_does_not_fit_is_refused_with_the_reason(
    client: TestClient, said: dict[str, Any], why: str
) -> None:
    path, _ = first(client)
    before = client.get("/api/journal?limit=1").json()[0]["hash"]
    answer = client.post(f"{path}/correct", json=said)
    assert answer.status_code == 422
    assert set(answer.json()) == {"code", "message", "remedy"}
    assert why in answer.json()["message"]
    assert client.get("/api/journal?limit=1").json()[0]["hash"] == before


@pytest.mark.parametrize(
    "path", ["/api/claims/r-0000000000/c-0000000000", "/api/reports/nothing", "/api/nowhere"]
)
def test_what_there_is_not_is_said_so(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert set(answer.json()) == {"code", "message", "remedy"}


def test_it_describes_itself(client: TestClient) -> None:
    told = client.get("/api/openapi.json").json()
    assert all(path.startswith("/api/") for path in told["paths"])
    assert {"/api/queue", "/api/claims/{report_id}/{claim_id}/accept", "/api/undo"} <= set(told["paths"])


NAMES = [
    "state",
    "order",
    "flag",
    "certainty",
    "type",
    "text",
    "page",
    "before",
    "kind",
    "name",
    "actor",
    "limit",
    "offset",
]
PATHS = ["/queue", "/log", "/search", "/sources", "/sources/one", "/reports"]
PATHS += ["/api/queue", "/api/origins", "/api/reports", "/api/journal"]
COLUMNS = ["low", "high", "certainty", "outcome", "country", "lat", "earliest", "counted", "x"]
odd = st.one_of(st.text(max_size=30), st.integers(), st.floats(), st.none(), st.booleans())


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    names=st.dictionaries(st.sampled_from(NAMES), st.text(max_size=20), max_size=5),
    path=st.sampled_from(PATHS),
)
def test_no_address_breaks_it(client: TestClient, names: dict[str, str], path: str) -> None:
    assert client.get(path, params=names).status_code < 500


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    value=st.dictionaries(st.sampled_from(COLUMNS), odd, max_size=3),
    start=st.integers(-5, 500),
    length=st.integers(-5, 500),
)
def test_no_correction_breaks_it(client: TestClient, value: dict[str, Any], start: int, length: int) -> None:
    path, _ = first(client)
    said = {"value": value, "spans": {"trigger": [{"start": start, "end": start + length}]}}
    try:
        answer = client.post(f"{path}/correct", json=said)
    except ValueError:
        return  # what JSON cannot hold, no client can send
    assert answer.status_code < 500, answer.text
