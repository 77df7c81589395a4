"""The command line: thin commands over ``flow`` and ``export``, one file a family of them."""

from hearsay.cli import accounts, codings, demo, keep, link, read, review, serve
from hearsay.cli.program import commands, main

__all__ = ["accounts", "codings", "commands", "demo", "keep", "link", "main", "read", "review", "serve"]
