"""The commands for the accounts of a team."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import click

from hearsay.cli.keep import on_ledger
from hearsay.cli.program import commands
from hearsay.cli.serve import name as who
from hearsay.export.phrases import one_line
from hearsay.record import problem

HELP = """Accounts of a team, for `hearsay serve --team`: who may log in, and what they may do.

Roles: a reader looks and exports; a coder judges claims and adds reports; a reviewer merges, splits, links and takes back
what others decided; an admin looks after accounts. Each may all that those before may. Accounts stand in the ledger's
database apart from the record: no export, log or rebuild shows or touches them.

\b
Examples:
  hearsay accounts add "Ana Kos" --role admin
  hearsay accounts add Ben --role coder --password-stdin < password.txt
  hearsay accounts role Ben reviewer
  hearsay accounts disable Ben
"""
ROLES = click.Choice(["reader", "coder", "reviewer", "admin"])


@commands.group(help=HELP)
def accounts() -> None:
    """See ``HELP``."""


def by(command: Any) -> Any:
    """The option that says who changes an account."""
    return click.option(
        "--actor", metavar="NAME", help="Who does it. [default: HEARSAY_ACTOR, else the name you log in with]"
    )(command)


def with_password(command: Any) -> Any:
    """The option that takes the password from standard input."""
    return click.option(
        "--password-stdin",
        "piped",
        is_flag=True,
        help="Read the password from standard input, its first line.",
    )(command)


@accounts.command("add")
@click.argument("name")
@click.option("--role", type=ROLES, default="coder", show_default=True, help="What they may do.")
@with_password
@by
@on_ledger
def add(name: str, role: str, piped: bool, actor: str | None, ledger: str | None) -> None:
    """Make an account; its password is asked for."""
    from hearsay.flow.accounts import add as make
    from hearsay.flow.accounts import checked_name
    from hearsay.flow.keep import open_ledger, where

    checked_name(name)
    with open_ledger(where(ledger), "create") as opened:
        made = make(opened, name, role, _password(piped), actor=who(actor))
    click.echo(f"{one_line(made.name)} may log in, as {made.role}.")


@accounts.command("list")
@on_ledger
def show(ledger: str | None) -> None:
    """List the accounts with their roles."""
    from hearsay.flow.accounts import accounts as find
    from hearsay.flow.keep import open_ledger, where

    with open_ledger(where(ledger)) as opened:
        found = find(opened)
    if not found:
        click.echo("There are no accounts.", err=True)
    for one in found:
        state = "disabled" if one.disabled else f"used last {one.seen}" if one.seen else "not logged in"
        click.echo(f"{one_line(one.name)} · {one.role} · since {one.created[:10]} · {state}")


@accounts.command("log")
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help="At most so many.")
@on_ledger
def log(limit: int, ledger: str | None) -> None:
    """Show what was done to accounts, the newest first."""
    from hearsay.flow.accounts import changes
    from hearsay.flow.keep import open_ledger, where

    with open_ledger(where(ledger)) as opened:
        for one in changes(opened, limit):
            value = f", {one_line(one.value)}" if one.value else ""
            click.echo(
                f"{one.seq} · {one.at} · {one_line(one.actor)} · {one_line(one.account)}: {one.what}{value}"
            )


@accounts.command("role")
@click.argument("name")
@click.argument("role", type=ROLES)
@by
@on_ledger
def set_role(name: str, role: str, actor: str | None, ledger: str | None) -> None:
    """Give an account another role."""
    from hearsay.flow import accounts as flow

    done = _changed(ledger, flow.set_role, name, role, actor=who(actor))
    click.echo(f"{one_line(done.name)} is {done.role}.")


@accounts.command("disable")
@click.argument("name")
@by
@on_ledger
def disable(name: str, actor: str | None, ledger: str | None) -> None:
    """Let nobody log in to an account, and log out who is. Its name stays under what it decided."""
    from hearsay.flow import accounts as flow

    done = _changed(ledger, flow.disable, name, actor=who(actor))
    click.echo(f"{one_line(done.name)} is disabled.")


@accounts.command("enable")
@click.argument("name")
@by
@on_ledger
def enable(name: str, actor: str | None, ledger: str | None) -> None:
    """Let an account be used again."""
    from hearsay.flow import accounts as flow

    done = _changed(ledger, flow.enable, name, actor=who(actor))
    click.echo(f"{one_line(done.name)} may log in again.")


@accounts.command("password")
@click.argument("name")
@with_password
@by
@on_ledger
def password(name: str, piped: bool, actor: str | None, ledger: str | None) -> None:
    """Set a password; the account is logged out everywhere."""
    from hearsay.flow import accounts as flow

    done = _changed(ledger, flow.set_password, name, _password(piped), actor=who(actor))
    click.echo(f"{one_line(done.name)} has a new password, and is logged out everywhere.")


@accounts.command("token")
@click.argument("name")
@click.option("--label", required=True, metavar="WORDS", help="What the token is for.")
@click.option("--days", type=click.IntRange(1, 366), default=90, show_default=True, help="How long it holds.")
@by
@on_ledger
def token(name: str, label: str, days: int, actor: str | None, ledger: str | None) -> None:
    """Make a token by which a program works as an account; it is printed this once."""
    from hearsay.flow.keep import open_ledger, where
    from hearsay.flow.sessions import make_token

    with open_ledger(where(ledger), "write") as opened:
        made = make_token(opened, name, label, days, actor=who(actor))
    click.echo(made)


@accounts.command("revoke")
@click.argument("name")
@click.option("--label", required=True, metavar="WORDS", help="What the token was for.")
@by
@on_ledger
def revoke(name: str, label: str, actor: str | None, ledger: str | None) -> None:
    """Withdraw a program's token."""
    from hearsay.flow.keep import open_ledger, where
    from hearsay.flow.sessions import withdraw_token

    with open_ledger(where(ledger), "write") as opened:
        withdraw_token(opened, name, label, actor=who(actor))
    click.echo(f"The token {one_line(label)} of {one_line(name)} opens nothing any more.")


def _changed(ledger: str | None, change: Callable[..., Any], *given: str, actor: str) -> Any:
    """The account after a change of it."""
    from hearsay.flow.keep import open_ledger, where

    with open_ledger(where(ledger), "write") as opened:
        return change(opened, *given, actor=actor)


def _password(piped: bool) -> str:
    """The password, from standard input or asked twice. Raises ``E-TEAM-PASSWORD`` where there is none."""
    if not piped:
        asked: str = click.prompt("Password", hide_input=True, confirmation_prompt="Once more", err=True)
        return asked
    given = sys.stdin.buffer.readline().decode("utf-8", "replace").rstrip("\r\n")
    if not given:
        raise problem("E-TEAM-PASSWORD", why="Standard input holds no password")
    return given
