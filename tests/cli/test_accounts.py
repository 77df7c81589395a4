"""Accounts by the command line, as an admin types it."""

from __future__ import annotations

import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

HEARSAY = (sys.executable, "-m", "hearsay.cli")
WORDS = "otter lantern quarry mild"


def run(ledger: Path, *arguments: str, given: str | None = None) -> tuple[int, str, str]:
    command = [*HEARSAY, *arguments, "--ledger", str(ledger)]
    told = subprocess.run(command, input=given, capture_output=True, text=True, timeout=120, check=False)
    return told.returncode, told.stdout.strip(), told.stderr.strip()


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "team.db"
    add = ("accounts", "add", "Ana Kos", "--role", "admin", "--password-stdin", "--actor", "root")
    assert run(path, *add, given=f"{WORDS}\n") == (0, "Ana Kos may log in, as admin.", "")
    return path


def test_accounts_are_made_listed_changed_and_disabled(ledger: Path) -> None:
    add = ("accounts", "add", "Ben", "--password-stdin", "--actor", "Ana Kos")
    assert run(ledger, *add, given=WORDS)[:2] == (0, "Ben may log in, as coder.")
    assert run(ledger, "accounts", "role", "ben", "reviewer", "--actor", "Ana Kos")[1] == "Ben is reviewer."
    password = ("accounts", "password", "Ben", "--password-stdin", "--actor", "Ana Kos")
    assert run(ledger, *password, given="four other quiet words")[0] == 0
    assert run(ledger, "accounts", "disable", "Ben", "--actor", "Ana Kos")[1] == "Ben is disabled."
    code, listed, _ = run(ledger, "accounts", "list")
    assert code == 0
    assert [line.split(" · ")[:2] for line in listed.splitlines()] == [
        ["Ana Kos", "admin"],
        ["Ben", "reviewer"],
    ]
    assert listed.endswith("disabled")
    code, log, _ = run(ledger, "accounts", "log")
    told = [line.split(" · ", 2)[2] for line in log.splitlines()][::-1]
    assert told == [
        "root · Ana Kos: added, admin",
        "Ana Kos · Ben: added, coder",
        "Ana Kos · Ben: role set, reviewer",
        "Ana Kos · Ben: password set",
        "Ana Kos · Ben: disabled",
    ]
    for shown in (listed, log, run(ledger, "log")[1]):
        assert WORDS not in shown
        assert "argon2" not in shown


@pytest.mark.parametrize(
    ("arguments", "given", "told"),
    [
        (("add", "Ben", "--password-stdin"), "short\n", "[E-TEAM-PASSWORD] The password has 5 characters"),
        (("add", "Ben", "--password-stdin"), "", "[E-TEAM-PASSWORD] Standard input holds no password"),
        (("add", "ana kos", "--password-stdin"), WORDS, "[E-TEAM-TAKEN] There is an account Ana Kos"),
        (("add", "hearsay", "--password-stdin"), WORDS, "[E-TEAM-NAME]"),
        (("role", "Nobody", "coder"), None, "[E-TEAM-UNKNOWN] There is no account Nobody"),
        (("disable", "Ana Kos"), None, "[E-TEAM-LAST-ADMIN]"),
        (("revoke", "Ana Kos", "--label", "x"), None, "[E-TEAM-UNKNOWN] There is no token x of Ana Kos"),
    ],
)
def test_what_is_refused_is_told_with_what_to_do(
    ledger: Path, arguments: tuple[str, ...], given: str | None, told: str
) -> None:
    code, out, err = run(ledger, "accounts", *arguments, "--actor", "root", given=given)
    assert (code, out) == (2, "")
    assert told in err
    assert "Traceback" not in err


def test_a_team_is_served_to_whoever_logs_in_or_has_a_token(ledger: Path) -> None:
    code, token, _ = run(ledger, "accounts", "token", "Ana Kos", "--label", "nightly", "--actor", "Ana Kos")
    assert code == 0
    command = [*HEARSAY, "serve", "--team", "--ledger", str(ledger), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            address = next(word for word in server.stdout.readline().split() if word.startswith("http://"))
            with pytest.raises(urllib.error.HTTPError, match="401"):
                urllib.request.urlopen(f"{address}api/queue")
            asked = urllib.request.Request(
                f"{address}api/session", headers={"Authorization": f"Bearer {token}"}
            )
            with urllib.request.urlopen(asked) as answer:
                assert '"account":"Ana Kos"' in answer.read().decode()
        finally:
            server.terminate()
            server.communicate()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--host", "0.0.0.0"), "Without accounts the pages are served to this machine alone. Add --team"),
        (("--team", "--host", "0.0.0.0"), "Say by which name it is asked for: --allowed-host"),
        (("--team", "--actor", "Ana"), "Leave out --demo and --actor"),
        (("--team", "--host", "192.0.2.123"), "192.0.2.123 is no address of this machine"),
    ],
)
def test_where_it_may_listen_is_told(ledger: Path, arguments: tuple[str, ...], told: str) -> None:
    code, _, err = run(ledger, "serve", "--port", "0", *arguments)
    assert code == 2
    assert "[E-TEAM-ADDRESS]" in err
    assert told in err


def test_a_team_without_an_admin_is_not_served(tmp_path: Path) -> None:
    code, _, err = run(tmp_path / "new.db", "serve", "--team", "--port", "0")
    assert code == 2
    assert "hearsay accounts add NAME --role admin" in err


def test_a_password_that_is_not_given_ends_it_without_a_trace_of_the_program(ledger: Path) -> None:
    code, out, told = run(ledger, "accounts", "add", "Ben", "--actor", "Ana Kos", given="")
    assert (code, out) == (130, "")
    assert told.splitlines()[-1] == "hearsay: Stopped; what was written before stands."
    assert "Traceback" not in told
