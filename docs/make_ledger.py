"""Writes docs/ledger-tables.md from the tables and views of a ledger: ``make docs``."""

from __future__ import annotations

from pathlib import Path

from hearsay.ledger.shape import views
from hearsay.ledger.tables import abouts, catalogue

PAGE = Path(__file__).with_name("ledger-tables.md")
_HEAD = """# The tables of a ledger

Made by `make docs` from `src/hearsay/ledger/tables.toml` and `views.toml`. In a ledger itself SQLite has the same under
`_about`, PostgreSQL as comments. [ledger.md](ledger.md) says how they hang together.

A type that ends in `?` may be null: not known, or there is none. Texts and offsets are Unicode code points, times UTC.
"""
_KINDS = {
    "kept": "## Kept: written once, never changed",
    "made": "## Made: the present state, made again by `hearsay rebuild`",
    "spare": "## Spare: kept to be quicker, thrown away at will",
    "team": "## Team: who may log in, apart from the record",
}


def page() -> str:
    """The whole page as Markdown, a heading and a table of columns for each table."""
    parts = [_HEAD]
    for kind, heading in _KINDS.items():
        parts.append(f"{heading}\n")
        parts.extend(_table(name) for name, about in abouts().items() if about.kind == kind)
    parts.append("## Views\n")
    parts.extend(f"### {name}\n\n{view['about']}\n" for name, view in views().items())
    return "\n".join(parts)


def _table(name: str) -> str:
    row = catalogue()[name]
    lines = [
        f"### {name}",
        "",
        row["about"],
        "",
        f"Key: {', '.join(row['key'])}.",
        "",
        "| column | type | meaning |",
        "|---|---|---|",
    ]
    for column, (kind, meaning) in row["columns"].items():
        other = row.get("refers", {}).get(column)
        lines.append(f"| `{column}` | {kind} | {meaning}{f' (a row of {other})' if other else ''} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
