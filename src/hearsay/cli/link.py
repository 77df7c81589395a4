"""The commands that join reports: link, happenings, incidents, incident, explain, export."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from hearsay.cli.keep import in_form, of_claims, on_ledger, upper
from hearsay.cli.program import commands, complain
from hearsay.export.output import STANDARD, write_chunks
from hearsay.export.phrases import one_line, plural
from hearsay.export.terminal import wants_colour

SHOWN = 20
"""Incidents that a person is shown where no --limit is given."""

LINK_HELP = """Join what the ledger's reports tell: who takes text from whom, which events are one happening, which
happenings one incident.

Run it after `hearsay add` and after deciding to merge or split. The same reports and decisions give the same links, in
whatever order they came; an incident keeps its id with its largest part. What people decided binds every run. What a
report is worth (`hearsay mark`) and what is decided about a claim counts at once, without linking again.

A run looks only at what came since the last one. With --anew it looks at everything, passing over what the last one left to
be quicker; that finds the same, and takes as long as the first time.
"""

INCIDENT_HELP = """Show one incident: what, when, where; the numbers by policy, the figures by origin over time, what
contradicts what, who prints whose text, and every claim behind every number.

ID is an incident's, or the beginning of it (`hearsay incidents` lists them).

\b
Examples:
  hearsay incident i-1f0c2a93d7
  hearsay incident i-1f --policy acled
  hearsay incident i-1f --format html --output malakal.html
"""

EXPORT_HELP = """Write incidents with their claims and numbers into a folder, or into one archive where TO ends in .zip.

\b
FORMAT is
  csv    incidents.csv, claims.csv, numbers.csv: each number beside its claim, sentence, source and rule
  jsonl  the same, with the whole incidents
  ged    the columns of UCDP GED, one row an incident with deaths
  acled  the columns of ACLED

ged and acled come with a side file of what was assumed and what they could not hold; export.json says from which entry
of the journal and with which filters all was made. Filters choose incidents: an incident goes out whole if one of its
claims fits all of them at once.

\b
Examples:
  hearsay export ged rows/
  hearsay export csv sudan.zip --country SD --since 2024-04 --outcome killed
"""


@commands.command(help=LINK_HELP)
@click.option("--reason", metavar="WORDS", help="Why; kept with the entry.")
@click.option("--anew", is_flag=True, help="Link everything again, not only what came since the last run.")
@on_ledger
def link(reason: str | None, anew: bool, ledger: str | None) -> None:
    """See ``LINK_HELP``."""
    from hearsay.flow.keep import open_ledger, where
    from hearsay.flow.linking import link as join

    with open_ledger(where(ledger), "write") as opened:
        run = join(opened, reason=reason, anew=anew)
    entry = (
        f"entry {run.entry.seq}: {plural(run.made, 'link')} made anew, {run.removed} taken away"
        if run.entry
        else "nothing has changed"
    )
    click.echo(
        f"{plural(run.reports, 'report')} of {plural(run.families, 'story', 'stories')}, "
        f"{plural(run.happenings, 'happening')}, {plural(run.incidents, 'incident')}; {entry}."
    )


@commands.command()
@click.option("--format", "form", type=click.Choice(["jsonl", "json"]), default="jsonl", show_default=True,
              help="jsonl, one happening a line; json, an array.")  # fmt: skip
@click.option("--output", metavar="FILE", help="Where to write; - is standard output.")
@on_ledger
def happenings(form: str, output: str | None, ledger: str | None) -> None:
    """List the happenings: the events, in any reports, that are the same one.

    Each has an id and its members: ref and id of the report, id of the event, start and end of the words that name it.
    """
    from hearsay.flow.incidents import happenings as find
    from hearsay.flow.incidents import notice
    from hearsay.flow.keep import open_ledger, where

    with open_ledger(where(ledger)) as opened:
        _note(notice(opened))
        _rows((one.to_dict() for one in find(opened)), form, output)


@commands.command()
@click.option("--limit", type=click.IntRange(min=1), metavar="N",
              help=f"At most so many. [default: {SHOWN} as text, else all]")  # fmt: skip
@in_form
@on_ledger
def incidents(form: str, output: str | None, limit: int | None, ledger: str | None) -> None:
    """List the incidents, those of most reports first: what, when, where, how many dead, and their happenings."""
    from hearsay.export.incident_list import INCIDENT_FIELDS, incident_lines, incident_row
    from hearsay.flow.incidents import incidents as find
    from hearsay.flow.incidents import listed, notice
    from hearsay.flow.keep import open_ledger, where

    with open_ledger(where(ledger)) as opened:
        _note(notice(opened))
        all_of = listed(opened)
        limit = limit or (SHOWN if form == "text" else None)
        found = find(opened, [one.id for one in all_of[:limit]], ("ucdp",))
        if form == "text":
            write_chunks(incident_lines(found, colour=output is None and wants_colour()), output)
            if limit is not None and len(all_of) > limit:
                click.echo(f"{limit} of {len(all_of)} incidents; --limit shows more.", err=True)
            elif not all_of:
                click.echo("No incident is found.", err=True)
        else:
            _rows((incident_row(one) for one in found), form, output, INCIDENT_FIELDS)


@commands.command(help=INCIDENT_HELP)
@click.argument("incident_id", metavar="ID")
@click.option("--format", "form", type=click.Choice(["text", "json", "html"]), default="text", show_default=True,
              help="text for reading; json, everything that is known of it; html, a page of its own.")  # fmt: skip
@click.option("--policy", "policies", type=click.Choice(["ucdp", "acled", "range"]), multiple=True,
              help="How numbers are made of claims; may be given several times. [default: all three]")  # fmt: skip
@click.option("--output", metavar="FILE", help="Where to write; - is standard output.")
@on_ledger
def incident(
    incident_id: str, form: str, policies: tuple[Any, ...], output: str | None, ledger: str | None
) -> None:
    """See ``INCIDENT_HELP``."""
    from hearsay.flow.incidents import POLICIES, notice
    from hearsay.flow.incidents import incident as find
    from hearsay.flow.keep import open_ledger, where

    with open_ledger(where(ledger)) as opened:
        _note(notice(opened))
        found = find(opened, incident_id, policies or POLICIES)
    write_chunks(_shown(found, form, output), output)


def _shown(found: Any, form: str, output: str | None) -> Iterator[str]:
    if form == "json":
        yield json.dumps(found.to_dict(), ensure_ascii=False, indent=2) + "\n"
    elif form == "html":
        from hearsay.export.incident_page import incident_page

        yield incident_page(found)
    else:
        from hearsay.export.incident_text import incident_text

        yield incident_text(found, colour=output in (None, STANDARD) and wants_colour())


@commands.command()
@click.argument("one", metavar="CLAIM")
@click.argument("other", metavar="CLAIM")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="text for reading; json, everything that is known of the two.")  # fmt: skip
@on_ledger
def explain(one: str, other: str, form: str, ledger: str | None) -> None:
    """Show why two claims are taken for the same happening or are not: what each comparison weighs, in bits.

    A CLAIM is REPORT/ID: the report by id or ref, the id of a claim or an event in it.
    """
    from hearsay.export.explained_text import explained_lines
    from hearsay.flow.explaining import explain as compare
    from hearsay.flow.keep import open_ledger, where

    with open_ledger(where(ledger)) as opened:
        found = compare(opened, one, other)
    if form == "json":
        write_chunks([json.dumps(found.to_dict(), ensure_ascii=False, indent=2) + "\n"], None)
        return
    sides = [(side.ref, side.trigger, side.words) for side in found.sides]
    actors = [(one.names, one.link) for one in found.actors]
    lines = explained_lines(sides, found.link, found.said, _verdict(found), actors, colour=wants_colour())
    write_chunks(lines, None)


def _verdict(found: Any) -> str:
    one, other = found.sides
    if one.happening is None or other.happening is None:
        return "They have not been linked yet: `hearsay link` does."
    if one.happening == other.happening:
        return f"Linked as one happening, {one.happening}."
    if one.incident is not None and one.incident == other.incident:
        return f"Linked as two happenings of one incident, {one.incident}."
    return f"Linked as two happenings, {one.happening} and {other.happening}."


@commands.command(help=EXPORT_HELP)
@click.argument("form", metavar="FORMAT", type=click.Choice(["csv", "jsonl", "ged", "acled"]))
@click.argument("to", metavar="TO")
@of_claims
@click.option("--country", metavar="CODE", callback=upper, help="In which country, ISO 3166-1 alpha-2.")
@click.option(
    "--judged", type=click.Choice(["decided", "open"]), help="A person has judged the claim, or nobody has."
)
@click.option("--policy", type=click.Choice(["ucdp", "acled", "range"]),
              help="How numbers are made of claims, in csv and jsonl. [default: all three]")  # fmt: skip
@on_ledger
def export(form: Any, to: str, policy: Any, ledger: str | None, **filters: Any) -> None:
    """See ``EXPORT_HELP``."""
    from hearsay.export.archive import with_about, write_archive, write_folder
    from hearsay.export.tables_files import export_pieces, forms, policies
    from hearsay.flow.choosing import Selection, choose
    from hearsay.flow.incidents import notice
    from hearsay.flow.keep import open_ledger, where

    own = forms()[form].policy
    if own and policy not in (None, own):
        complain(
            f"{forms()[form].title} has a place for {own}'s numbers only: --policy {policy} is not used."
        )
    with open_ledger(where(ledger)) as opened:
        _note(notice(opened))
        chosen = choose(opened, Selection(**filters))
        by = policies(form, policy)
        pieces = export_pieces(chosen.made(opened, by), form, policy)
        told = with_about(pieces, chosen.told(form, by))
        write = write_archive if to.lower().endswith(".zip") else write_folder
        written = write(told, Path(to))
    for path in written:
        click.echo(one_line(str(path)))
    if not chosen.ids:
        complain("No incident fits; the files have no rows.")


def _rows(
    rows: Iterable[Mapping[str, Any]], form: str, output: str | None, names: Sequence[str] = ()
) -> None:
    from hearsay.export.rows import rows_csv, rows_json, rows_jsonl

    if form == "csv":
        write_chunks(rows_csv(rows, names), output)
    else:
        write_chunks(rows_json(rows) if form == "json" else rows_jsonl(rows), output)


def _note(words: str | None) -> None:
    if words:
        complain(words)
