"""What a ledger holds, for a person at a terminal: its claims, its reports, its journal."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hearsay.export.phrases import interval, one_line, plural, worded
from hearsay.export.terminal import Piece, screen_width, wrap
from hearsay.record.journal import Entry

Row = Mapping[str, Any]
_LONGEST_QUOTE = 240


class Listing:
    """Lines of at most ``width`` columns (null: the terminal's)."""

    def __init__(self, width: int | None = None, colour: bool = False) -> None:
        self.width = width or screen_width()
        self.colour = colour

    def claims(self, rows: Iterable[Row]) -> Iterator[str]:
        """Each report's claims under its name: the words, then what they come to."""
        report = None
        for row in rows:
            if row["report"] != report:
                if report is not None:
                    yield "\n"
                report = row["report"]
                yield from self.wrapped([(one_line(row["title"] or row["ref"]), "bold")])
                yield from self.wrapped([(" · ".join(_imprint(row)), "dim")])
            yield from self.wrapped(_words(row), "  ", "   ")
            yield from self.wrapped(list(_dotted(_told(row))), "     ", "       ")

    def reports(self, rows: Iterable[Row]) -> Iterator[str]:
        """Two or three lines a report."""
        for row in rows:
            yield from self.wrapped([(one_line(row["title"] or row["ref"]), "bold")])
            pieces = [*_imprint(row), plural(row["claims"], "claim")]
            yield from self.wrapped([(" · ".join(pieces), "")], "  ", "    ")
            notes = [
                f"{word} {row[name]}"
                for name, word in (
                    ("replaces", "newer version of"),
                    ("replaced_by", "replaced by"),
                    ("reprint_of", "reprint of"),
                )
                if row[name]
            ]
            if row["marked"]:
                notes.append(f"marked in entry {row['marked']}")
            if not row["counts"]:
                notes.append("does not count")
            if notes:
                yield from self.wrapped([(" · ".join(notes), "warn")], "  ", "    ")

    def log(self, entries: Iterable[Entry]) -> Iterator[str]:
        """One entry a line, and the reason under it."""
        for entry in entries:
            who = entry.signed.actor + (" (program)" if entry.signed.actor_kind == "machine" else "")
            lead = f"{entry.seq:>6}  {entry.signed.at}  "
            pieces = [(lead, "dim"), (one_line(who), "who"), (f" · {entry.kind}", "")]
            told = summary(entry)
            if told:
                pieces.append((f" · {told}", ""))
            yield from self.wrapped(pieces, "", " " * 8)
            if entry.signed.reason:
                yield from self.wrapped([(f"“{one_line(entry.signed.reason)}”", "dim")], " " * 30, " " * 30)

    def wrapped(self, pieces: list[Piece], first: str = "", rest: str = "") -> Iterator[str]:
        """The pieces as lines, each with its end."""
        for line in wrap(pieces, self.width, first, rest, self.colour):
            yield line + "\n"


def summary(entry: Entry) -> str:
    """What an entry says happened, in a few words."""
    told = entry.values
    match entry.kind:
        case "report added":
            return f"{one_line(told['ref'])} ({told['report']})"
        case "reading made":
            return f"{told['report']}: {plural(told['claims'], 'claim')}"
        case "reading made again":
            changes = [f"{len(told[name])} {name}" for name in ("new", "gone", "changed") if told[name]]
            if told["orphaned"]:
                changes.append(f"{plural(len(told['orphaned']), 'decision')} orphaned")
            return f"{told['report']}: {plural(told['claims'], 'claim')}; {', '.join(changes) or 'details'}"
        case "report marked":
            by = f" by {told['by']}" if told["by"] else ""
            return f"{told['report']} {told['status']}{by}"
        case "decision made" if "verb" not in told:
            return f"within double coding {told['coding']}, which is blind until both have finished"
        case "coding opened":
            both = " and ".join(map(one_line, told["coders"]))
            return f"{one_line(told['name'])}: {plural(len(told['reports']), 'report')} for {both}"
        case "coding finished" | "coding settled":
            return f"double coding {told['coding']}"
        case "decision made":
            parts = [
                f"{part['report']}/{part['id']}" if part["report"] else part["id"] for part in told["parts"]
            ]
            value = {name: one for name, one in told["value"].items() if name != "members"}
            to = f" to {one_line(json.dumps(value, ensure_ascii=False))}" if value else ""
            within = f" within double coding {told['coding']}" if told.get("coding") else ""
            return f"{told['verb']} {told['target']} {', '.join(parts)}{to}{within}"
        case "entry undone":
            return f"entry {told['entry']}"
        case "links made":
            return f"{plural(len(told['made']), 'link')} made, {len(told['removed'])} removed"
    return ""


def _imprint(row: Row) -> Iterator[str]:
    yield one_line(row["publisher"] or "") or "publisher unknown"
    if row["carrier"] and row["carrier"] != row["publisher"]:
        yield f"carried by {one_line(row['carrier'])}"
    yield f"published {row['published']}" if row["published"] else "no publication date"
    if row["status"] != "usable":
        yield row["status"] if row["status"] == "replaced" else worded("status", row["status"])
    yield row["report"]


def _words(row: Row) -> list[Piece]:
    said = one_line(row["said"])
    if len(said) > _LONGEST_QUOTE:
        said = said[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
    return [("“", "dim"), (said, ""), ("”", "dim")]


def _told(row: Row) -> Iterator[Piece]:
    yield row["certainty"], row["certainty"]
    yield (row["event_type"] or "of no known kind").lower(), "dim"
    span = interval(_whole(row["low"]), _whole(row["high"]))
    if span or row["figure_words"]:
        words = [span or one_line(row["figure_words"]), one_line(row["counted"] or ""), row["outcome"] or ""]
        yield " ".join(filter(None, words)), "figure"
    if row["time_words"]:
        days = " to ".join(dict.fromkeys(day for day in (row["earliest"], row["latest"]) if day))
        yield one_line(row["time_words"]) + (f" → {days}" if days else ""), "time"
    if row["place_name"]:
        yield one_line(row["place_name"]) + (f" ({row['country']})" if row["country"] else ""), "place"
    if row["origin_name"] or row["origin_kind"] != "publisher":
        kind = "" if row["origin_kind"] in ("named", "publisher") else f" ({row['origin_kind']})"
        yield f"origin: {one_line(row['origin_name'] or 'unnamed')}{kind}", "dim"
    if row["decision"]:
        yield {"accept": "accepted", "reject": "rejected", "correct": "corrected"}[row["decision"]], "warn"
    yield row["claim"], "dim"


def _dotted(pieces: Iterable[Piece]) -> Iterator[Piece]:
    between = ""
    for words, style in pieces:
        yield between, ""
        yield words, style
        between = " · "


def _whole(value: float | None) -> float | int | None:
    return int(value) if value is not None and float(value).is_integer() else value
