"""The public texts that our annotations point into, by set and id, and the annotation files themselves."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from benchmarks.score.rows import Row, ScoringError, load_rows, row_id

HERE = Path(__file__).resolve().parent

# Set -> its file, relative to the folder of gold sets.
FILES = {
    "muc4-train": "events/muc4-train.jsonl",
    "tr-news": "places/tr-news.jsonl",
    "polnear-train": "attribution/polnear-train.jsonl",
}


class MissingTextError(ScoringError):
    """An annotation names a set or an id that the folder of gold sets does not hold."""


def load(folder: Path, set_name: str, text_id: str) -> Row:
    """The row of a public set, with at least `id` and `text`.

    Raises MissingTextError where the set is unknown, its file is absent, or no row has the id.
    """
    if set_name not in FILES:
        raise MissingTextError(f"{set_name} is none of {', '.join(FILES)}")
    path = folder / FILES[set_name]
    if not path.is_file():
        raise MissingTextError(f"{set_name}: {path} is not there; HEARSAY_GOLD=DIR says where the sets are")
    try:
        return dict(_by_id(path)[text_id])
    except KeyError:
        raise MissingTextError(f"{set_name}: {path} has no row {text_id!r}") from None


@lru_cache(maxsize=len(FILES))
def _by_id(path: Path) -> dict[str, Row]:
    return {row_id(position, row): row for position, row in enumerate(load_rows(path))}


def marks(name: str) -> list[Row]:
    """The rows of `NAME.jsonl` in this folder: `set`, `id` and marks as offsets, never a text."""
    return load_rows(HERE / f"{name}.jsonl")


def placed(folder: Path, rows: Iterable[Row]) -> list[Row]:
    """Rows of marks with `text` and what else is known of the report; `id` becomes SET/ID, for sets share ids.

    Raises MissingTextError as `load` does.
    """
    known = ("title", "published", "publisher", "url")
    found = []
    for row in rows:
        report = load(folder, row["set"], row["id"])
        given = {key: report[key] for key in known if report.get(key)}
        found.append({**row, **given, "id": f"{row['set']}/{row['id']}", "text": report["text"]})
    return found
