"""The command that shows what Hearsay does, on reports that come with it."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import as_file, files
from pathlib import Path

import click

from hearsay.cli.program import EXITS, commands, complain
from hearsay.cli.read import Tally, as_text, nothing, on_screen
from hearsay.export.output import write_chunks
from hearsay.export.phrases import plural
from hearsay.export.terminal import wants_colour
from hearsay.record import HearsayError, Record, problem
from hearsay.record.incident import Incident

LEDGER = "examples.db"

DEMO_HELP = """Read the example reports that come with Hearsay (all of them invented), print their claims, keep them in a
ledger, join them, and show the incident that most of them tell of. A folder gets the ledger and a page for each report
and incident, with an index. Nothing is asked and nothing leaves the machine.
"""


@commands.command(help=DEMO_HELP, epilog=EXITS)
@click.option(
    "--output",
    metavar="FOLDER",
    default="demo-out",
    show_default=True,
    help="Where the ledger and the pages go; made if need be.",
)
def demo(output: str) -> None:
    """See ``DEMO_HELP``."""
    from hearsay.export.folder import incident_file, write_pages
    from hearsay.export.incident_text import incident_text

    tally = Tally(aloud=not on_screen(None))
    records, incidents = _kept_and_joined(Path(output))
    write_chunks(as_text(list(tally.watch(records, nothing))), None)
    index = write_pages(records, Path(output), incidents)
    if incidents:
        click.echo("\nThe incident that most of them tell of:\n")
        click.echo(incident_text(incidents[0], colour=wants_colour(), claims=False))
        click.echo(f"Every claim behind every number: {Path(output) / incident_file(incidents[0])}")
    click.echo(f"{plural(len(records), 'invented report')} read. Their pages begin at {index}")
    click.echo(f"Open {index.resolve().as_uri()} in a browser.")
    raise SystemExit(tally.code())


def _kept_and_joined(folder: Path) -> tuple[Sequence[Record], Sequence[Incident]]:
    """The records and incidents of the examples, from a new ledger in ``folder``; no incidents without the extra."""
    from hearsay.flow.add import add_paths
    from hearsay.flow.incidents import incidents
    from hearsay.flow.keep import open_ledger
    from hearsay.flow.linking import link

    examples = files("hearsay").joinpath("examples")
    if not examples.is_dir():
        raise problem("E-CLI-NO-EXAMPLES", path=examples)
    with open_ledger(_new_ledger(folder), "create") as opened:
        with as_file(examples) as given:
            for _ in add_paths(opened, [str(given)]):
                pass
        records = [kept.record for kept in opened.snapshot()]
        try:
            link(opened)
            return records, list(incidents(opened))
        except HearsayError as error:
            if error.code != "E-LINK-NOT-INSTALLED":
                raise
            complain(str(error))
            return records, []


def _new_ledger(folder: Path) -> str:
    """Where the ledger of the examples goes, that of an earlier demo gone."""
    path = folder / LEDGER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in (LEDGER, f"{LEDGER}-wal", f"{LEDGER}-shm"):
            (folder / name).unlink(missing_ok=True)
    except OSError as error:
        raise problem("E-EXPORT-UNWRITABLE", path=path, reason=error.strerror) from error
    return str(path)
