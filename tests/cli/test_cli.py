"""The commands as somebody at a prompt meets them: what they print, where, and how they end."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import click
import pytest

from hearsay.cli import commands, main
from hearsay.record import Record
from hearsay.record.schema import json_schema

STORM = "The harbour master said on Friday that at least 20 sailors had died near Split.\n"
FIRE = "Residents denied that the mill in Zadar had burned.\n"
PROGRAM = [sys.executable, "-m", "hearsay.cli"]


@dataclass
class Run:
    code: int
    out: str
    err: str

    @property
    def records(self) -> list[Record]:
        return [Record.parse(line) for line in self.out.splitlines()]


class Runner(Protocol):
    def __call__(self, *arguments: str, stdin: bytes = b"") -> Run: ...


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Runner:
    """Runs the program in a folder with ``storm.txt`` and ``fire.txt``."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "storm.txt").write_text(STORM, encoding="utf-8")
    (tmp_path / "fire.txt").write_text(FIRE, encoding="utf-8")

    def running(*arguments: str, stdin: bytes = b"") -> Run:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as end:
            main(list(arguments))
        said = capfd.readouterr()
        return Run(int(end.value.code or 0), said.out, said.err)

    return running


def test_a_report_is_shown_to_a_person(run: Runner) -> None:
    said = run("read", "storm.txt", "--published", "2024-03-04")
    assert said.code == 0
    assert said.err == ""
    assert "published 2024-03-04 (as given)" in said.out
    assert "The harbour master said" in said.out
    assert "Friday → 2024-03-01" in said.out
    assert "at least 20 sailors killed" in said.out
    assert "\x1b" not in said.out, "colour only on a terminal"


def test_without_a_date_none_is_invented(run: Runner) -> None:
    said = run("read", "storm.txt")
    assert "Friday (no publication date)" in said.out
    assert not re.search(r"\d{4}-\d\d-\d\d", said.out)


def test_several_reports_keep_their_order_in_every_form(run: Runner) -> None:
    lines = run("read", "storm.txt", "fire.txt", "--format", "jsonl")
    assert [record.report.ref for record in lines.records] == ["storm.txt", "fire.txt"]
    array = json.loads(run("read", "storm.txt", "fire.txt", "--format", "json").out)
    assert [record["report"]["ref"] for record in array] == ["storm.txt", "fire.txt"]
    assert [Record.parse(record) for record in array] == lines.records
    one = json.loads(run("read", "fire.txt", "--format", "json").out)
    assert one["report"]["publisher"] is None
    text = run("read", "storm.txt", "fire.txt").out
    assert text.index("storm.txt") < text.index("fire.txt")


def test_rows_in_records_out(run: Runner) -> None:
    rows = [
        {"id": "b", "text": STORM, "published": "2024-03-04"},
        {"id": "a", "text": FIRE, "publisher": "Post"},
    ]
    stdin = "".join(json.dumps(row) + "\n" for row in rows).encode()
    said = run("read", "-", "--input", "jsonl", "--format", "jsonl", stdin=stdin)
    assert said.code == 0
    assert [(r.report.ref, r.report.published, r.report.publisher) for r in said.records] == [
        ("b", "2024-03-04", None),
        ("a", None, "Post"),
    ]


def test_a_text_on_standard_input(run: Runner) -> None:
    said = run("read", "-", "--publisher", "Split Post", stdin=STORM.encode())
    assert said.code == 0
    assert "Split Post" in said.out


def test_every_record_fits_the_schema_that_is_printed(run: Runner) -> None:
    from jsonschema import Draft202012Validator

    printed = run("schema")
    assert printed.code == 0
    schema = json.loads(printed.out)
    assert schema == json_schema()
    for line in run("read", "storm.txt", "missing.txt", "--format", "jsonl").out.splitlines():
        Draft202012Validator(schema).validate(json.loads(line))


def test_one_bad_input_costs_its_neighbours_nothing(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    said = run("read", "storm.txt", "missing.txt", "empty.txt", "fire.txt", "--format", "jsonl")
    assert said.code == 3
    assert [record.report.ref for record in said.records] == [
        "storm.txt",
        "missing.txt",
        "empty.txt",
        "fire.txt",
    ]
    assert [bool(record.claims) for record in said.records] == [True, False, False, True]
    assert [[one.code for one in record.rejections] for record in said.records] == [
        [], ["E-INGEST-MISSING"], ["E-INGEST-EMPTY"], [],
    ]  # fmt: skip
    assert (
        "hearsay: missing.txt: [E-INGEST-MISSING] There is no file or folder missing.txt. Check the path"
        in said.err
    )
    assert "[E-INGEST-EMPTY] empty.txt holds no words. Give the report's text" in said.err
    assert said.err.endswith("hearsay: Refused, wholly or in part: 2 of 4 inputs.\n")


@pytest.mark.parametrize(
    ("name", "raw", "code"),
    [
        ("binary.txt", bytes(range(256)) * 8, "E-INGEST-BINARY"),
        ("blank.txt", b" \n\n", "E-INGEST-EMPTY"),
        ("french.txt", "Le ministère a déclaré que la ville était calme et que personne n'était mort. ".encode() * 4,
         "E-INGEST-LANGUAGE"),
        ("rows.jsonl", b'{"id": "a", "text": \n', "E-INGEST-ROW-JSON"),
        ("none.html", b"<!DOCTYPE html><html><body><nav><a href='/'>Home</a></nav></body></html>", "E-INGEST-NO-ARTICLE"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_at_all(run: Runner, tmp_path: Path, name: str, raw: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(raw)
    said = run("read", name, "--format", "jsonl")
    assert said.code == 1
    assert f"[{code}]" in said.err
    assert [one.code for record in said.records for one in record.rejections] == [code]
    assert run("read", name, "storm.txt", "--format", "jsonl").code == 3


def test_a_folder_without_reports(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    said = run("read", "bare")
    assert said.code == 1
    assert "[E-INGEST-NO-REPORTS]" in said.err
    assert "not read" in said.out


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("nul.txt", STORM.replace("Split.", "Split.\x00").encode()),
        ("rtl.txt", STORM.replace("Friday", "\u202eFriday\u202c").encode()),
        ("emoji.txt", STORM.replace("sailors", "sailors 🚢🚢").encode()),
        ("crlf.txt", STORM.replace("\n", "\r\n").encode() + FIRE.encode()),
        ("bom.txt", b"\xef\xbb\xbf" + STORM.encode()),
        ("latin.txt", (STORM * 3).replace("Split", "Orléans").encode("cp1252")),
        (
            "surrogate.jsonl",
            b'{"text": "' + STORM.strip().replace("Split", "Sp\\ud800lit").encode() + b'"}\n',
        ),
    ],
)
def test_odd_characters_are_read_and_leave_the_terminal_alone(
    run: Runner, tmp_path: Path, name: str, raw: bytes
) -> None:
    (tmp_path / name).write_bytes(raw)
    said = run("read", name)
    assert said.code == 0, said.err
    assert "harbour master" in said.out
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", said.out + said.err)
    assert run("read", name, "--format", "html").code == 0
    (record,) = run("read", name, "--format", "jsonl").records
    assert record.report.text


def test_a_page_of_one_report(run: Runner, tmp_path: Path) -> None:
    said = run("read", "storm.txt", "--format", "html")
    assert said.code == 0
    assert said.out.startswith("<!DOCTYPE html>")
    assert run("read", "storm.txt", "--format", "html", "--output", "storm.html").out == ""
    assert (tmp_path / "storm.html").read_text(encoding="utf-8") == said.out


def test_pages_of_several_reports_go_into_a_folder(run: Runner, tmp_path: Path) -> None:
    said = run("read", "storm.txt", "fire.txt", "missing.txt", "--format", "html", "--output", "pages")
    assert said.code == 3
    assert "The pages: " in said.err
    assert sorted(path.name for path in (tmp_path / "pages").iterdir()) == [
        "fire.html", "index.html", "missing.html", "storm.html",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "arguments",
    [
        ("storm.txt", "fire.txt", "--format", "html"),
        ("storm.txt", "fire.txt", "--format", "html", "--output", "both.html"),
        ("-", "--input", "jsonl", "--format", "html"),
    ],
)
def test_several_reports_do_not_fit_into_one_page(
    run: Runner, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    rows = (json.dumps({"text": STORM}) + "\n") * 2
    said = run("read", *arguments, stdin=rows.encode())
    assert said.code == 2
    assert "[E-EXPORT-MANY-PAGES]" in said.err
    assert "--output FOLDER" in said.err
    assert said.out == ""
    assert not (tmp_path / "both.html").exists()


def test_an_output_file_holds_what_would_have_been_printed(run: Runner, tmp_path: Path) -> None:
    printed = run("read", "storm.txt", "--format", "jsonl")
    assert run("read", "storm.txt", "--format", "jsonl", "--output", "out.jsonl").out == ""
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8") == printed.out
    assert run("read", "storm.txt", "--format", "jsonl", "--output", "-").out == printed.out


@pytest.mark.parametrize(
    ("arguments", "exit_code", "message"),
    [
        (
            ("read", "storm.txt", "--output", "storm.txt"),
            2,
            r"\[E-EXPORT-OVER-INPUT\].*Give --output another name",
        ),
        (
            ("read", "storm.txt", "--output", "no/such.txt"),
            1,
            r"\[E-EXPORT-UNWRITABLE\].*there is no folder no",
        ),
        (("read", "storm.txt", "--output", "."), 1, r"\[E-EXPORT-UNWRITABLE\].*it is a folder"),
        (
            ("read", "storm.txt", "--published", "last week"),
            2,
            r"\[E-INGEST-GIVEN-DATE\].*Write it as YYYY-MM-DD",
        ),
        (("read", "storm.txt", "--published", "2024-02-30"), 2, r"\[E-INGEST-GIVEN-DATE\]"),
        (("read", "storm.txt", "--format", "xml"), 2, "'xml' is not one of 'text', 'json', 'jsonl', 'html'"),
        (("read", "storm.txt", "--workers", "0"), 2, "--workers"),
        (("read",), 2, "Missing argument 'PATH...'"),
        (("speak",), 2, "No such command 'speak'"),
    ],
)
def test_a_wrong_command_is_told_so(
    run: Runner, arguments: tuple[str, ...], exit_code: int, message: str
) -> None:
    said = run(*arguments)
    assert said.code == exit_code
    assert said.out == ""
    assert re.search(message, said.err)
    assert "Traceback" not in said.err
    assert Path("storm.txt").read_text(encoding="utf-8") == STORM


def test_version(run: Runner) -> None:
    from hearsay import __version__

    said = run("--version")
    assert (said.code, said.out) == (0, f"hearsay {__version__}\n")


def test_help_teaches(run: Runner) -> None:
    for arguments in ([], ["read"], ["demo"]):
        said = run(*arguments, "--help")
        assert said.code == 0
        assert "Exit codes:" in said.out
    said = run("read", "--help")
    assert "hearsay read report.txt --published 2024-03-06" in said.out
    assert max(map(len, said.out.splitlines())) <= 100


def test_the_page_of_documentation_knows_every_command_option_and_code() -> None:
    page = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")
    for name, command in commands.commands.items():
        assert f"## hearsay {name}" in page
        for option in command.params:
            if isinstance(option, click.Option):
                assert option.opts[0] in page, f"{name} {option.opts[0]}"
    for code, meaning in re.findall(r"^  (\d+) +(.+)$", str(commands.epilog), re.M):
        assert f"| {code} | {meaning}" in page


def test_the_demo_reads_the_examples_and_writes_their_pages(run: Runner, tmp_path: Path) -> None:
    said = run("demo")
    assert said.code == 0, said.err
    index = tmp_path / "demo-out" / "index.html"
    assert str(Path("demo-out/index.html")) in said.out
    assert index.resolve().as_uri() in said.out
    pages = re.findall(r'href="([^"#]+\.html)"', index.read_text(encoding="utf-8"))
    assert len(pages) >= 10
    assert all((index.parent / name).is_file() for name in pages)
    assert len(re.findall(r"^\d+ claims?\b", said.out, re.M)) >= 10
    assert re.search(r"^Attack in Malakal, 15 March 2025\n.*\n8 reports of 6 stories", said.out, re.M)
    assert re.search(r"^ +UCDP +ACLED +Range$", said.out, re.M)
    assert re.search(r"^Killed( +[\d–]+){7}$", said.out, re.M)
    assert "A denial beside an assertion" in said.out
    assert re.search(r"“appeared\s+first\s+on\s+The\s+Nile\s+Courier”", said.out)


def test_asking_for_help_loads_no_reader() -> None:
    script = (
        "import sys\nfrom hearsay.cli import main\n"
        "try:\n    main(['read', '--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'onnxruntime', 'sqlalchemy', 'numpy', 'trafilatura', 'lxml', 'hearsay.flow', 'hearsay.export.page'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"


@pytest.mark.skipif(os.name != "posix", reason="signals and pipes as POSIX has them")
class TestProcess:
    """What only a process of its own can show."""

    def started(self, *arguments: str, stderr: int = subprocess.PIPE) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [*PROGRAM, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=stderr
        )

    def test_records_stream_and_ctrl_c_ends_cleanly(self) -> None:
        with self.started("read", "-", "--input", "jsonl", "--format", "jsonl") as process:
            assert process.stdin
            assert process.stdout
            assert process.stderr
            process.stdin.write(json.dumps({"id": "a", "text": STORM}).encode() + b"\n")
            process.stdin.flush()
            first = process.stdout.readline()  # comes while the input is still open
            assert Record.parse(first).report.ref == "a"
            process.send_signal(signal.SIGINT)
            rest, err = process.stdout.read(), process.stderr.read()
        assert process.returncode == 130
        assert (rest, err) == (b"", b"hearsay: Stopped; what was written before stands.\n")

    def test_a_closed_pipe_is_no_drama(self, tmp_path: Path) -> None:
        rows = tmp_path / "rows.jsonl"
        rows.write_text((json.dumps({"text": STORM}) + "\n") * 3, encoding="utf-8")
        with self.started("read", str(rows), "--format", "jsonl") as process:
            assert process.stdout
            assert process.stderr
            process.stdout.close()
            err = process.stderr.read()
        assert process.returncode == 141
        assert err == b""

    def test_a_bar_for_many_reports_on_a_terminal_only(self, tmp_path: Path) -> None:
        import pty

        rows = tmp_path / "rows.jsonl"
        rows.write_text((json.dumps({"text": STORM}) + "\n") * 3, encoding="utf-8")
        ours, theirs = pty.openpty()
        arguments = ["read", str(rows), "--format", "jsonl", "--output", str(tmp_path / "out.jsonl")]
        with self.started(*arguments, stderr=theirs) as process:
            os.close(theirs)
            shown = b""
            while True:
                try:
                    shown += (piece := os.read(ours, 4096))
                except OSError:  # Linux tells the end of a terminal so
                    break
                if not piece:
                    break
        os.close(ours)
        assert process.returncode == 0
        assert b"Reading" in shown
        assert b"3/3" in shown
        assert len((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 3
        quiet = subprocess.run([*PROGRAM, *arguments], capture_output=True, check=True)
        assert quiet.stderr == b""
