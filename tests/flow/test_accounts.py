"""Accounts: who may log in, what passwords are taken, what is left of every change. On both databases."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hearsay.flow import accounts, keep, passwords, roles, sessions
from hearsay.ledger import Ledger, open_ledger
from hearsay.record import HearsayError
from tests.ledger.conftest import place, postgres, server  # noqa: F401

WORDS = "otter lantern quarry mild"


class Hands:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = datetime(2024, 3, 6, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def on(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:  # noqa: F811
    with open_ledger(place, "create") as opened:
        yield opened


@pytest.fixture
def team(ledger: Ledger) -> Ledger:
    accounts.add(ledger, "Ana Kos", "admin", WORDS, actor="root")
    accounts.add(ledger, "Ben", "coder", WORDS[::-1], actor="Ana Kos")
    return ledger


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short words", "has 11 characters"),
        ("x" * 513, "the most is 512"),
        ("aaaaaaaaaaaaaaaa", "fewer than 5 different"),
        ("abababababab1212", "fewer than 5 different"),
        ("password1234", "tried first"),
        ("PassWord-1234", "tried first"),
        ("Correct Horse Battery Staple", "tried first"),
        ("anakos202402024", "a name that everybody here knows"),
        ("Ana Kos Ana Kos 1", "a name that everybody here knows"),
        ("hearsay-2024-2024", "a name that everybody here knows"),
    ],
)
def test_a_password_that_is_tried_first_is_refused(password: str, why: str) -> None:
    with pytest.raises(HearsayError, match=r"\[E-TEAM-PASSWORD\].*four words") as refused:
        passwords.check_password(password, "Ana Kos")
    assert why in refused.value.message


@pytest.mark.parametrize(
    "password", [WORDS, "allsmallletters", "πέντε λέξεις μαζί", "  spaces  count  ", "🦦" * 8 + "abcd"]
)
def test_no_rules_of_composition(password: str) -> None:
    passwords.check_password(password, "Ana Kos")


def test_a_password_is_kept_as_an_argon2id_hash_and_checked(team: Ledger) -> None:
    with team.reading() as connection:
        kept = [row.password for row in connection.exec_driver_sql("SELECT password FROM accounts")]
    assert all(one.startswith("$argon2id$v=19$m=65536,t=3,p=4$") for one in kept)
    assert not any(WORDS in one for one in kept)
    assert sessions.authenticate(team, "ana  KOS", WORDS).name == "Ana Kos"
    # the same word, typed as one sign or two
    accounts.set_password(team, "Ben", "Café sombre et vide", actor="Ben")
    assert sessions.authenticate(team, "Ben", "Cafe\u0301 sombre et vide").role == "coder"
    for name, password in (("Ana Kos", WORDS + " "), ("Ana Kos", ""), ("Nobody", WORDS), ("", "")):
        with pytest.raises(HearsayError, match=r"\[E-TEAM-REFUSED\]"):
            sessions.authenticate(team, name, password)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "1 to 64"),
        (" ", "1 to 64"),
        ("x" * 65, "1 to 64"),
        ("a\u202eb", "can be seen"),
        ("Hearsay", "programs sign"),
        ("hearsay: x", "programs sign"),
    ],
)
def test_a_name_that_cannot_sign_is_refused(ledger: Ledger, name: str, why: str) -> None:
    with pytest.raises(HearsayError, match=r"\[E-TEAM-NAME\]") as refused:
        accounts.add(ledger, name, "coder", WORDS, actor="root")
    assert why in refused.value.message


@pytest.mark.parametrize("name", ["ana kos", "ANA  KOS", "Ａｎａ Kos"])
def test_two_names_that_look_alike_are_one(team: Ledger, name: str) -> None:
    with pytest.raises(HearsayError, match=r"\[E-TEAM-TAKEN\] There is an account Ana Kos already"):
        accounts.add(team, name, "coder", WORDS, actor="root")


def test_the_last_admin_stays(team: Ledger) -> None:
    with pytest.raises(HearsayError, match=r"\[E-TEAM-LAST-ADMIN\]"):
        accounts.disable(team, "Ana Kos", actor="Ana Kos")
    with pytest.raises(HearsayError, match=r"\[E-TEAM-LAST-ADMIN\]"):
        accounts.set_role(team, "Ana Kos", "coder", actor="Ana Kos")
    accounts.set_role(team, "Ben", "admin", actor="Ana Kos")
    accounts.set_role(team, "Ana Kos", "coder", actor="Ben")
    assert {one.name: one.role for one in accounts.accounts(team)} == {"Ana Kos": "coder", "Ben": "admin"}


def test_a_team_without_an_admin_is_not_served(ledger: Ledger) -> None:
    with pytest.raises(HearsayError, match=r"\[E-TEAM-NO-ADMIN\].*hearsay accounts add NAME --role admin"):
        accounts.check_team(ledger)
    accounts.add(ledger, "Ana", "admin", WORDS, actor="root")
    accounts.check_team(ledger)


def test_every_change_leaves_a_trace_that_nobody_changes(team: Ledger) -> None:
    accounts.set_role(team, "Ben", "reviewer", actor="Ana Kos")
    accounts.set_role(team, "Ben", "reviewer", actor="Ana Kos")  # changes nothing
    accounts.disable(team, "Ben", actor="Ana Kos")
    accounts.enable(team, "Ben", actor="Ana Kos")
    accounts.set_password(team, "Ben", WORDS + " two", actor="Ben")
    sessions.make_token(team, "Ben", "nightly", actor="Ben")
    sessions.withdraw_token(team, "Ben", "nightly", actor="Ana Kos")
    told = [(one.seq, one.actor, one.account, one.what, one.value) for one in accounts.changes(team)][::-1]
    assert told == [
        (1, "root", "Ana Kos", "added", "admin"),
        (2, "Ana Kos", "Ben", "added", "coder"),
        (3, "Ana Kos", "Ben", "role set", "reviewer"),
        (4, "Ana Kos", "Ben", "disabled", None),
        (5, "Ana Kos", "Ben", "enabled", None),
        (6, "Ben", "Ben", "password set", None),
        (7, "Ben", "Ben", "token made", "nightly"),
        (8, "Ana Kos", "Ben", "token withdrawn", "nightly"),
    ]
    for statement in ("UPDATE account_log SET actor = 'x'", "DELETE FROM account_log"):
        with pytest.raises(Exception, match="never changed"), team.database.writing() as connection:
            connection.exec_driver_sql(statement)


def test_rebuild_and_verify_leave_accounts_alone(team: Ledger, place: str) -> None:  # noqa: F811
    before = accounts.accounts(team), accounts.changes(team)
    keep.rebuild(team)
    assert (accounts.accounts(team), accounts.changes(team)) == before
    assert sessions.authenticate(team, "Ben", WORDS[::-1]).name == "Ben"
    assert keep.verify(place).wrong == ()
    assert list(keep.log(team)) == [], "the journal is the record's"


def test_an_older_ledger_gets_the_tables_and_keeps_its_journal(tmp_path: Path) -> None:
    from tests.ledger.made import keep as keep_report
    from tests.ledger.made import made

    path = tmp_path / "old.db"
    with open_ledger(path, "create") as opened:
        keep_report(opened, made(0))
        head = opened.head()
    with closing(sqlite3.connect(path)) as connection:
        for name in ("account_log", "sessions", "accounts"):
            connection.execute(f"DROP TABLE {name}")
        connection.execute("DELETE FROM ledger_version WHERE number > 1")
        connection.execute("INSERT OR IGNORE INTO ledger_version VALUES (1, 'made')")
        connection.commit()
    with pytest.raises(HearsayError, match="E-LEDGER-OLDER"):
        open_ledger(path)
    with open_ledger(path, "write") as opened:
        assert opened.head() == head
        accounts.add(opened, "Ana", "admin", WORDS, actor="root")
    assert keep.verify(path).wrong == ()


def test_sessions_end_idle_absolutely_and_when_left(team: Ledger) -> None:
    clock = Hands()
    token, session = sessions.log_in(team, "Ben", WORDS[::-1], clock=clock)

    def there(**options: bool) -> bool:
        return sessions.session_of(team, token, kind="browser", clock=clock, **options) is not None

    assert (session.account, session.role) == ("Ben", "coder")
    for _ in range(5):
        clock.on(hours=1.9)
        assert there()
    clock.on(hours=1.9)
    assert there(using=False), "looking without using"
    clock.on(hours=0.2)
    assert not there(), "two hours after it was last used"
    token, _ = sessions.log_in(team, "Ben", WORDS[::-1], clock=clock)
    for _ in range(11):
        clock.on(hours=1.05)
        assert there()
    clock.on(hours=0.5)
    assert not there(), "twelve hours after it began, used or not"
    token, _ = sessions.log_in(team, "Ben", WORDS[::-1], clock=clock)
    assert there()
    sessions.log_out(team, token)
    assert not there()


def test_only_hashes_of_tokens_are_kept_and_a_hash_opens_nothing(team: Ledger) -> None:
    token, session = sessions.log_in(team, "Ben", WORDS[::-1])
    with team.reading() as connection:
        rows = [dict(row._mapping) for row in connection.exec_driver_sql("SELECT * FROM sessions")]
    assert [row["token"] for row in rows] == [session.key]
    assert not any(secret in str(rows) for secret in (token, session.csrf))
    assert sessions.session_of(team, session.key, kind="browser") is None


def test_a_log_in_ends_the_session_before_and_gives_another_token(team: Ledger) -> None:
    first, _ = sessions.log_in(team, "Ben", WORDS[::-1])
    second, _ = sessions.log_in(team, "Ana Kos", WORDS, before=first)
    assert first != second
    assert sessions.session_of(team, first, kind="browser") is None
    assert sessions.session_of(team, second, kind="browser") is not None


def test_a_disabled_account_and_a_new_password_log_out(team: Ledger) -> None:
    here, mine = sessions.log_in(team, "Ben", WORDS[::-1])
    elsewhere, _ = sessions.log_in(team, "Ben", WORDS[::-1])
    accounts.set_password(team, "Ben", WORDS + " two", actor="Ben", but=mine.key)
    assert sessions.session_of(team, here, kind="browser") is not None
    assert sessions.session_of(team, elsewhere, kind="browser") is None
    accounts.disable(team, "Ben", actor="Ana Kos")
    assert sessions.session_of(team, here, kind="browser") is None
    with pytest.raises(HearsayError, match="E-TEAM-REFUSED"):
        sessions.log_in(team, "Ben", WORDS + " two")


def test_a_programs_token_holds_until_its_day_and_is_no_session(team: Ledger) -> None:
    clock = Hands()
    token = sessions.make_token(team, "Ben", "nightly", 30, actor="Ben", clock=clock)
    assert sessions.session_of(team, token, kind="browser", clock=clock) is None
    clock.on(days=29)
    found = sessions.session_of(team, token, kind="program", clock=clock)
    assert found is not None
    assert found.account == "Ben"
    assert [one.label for one in sessions.tokens(team, "Ben")] == ["nightly"]
    with pytest.raises(HearsayError, match="E-TEAM-TAKEN"):
        sessions.make_token(team, "Ben", "nightly", actor="Ben", clock=clock)
    clock.on(days=1)
    assert sessions.session_of(team, token, kind="program", clock=clock) is None
    with pytest.raises(HearsayError, match="E-TEAM-UNKNOWN"):
        sessions.withdraw_token(team, "Ben", "other", actor="Ben", clock=clock)


@pytest.mark.parametrize("verb", roles.verbs())
def test_a_role_may_all_that_the_roles_before_it_may(verb: str) -> None:
    allowed = [roles.may(role, verb) for role in roles.roles()]
    assert allowed == sorted(allowed)
    assert allowed[-1]
    for role, ok in zip(roles.roles(), allowed, strict=True):
        if not ok:
            with pytest.raises(HearsayError, match=rf"\[E-TEAM-ROLE\] Eve is {role} and may not {verb}"):
                roles.demand("Eve", role, verb)
