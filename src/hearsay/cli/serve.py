"""The command that serves the pages: serve."""

from __future__ import annotations

import errno
import getpass
import os
import tempfile
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hearsay.cli.keep import on_ledger
from hearsay.cli.program import EXITS, commands, complain
from hearsay.record import HearsayError, problem

if TYPE_CHECKING:
    from hearsay.web.serving import Listening

SERVE_HELP = """Open the ledger in a browser: look at claims beside their words, accept, correct, reject.

The pages are served to this machine alone, without accounts; what is decided is signed with --actor. The ledger is made
if there is none. Stop with Ctrl-C.

With --team people log in to accounts (`hearsay accounts add`), each with a role, and each signs with their own name. Where
others than this machine ask, put a server with TLS in front of it (docs/team.md).

\b
Examples:
  hearsay serve --open
  hearsay serve --ledger cases/north.db --port 8080 --actor Ana
  hearsay serve --demo --open       the example reports, in a ledger that is thrown away
  hearsay serve --team --allowed-host desk.example.org --proxy 127.0.0.1
"""
PORT = 8137
ACTOR_VARIABLE = "HEARSAY_ACTOR"


@commands.command(help=SERVE_HELP, epilog=EXITS)
@on_ledger
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    show_default=True,
    help="Where to listen; 0 takes any that is free.",
)
@click.option("--open", "opens", is_flag=True, help="Open a browser.")
@click.option(
    "--demo", is_flag=True, help="Serve the example reports, all invented, in a ledger of their own."
)
@click.option(
    "--actor", metavar="NAME", help="Who decides. [default: HEARSAY_ACTOR, else the name you log in with]"
)
@click.option(
    "--no-fetch", "fetching", is_flag=True, flag_value=False, default=True,
    help="Never fetch a page from a URL, whoever asks.",
)  # fmt: skip
@click.option("--team", is_flag=True, help="Several people, each with an account.")
@click.option("--host", metavar="ADDRESS", help="With --team: where to listen. [default: 127.0.0.1]")
@click.option(
    "--allowed-host",
    "names",
    metavar="NAME",
    multiple=True,
    help="With --team: a name that browsers ask for.",
)
@click.option(
    "--proxy",
    "proxies",
    metavar="ADDRESS",
    multiple=True,
    help="With --team: a server in front, whose word on who asks and by HTTPS is taken.",
)
def serve(
    ledger: str | None,
    port: int,
    opens: bool,
    demo: bool,
    actor: str | None,
    fetching: bool,
    team: bool,
    host: str | None,
    names: tuple[str, ...],
    proxies: tuple[str, ...],
) -> None:
    """See ``SERVE_HELP``."""
    from hearsay.flow.keep import where
    from hearsay.web.serving import HOST, Listening

    if team and (demo or actor):
        raise problem(
            "E-TEAM-ADDRESS",
            why="In a team the account signs that is logged in, in a ledger that stays",
            how="Leave out --demo and --actor",
        )
    listening = Listening(port, host or HOST, names, proxies, "team" if team else "person", fetching)
    if not demo:
        run(where(ledger), listening, opens, actor)
        return
    with tempfile.TemporaryDirectory(prefix="hearsay-demo-") as folder:
        place = str(Path(folder, "demo.db"))
        add_examples(place)
        run(place, listening, opens, actor)


def add_examples(ledger: str) -> None:
    """Read the example reports into a ledger, and link them."""
    from hearsay.flow.add import add_paths
    from hearsay.flow.keep import open_ledger
    from hearsay.flow.linking import link

    examples = files("hearsay").joinpath("examples")
    if not examples.is_dir():
        raise problem("E-CLI-NO-EXAMPLES", path=examples)
    click.echo("Reading the example reports …", err=True)
    with as_file(examples) as folder, open_ledger(ledger, "create") as opened:
        for _ in add_paths(opened, [str(folder)]):
            pass
        try:
            link(opened)
        except HearsayError as error:
            if error.code != "E-LINK-NOT-INSTALLED":
                raise
            complain(str(error))  # the incidents are missing, everything else is there


def run(ledger: str, listening: Listening, opens: bool, actor: str | None) -> None:
    """Serve until stopped."""
    from hearsay.flow.signing import person
    from hearsay.web.serving import check
    from hearsay.web.serving import serve as listen

    check(listening)
    team = listening.mode == "team"
    signs = "" if team else person(name(actor)).actor

    def ready(address: str) -> None:
        click.echo(f"Hearsay is at {address} (stop with Ctrl-C)")
        if team and not listening.proxies and not listening.host.startswith(("127.", "::1")):
            complain(
                "Passwords cross the network as they are: put a server with TLS in front (docs/team.md)."
            )
        if opens:
            click.launch(address)

    try:
        listen(ledger, listening, signs, ready)
    except OSError as error:
        if error.errno == errno.EADDRNOTAVAIL:
            raise problem(
                "E-TEAM-ADDRESS",
                why=f"{listening.host} is no address of this machine",
                how="Give one that it has with --host, or 127.0.0.1 behind a server in front",
            ) from error
        if error.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        raise click.ClickException(
            f"Port {listening.port} cannot be had ({error.strerror}): give another with --port, or 0 for any that is free."
        ) from error


def name(actor: str | None) -> str:
    """Who signs: the name given, that of ``HEARSAY_ACTOR``, else the login name. Raises ``E-LEDGER-ACTOR``."""
    try:
        login = getpass.getuser()
    except (OSError, KeyError, ImportError):
        login = ""
    found = (actor or os.environ.get(ACTOR_VARIABLE) or login).strip()
    if not found:
        raise problem("E-LEDGER-ACTOR", why="Nobody is named who decides")
    return found
