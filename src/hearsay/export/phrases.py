"""Plain words for the values of a record: a figure, a time, a place, a source, a date with its basis."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from hearsay.record import Attribution, Entity, Figure, Place, Record, Rejection, Report, Span, Time

GAP = " … "
"""What stands between pieces of the text that do not touch."""
NOWHERE_NAMED = "nobody named"

_ARTICLE = re.compile(r"^(?:the|a|an|its|their|his|her)\s+", re.IGNORECASE)
_WORD = re.compile(r"[\w'’-]{2,}")
_SPACES = re.compile(r"\s+")
_PLAIN_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?")
_CLOCK = re.compile(r"\d{4}-\d\d-\d\dT(\d\d:\d\d)(:\d\d)?")
_DIRECTIONS = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


@cache
def wordings() -> Mapping[str, Any]:
    """The table of plain words, ``wordings.toml``."""
    return tomllib.loads(files("hearsay.export").joinpath("wordings.toml").read_text(encoding="utf-8"))


def worded(table: str, code: str) -> str:
    """The plain word for ``code`` in ``table``; a code it lacks, with spaces for underscores."""
    return str(wordings()[table].get(code, code.replace("_", " ")))


def one_line(words: str) -> str:
    """``words`` fit for one line of a terminal or a heading.

    Runs of white space become one space; other control characters, surrogates and marks that turn the writing
    direction are dropped, so that a report can neither move a cursor nor turn its neighbours round.
    """
    if words.isprintable():  # nearly always, and then nothing is to be dropped
        return _SPACES.sub(" ", words).strip()
    flat = _SPACES.sub(" ", words).translate(_DIRECTIONS)
    return "".join(c for c in flat if unicodedata.category(c) not in {"Cc", "Cs"}).strip()


def set_apart(words: str) -> str:
    """``words`` fit for the midst of a line of ours: those written from right to left turn neither numbers nor names
    beside them (between FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE, which nothing shows)."""
    flat = one_line(words)
    turning = (
        any(unicodedata.bidirectional(c) in {"R", "AL", "AN"} for c in flat) if not flat.isascii() else False
    )
    return f"\u2068{flat}\u2069" if turning else flat


def joined(spans: Iterable[Span]) -> str:
    """The words of several spans in the order of the text, with an ellipsis where they do not touch."""
    return GAP.join(one_line(span.words) for span in sorted(spans, key=lambda s: (s.start, s.end)))


def number(value: int | float) -> str:
    """15000 is ``15,000``; 2.5 stays ``2.5``."""
    return f"{value:,}"


def interval(low: int | float | None, high: int | float | None) -> str | None:
    """What a range allows: ``9``, ``200+``, ``up to 400``, ``20–30``; None if both ends are open."""
    if low is None and high is None:
        return None
    if high is None:
        return f"{number(low or 0)}+"
    if low is None:
        return f"up to {number(high)}"
    return number(low) if low == high else f"{number(low)}–{number(high)}"


def odds(chance: float) -> str:
    """A probability as one counts: ``7 in 10``; near the ends ``under 1 in 20``, ``over 19 in 20``."""
    if chance < 0.05:
        return "under 1 in 20"
    if chance > 0.95:
        return "over 19 in 20"
    return f"{min(9, max(1, round(10 * chance)))} in 10"


def amount(figure: Figure) -> str:
    """How many: ``9``, ``at most 15,000``, ``at least hundreds (200+)``, ``20 to 30``."""
    words = one_line(figure.words).lower()  # a number has no capitals of its own
    if figure.vague or figure.value_low is None or figure.value_high is None:
        implied = interval(figure.low, figure.high)
        return f"{words} ({implied})" if implied and implied != words else words
    low, high = number(figure.value_low), number(figure.value_high)
    said = low if low == high else f"{low} to {high}"
    return str(wordings()["bound"].get(figure.bound, "{0}")).format(said)


def figure_phrase(figure: Figure, certainty: str | None = None) -> str:
    """How many of whom, and what became of them: ``at most 400 rescue workers deployed``.

    ``certainty`` is that of the claim; a figure that is surer or less sure than its claim says so itself.
    """
    counted = one_line(figure.counted.words) if figure.counted else ""
    parts = [amount(figure), counted or (figure.unit or "")]
    if figure.outcome and figure.outcome != "other":
        outcome = worded("outcome", figure.outcome)
        parts.append(outcome if outcome not in counted.lower() else "")
    phrase = " ".join(part for part in parts if part)
    notes = [worded("population", code) for code in _population(figure) if code not in counted.lower()]
    if figure.scope == "new":
        notes.append("new")
    if certainty and figure.certainty and figure.certainty != certainty:
        notes.append(worded("certainty", figure.certainty))
    return f"{phrase} [{', '.join(notes)}]" if notes else phrase


def _population(figure: Figure) -> list[str]:
    people = figure.population
    if people is None:
        return []
    return [code for code in (people.status, people.sex, people.age_group) if code and code != "mixed"]


def resolved(time: Time) -> str | None:
    """The dates a time stands for, None if not known: ``2025-12-12``, ``2024-03-01 to 2024-03-07``."""
    if time.earliest is None and time.latest is None:
        return None
    if time.earliest == time.latest and time.earliest:
        clock = _CLOCK.fullmatch(time.value or "")
        return f"{time.earliest} {clock[1]}" if clock else time.earliest
    if time.value and _PLAIN_DATE.fullmatch(time.value):
        return time.value
    if time.earliest and time.latest:
        return f"{time.earliest} to {time.latest}"
    return f"from {time.earliest}" if time.earliest else f"until {time.latest}"


def time_phrase(time: Time, published: str | None) -> str:
    """The words of a time and what they mean: ``Friday → 2025-12-12``, ``Friday (no publication date)``."""
    words = one_line(time.words)
    dates = resolved(time)
    if dates:
        return words if dates == words else f"{words} → {dates}"
    if time.type in wordings()["timeless"]:
        return words
    return f"{words} ({'date not resolved' if published else 'no publication date'})"


def place_phrase(place: Place) -> str:
    """A place as one would enter it: ``near Korčula (HR)``, ``the capital → Pyongyang (KP)``."""
    words, name = one_line(place.words), one_line(place.name or place.words)
    shown = name if name.lower() in words.lower() or words.lower() in name.lower() else f"{words} → {name}"
    relation = wordings()["relation"].get(place.relation)
    if relation:
        shown = relation.format(shown)
    if place.country:
        return f"{shown} ({place.country})"
    if place.lat is not None:
        return shown
    return f"{shown} ({'several so named' if len(place.candidates) > 1 else 'not located'})"


def source_phrase(attribution: Attribution, entities: Mapping[str, Entity]) -> str:
    """Who speaks, led by the name behind other words: ``South Korean officials ← they``; ``nobody named``."""
    words = joined(attribution.source)
    if not words:
        return NOWHERE_NAMED
    entity = entities.get(attribution.source_entity or "")
    if entity is None or _same_name(words, entity.name):
        return words
    starts = [(span.start, span.end) for span in attribution.source]
    pronoun = any(m.kind == "pronoun" and (m.start, m.end) in starts for m in entity.mentions)
    return f"{one_line(entity.name)} ← {words.lower() if pronoun else words}"


def _same_name(words: str, name: str) -> bool:
    """Whether the words say the name already, in whole or by a name in it: ``Mr. Vidal`` for ``Ana Vidal``."""
    if _bare(name) in _bare(words) or _bare(words) in _bare(name):
        return True
    proper = {word for word in _WORD.findall(name) if word[0].isupper()}
    return not proper.isdisjoint(_WORD.findall(words))


def _bare(words: str) -> str:
    """``words`` for comparison: lower case, no article, no possessive."""
    return _ARTICLE.sub("", one_line(words)).lower().removesuffix("'s").removesuffix("’s")


def said_phrase(attribution: Attribution, entities: Mapping[str, Entity]) -> str:
    """One link of a chain in the text's own words: ``the ministry said``, ``according to residents``."""
    source, cue = source_phrase(attribution, entities), joined(attribution.cue)
    if not cue:
        return source
    if source == NOWHERE_NAMED:
        return f"{cue} (by {NOWHERE_NAMED})"
    leads = attribution.source and attribution.cue[0].start < attribution.source[0].start
    if leads and cue.rsplit(" ", 1)[-1].lower() in wordings()["leading_cue_ends"]:
        return f"{cue} {source}"
    return f"{source} {cue}"


def inner_phrase(attribution: Attribution, entities: Mapping[str, Entity]) -> str:
    """What a nested link adds: ``quoting the governor (warned)``, ``the governor had agreed``."""
    source, cue = source_phrase(attribution, entities), joined(attribution.cue)
    if attribution.stance != "assert" or source == NOWHERE_NAMED:
        return said_phrase(attribution, entities)
    return f"quoting {source}" + (f" ({cue})" if cue and cue.lower() not in wordings()["plain_cues"] else "")


def chain_phrase(chain: tuple[Attribution, ...], entities: Mapping[str, Entity]) -> str:
    """Who says it on whose word, outermost first: ``the ministry said, quoting the governor``.

    ``chain`` is innermost first, as a claim holds it, and not empty.
    """
    outer, *inner = reversed(chain)
    phrase = said_phrase(outer, entities)
    for link in inner:
        words = inner_phrase(link, entities)
        phrase += f", {words}" if words.startswith("quoting ") else f" › {words}"
    return phrase


def plural(count: int, word: str, many: str | None = None) -> str:
    """``1 claim``, ``2 claims``; ``many`` for a word that does not end in an s."""
    return f"{count} {word if count == 1 else many or word + 's'}"


def is_note(rejection: Rejection) -> bool:
    """Whether it only says what was noticed: nothing was refused."""
    return "-NOTE-" in rejection.code


def refusals(record: Record) -> tuple[Rejection, ...]:
    """The record's rejections without the mere notes."""
    return tuple(one for one in record.rejections if not is_note(one))


def begun(phrase: str) -> str:
    """``phrase`` with a capital letter at its beginning, as a line of its own has."""
    return phrase[:1].upper() + phrase[1:]


def published_phrase(report: Report) -> str:
    """``published 2025-12-13 (as given)`` or ``no publication date``."""
    if not report.published:
        return "no publication date"
    basis = f" ({worded('basis', report.published_basis)})" if report.published_basis else ""
    return f"published {moment(report.published)}{basis}"


def moment(value: str) -> str:
    """A date, or a date and time as one writes it: ``2025-03-16 19:40 +03:00``."""
    found = _MOMENT.fullmatch(value)
    return " ".join(part for part in found.groups() if part) if found else value


def headline(report: Report) -> str | None:
    """The report's title, else its first headline; None if it has neither."""
    if report.title:
        return one_line(report.title)
    lines = (one_line(mark.words) for mark in report.furniture if mark.kind == "headline")
    return next(lines, None)
