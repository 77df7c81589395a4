"""The pages that list: reports, the journal, origins."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, get_args
from urllib.parse import urlencode

from hearsay.export.phrases import moment, one_line, plural, set_apart, worded
from hearsay.ledger import desk as asking
from hearsay.ledger import listings as lists
from hearsay.ledger.listings import AROUND
from hearsay.ledger.search import plain
from hearsay.record.journal import Entry, EntryKind
from hearsay.web.desk import Desk
from hearsay.web.views.claim import LABELS, ROLES, VERBS, shown
from hearsay.web.views.queue import facts, source_of

PAGE = 50
KINDS: tuple[str, ...] = get_args(EntryKind)
_LONG = "links made"
_NAMED = 8
"""Reports that the line of a merge or split names."""


@dataclass(frozen=True)
class ReportLine:
    """One report of the list."""

    report: str
    title: str
    imprint: str
    claims: int
    status: str
    notes: tuple[str, ...]
    counts: bool


_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*(?=\s|$)|\n\s*\n")
"""Where a sentence ends as far as a line of a list needs to know: what it leaves out is a click away."""


@dataclass(frozen=True)
class ClaimLine:
    """One claim of a list: who says what, where it stands. ``before`` and ``after``: the rest of its sentence."""

    address: str
    who: str
    said: str
    before: str
    after: str
    facts: tuple[tuple[str, str], ...]
    certainty: str
    certainty_words: str
    title: str
    imprint: str
    verdict: str


@dataclass(frozen=True)
class LogLine:
    """One entry of the journal in plain words. ``undoable``: a decision or mark that stands."""

    seq: int
    kind: str
    at: str
    actor: str
    machine: bool
    what: str
    link: str
    title: str
    told: tuple[str, ...]
    reason: str | None
    state: str
    hash: str
    undoable: bool


@dataclass(frozen=True)
class OriginLine:
    """One origin with what rests on it; ``named`` is its name as the ledger has it, null for nobody."""

    named: str | None
    name: str
    kind: str
    claims: int
    reports: int
    numbers: int
    denied: int
    decided: int
    address: str


def report_lines(
    desk: Desk, text: str | None, publisher: str | None, page: int
) -> tuple[tuple[ReportLine, ...], bool]:
    """A page of the reports, the newest first; and whether there are more."""
    with desk.ledger.reading() as connection:
        rows = lists.newest_reports(connection, text, publisher, PAGE + 1, (page - 1) * PAGE)
    return tuple(report_line(row) for row in rows[:PAGE]), len(rows) > PAGE


def log_lines(
    desk: Desk, before: int | None, kind: str | None, actor: str | None
) -> tuple[tuple[LogLine, ...], int | None]:
    """A page of the journal, the newest first; and before which entry the next page begins."""
    with desk.ledger.reading() as connection:
        found = lists.journal_numbers(connection, PAGE + 1, before, kind, actor)
        more = found[PAGE - 1][0] if len(found) > PAGE else None
        kinds = dict(found[:PAGE])
        states = asking.states(connection, list(kinds))
        held: dict[int, LogLine] = {}

        def make(seq: int) -> LogLine:
            # an entry of linking is read by itself: it is long, and its line is made once
            together = [one for one in kinds if kinds[one] != _LONG] if kinds[seq] != _LONG else [seq]
            if seq not in held:
                entries = lists.entries(connection, together)
                named = {report for one in entries for report in _reports_in(one)}
                titles = asking.titles(connection, tuple(named))
                held.update({one.seq: _log_line(one, states, titles) for one in entries})
            return held[seq]

        # of what an entry says only its state ever changes
        lines = tuple(desk.shown(("log", seq, states.get(seq)), partial(make, seq)) for seq in kinds)
    return lines, more


def origin_lines(desk: Desk, words: str | None, page: int) -> tuple[OriginLine, ...]:
    """A page of the origins, those with most claims first."""
    rows = origins(desk, words)[(page - 1) * PAGE : page * PAGE]
    return tuple(
        OriginLine(
            named=row["origin_name"],
            name=one_line(row["origin_name"] or "nobody named"),
            kind=row["origin_kind"],
            claims=row["claims"],
            reports=row["reports"],
            numbers=row["numbers"],
            denied=row["denied"],
            decided=row["decided"],
            address="/sources/one?"
            + urlencode(
                {"kind": row["origin_kind"], **({"name": row["origin_name"]} if row["origin_name"] else {})}
            ),
        )
        for row in rows
    )


def origins(desk: Desk, words: str | None) -> tuple[Mapping[str, Any], ...]:
    """The origins whose name has some words, case and accents aside; all, where none are given."""
    wanted = plain(words or "")
    return tuple(one for one in desk.origins() if wanted in plain(one["origin_name"] or ""))


def claims_of_origin(
    desk: Desk, name: str | None, kind: str, page: int = 1
) -> tuple[tuple[ClaimLine, ...], bool]:
    """A page of what rests on one origin's word; and whether there is more."""
    with desk.ledger.reading() as connection:
        rows = lists.claims_of_origin(connection, name, kind, PAGE + 1, (page - 1) * PAGE)
    return tuple(claim_line(row) for row in rows[:PAGE]), len(rows) > PAGE


def claim_line(row: Mapping[str, Any]) -> ClaimLine:
    """One claim of a list from its row and that of its report."""
    return ClaimLine(
        address=f"/reports/{row['report']}?claim={row['claim']}",
        who=source_of(row),
        said=one_line(row["said"]),
        before=_end_of(row["before"] or ""),
        after=_beginning_of(row["after"] or ""),
        facts=tuple(facts(row)),
        certainty=row["certainty"],
        certainty_words=worded("certainty", row["certainty"]),
        title=one_line(row["title"] or row["ref"]),
        imprint=_imprint(row),
        verdict=VERBS.get(row["decision"] or "", ""),
    )


def _end_of(words: str) -> str:
    """What of the words before a claim is of its sentence, or of its paragraph's line."""
    ends = [found.end() for found in _SENTENCE_END.finditer(words)]
    rest = words[ends[-1] :] if ends else words
    cut = "… " if not ends and len(words) == AROUND else ""
    flat = one_line(rest)
    return f"{cut}{flat}{' ' if flat and rest[-1:].isspace() else ''}"


def _beginning_of(words: str) -> str:
    """What of the words after a claim is of its sentence."""
    found = _SENTENCE_END.search(words)
    rest = words[: found.end()] if found else words
    cut = " …" if found is None and len(words) == AROUND else ""
    flat = one_line(rest)
    return f"{' ' if flat and rest[:1].isspace() else ''}{flat}{cut}"


def _imprint(row: Mapping[str, Any]) -> str:
    told = (row["publisher"] or row["carrier"], moment(row["published"]) if row["published"] else "no date")
    return " · ".join(one_line(one) for one in told if one)


def report_line(row: Mapping[str, Any]) -> ReportLine:
    """One report of a list from its row."""
    notes = [
        f"{words} {row[name]}"
        for name, words in (("replaces", "newer version of"), ("replaced_by", "replaced by"), ("reprint_of", "reprint of"))
        if row[name]
    ]  # fmt: skip
    refused = [code for code in json.loads(row["refusals"]) if "-NOTE-" not in code]
    return ReportLine(
        report=row["report"],
        title=one_line(row["title"] or row["ref"]),
        imprint=_imprint(row),
        claims=row["claims"],
        status=worded("status", row["status"]) if row["status"] != "usable" else "",
        notes=(*notes, *(f"refused: {code}" for code in refused)),
        counts=bool(row["counts"]),
    )


def _reports_in(entry: Entry) -> Iterator[str]:
    told = entry.values
    if isinstance(told.get("report"), str):
        yield told["report"]
    for part in told.get("parts", ()):
        if part["report"]:
            yield part["report"]


def _log_line(entry: Entry, states: Mapping[int, str], titles: Mapping[str, str]) -> LogLine:
    told = entry.values
    report = next(_reports_in(entry), None)
    claim = next((part["id"] for part in told.get("parts", ()) if (part["id"] or "").startswith("c-")), None)
    state = states.get(entry.seq, "")
    link = f"/reports/{report}" + (f"?claim={claim}" if claim else "") if report else ""
    coding = entry.seq if entry.kind == "coding opened" else told.get("coding")
    if coding is not None:
        link = f"/codings/{coding}"
    if told.get("verb") in ("merge", "split"):
        link = ""  # it is about many reports, which its line names
    return LogLine(
        seq=entry.seq,
        kind=entry.kind,
        at=moment(entry.signed.at),
        actor=one_line(entry.signed.actor),
        machine=entry.signed.actor_kind == "machine",
        what=_what(entry.kind, told),
        link=link,
        title=one_line(titles.get(report or "", report or "")) or "the double coding",
        told=tuple(_regrouped(told, titles) if told.get("verb") in ("merge", "split") else _told(told)),
        reason=one_line(entry.signed.reason) if entry.signed.reason else None,
        state=state,
        hash=entry.hash,
        undoable=state in ("standing", "orphaned"),
    )


def _what(kind: str, told: Mapping[str, Any]) -> str:
    if kind == "decision made" and "verb" not in told:
        return f"decided within double coding {told['coding']}"
    if kind == "coding opened":
        return f"opened the double coding “{set_apart(told['name'])}” for {' and '.join(map(set_apart, told['coders']))}"
    if kind == "coding finished":
        return f"finished double coding {told['coding']}"
    if kind == "coding settled":
        return f"closed double coding {told['coding']}"
    if kind == "decision made":
        within = f" within double coding {told['coding']}" if told.get("coding") else ""
        if "missed" in told["value"]:
            return f"added a missed claim{within}"
        if told["verb"] in ("merge", "split"):
            what = "incident" if told["target"] == "incident" else "event"
            return f"merged {what}s into one" if told["verb"] == "merge" else f"split an {what} in two"
        return f"{VERBS.get(told['verb'], told['verb'])} {told['target']}{within}"
    if kind == "entry undone":
        return f"undid entry {told['entry']}"
    if kind == "report marked":
        return f"marked as {told['status']}"
    if kind in ("reading made", "reading made again"):
        return f"{kind}: {plural(told['claims'], 'claim')}"
    if kind == "links made":
        return f"links made: {len(told['made'])}, taken away: {len(told['removed'])}"
    return kind


def _told(told: Mapping[str, Any]) -> Iterator[str]:
    """What a decision says in its value, and the words that were judged."""
    value = told.get("value") or {}
    if value.get("of"):
        yield f"settles entries {' and '.join(map(str, value['of']))} of a double coding"
    value = value.get("missed", value)
    for name, one in value.items():
        if name == "spans":
            for role, spans in one.items():
                words = " … ".join(one_line(span["words"]) for span in spans) or "nothing"
                yield f"{ROLES.get(role, role)}: “{words}”"
        elif name in LABELS:
            yield f"{LABELS[name]}: {shown(name, one)}"
        elif name in ("fields", "review"):
            words = ", ".join(_names(name, one))
            if words:
                yield f"{'fields' if name == 'fields' else 'flags seen'}: {words}"
        elif name not in ("members", "of"):
            yield f"{name}: {set_apart(str(one))}"
    judged = told.get("judged") or ()
    if judged and not value.get("spans"):
        yield f"judged: “{one_line(judged[0]['words'])}”"


def _regrouped(told: Mapping[str, Any], titles: Mapping[str, str]) -> Iterator[str]:
    """Of a merge the reports whose claims are one now, of a split those whose claims left."""
    parts = [part for part in told["parts"] if part["report"]]
    left = [part for part in parts if part["side"] == "out"]
    reports = list(dict.fromkeys(part["report"] for part in left or parts))
    named = [f"“{one_line(titles.get(one, one))}”" for one in reports[:_NAMED]]
    more = f" and {plural(len(reports) - _NAMED, 'more', 'more')}" if len(reports) > _NAMED else ""
    how = "of them left" if told["verb"] == "split" else "told in"
    yield f"{plural(len(left or parts), 'mention')} {how}: {', '.join(named)}{more}"


def _names(name: str, codes: Iterable[str]) -> Iterator[str]:
    for code in codes:
        yield LABELS.get(code, code) if name == "fields" else worded("review", code)
