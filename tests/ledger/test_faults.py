"""What goes wrong with disks, files and servers is told with a code and a remedy, and nothing is lost or half-written."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from hearsay.ledger import open_ledger, shape, writer
from hearsay.ledger.database import Access, Database
from hearsay.ledger.tables import table
from hearsay.ledger.verify import verify
from hearsay.record import HearsayError
from tests.ledger.made import MACHINE, keep, made, state

ACCESS: tuple[Access, ...] = ("read", "write", "create")


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A ledger with two reports."""
    place = tmp_path / "ledger.db"
    with open_ledger(place, "create") as ledger:
        keep(ledger, made(0), made(1))
    return place


@contextmanager
def unchanged(place: Path) -> Iterator[None]:
    """Whatever happens inside, the ledger is afterwards what it was, and a further report can be added."""
    with open_ledger(place) as ledger:
        before, head = state(ledger), ledger.head()
    yield
    with open_ledger(place, "write") as ledger:
        assert (state(ledger), ledger.head()) == (before, head)
        assert keep(ledger, made(5))[0].result == "added"
    assert verify(place, head.hash).wrong == ()


def test_a_full_disk(two: Path) -> None:
    with unchanged(two), open_ledger(two, "write") as ledger:
        with ledger.database.writing() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(HearsayError, match=r"E-LEDGER-FULL.*nothing is half-written\. Make room on"):
            keep(ledger, made(2), made(3), made(4))


@pytest.mark.skipif(os.name != "posix", reason="limits as POSIX has them")
def test_a_file_that_may_not_grow(two: Path) -> None:
    size = two.stat().st_size
    script = (
        "import resource, signal, sys\n"
        "from hearsay.ledger import open_ledger\n"
        "from tests.ledger.made import keep, made\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({size // 2}, {size // 2}))\n"
        "with open_ledger(sys.argv[1], 'write') as ledger:\n"
        "    keep(ledger, *(made(number) for number in range(2, 40)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(two)], capture_output=True, text=True, check=False
    )
    assert "E-LEDGER-FULL" in done.stderr, done.stderr
    with open_ledger(two) as ledger:
        reports = len(list(ledger.rows("reports", "report")))
    assert verify(two).wrong == ()
    with open_ledger(two, "write") as ledger:
        added = keep(ledger, *(made(number) for number in range(40)))
    assert sum(one.result == "already there" for one in added) == reports
    assert verify(two).wrong == ()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can try it as somebody else")
def test_a_file_and_a_folder_that_may_only_be_read(two: Path) -> None:
    for folder in (two.parent, *(one for one in two.parents if one.name.startswith("pytest-"))):
        folder.chmod(0o755)
    two.chmod(0o644)
    script = (
        "import os, sys\n"
        "from hearsay.ledger import open_ledger\n"
        "from hearsay.record.errors import catalogue\n"
        "open_ledger(sys.argv[1] + '.warm', 'create').close(); catalogue()\n"  # loads what could not be loaded later
        "os.setgid(65534); os.setuid(65534)\n"
        "print(len(list(open_ledger(sys.argv[1]).rows('claims'))), flush=True)\n"
        "open_ledger(sys.argv[1], 'write')\n"
    )
    with unchanged(two):
        done = subprocess.run(
            [sys.executable, "-c", script, str(two)], capture_output=True, text=True, check=False
        )
        assert int(done.stdout or 0) > 5, done.stderr
        assert "E-LEDGER-READ-ONLY" in done.stderr, done.stderr
        assert "Give yourself the right to write" in done.stderr


def test_a_ledger_opened_for_reading_is_not_written(two: Path) -> None:
    with (
        unchanged(two),
        open_ledger(two) as ledger,
        pytest.raises(HearsayError, match="E-LEDGER-READ-ONLY"),
    ):
        keep(ledger, made(2))


def test_a_ledger_of_a_newer_hearsay(two: Path) -> None:
    with closing(sqlite3.connect(two)) as connection:
        connection.execute("INSERT INTO ledger_version VALUES (99, 'kept')")
        connection.commit()
    before = two.read_bytes()
    for access in ACCESS:
        with pytest.raises(HearsayError, match=r"E-LEDGER-NEWER.*number 99.*pip install --upgrade hearsay"):
            open_ledger(two, access)
    assert two.read_bytes() == before


def test_a_ledger_of_an_older_hearsay_is_brought_up_to_date(place: str) -> None:
    with open_ledger(place, "create") as ledger:
        keep(ledger, made(0))
        before, head = state(ledger), ledger.head()
        with ledger.database.writing() as connection:
            version = table("ledger_version")
            connection.execute(version.update().where(version.c.part == "made").values(number=0))
            connection.exec_driver_sql("DROP VIEW claims_in_reports")
            connection.exec_driver_sql("UPDATE claims SET certainty = 'as of old'")
    with pytest.raises(HearsayError, match=r"E-LEDGER-OLDER.*hearsay rebuild"):
        open_ledger(place)
    with open_ledger(place, "write") as ledger:
        assert (state(ledger), ledger.head()) == (before, head)
    assert verify(place).wrong == ()


def test_a_step_that_fails_leaves_everything_as_it_was(two: Path) -> None:
    def half(connection: object) -> None:
        connection.exec_driver_sql("ALTER TABLE journal ADD COLUMN extra TEXT")  # type: ignore[attr-defined]
        raise RuntimeError("the power went")

    with unchanged(two):
        database = Database(open_ledger(two).place, "write")
        with pytest.raises(RuntimeError), database.writing() as connection:
            shape.prepare(database, connection, lambda _: None, (*shape.STEPS, half))
        database.close()


def test_a_later_step_keeps_every_row(two: Path) -> None:
    def wider(connection: object) -> None:
        connection.exec_driver_sql("ALTER TABLE journal ADD COLUMN extra TEXT")  # type: ignore[attr-defined]

    with open_ledger(two) as ledger:
        entries = list(ledger.entries())
    database = Database(open_ledger(two).place, "write")
    with database, database.writing() as connection:
        shape.prepare(database, connection, lambda _: None, (*shape.STEPS, wider))
    with pytest.raises(HearsayError, match="E-LEDGER-NEWER"):
        open_ledger(two)
    with closing(sqlite3.connect(two)) as plain:
        assert [row[0] for row in plain.execute("SELECT hash FROM journal")] == [one.hash for one in entries]


def test_a_locked_ledger(two: Path) -> None:
    with unchanged(two), closing(sqlite3.connect(two, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(HearsayError, match=r"E-LEDGER-LOCKED.*for 0\.2 seconds.*Nothing is lost"):
            open_ledger(two, "write", patience=0.2)
        with open_ledger(two) as ledger:
            assert len(list(ledger.snapshot())) == 2, "reading goes on while somebody writes"
        other.execute("ROLLBACK")


def test_a_locked_server(postgres: str) -> None:
    with open_ledger(postgres, "create") as first, first.database.writing():
        with pytest.raises(HearsayError, match=r"E-LEDGER-LOCKED.*Nothing is lost"):
            open_ledger(postgres, "write", patience=0.2)
        with open_ledger(postgres) as ledger:
            assert list(ledger.snapshot()) == []


def test_two_programs_add_at_once(place: str) -> None:
    with open_ledger(place, "create"):
        pass
    failures: list[BaseException] = []

    def adding(numbers: range) -> None:
        try:
            with open_ledger(place, "create") as ledger:
                keep(ledger, *(made(number) for number in numbers))
        except BaseException as error:
            failures.append(error)

    for number in range(16):
        made(number)  # made before, so that the two meet while writing
    both = [threading.Thread(target=adding, args=(numbers,)) for numbers in (range(16), range(15, -1, -1))]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert failures == []
    with open_ledger(place) as ledger:
        assert len(list(ledger.rows("reports", "report"))) == 16
        assert ledger.head().seq == 32
    assert verify(place).wrong == ()


def test_two_programs_make_the_ledger_at_once(tmp_path: Path) -> None:
    place = tmp_path / "new.db"
    script = (
        "import sys\nfrom hearsay.ledger import open_ledger\nsys.stdin.readline()\n"
        "open_ledger(sys.argv[1], 'create').close()\n"
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(place)], stdin=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for _ in range(4)
    ]
    for one in started:
        assert one.stdin
        one.stdin.write(b"go\n")
        one.stdin.flush()
    assert [(one.communicate()[1], one.returncode) for one in started] == [(b"", 0)] * 4
    assert verify(place).wrong == ()


def test_a_damaged_page(two: Path, tmp_path: Path) -> None:
    whole = tmp_path / "whole.db"
    shutil.copyfile(two, whole)
    size = two.stat().st_size
    found = 0
    for page in range(1, size // 4096):
        shutil.copyfile(whole, two)
        with two.open("r+b") as file:
            file.seek(page * 4096)
            file.write(b"\xff" * 4096)
        before = two.read_bytes()
        try:
            wrong = verify(two).wrong
            found += bool(wrong)
        except HearsayError as refused:
            found += refused.code in (
                "E-LEDGER-CORRUPT",
                "E-LEDGER-UNREADABLE",
                "E-LEDGER-MISSING",
                "E-LEDGER-FOREIGN",
            )
        assert two.read_bytes() == before, "looking at a damaged file changes nothing"
    assert found >= size // 4096 - 3, "all but pages that are free"


def test_the_beginning_of_the_file_is_gone(two: Path) -> None:
    raw = bytearray(two.read_bytes())
    raw[:100] = bytes(100)
    two.write_bytes(raw)
    for access in ACCESS:
        with pytest.raises(HearsayError, match=r"E-LEDGER-(UNREADABLE|CORRUPT)"):
            open_ledger(two, access)


@pytest.mark.parametrize("access", ACCESS)
def test_what_is_no_ledger_is_left_alone(tmp_path: Path, access: Access) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("These are notes, a page of them. " * 40)
    with pytest.raises(HearsayError, match=r"E-LEDGER-UNREADABLE.*not a database"):
        open_ledger(text, access)
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE birds (name)")
    before = other.read_bytes()
    with pytest.raises(HearsayError, match=r"E-LEDGER-FOREIGN.*other tables \(birds\)"):
        open_ledger(other, access)
    assert other.read_bytes() == before
    assert text.read_text().startswith("These are notes")
    with pytest.raises(HearsayError, match=r"E-LEDGER-(UNREADABLE|MISSING)"):
        open_ledger(tmp_path / "no" / "such.db", access)
    with pytest.raises(HearsayError, match=r"E-LEDGER-UNREADABLE"):
        open_ledger(tmp_path, access)


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("mysql://root:secret@host/db", r"E-LEDGER-URL.*mysql is neither sqlite nor postgresql"),
        ("postgresql://:secret@@@[/", r"E-LEDGER-URL|E-LEDGER-SERVER"),
        ("sqlite://", r"E-LEDGER-URL.*names no file"),
        ("", r"E-LEDGER-URL"),
        ("postgresql://nobody:secret@127.0.0.1:1/none", r"E-LEDGER-SERVER.*Check that it runs"),
    ],
)
def test_an_address_that_leads_nowhere(address: str, message: str) -> None:
    with pytest.raises(HearsayError, match=message) as refused:
        open_ledger(address, "create")
    assert "secret" not in str(refused.value)


def test_a_server_without_the_rights(postgres: str) -> None:
    with open_ledger(postgres, "create"):
        pass
    read_only = postgres + "%20-cdefault_transaction_read_only%3Don"
    with pytest.raises(HearsayError, match="E-LEDGER-READ-ONLY"), open_ledger(read_only, "write") as ledger:
        writer.add(ledger, made(0).record, made(0).raw, MACHINE)


def test_a_driver_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(HearsayError, match=r"E-LEDGER-NO-DRIVER.*pip install 'hearsay\[postgres\]'"):
        open_ledger("postgresql://desk@db.example/hearsay")


def test_names_with_odd_characters(tmp_path: Path) -> None:
    place = tmp_path / "a?b#c%41 d.db"
    with open_ledger(place, "create") as ledger:
        keep(ledger, made(0))
    assert place.exists()
    assert verify(place).wrong == ()
