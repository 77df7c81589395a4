"""The commands by which people judge: mark, decide, merge, split, undo."""

from __future__ import annotations

from typing import Any, get_args

import click

from hearsay.cli.keep import on_ledger
from hearsay.cli.program import commands
from hearsay.export.phrases import one_line
from hearsay.record import problem
from hearsay.record.verbs import Standing, Verb

DECIDE_HELP = """Decide about claims, actors, events or links; signed, dated, and undone by `hearsay undo`.

VERB is accept, reject, correct, merge, split or grade. TARGET is REPORT/ID (the report by id or ref; the id of a claim,
an entity or an event in it) or the id of a link, such as an incident's. A person's decision binds every later run.

\b
Examples:
  hearsay decide accept r-1e9fbb2155/c-b71875dc6f --actor Ana
  hearsay decide correct wire.txt/c-b71875dc6f --set low=20 --set high=null --actor Ana --reason "reads 20 dead"
  hearsay decide merge r-1e9fbb2155/c-b71875dc6f r-deb9c50e03/c-0a1b2c3d4e --actor Ana
  hearsay decide split a:r-1e9fbb2155/c-b71875dc6f b:r-deb9c50e03/c-0a1b2c3d4e --actor Ana
  hearsay decide grade r-1e9fbb2155/c-b71875dc6f --set admiralty=B2 --actor Ana
"""


def signed(command: Any) -> Any:
    """The options of everything that a person signs."""
    command = click.option("--reason", metavar="WORDS", help="Why.")(command)
    return click.option("--actor", metavar="NAME", help="Who decides. [default: HEARSAY_ACTOR]")(command)


@commands.command()
@click.argument("report", metavar="REPORT")
@click.option(
    "--status", type=click.Choice(get_args(Standing)), required=True, help="What the report is worth."
)
@click.option("--by", metavar="REPORT", help="With replaced: the report that replaces it.")
@signed
@on_ledger
def mark(
    report: str, status: Any, by: str | None, actor: str | None, reason: str | None, ledger: str | None
) -> None:
    """Say that a report (id or ref) is corrected, withdrawn, embargoed, replaced, or usable after all.

    What is kept never changes; what counts does: claims of withdrawn, embargoed and replaced reports enter no estimate.
    """
    from hearsay.flow.keep import open_ledger, where
    from hearsay.flow.review import mark as say

    with open_ledger(where(ledger), "write") as opened:
        entry = say(opened, report, status, actor=actor, reason=reason, by=by)
    click.echo(f"Entry {entry.seq}: {one_line(report)} is {status}, says {one_line(entry.signed.actor)}.")


@commands.command(help=DECIDE_HELP)
@click.argument("verb", metavar="VERB", type=click.Choice(get_args(Verb)))
@click.argument("targets", metavar="TARGET...", nargs=-1, required=True)
@click.option(
    "--set", "settings", metavar="NAME=VALUE", multiple=True, help="With correct and grade: what to set."
)
@signed
@on_ledger
def decide(
    verb: Any,
    targets: tuple[str, ...],
    settings: tuple[str, ...],
    actor: str | None,
    reason: str | None,
    ledger: str | None,
) -> None:
    """See ``DECIDE_HELP``."""
    from hearsay.flow.keep import open_ledger, where
    from hearsay.flow.review import decide as judge
    from hearsay.flow.review import parse_value

    value = {}
    for setting in settings:
        name, equals, written = setting.partition("=")
        if not equals:
            raise problem("E-LEDGER-DECISION", why=f"{setting!r} sets nothing", how="Write --set NAME=VALUE")
        value[name.strip()] = parse_value(written)
    with open_ledger(where(ledger), "write") as opened:
        entry = judge(opened, verb, targets, actor=actor, reason=reason, value=value)
    click.echo(
        f"Entry {entry.seq}: {verb}, says {one_line(entry.signed.actor)}. `hearsay undo {entry.seq}` takes it back."
    )


@commands.command()
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@signed
@on_ledger
def merge(ids: tuple[str, ...], actor: str | None, reason: str | None, ledger: str | None) -> None:
    """Say that several incidents are one, or several happenings, by their ids. `hearsay link` takes it in."""
    from hearsay.flow.keep import open_ledger, where
    from hearsay.flow.regroup import merge as join

    with open_ledger(where(ledger), "write") as opened:
        entry = join(opened, ids, actor=actor, reason=reason)
    _binds(entry, f"{', '.join(ids)} are one")


@commands.command()
@click.argument("id_", metavar="ID")
@click.argument("parts", metavar="PART...", nargs=-1, required=True)
@signed
@on_ledger
def split(
    id_: str, parts: tuple[str, ...], actor: str | None, reason: str | None, ledger: str | None
) -> None:
    """Say that parts of an incident (happenings), or of a happening (events, REPORT/ID), do not belong to it.

    `hearsay incidents --format jsonl` and `hearsay happenings` name the parts. `hearsay link` takes it in.
    """
    from hearsay.flow.keep import open_ledger, where
    from hearsay.flow.regroup import split as part

    with open_ledger(where(ledger), "write") as opened:
        entry = part(opened, id_, parts, actor=actor, reason=reason)
    _binds(entry, f"{', '.join(parts)} not of {id_}")


def _binds(entry: Any, what: str) -> None:
    click.echo(
        f"Entry {entry.seq}: {what}, says {one_line(entry.signed.actor)}. `hearsay link` takes it in, "
        f"`hearsay undo {entry.seq}` takes it back."
    )


@commands.command()
@click.argument("entry", metavar="SEQ", type=click.IntRange(min=1))
@signed
@on_ledger
def undo(entry: int, actor: str | None, reason: str | None, ledger: str | None) -> None:
    """Take back a decision or a mark, by the number of its entry; it stays in the journal."""
    from hearsay.flow.keep import open_ledger, where
    from hearsay.flow.review import undo as take_back

    with open_ledger(where(ledger), "write") as opened:
        done = take_back(opened, entry, actor=actor, reason=reason)
    click.echo(f"Entry {done.seq}: entry {entry} is undone, says {one_line(done.signed.actor)}.")
