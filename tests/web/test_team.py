"""Who may do what: every route for every role, tokens, sessions, guessing. Without a browser, on both databases."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.routing import Route
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from hearsay.flow import roles, sessions
from hearsay.flow.add import add_paths
from hearsay.flow.keep import open_ledger
from hearsay.record import HearsayError
from hearsay.web import create_app
from hearsay.web.accounts.gate import needed, rules
from hearsay.web.app import ROUTERS, TEAM_ROUTERS
from hearsay.web.serving import Listening, check
from tests.ledger.conftest import postgres, server  # noqa: F401
from tests.web.served import STORY
from tests.web.team import PEOPLE, Hands, Visitor, make_team, password

OF_ROLE = {role: name for name, role in PEOPLE.items()}
PARTS = {"verb": "accept", "seq": "1", "digest": "0" * 16, "name": "app.js", "form": "csv"}


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture
def app(team_ledger: Path, clock: Hands) -> Iterator[FastAPI]:
    made = create_app(str(team_ledger), "team", clock=clock)
    yield made
    made.state.desk.ledger.close()


@pytest.fixture
def visitor(app: FastAPI) -> Visitor:
    return Visitor(app)


@pytest.fixture(scope="module")
def shared(team_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Visitor]]:
    """Somebody of each role, logged in to one server."""
    path = shutil.copy(team_once, tmp_path_factory.mktemp("shared") / "team.db")
    app = create_app(str(path), "team")
    found = {}
    for role, name in OF_ROLE.items():
        found[role] = Visitor(app)
        assert found[role].log_in(name).status_code == 303
    yield found
    app.state.desk.ledger.close()


def claim_path(place: Path) -> str:
    with open_ledger(str(place)) as ledger:
        claim = next(one for one in ledger.rows("claims") if not one.repeats)
    return f"{claim.report}/{claim.claim}"


def routes() -> list[tuple[str, str]]:
    """Method and path of every route of the application, its description included."""
    found = [("GET", "/api/openapi.json")]
    for router in ROUTERS + TEAM_ROUTERS:
        for route in router.routes:
            assert isinstance(route, APIRoute | Route), "another kind of route would slip through here"
            found += [(method, route.path) for method in sorted(route.methods or ()) if method != "HEAD"]
    return found


def filled(path: str) -> str:
    return re.sub(r"\{(\w+)(:\w+)?\}", lambda part: PARTS.get(part[1], "r-0000000000"), path)


def test_every_route_is_in_the_table() -> None:
    assert set(routes()) <= {(rule.method, rule.path) for rule in rules()}
    asked = {rule.verb for rule in rules()} - {None, "{verb}"}
    assert asked <= set(roles.verbs())


@pytest.mark.parametrize(("method", "path"), routes(), ids=str)
def test_every_route_is_refused_to_the_role_below(shared: dict[str, Visitor], method: str, path: str) -> None:
    _, verbs = needed(method, filled(path))
    stranger = Visitor(shared["admin"].app)
    if not verbs:
        assert path in ("/login", "/static/{digest}/{name}", "/favicon.ico"), "open to everybody"
        assert stranger.request(method, filled(path)).status_code in (200, 308, 403, 404)
        return
    answer = stranger.request(method, filled(path))
    assert answer.status_code == 401
    assert "E-TEAM-LOGIN" in answer.text or 'action="/login"' in answer.text
    assert "ana likes" not in answer.text
    least = max((roles.least(verb) for verb in verbs), key=roles.roles().index)
    for role in roles.roles()[: roles.roles().index(least)]:
        answer = shared[role].request(method, filled(path))
        assert answer.status_code == 403, (role, answer.text)
        assert "E-TEAM-ROLE" in answer.text
        assert f"that takes {least}" in answer.text


@pytest.mark.parametrize("verb", ["accept", "reject", "correct", "grade", "undo"])
def test_the_verb_in_the_path_is_what_is_asked(shared: dict[str, Visitor], verb: str) -> None:
    answer = shared["reader"].post(f"/claims/r-0000000000/c-0000000000/{verb}")
    assert answer.status_code == 403
    assert f"may not {verb}" in answer.text
    assert shared["admin"].post("/claims/r-0000000000/c-0000000000/approve").status_code == 404


@pytest.mark.parametrize(
    ("method", "path"),
    [(method, path) for method, path in routes() if method == "POST" and path != "/login"],
    ids=str,
)
def test_no_change_without_the_sessions_token(shared: dict[str, Visitor], method: str, path: str) -> None:
    ana, where = shared["admin"], filled(path)
    before = ana.get("/api/journal?limit=1").json()
    for answer in (
        ana.post(where),
        ana.post(where, data={"name": "Ben", "role": "admin"}),
        ana.post(where, data={"csrf": shared["coder"].token()}),
        ana.post(where, files={"files": ("a.txt", b"Two died.")}, data={"csrf": "x"}),
        ana.post(where, json={"page": "p", "key": ""}),
        ana.post(where, json={}, headers={"X-CSRF-Token": shared["coder"].token()}),
        ana.post(where, json={}, headers={"X-CSRF-Token": ""}),
        ana.post(where, data={"csrf": "\u00e9"}),
    ):
        assert (answer.status_code, "E-TEAM-TOKEN" in answer.text) == (403, True)
    assert ana.get("/api/journal?limit=1").json() == before
    assert ana.get("/account").status_code == 200, "not logged out either"


def test_with_the_token_it_is_done_and_signed_by_the_account(visitor: Visitor, team_ledger: Path) -> None:
    path = claim_path(team_ledger)
    visitor.log_in("Ben")
    given = {"csrf": visitor.token(), "actor": "Ana", "fields": "certainty"}
    assert visitor.post(f"/claims/{path}/accept", data=given).status_code == 303
    header = {"X-CSRF-Token": visitor.token()}
    answer = visitor.post(f"/api/claims/{path}/reject", json={"actor": "Ana"}, headers=header)
    assert answer.json()["actor"] == "Ben"
    text = "A storm killed two people in Split, police said."
    added = visitor.post("/add", data={"text": text, "csrf": visitor.token(), "published": "2024-03-06"})
    assert "Read" in added.text
    journal = visitor.get("/api/journal?limit=4").json()
    assert [one["signed"]["actor"] for one in journal if one["kind"] == "decision made"] == ["Ben", "Ben"]
    assert any("by Ben" in (one["signed"]["reason"] or "") for one in journal)


@pytest.mark.parametrize("path", ["/nowhere", "/docs", "/queue/", "/accounts/add%3F", "/api/"])
def test_what_is_in_no_table_is_answered_to_nobody(shared: dict[str, Visitor], path: str) -> None:
    assert Visitor(shared["admin"].app).get(path).status_code == 401
    assert shared["admin"].get(path).status_code == 404


def test_an_encoded_sign_does_not_make_another_address_of_it(shared: dict[str, Visitor]) -> None:
    # a URL that is put together and taken apart again would end at the question mark
    for path in ("/reports/x%3F", "/reports/x%23"):
        assert needed("GET", "/reports/x?")[1] == ["read"]
        assert shared["reader"].get(path).status_code == 404
    assert shared["reader"].post("/login%3F/../accounts/add").status_code in (403, 404)


def test_logging_in_gives_another_session_and_a_planted_one_is_worth_nothing(
    visitor: Visitor, app: FastAPI
) -> None:
    visitor.cookies.set("hearsay", "planted-by-somebody-else", domain="127.0.0.1")
    assert visitor.get("/queue").status_code == 401
    assert visitor.log_in("Ben").status_code == 303
    first = [one.value for one in visitor.cookies.jar if one.name == "hearsay"][-1]
    assert first != "planted-by-somebody-else"
    thief = Visitor(app)
    thief.cookies.set("hearsay", str(first))
    assert thief.get("/account").status_code == 200
    visitor.cookies.clear()
    visitor.cookies.set("hearsay", str(first))
    again = visitor.post("/login", data={"name": "Ben", "password": password("Ben"), "csrf": "x"})
    assert again.status_code == 403, "without the token of the page to log in on"
    guest = Visitor(app)
    token = guest.token("/login")
    cookies = {**dict(guest.cookies), "hearsay": str(first)}
    given = {"name": "Ben", "password": password("Ben"), "csrf": token}
    answer = Visitor(app, cookies=cookies).post("/login", data=given)
    assert answer.status_code == 303
    assert thief.get("/account").status_code == 401, "the session before has ended"


def test_the_cookie_is_seen_by_no_script_and_sent_by_no_other_site(visitor: Visitor) -> None:
    answer = visitor.log_in("Ben")
    (cookie,) = [one for one in answer.headers.get_list("set-cookie") if one.startswith("hearsay=")]
    assert cookie.partition("=")[2].partition(";")[0] not in ("", '""')
    assert {"httponly", "samesite=lax", "path=/"} <= {part.strip().lower() for part in cookie.split(";")}
    assert "secure" not in cookie.lower()
    assert "domain" not in cookie.lower()


def test_behind_https_the_cookie_is_for_https_alone(app: FastAPI) -> None:
    behind: Any = ProxyHeadersMiddleware(app, trusted_hosts="testclient")  # type: ignore[arg-type]
    visitor = Visitor(behind, base_url="https://127.0.0.1")
    visitor.headers["X-Forwarded-Proto"] = "https"
    answer = visitor.log_in("Ben")
    (cookie,) = [one for one in answer.headers.get_list("set-cookie") if "hearsay=" in one]
    assert cookie.startswith("__Host-hearsay=")
    assert "; secure" in cookie.lower()
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    assert visitor.get("/queue").status_code == 200


def test_a_proxys_word_is_taken_from_none_that_was_not_named(app: FastAPI) -> None:
    visitor = Visitor(app)
    headers = {
        "X-Forwarded-Proto": "https",
        "X-Forwarded-For": "203.0.113.9",
        "X-Forwarded-Host": "evil.example",
    }
    visitor.headers.update(headers)
    assert "__Host-" not in str(visitor.log_in("Ben").headers.get_list("set-cookie"))
    guest = Visitor(app)
    for turn in range(8):
        guest.headers["X-Forwarded-For"] = f"203.0.113.{turn}"
        answer = guest.log_in("Cleo", "not the password at all")
    assert answer.status_code == 429, "another address in a header is no other address"


def test_logging_out_ends_the_session_on_the_server(visitor: Visitor, app: FastAPI) -> None:
    visitor.log_in("Ben")
    token = str(visitor.cookies["hearsay"])
    assert visitor.get("/logout").status_code == 404, "no link logs anybody out"
    assert visitor.post("/logout", data={"csrf": visitor.token()}).status_code == 303
    assert "hearsay" not in visitor.cookies
    other = Visitor(app, cookies={"hearsay": token})
    assert other.get("/queue").status_code == 401


def test_a_session_ends_idle_and_a_page_left_open_does_not_keep_it(visitor: Visitor, clock: Hands) -> None:
    visitor.log_in("Ben")
    header = {"X-CSRF-Token": visitor.token()}
    for _ in range(7):
        clock.on(minutes=17)
        said = {"page": "p", "key": "", "editing": False}
        assert visitor.post("/api/presence", json=said, headers=header).status_code == 200
    clock.on(minutes=2)
    answer = visitor.post("/api/presence", json=said, headers=header)
    assert (answer.status_code, answer.json()["code"]) == (401, "E-TEAM-LOGIN")
    assert answer.headers["www-authenticate"].startswith("Bearer")
    visitor.log_in("Ben")
    for _ in range(11):
        clock.on(minutes=65)
        assert visitor.get("/queue").status_code == 200
    clock.on(minutes=10)
    assert visitor.get("/queue").status_code == 401, "twelve hours after it began"


def test_whoever_is_disabled_is_out_at_once_and_a_new_role_holds_at_once(app: FastAPI) -> None:
    ana, ben = Visitor(app), Visitor(app)
    ana.log_in("Ana")
    ben.log_in("Ben")
    token = ana.token("/accounts")
    assert ben.get("/accounts").status_code == 403
    assert ana.post("/accounts/role", data={"name": "Ben", "role": "admin", "csrf": token}).status_code == 303
    assert ben.get("/accounts").status_code == 200
    assert ana.post("/accounts/disable", data={"name": "Ben", "csrf": token}).status_code == 303
    assert ben.get("/queue").status_code == 401
    assert "E-TEAM-REFUSED" in ben.log_in("Ben").text
    answer = ana.post("/accounts/disable", data={"name": "Ana", "csrf": token})
    assert (answer.status_code, "E-TEAM-LAST-ADMIN" in answer.text) == (422, True)


def test_an_admins_page_makes_accounts_and_tells_what_is_wrong(app: FastAPI) -> None:
    ana = Visitor(app)
    ana.log_in("Ana")
    given = {"name": "Dora", "role": "reader", "password": "short", "csrf": ana.token("/accounts")}
    answer = ana.post("/accounts/add", data=given)
    assert (answer.status_code, "E-TEAM-PASSWORD" in answer.text) == (422, True)
    assert "short" not in re.sub(r"<style.*?</style>", "", answer.text).split("<main")[1]
    assert ana.post("/accounts/add", data={**given, "password": "a lamp in Dubrovnik"}).status_code == 303
    dora = Visitor(app)
    assert dora.log_in("Dora", "a lamp in Dubrovnik").status_code == 303
    page = ana.get("/accounts").text
    assert "Dora: added, reader" in re.sub(r"</?bdi>", "", page)
    assert "argon2" not in page


def test_one_changes_ones_own_password_with_the_old_one(app: FastAPI) -> None:
    here, elsewhere = Visitor(app), Visitor(app)
    here.log_in("Ben")
    elsewhere.log_in("Ben")
    new = "seven quiet tractors"
    given = {"old": "not that one, sorry", "new": new, "again": new, "csrf": here.token()}
    assert "not your present password" in here.post("/account/password", data=given).text
    given["old"] = password("Ben")
    assert "typed in two ways" in here.post("/account/password", data={**given, "again": "x"}).text
    assert here.post("/account/password", data=given).status_code == 303
    assert here.get("/queue").status_code == 200
    assert elsewhere.get("/queue").status_code == 401
    assert Visitor(app).log_in("Ben", new).status_code == 303


# --- guessing ---


def test_a_wrong_password_and_an_unknown_name_are_told_alike(visitor: Visitor) -> None:
    told = [
        re.sub(r'value="[^"]*"', "", visitor.log_in(name, "marble stairs, all of them").text)
        for name in ("Ben", "Nemo")
    ]
    assert "E-TEAM-REFUSED" in told[0]
    assert told[0] == told[1]


def test_guessing_is_slowed_for_names_that_there_are_and_are_not(visitor: Visitor, clock: Hands) -> None:
    for name in ("Ben", "Nemo"):
        answers = [visitor.log_in(name, f"guess number {turn} of many") for turn in range(7)]
        assert [one.status_code for one in answers] == [401] * 5 + [429] * 2
        assert "Wait 15 minutes" in answers[-1].text
        assert 0 < int(answers[-1].headers["retry-after"]) <= 901
    assert visitor.log_in("Ben").status_code == 429, "the right one neither"
    clock.on(minutes=15.1)
    assert visitor.log_in("Ben").status_code == 303


def test_guessing_from_elsewhere_locks_nobody_out(app: FastAPI) -> None:
    def at(address: str) -> Visitor:
        return Visitor(app, client=(address, 50000))

    at_work = at("192.0.2.7")
    assert at_work.log_in("Ben").status_code == 303
    for number in range(12):  # many addresses guess at Ben's
        for turn in range(5):
            answer = at(f"198.51.100.{number}").log_in("Ben", f"guess {number} {turn} of very many")
    assert answer.status_code == 429, "together they have had enough"
    assert at("198.51.100.99").log_in("Ben", "one more guess at it").status_code == 429
    assert at("192.0.2.7").log_in("Ben").status_code == 303, "Ben comes in where he came in before"
    assert at("198.51.100.99").log_in("Cleo").status_code == 303, "and nobody else is held up"


def test_one_address_that_tries_many_names_is_slowed(app: FastAPI) -> None:
    codes = [Visitor(app).log_in(f"name {turn}", "the same word for all").status_code for turn in range(22)]
    assert codes == [401] * 20 + [429] * 2


# --- programs ---


def test_a_program_works_by_a_token_without_cookies(app: FastAPI, team_ledger: Path) -> None:
    with open_ledger(str(team_ledger), "write") as ledger:
        token = sessions.make_token(ledger, "Ben", "nightly", actor="Ana")
    program = Visitor(app)
    del program.headers["Origin"]
    program.headers["Authorization"] = f"Bearer {token}"
    path = claim_path(team_ledger)
    assert program.post(f"/api/claims/{path}/accept", json={}).json()["actor"] == "Ben"
    assert program.get("/accounts").status_code == 403
    program.headers["Authorization"] = f"Bearer {token[:-1]}x"
    assert program.get("/api/queue").status_code == 401


# --- taking back ---


def test_a_coder_takes_back_their_own_word_and_a_reviewer_anybodys(app: FastAPI, team_ledger: Path) -> None:
    path = claim_path(team_ledger)
    people = {name: Visitor(app) for name in ("Ben", "Cleo", "Rob")}
    for name, one in people.items():
        one.log_in(name)
        one.headers["X-CSRF-Token"] = one.token()
    seq = people["Ben"].post(f"/api/claims/{path}/accept", json={}).json()["seq"]
    asked: list[tuple[str, dict[str, Any]]] = [
        ("/undo", {"data": {"seq": seq}}),
        ("/api/undo", {"json": {"seq": seq}}),
        (f"/claims/{path}/undo", {"data": {}}),
    ]
    for address, sent in asked:
        answer = people["Cleo"].post(address, **sent)
        assert (answer.status_code, "undo what another decided" in answer.text) == (403, True)
    assert 'class="undo"' not in people["Cleo"].get("/log").text
    assert 'class="undo"' in people["Ben"].get("/log").text
    assert people["Rob"].post("/api/undo", json={"seq": seq}).status_code == 200
    seq = people["Ben"].post(f"/api/claims/{path}/accept", json={}).json()["seq"]
    assert people["Ben"].post("/undo", data={"seq": seq}).status_code == 303


# --- everywhere else ---


@pytest.mark.parametrize("path", ["/login", "/queue", "/accounts", "/account", "/api/session", "/nowhere"])
def test_signed_in_pages_are_kept_by_nobody_and_framed_by_nobody(
    shared: dict[str, Visitor], path: str
) -> None:
    headers = shared["admin"].get(path).headers
    assert headers["cache-control"] == "no-store"
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "form-action 'self'" in policy
    assert "unsafe" not in policy
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_nobody_is_led_away_when_they_log_in(visitor: Visitor, back: str) -> None:
    assert visitor.log_in("Ben", back=back).headers["location"] == "/queue"


def test_a_link_is_kept_over_the_log_in(visitor: Visitor) -> None:
    answer = visitor.get("/search?text=storm")
    assert answer.status_code == 401
    assert 'name="back" value="/search?text=storm"' in answer.text
    assert visitor.log_in("Ben", back="/search?text=storm").headers["location"] == "/search?text=storm"


def test_other_hosts_are_refused_unless_they_were_named(team_ledger: Path) -> None:
    app = create_app(
        str(team_ledger), "team", hosts=check(Listening(0, names=("Desk.Example.org",), mode="team"))
    )
    assert Visitor(app, base_url="https://desk.example.org").get("/login").status_code == 200
    assert Visitor(app, base_url="https://other.example.org").get("/login").status_code == 421
    foreign = {"Origin": "https://evil.example"}
    assert Visitor(app).post("/login", headers=foreign, data={"name": "Ben"}).status_code == 403


@pytest.mark.parametrize(
    ("where", "why"),
    [
        (Listening(0, host="0.0.0.0"), "Without accounts"),
        (Listening(0, names=("desk.example.org",)), "Without accounts"),
        (Listening(0, proxies=("127.0.0.1",)), "Without accounts"),
        (Listening(0, host="0.0.0.0", mode="team"), "every address of this machine"),
        (Listening(0, host="desk.example.org", mode="team"), "does not appear to be an IPv4 or IPv6 address"),
        (Listening(0, proxies=("*",), mode="team"), "'*'"),
    ],
)
def test_where_it_listens_is_checked(where: Listening, why: str) -> None:
    with pytest.raises(HearsayError, match=r"\[E-TEAM-ADDRESS\]") as refused:
        check(where)
    assert why in refused.value.message


def test_one_person_without_accounts_goes_on_as_before(ledger: Path) -> None:
    alone = Visitor(create_app(str(ledger), actor="Ana"))
    assert "Log out" not in alone.get("/queue").text
    assert alone.get("/login").status_code == 404
    assert alone.post(f"/claims/{claim_path(ledger)}/accept").status_code == 303
    assert "csrf" not in alone.get("/queue").text


def test_a_team_without_an_admin_is_not_served(ledger: Path) -> None:
    with pytest.raises(HearsayError, match=r"\[E-TEAM-NO-ADMIN\]"):
        create_app(str(ledger), "team")


def test_what_is_handed_on_and_shown_never_holds_a_password(team_ledger: Path, visitor: Visitor) -> None:
    visitor.log_in("Ana")
    kept = _secrets(team_ledger)
    assert len(kept) >= len(PEOPLE)
    paths = (
        "/accounts",
        "/account",
        "/log",
        "/api/journal",
        "/api/reports",
        "/api/queue",
        "/api/session",
        "/queue",
    )
    for path in paths:
        text = visitor.get(path).text
        assert not any(secret in text for secret in kept), path


def _secrets(place: Path) -> list[str]:
    with open_ledger(str(place)) as ledger, ledger.reading() as connection:
        rows: list[Any] = [
            *connection.exec_driver_sql("SELECT password FROM accounts"),
            *connection.exec_driver_sql("SELECT token FROM sessions"),
        ]
    return [str(row[0]) for row in rows]


def test_a_team_on_postgresql(postgres: str, tmp_path: Path) -> None:  # noqa: F811
    (tmp_path / "korcula.txt").write_text(STORY, encoding="utf-8")
    with open_ledger(postgres, "create") as ledger:
        list(add_paths(ledger, [str(tmp_path / "korcula.txt")]))
        claim = next(one for one in ledger.rows("claims") if not one.repeats)
    make_team(postgres)
    app = create_app(postgres, "team")
    ben = Visitor(app)
    assert ben.get("/queue").status_code == 401
    assert ben.log_in("Ben", "not the password at all").status_code == 401
    assert ben.log_in("Ben").status_code == 303
    assert "Log out" in ben.get("/queue").text
    path = f"/api/claims/{claim.report}/{claim.claim}/accept"
    assert ben.post(path, json={}).status_code == 403
    answer = ben.post(path, json={}, headers={"X-CSRF-Token": ben.token()})
    assert answer.json()["actor"] == "Ben"
    assert ben.post("/logout", data={"csrf": ben.token()}).status_code == 303
    assert ben.get("/queue").status_code == 401
    app.state.desk.ledger.close()
