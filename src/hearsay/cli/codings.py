"""The commands for double coding: open one, see how far each is, finish, compare."""

from __future__ import annotations

from typing import Any

import click

from hearsay.cli.keep import on_ledger, write_rows
from hearsay.cli.program import commands
from hearsay.cli.review import signed
from hearsay.export.output import write_chunks
from hearsay.export.phrases import one_line, plural

OPEN_HELP = """Open a double coding: two people judge the same reports, neither seeing what the other says.

REPORT is an id or a ref; instead of naming them, choose reports as `hearsay reports` does. With --sample so many of them
are drawn by chance, the same ones for the same name. What is coded is the machine's reading of this moment.

\b
Examples:
  hearsay coding open "March pilot" --coder Ana --coder Ben --since 2025-03 --sample 30 --actor Rob
  hearsay coding open pilot one.txt two.txt --coder Ana --coder Ben --actor Rob
"""


@commands.group("coding")
def coding() -> None:
    """Double coding: two people judge the same reports blind, and what they say is compared."""


@coding.command("open", help=OPEN_HELP)
@click.argument("name", metavar="NAME")
@click.argument("reports", metavar="[REPORT]...", nargs=-1)
@click.option(
    "--coder", "coders", metavar="NAME", multiple=True, required=True, help="Who codes; given twice."
)
@click.option("--publisher", metavar="WORDS", help="Reports of this publisher, or part of its name.")
@click.option("--since", metavar="DATE", help="Published on or after YYYY, YYYY-MM or YYYY-MM-DD.")
@click.option("--until", metavar="DATE", help="Published on or before.")
@click.option("--text", metavar="WORDS", help="Words of title and text.")
@click.option("--sample", type=click.IntRange(min=1), metavar="N", help="Only so many, drawn by chance.")
@click.option("--note", metavar="WORDS", help="What it is for.")
@click.option("--actor", metavar="NAME", help="Who opens it. [default: HEARSAY_ACTOR]")
@on_ledger
def open_(
    name: str,
    reports: tuple[str, ...],
    coders: tuple[str, ...],
    sample: int | None,
    note: str | None,
    actor: str | None,
    ledger: str | None,
    **filters: Any,
) -> None:
    """See ``OPEN_HELP``."""
    from hearsay.flow.codings import open_coding, sampled
    from hearsay.flow.keep import Asked, open_ledger, report_id, where
    from hearsay.flow.keep import reports as find

    with open_ledger(where(ledger), "write") as opened:
        named = [report_id(opened, one) for one in reports]
        if not named and any(filters.values()):
            named = [row["report"] for row in find(opened, Asked(**filters))]
        chosen = sampled(named, sample, name)
        entry = open_coding(opened, name, chosen, coders, actor=actor, note=note)
    click.echo(
        f"Double coding {entry.seq}, {one_line(name)}: {plural(len(chosen), 'report')} for "
        f"{' and '.join(map(one_line, coders))}. They code at /codings/{entry.seq} of `hearsay serve`."
    )


@coding.command()
@click.argument("number", metavar="SEQ", type=click.IntRange(min=1))
@click.option("--actor", metavar="NAME", help="Which of the two. [default: HEARSAY_ACTOR]")
@on_ledger
def finish(number: int, actor: str | None, ledger: str | None) -> None:
    """Say that you have judged what you wanted to judge. When both have, what you said is compared."""
    from hearsay.flow import codings as flow
    from hearsay.flow.keep import open_ledger, where

    with open_ledger(where(ledger), "write") as opened:
        entry = flow.finish(opened, number, actor=actor)
        found = flow.coding_of(opened, number)
    waits = [name for name, seq in zip(found.coders, found.finished, strict=True) if seq is None]
    then = (
        f"{' and '.join(map(one_line, waits))} has yet to."
        if waits
        else f"`hearsay compare {number}` shows both."
    )
    click.echo(
        f"Entry {entry.seq}: {one_line(entry.signed.actor)} has finished double coding {number}. {then}"
    )


@coding.command()
@click.argument("number", metavar="SEQ", type=click.IntRange(min=1))
@signed
@on_ledger
def settle(number: int, actor: str | None, reason: str | None, ledger: str | None) -> None:
    """Decide what both coders say of all claims on which they agree. Differences are settled on the page."""
    from hearsay.flow.coding import Signing
    from hearsay.flow.comparison import compare as compare_
    from hearsay.flow.keep import open_ledger, where
    from hearsay.flow.settling import take_agreed

    with open_ledger(where(ledger), "write") as opened:
        found = compare_(opened, number)
        made = take_agreed(opened, found, Signing(actor, reason))
    left = len(found.differing())
    click.echo(
        f"{plural(len(made), 'decision')} made of what both say; {plural(left, 'difference')} at /codings/{number}/compare."
    )


@commands.command()
@click.option("--format", "form", type=click.Choice(["text", "json", "jsonl", "csv"]), default="text", show_default=True,
              help="text for reading; json, jsonl or csv for programs.")  # fmt: skip
@click.option("--output", metavar="FILE", help="Where to write; - is standard output.")
@on_ledger
def codings(form: str, output: str | None, ledger: str | None) -> None:
    """List the double codings, the newest first, with how many claims each coder has judged."""
    from hearsay.flow import codings as flow
    from hearsay.flow.keep import open_ledger, where

    with open_ledger(where(ledger)) as opened:
        rows = [flow.row(one, flow.progress(opened, one)) for one in flow.codings(opened)]
    if form != "text":
        write_rows(rows, form, output, "codings")
        return
    if not rows:
        click.echo(
            "There is no double coding yet; `hearsay coding open --help` says how to open one.", err=True
        )
    lines = (
        f"{row['coding']:>6}  {one_line(row['name'])} · {row['state']} · {plural(row['reports'], 'report')} · "
        + ", ".join(
            f"{one_line(row[side])} {row[f'{side}_judged']} of {row['claims']}{' ✓' if row[f'{side}_finished'] else ''}"
            for side in ("one", "other")
        )
        + "\n"
        for row in rows
    )
    write_chunks(lines, output)


@commands.command()
@click.argument("number", metavar="SEQ", type=click.IntRange(min=1))
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True,
              help="text for reading; json: agreement and every value; csv: one row a claim and field.")  # fmt: skip
@click.option("--output", metavar="FILE", help="Where to write; - is standard output.")
@on_ledger
def compare(number: int, form: str, output: str | None, ledger: str | None) -> None:
    """Compare what the two coders of a double coding said: Krippendorff's alpha by field, then each difference.

    SEQ is the number of the coding, as `hearsay codings` lists it. Before both have finished nothing is shown.
    """
    from hearsay.export.comparison import comparison_text
    from hearsay.export.rows import rows_csv
    from hearsay.flow.comparison import COLUMNS, rows, summary
    from hearsay.flow.comparison import compare as compare_
    from hearsay.flow.keep import open_ledger, where

    with open_ledger(where(ledger)) as opened:
        found = compare_(opened, number)
    if form == "csv":
        write_chunks(rows_csv(rows(found), COLUMNS), output)
    elif form == "json":
        import json

        write_chunks([json.dumps(summary(found), ensure_ascii=False, indent=1) + "\n"], output)
    else:
        write_chunks(comparison_text(summary(found)), output)
