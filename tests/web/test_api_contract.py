"""The API against its own description: Schemathesis asks every operation what its schema allows, and what not.

No answer may be a failure of ours, have a status that is not described, or a body that does not fit the description.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode, checks
from schemathesis.core.result import Ok

from hearsay.web import create_app

HERE = "http://127.0.0.1:8137"
EXAMPLES = 12
CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]


@pytest.fixture(scope="module")
def known(read_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, dict[str, str]]]:
    """An application over a ledger with a report, and the ids of its first claim."""
    ledger = Path(shutil.copy(read_once, tmp_path_factory.mktemp("contract") / "ledger.db"))
    app = create_app(str(ledger), actor="Ana")
    with TestClient(app, base_url=HERE) as client:
        claim = client.get("/api/queue?state=all").json()["claims"][0]
        yield app, {"report_id": claim["report"], "claim_id": claim["claim"]}


def test_every_answer_is_as_described(known: tuple[Any, dict[str, str]]) -> None:
    """Each operation is asked with what its schema allows and with what it does not, with ids that are made up and with
    those of a claim that is there."""
    app, ids = known
    host = {"Host": "127.0.0.1:8137"}
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", app, headers=host)
    wrong: dict[str, str] = {}
    asked = Counter[str]()
    for found in schema.get_all_operations():
        assert isinstance(found, Ok), found
        operation = found.ok()

        @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
                  suppress_health_check=list(HealthCheck))  # fmt: skip
        @given(case=st.one_of(*(operation.as_strategy(generation_mode=mode) for mode in GenerationMode)))
        def ask(case: Any) -> None:
            asked[case.operation.label] += 1
            case.call_and_validate(headers=host, checks=CHECKS)
            if set(case.path_parameters or ()) & set(ids):
                case.path_parameters = {
                    name: ids.get(name, one) for name, one in case.path_parameters.items()
                }
                case.call_and_validate(headers=host, checks=CHECKS)

        try:
            ask()
        except (Exception, BaseExceptionGroup) as error:
            wrong[operation.label] = str(error)
    assert not wrong, "\n\n".join(f"{label}: {why}" for label, why in wrong.items())
    assert {"GET /api/queue", "POST /api/undo", "GET /api/export/{form}"} <= set(asked)
    assert sum(asked.values()) > len(asked)
