"""What every command shares: the group, exit codes, how failures are told, how the program ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from hearsay import __version__
from hearsay.export.phrases import one_line
from hearsay.record import HearsayError

READ, FAILED, USAGE, PARTLY, STOPPED, UNHEARD = 0, 1, 2, 3, 130, 141

EXITS = """\b
Exit codes:
  0    every input was read
  1    nothing could be read, or the output could not be written
  2    the command itself is wrong
  3    some inputs were refused, wholly or in part; the others were read
  130  stopped by Ctrl-C
  141  the program that the output went to stopped reading"""


def complain(message: str) -> None:
    """One line on standard error."""
    click.echo(f"hearsay: {one_line(message)}", err=True)


class Commands(click.Group):
    """The commands, ended in an orderly way where somebody stops listening or asks to stop."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; click itself would make one exit code of a closed pipe and a failure."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # without this, closing the stream at the end would complain once more
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise SystemExit(UNHEARD) from None
        except (KeyboardInterrupt, click.exceptions.Abort):  # the latter while a password was asked for
            complain("Stopped; what was written before stands.")
            raise SystemExit(STOPPED) from None


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=EXITS,
)
@click.version_option(__version__, prog_name="hearsay", message="%(prog)s %(version)s")
def commands() -> None:
    """Hearsay reads news reports and writes a sourced record of claims: who says what happened, when, where,
    to how many, and on whose word. It runs on this machine alone.

    \b
    Begin with:
      hearsay demo                    read the examples and look at the pages
      hearsay read report.txt         the claims of one report
      hearsay read --help             everything that can be read and written
      hearsay add reports/            read reports and keep them in a ledger
      hearsay claims --place Split    what the ledger's reports claim
      hearsay link                    join them into incidents; hearsay incidents lists these
    """


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit; every failure that has a code is told in one line with its remedy."""
    try:
        code = commands.main(arguments, prog_name="hearsay", standalone_mode=False)
        sys.exit(code if isinstance(code, int) else READ)
    except click.ClickException as error:
        error.show()
        sys.exit(USAGE)
    except HearsayError as error:
        complain(str(error))
        sys.exit(USAGE if error.kind == "usage" and error.code != "E-EXPORT-UNWRITABLE" else FAILED)
