"""Write `reading-errors.md` from the rows and groups in `reading_errors/`: ``python docs/make_reading_errors.py``."""

from __future__ import annotations

import json
import textwrap
import tomllib
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PAGE = HERE / "reading-errors.md"
ROWS = HERE / "reading_errors"
WIDTH = 120

OPENING = """# Errors, read by eye

Fifty errors of each learned layer, drawn at random (`python -m benchmarks.errors LAYER --count 50 --words`) from train
documents that the network never saw, read one by one and put into groups. Only ids and offsets are kept; the texts
stay where they are. The rows are in [`reading_errors/`](reading_errors). They were drawn with the weights and rules of run 3
([runs](../training/runs.md)).

Errors are counted against each set's own annotation: what the record marks on purpose and the set does not is an error here.
"""


def page() -> str:
    """The page as it should stand."""
    groups: dict[str, dict[str, list[str]]] = tomllib.loads((ROWS / "groups.toml").read_text("utf-8"))
    parts = [OPENING]
    for layer, kinds in groups.items():
        rows = [json.loads(line) for line in (ROWS / f"{layer}.jsonl").read_text("utf-8").splitlines()]
        parts.append(_layer(layer, kinds, rows))
    return "\n".join(parts)


def _layer(layer: str, kinds: dict[str, list[str]], rows: list[dict[str, Any]]) -> str:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        found[row["group"]].append(row)
    unknown = set(found) - set(kinds)
    if unknown:
        raise ValueError(f"{layer}: groups without a description: {', '.join(sorted(unknown))}")
    lines = [f"## {layer.capitalize()}", ""]
    count = Counter(row["kind"] for row in rows)
    lines += [
        f"{len(rows)} errors in {rows[0]['set']}: "
        + ", ".join(f"{n} {k}" for k, n in count.most_common())
        + ".",
        "",
    ]
    for name, (title, seen, mend) in sorted(kinds.items(), key=lambda item: -len(found[item[0]])):
        places = "; ".join(_place(row) for row in found[name]) + "."
        lines += [f"### {title} ({len(found[name])})", ""]
        for text in (seen, f"*What would mend them:* {mend}", places):
            lines += [*textwrap.wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False), ""]
    return "\n".join(lines)


def _place(row: dict[str, Any]) -> str:
    mark = row["gold"] or row["found"]
    return f"`{row['id']}` {mark['start']}–{mark['end']}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE)
