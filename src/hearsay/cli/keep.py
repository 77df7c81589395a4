"""The commands on a ledger: add, reread, reports, claims, log, verify, rebuild."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

import click

from hearsay.cli.program import EXITS, FAILED, PARTLY, READ, commands, complain
from hearsay.cli.read import input_form, progress, workers
from hearsay.export.output import write_chunks
from hearsay.export.phrases import is_note, one_line, plural
from hearsay.export.terminal import wants_colour
from hearsay.record import problem

SHOWN = 50
"""Claims or entries that a person is shown where no --limit is given."""

ADD_HELP = """Read news reports and keep them, with all that was read from them, in a ledger.

PATH is as for `hearsay read`, or the URL of one public page, which is then fetched: the only command that asks the
network, and only for what it is given. A report that the ledger has already (same bytes, carrier, URL and time of
publication) is not read again and changes nothing. Each report is kept wholly or not at all: stop or break this at any
moment, run it again, and it goes on where it was.

\b
Examples:
  hearsay add reports/
  hearsay add rows.jsonl --workers 2 --ledger cases/north.db
  hearsay add https://news.example.org/2024/03/storm.html
  hearsay add page.html --ledger postgresql://desk@db.example.org/hearsay
"""

CLAIMS_HELP = """List claims of the ledger's reports.

Words match names and quotations word by word, case and accents aside; a last * also finds longer words. Several
conditions must all hold. Claims of replaced, withdrawn and embargoed reports are listed too, unless --counting.

\b
Examples:
  hearsay claims --place Malakal --outcome killed
  hearsay claims --source "health minist*" --since 2024-11 --format csv --output claims.csv
  hearsay claims --place SS --type CASUALTY --counting
"""


CHOOSING = (
    ("--source", "WORDS", "Whose word it is or who passes it on."),
    ("--actor", "WORDS", "Who or what takes part."),
    ("--place", "WORDS", "Where; two capitals are a country's code."),
    ("--text", "WORDS", 'Words that make the claim: all of them, "side by side", begin*, -without.'),
    ("--since", "DATE", "Happening on or after YYYY, YYYY-MM or YYYY-MM-DD."),
    ("--until", "DATE", "Happening on or before."),
    ("--type", "TYPE", "Kind of event, such as CASUALTY or ASSAULT."),
    ("--outcome", "OUTCOME", "What became of those counted, such as killed."),
    ("--certainty", "WORD", "asserted, probable, possible, planned, hypothetical, denied."),
)
"""What claims are chosen by: option, what it takes, its help."""


def on_ledger(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option that says which ledger is meant."""
    return click.option(
        "--ledger",
        metavar="PATH|URL",
        help="The ledger: a file, or a PostgreSQL URL. [default: HEARSAY_LEDGER, else ./hearsay.db]",
    )(command)


def in_form(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of every listing."""
    command = click.option("--output", metavar="FILE", help="Where to write; - is standard output.")(command)
    return click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json", "jsonl", "csv"]),
        default="text",
        show_default=True,
        help="text for reading; json, an array; jsonl, one object a line; csv with a line of names.",
    )(command)


def of_claims(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that choose claims by what they say."""
    for name, metavar, told in reversed(CHOOSING):
        made = upper if name == "--type" else None
        command = click.option(name, metavar=metavar, help=told, callback=made)(command)
    return command


def upper(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """A code as codes are written, however somebody typed it."""
    return value.upper() if value else None


@commands.command(help=ADD_HELP, epilog=EXITS)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("--published", metavar="DATE", help="When the reports were published, YYYY-MM-DD.")
@click.option("--publisher", metavar="NAME", help="Who published them.")
@click.option("--carrier", metavar="NAME", help="Who printed these copies, if not the publisher.")
@input_form
@workers("ledger")
@click.option("--reason", metavar="WORDS", help="Why they are added; kept with each.")
@on_ledger
def add(
    paths: tuple[str, ...],
    published: str | None,
    publisher: str | None,
    carrier: str | None,
    input_form: Any,
    workers: int,
    reason: str | None,
    ledger: str | None,
) -> None:
    """See ``ADD_HELP``."""
    from hearsay.flow import Given, count_inputs
    from hearsay.flow.add import add_paths
    from hearsay.flow.keep import open_ledger, where

    given = Given(published=published, publisher=publisher, carrier=carrier, form=input_form)
    tally: Counter[str] = Counter()
    with open_ledger(where(ledger), "create") as opened:
        with progress(count_inputs(paths), None) as tick:
            for taken in add_paths(
                opened,
                paths,
                given=given,
                workers=workers,
                reason=reason,
                notify=lambda one: complain(str(one)),
            ):
                tally[taken.result] += 1
                tally["claims"] += taken.claims
                tally["partly"] += taken.result == "added" and not all(map(is_note, taken.rejections))
                for rejection in taken.rejections:
                    complain(f"{taken.ref}: [{rejection.code}] {rejection.message}")
                write_chunks(_taken(taken), None)
                tick(1)
        head = opened.head()
    click.echo(
        f"{plural(tally['added'], 'report')} added with {plural(tally['claims'], 'claim')}, "
        f"{tally['already there']} already there, {tally['refused']} refused. "
        f"Ledger {one_line(opened.place.shown)} at entry {head.seq}, {head.hash}"
    )
    if tally["refused"] and not tally["added"] and not tally["already there"]:
        raise SystemExit(FAILED)
    raise SystemExit(PARTLY if tally["refused"] or tally["partly"] else READ)


def _taken(taken: Any) -> Iterator[str]:
    if taken.result == "refused":
        return
    ref = one_line(taken.ref)
    if taken.result == "already there":
        name = f" as {one_line(taken.same_as)}" if taken.same_as != taken.ref else ""
        yield f"{ref}: already there{name} ({taken.report})\n"
        return
    notes = [
        f"{what} {which}"
        for what, which in (
            ("a newer version of", taken.replaces),
            ("an older version of", taken.replaced_by),
            ("a reprint of", taken.reprint_of),
        )
        if which
    ]
    yield f"{ref}: added, {plural(taken.claims, 'claim')} ({', '.join([taken.report, *notes])})\n"


@commands.command(epilog=EXITS)
@click.argument("reports", metavar="[REPORT]...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Those too that these very weights have read.")
@click.option("--workers", type=click.IntRange(min=1), default=1, show_default=True, metavar="N",
              help="How many processes read.")  # fmt: skip
@click.option("--reason", metavar="WORDS", help="Why; kept with each reading.")
@on_ledger
def reread(
    reports: tuple[str, ...], everything: bool, workers: int, reason: str | None, ledger: str | None
) -> None:
    """Read kept reports again, by default those that an older version read, and say what changed.

    REPORT is an id or a ref. Every decision stays; one whose claim is gone is shown as orphaned.
    """
    from hearsay.flow.add import reread as read_anew
    from hearsay.flow.keep import open_ledger, report_id, where

    changed = same = 0
    with open_ledger(where(ledger), "write") as opened:
        chosen = [report_id(opened, one) for one in reports] or None
        for kept, result in read_anew(
            opened, chosen, everything=everything or bool(reports), workers=workers, reason=reason
        ):
            if result.entry is None:
                same += 1
                continue
            changed += 1
            orphaned = f", {plural(len(result.orphaned), 'decision')} orphaned" if result.orphaned else ""
            click.echo(
                f"{one_line(kept.ref)}: {len(result.new)} claims new, {len(result.gone)} gone, "
                f"{len(result.changed)} told otherwise{orphaned}"
            )
    click.echo(f"{plural(changed, 'report')} read otherwise than before, {same} as before.")


@commands.command(help=CLAIMS_HELP)
@of_claims
@click.option("--report", metavar="REPORT", help="Of one report, by its id or ref.")
@click.option("--counting", is_flag=True, help="Only of reports that count, and not rejected.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N",
              help=f"At most so many. [default: {SHOWN} as text, else all]")  # fmt: skip
@in_form
@on_ledger
def claims(form: str, output: str | None, ledger: str | None, limit: int | None, **filters: Any) -> None:
    """See ``CLAIMS_HELP``."""
    from hearsay.export.listing import Listing
    from hearsay.flow.keep import Wanted, count_claims, open_ledger, where
    from hearsay.flow.keep import claims as find

    wanted = Wanted(
        **filters,
        limit=limit or (SHOWN if form == "text" else None),
    )
    with open_ledger(where(ledger)) as opened:
        if form == "text":
            write_chunks(
                Listing(colour=output is None and wants_colour()).claims(find(opened, wanted)), output
            )
            _say_how_many(count_claims(opened, wanted), wanted.limit, "claim")
        else:
            write_rows(find(opened, wanted), form, output, "claims")


@commands.command()
@click.option("--publisher", metavar="WORDS", help="Part of the publisher's name.")
@click.option("--status", type=click.Choice(["usable", "corrected", "withdrawn", "embargoed", "replaced"]),
              help="What they are worth.")  # fmt: skip
@click.option("--since", metavar="DATE", help="Published on or after YYYY, YYYY-MM or YYYY-MM-DD.")
@click.option("--until", metavar="DATE", help="Published on or before.")
@click.option(
    "--text", metavar="WORDS", help='Words of title and text: all of them, "side by side", begin*, -without.'
)
@click.option("--report", metavar="REPORT", help="One report, by its id or ref.")
@in_form
@on_ledger
def reports(form: str, output: str | None, ledger: str | None, **filters: Any) -> None:
    """List the ledger's reports, with what each is worth at present."""
    from hearsay.export.listing import Listing
    from hearsay.flow.keep import Asked, open_ledger, where
    from hearsay.flow.keep import reports as find

    with open_ledger(where(ledger)) as opened:
        rows = find(opened, Asked(**filters))
        if form == "text":
            write_chunks(Listing(colour=output is None and wants_colour()).reports(rows), output)
        else:
            write_rows(rows, form, output, "reports")


@commands.command()
@click.option("--kind", metavar="KIND", help="Only entries of this kind, such as 'decision made'.")
@click.option("--actor", metavar="NAME", help="Only what this person or program did.")
@click.option("--report", metavar="REPORT", help="Only what concerns this report, by its id or ref.")
@click.option(
    "--after", type=click.IntRange(min=0), default=0, metavar="SEQ", help="Only what came after this entry."
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most so many.")
@in_form
@on_ledger
def log(
    kind: str | None,
    actor: str | None,
    report: str | None,
    after: int,
    limit: int | None,
    form: str,
    output: str | None,
    ledger: str | None,
) -> None:
    """Show the journal: who did what, when and why, oldest first."""
    from hearsay.export.listing import Listing
    from hearsay.flow.keep import log as journal
    from hearsay.flow.keep import open_ledger, report_id, where

    with open_ledger(where(ledger)) as opened:
        one = report_id(opened, report) if report is not None else None
        entries = islice(journal(opened, after=after, kind=kind, actor=actor, report=one), limit)
        if form == "text":
            write_chunks(Listing(colour=output is None and wants_colour()).log(entries), output)
        else:
            write_rows((_entry(entry) for entry in entries), form, output, "journal")


@commands.command()
@click.option("--head", metavar="HASH", help="The hash of an entry that must be there, noted earlier.")
@on_ledger
def verify(head: str | None, ledger: str | None) -> None:
    """Recompute every hash of the ledger and its present state, and name what is not as it was written.

    Without --head it cannot be seen whether the last entries were cut off: note the hash that `add` and `verify` print.
    """
    from hearsay.flow.keep import verify as check
    from hearsay.flow.keep import where

    verified = check(where(ledger), head)
    if not verified.wrong:
        click.echo(
            f"Everything is as it was written: {plural(verified.head.seq, 'entry', 'entries')}, "
            f"{plural(verified.reports, 'report')}; last entry {verified.head.hash}"
        )
        return
    for wrong in verified.wrong[:20]:
        click.echo(f"wrong: {one_line(str(wrong))}")
    if len(verified.wrong) > 20:
        click.echo(f"… and {len(verified.wrong) - 20} more")
    raise problem("E-LEDGER-BROKEN", wrong=verified.wrong[0], what=verified.remedy)


@commands.command()
@on_ledger
def rebuild(ledger: str | None) -> None:
    """Make the present state (every table but the journal, the bytes and the records) again from the journal."""
    from hearsay.flow.keep import open_ledger, where
    from hearsay.flow.keep import rebuild as remake

    with open_ledger(where(ledger), "write") as opened:
        click.echo(f"Made again from {plural(remake(opened), 'entry', 'entries')}.")


def write_rows(rows: Iterable[Any], form: str, output: str | None, name: Any) -> None:
    """Write rows in a form for programs; ``name`` is what they are rows of, for the names of columns."""
    from hearsay.export.rows import rows_csv, rows_json, rows_jsonl
    from hearsay.flow.keep import columns

    if form == "csv":
        write_chunks(rows_csv(rows, columns(name)), output)
    else:
        write_chunks(rows_json(rows) if form == "json" else rows_jsonl(rows), output)


def _entry(entry: Any) -> dict[str, Any]:
    signed = entry.signed
    return {
        "seq": entry.seq, "kind": entry.kind, "at": signed.at, "actor": signed.actor,
        "actor_kind": signed.actor_kind, "reason": signed.reason, "payload": entry.values, "tool": signed.tool,
        "model": signed.model, "previous": entry.previous, "hash": entry.hash,
    }  # fmt: skip


def _say_how_many(found: int, limit: int | None, what: str) -> None:
    if not found:
        click.echo(f"No {what} is found.", err=True)
    elif limit is not None and found > limit:
        click.echo(f"{limit} of {found} {what}s; --limit shows more.", err=True)
    sys.stderr.flush()
