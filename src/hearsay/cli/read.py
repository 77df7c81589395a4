"""The commands that read reports and keep nothing: read, schema."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from hearsay.cli.program import EXITS, FAILED, PARTLY, READ, commands, complain
from hearsay.export.output import STANDARD, check_output, means_folder, write_chunks
from hearsay.export.phrases import refusals
from hearsay.export.terminal import wants_colour
from hearsay.record import Record, problem

READ_HELP = """Read news reports and write who claims what, on whose word.

PATH is a text or HTML file, a folder (with all folders inside it), a .jsonl file with one report a line,
or - for standard input. A refused input gives a record that says why, and the others are read all the same.

\b
Examples:
  hearsay read report.txt --published 2024-03-06
  hearsay read page.html --format html --output page-claims.html
  hearsay read reports/ --format html --output pages/
  hearsay read reports/ --format jsonl --output records.jsonl
  cat rows.jsonl | hearsay read - --input jsonl --format jsonl | jq .claims

The text alone seldom says when it was published, and without that "Friday" has no date: give --published,
unless the page or the row says so itself.
"""


@dataclass
class Tally:
    """What became of the inputs: how many there were, were refused in part, and gave nothing at all."""

    records: int = 0
    refused: int = 0
    nothing: int = 0
    aloud: bool = True
    """Whether refusals are told on standard error too; not where the same screen shows them already."""

    def watch(self, records: Iterable[Record], tick: Callable[[int], Any]) -> Iterator[Record]:
        """Pass the records on, count them, and tell on standard error why one was refused."""
        for record in records:
            self.records += 1
            if refusals(record):
                self.refused += 1
                self.nothing += not record.claims
            for rejection in record.rejections if self.aloud else ():
                complain(f"{record.report.ref}: [{rejection.code}] {rejection.message}")
            yield record
            tick(1)

    def code(self) -> int:
        """The code to exit with."""
        if not self.refused:
            return READ
        if self.records > 1:
            complain(f"Refused, wholly or in part: {self.refused} of {self.records} inputs.")
        return FAILED if self.nothing == self.records else PARTLY


input_form = click.option(
    "--input",
    "input_form",
    type=click.Choice(["text", "html", "jsonl"]),
    help="What the inputs are, if that is not plain from their names and contents.",
)
"""The option of every command that takes inputs."""


def workers(made: str) -> Callable[..., Any]:
    """The option of every command that reads; ``made``: what is the same with any number."""
    return click.option(
        "--workers",
        type=click.IntRange(min=1),
        default=1,
        show_default=True,
        metavar="N",
        help=f"How many processes read; the {made} is the same.",
    )


@commands.command(help=READ_HELP, epilog=EXITS)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("--published", metavar="DATE", help="When the reports were published, YYYY-MM-DD.")
@click.option("--publisher", metavar="NAME", help="Who published them.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "jsonl", "html"]),
    default="text",
    show_default=True,
    help="text for reading; json, one object or an array; jsonl, one record a line as soon as it is read; "
    "html, a page a report.",
)
@click.option(
    "--output",
    metavar="FILE",
    help="Where to write; - is standard output. For pages of several reports, a folder.",
)
@input_form
@workers("output")
def read(
    paths: tuple[str, ...],
    published: str | None,
    publisher: str | None,
    form: str,
    output: str | None,
    input_form: Any,
    workers: int,
) -> None:
    """See ``READ_HELP``."""
    from hearsay.flow import Given, count_inputs, read_paths

    given = Given(published=published, publisher=publisher, form=input_form)
    to_folder = form == "html" and output not in (None, STANDARD) and means_folder(str(output))
    count = count_inputs(paths)
    if form == "html" and not to_folder and (count or 0) > 1:
        raise problem("E-EXPORT-MANY-PAGES")
    if not to_folder:
        check_output(output, paths)
    tally = Tally(aloud=form != "text" or not on_screen(output))
    with progress(count, output) as tick:
        records = read_paths(paths, given=given, workers=workers, notify=lambda notice: complain(str(notice)))
        write(tally.watch(records, tick), form, output, to_folder)
    raise SystemExit(tally.code())


@commands.command()
def schema() -> None:
    """Print the JSON Schema of a record, which every record written by `hearsay read` fits."""
    from hearsay.record.schema import json_schema

    write_chunks([json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"], None)


def write(records: Iterable[Record], form: str, output: str | None, to_folder: bool) -> None:
    """Write the records in the form asked for, as they come."""
    if to_folder:
        from hearsay.export.folder import write_pages

        index = write_pages(records, Path(str(output)))
        click.echo(f"The pages: {index}", err=True)
        return
    chunks: Iterator[str]
    if form == "html":
        chunks = one_page(records)
    elif form == "text":
        chunks = as_text(records, colour=output in (None, STANDARD) and wants_colour())
    else:
        from hearsay.export.jsonl import json_document, jsonl

        chunks = jsonl(records) if form == "jsonl" else json_document(records)
    write_chunks(chunks, output)


def one_page(records: Iterable[Record]) -> Iterator[str]:
    """The page of the only record. Raises ``E-EXPORT-MANY-PAGES`` if there is another."""
    from hearsay.export.page import page

    waiting = iter(records)
    record = next(waiting, None)
    if next(waiting, None) is not None:
        raise problem("E-EXPORT-MANY-PAGES")
    if record is not None:
        yield page(record)


def as_text(records: Iterable[Record], colour: bool | None = None) -> Iterator[str]:
    """The text view of each record, with an empty line between two."""
    from hearsay.export.text import text_view

    between = ""
    for record in records:
        yield between + text_view(record, colour=wants_colour() if colour is None else colour)
        between = "\n"


def on_screen(output: str | None) -> bool:
    """Whether a person sees the output as it is written."""
    return output in (None, STANDARD) and sys.stdout.isatty()


def nothing(_: int) -> None:
    """No progress to show."""


def progress(count: int | None, output: str | None) -> AbstractContextManager[Callable[[int], Any]]:
    """A bar on standard error for many reports, where a person sees it and no output runs through it."""
    if count is None or count < 2 or on_screen(output) or not sys.stderr.isatty():
        return nullcontext(nothing)
    return _Bar(count)


class _Bar(AbstractContextManager[Callable[[int], Any]]):
    def __init__(self, count: int) -> None:
        self.bar = click.progressbar(length=count, label="Reading", file=sys.stderr, show_pos=True)

    def __enter__(self) -> Callable[[int], Any]:
        return self.bar.__enter__().update

    def __exit__(self, *exc: Any) -> None:
        self.bar.__exit__(*exc)
