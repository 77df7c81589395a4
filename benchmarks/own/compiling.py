"""Gold files become rows: every reference located, every value checked against the words it belongs to."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.score.figures import NOT_VOUCHING, SIGN
from benchmarks.score.rows import Row, overlap, pair_of

from .locating import GoldError, span_of, spans_of

GOLD = Path(__file__).resolve().parents[1] / "gold"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# What a bound implies of the number said, as [low, high]; null is open (DESIGN: the record).
IMPLIED: dict[str, Callable[[float, float], tuple[float | None, float | None]]] = {
    "exact": lambda a, b: (a, b),
    "about": lambda a, b: (a, b),
    "between": lambda a, b: (a, b),
    "at_least": lambda a, b: (a, None),
    "more_than": lambda a, b: (a + 1, None),
    "at_most": lambda a, b: (None, b),
    "less_than": lambda a, b: (None, b - 1),
}
# Types of our entities that the public sets score, under the names that those sets use for names.
NAME_TYPES = {"person": "PER", "organisation": "ORG", "location": "LOC"}


def _attributions(text: str, marked: Sequence[Row]) -> list[Row]:
    made = [
        {
            "id": a["id"],
            **{role: spans_of(text, a.get(role, [])) for role in ("source", "cue", "content")},
            "voice": a.get("voice", "indirect"),
            "stance": a.get("stance", "assert"),
            "said": a.get("said"),
            "parent": a.get("parent"),
        }
        for a in marked
    ]
    by_id = {a["id"]: a for a in made}
    for child in made:
        if child["parent"] is None:
            continue
        around = [pair_of(span) for span in by_id[child["parent"]]["content"]]
        for cue in child["cue"]:
            if not any(low <= cue["start"] and cue["end"] <= high for low, high in around):
                raise GoldError(
                    f"the cue {cue['words']!r} lies outside the content of its parent: {text[:60]!r}"
                )
    return made


def _times(text: str, marked: Sequence[Row]) -> list[Row]:
    made = []
    for t in marked:
        span = span_of(text, t["at"])
        _check_weekday(span["words"], t["value"])
        made.append({**span, "type": t.get("type", "DATE"), "value": t["value"], "mod": t.get("mod")})
    return made


def _check_weekday(words: str, value: str) -> None:
    """A resolved date falls on the weekday that the words name."""
    named = [day for day in WEEKDAYS if day in words]
    if not named or not value[:1].isdigit():
        return
    if WEEKDAYS[datetime.date.fromisoformat(value[:10]).weekday()] != named[0]:
        raise GoldError(f"{value} is no {named[0]}")


def _figures(text: str, marked: Sequence[Row]) -> list[Row]:
    made = []
    for f in marked:
        said: Any = f.get("value")
        low_said, high_said = said if isinstance(said, list) else (said, said)
        bound = "vague" if said is None else f.get("bound", "exact")
        low, high = (f.get("low"), None) if said is None else IMPLIED[bound](low_said, high_said)
        made.append(
            {
                **span_of(text, f["at"]),
                "at": f["at"],
                "value_low": low_said,
                "value_high": high_said,
                "low": low,
                "high": high,
                "bound": bound,
                "vague": f.get("vague"),
                "counted": f.get("counted"),
                "outcome": f.get("outcome"),
                "certainty": f.get("certainty", "asserted"),
            }
        )
    return made


def _entities(text: str, marked: Sequence[Row], places: Sequence[Row]) -> list[Row]:
    """Marked entities with their mentions, and each place spoken of by name, for places are things too.

    A place that stands for its government names the government, which is an organisation.
    """
    made = []
    for e in marked:
        mentions = [
            {**span, "kind": kind}
            for kind in ("name", "nominal", "pronoun")
            for span in spans_of(text, e.get(kind + "s", []))
        ]
        made.append({"name": e["name"], "type": e["type"], "kind": e.get("kind"), "mentions": mentions})
    named = [pair_of(m) for e in made for m in e["mentions"] if m["kind"] == "name"]
    for place in places:
        if place["use"] != "modifier" and not any(overlap(pair_of(place), name) for name in named):
            mention = _span(place) | {"kind": "name"}
            acts = place["use"] == "metonymic"
            told = (
                {"type": "organisation", "kind": "government"} if acts else {"type": "location", "kind": None}
            )
            made.append({"name": place["words"], **told, "mentions": [mention]})
    return made


def origin_of(attributions: Sequence[Row], innermost: str | None) -> list[Row]:
    """Source of the innermost attribution of a chain that vouches and names somebody; none: the publisher."""
    by_id = {a["id"]: a for a in attributions}
    at = innermost
    while at:
        attribution = by_id[at]
        if attribution["source"] and attribution["stance"] not in NOT_VOUCHING:
            return list(attribution["source"])
        at = attribution["parent"]
    return []


def _events(text: str, marked: Sequence[Row], row: Row) -> list[Row]:
    known: dict[str, dict[str, Row]] = {
        "figure": {f["at"]: f for f in row["figures"]},
        "where": {p["at"]: p for p in row["toponyms"]},
        "when": {t["words"]: t for t in row["timexes"]},
    }
    made: list[Row] = []
    for e in marked:
        for field, values in known.items():
            if field in e and e[field] not in values:
                raise GoldError(f"{row['id']}: {e['at']!r} has {field} {e[field]!r}, which is not marked")
        made.append(
            {
                **span_of(text, e["at"]),
                "type": e.get("type"),
                "certainty": e.get("certainty", "CERTAIN"),
                "polarity": e.get("polarity", "POS"),
                "time": e.get("time", "NON_FUTURE"),
                "claim": e.get("claim", "asserted"),
                "by": e.get("by"),
                "origin": origin_of(row["all attributions"], e.get("by")),
            }
            | {role: span_of(text, e[role]) for role in ("agent", "target") if role in e}
            | {field: _span(known[field][e[field]]) for field in known if field in e}
        )
    return made


def _span(anchored: Row) -> Row:
    return {key: anchored[key] for key in ("start", "end", "words")}


def _people_rows(row: Row) -> Iterator[Row]:
    """One gold row a figure about people, in the form of the shared measure."""
    for f in row["figures"]:
        if f["outcome"] is None:
            continue
        around = [
            a
            for a in row["all attributions"]
            if a["source"]
            and a["stance"] not in NOT_VOUCHING
            and any(overlap(pair_of(f), pair_of(c)) for c in a["content"])
        ]
        around.sort(key=lambda a: sum(int(c["end"]) - int(c["start"]) for c in a["content"]))
        source = around[0]["source"][0] if around else {"start": None, "end": None}
        yield {
            "set": "own",
            "id": row["id"],
            **{key: f[key] for key in ("start", "end", "low", "high", "certainty")},
            "outcome": "other" if f["outcome"] == "casualties" else f["outcome"],
            "source_start": source["start"],
            "source_end": source["end"],
        }


def _shared_forms(row: Row) -> Row:
    """The same gold under the keys that the scorers of the public sets read."""
    return {
        "attributions": [
            {role: [list(pair_of(span)) for span in a[role]] for role in ("source", "cue", "content")}
            for a in row["all attributions"]
            if a["parent"] is None
        ],
        "quantities": [
            {
                "value": f"{f['value_low']}-{f['value_high']}"
                if f["bound"] == "between"
                else str(f["value_low"]),
                "change": SIGN[f["bound"]],
            }
            for f in row["figures"]
            if f["value_low"] is not None
        ],
        "entities": [
            {"start": m["start"], "end": m["end"], "type": NAME_TYPES[e["type"]]}
            for e in row["all entities"]
            for m in e["mentions"]
            if m["kind"] == "name" and e["type"] in NAME_TYPES
        ],
        "people": list(_people_rows(row)),
    }


def compile_report(marked: Row) -> Row:
    """One marked report as a gold row: text and metadata, our layers in full, and the forms scorers read.

    Raises GoldError where a reference, a weekday or a link between layers does not hold.
    """
    text = marked["text"]
    row: Row = {
        key: marked[key] for key in ("id", "text", "published", "publisher", "title") if key in marked
    }
    row["furniture"] = [{**span_of(text, f["at"]), "kind": f["kind"]} for f in marked.get("furniture", [])]
    row["all attributions"] = _attributions(text, marked["attributions"])
    row["timexes"] = _times(text, marked["times"])
    row["toponyms"] = [
        {
            **span_of(text, p["at"]),
            "at": p["at"],
            **{key: p.get(key) for key in ("country", "lat", "lon")},
            "use": p.get("use", "literal"),
            "class": "Metonymic" if p.get("use") == "metonymic" else "Literal",
        }
        for p in marked["places"]
    ]
    row["figures"] = _figures(text, marked["figures"])
    row["all entities"] = _entities(text, marked["entities"], row["toponyms"])
    row["events"] = _events(text, marked["events"], row)
    return row | _shared_forms(row)


def load_own(folder: Path = GOLD) -> list[Row]:
    """The forty reports of our own gold set as rows, by file and in the order written."""
    rows = []
    for path in sorted(folder.glob("*.toml")):
        rows += [
            compile_report(report) for report in tomllib.loads(path.read_text(encoding="utf8"))["reports"]
        ]
    ids = [row["id"] for row in rows]
    if len(set(ids)) != len(ids):
        raise GoldError("two gold reports have the same id")
    return rows
