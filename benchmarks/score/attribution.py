"""Who says what: token and exact-fragment F1 per role, and F1 of whole attributions."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Sequence

from .counts import prf
from .rows import Pair, Row, Scores, pair_of, paired

ROLES = ("source", "cue", "content")
Spans = dict[str, list[Pair]]  # role -> its fragments
Covered = dict[str, set[int]]  # role -> indices of the tokens its fragments touch


class Tokens:
    """Words and single marks of a text, in order, for asking which of them spans touch."""

    def __init__(self, text: str) -> None:
        found = [match.span() for match in re.finditer(r"\w+|[^\w\s]", text)]
        self._starts = [start for start, _ in found]
        self._ends = [end for _, end in found]

    def touched(self, spans: Sequence[Pair]) -> set[int]:
        """Indices of the tokens that share a character with any of the spans."""
        return {
            index
            for start, end in spans
            for index in range(bisect_right(self._ends, start), bisect_left(self._starts, end))
        }

    def touched_by_role(self, spans: Spans) -> Covered:
        """The same for each role."""
        return {role: self.touched(spans[role]) for role in ROLES}


def agreement(a: set[int], b: set[int]) -> float:
    """Intersection over union; two empty sets agree wholly."""
    return len(a & b) / len(a | b) if a | b else 1.0


def same_attribution(gold: Covered, told: Covered) -> bool:
    """Cues touch, contents agree by half or more, sources likewise or absent in both."""
    if not gold["cue"] & told["cue"] or agreement(gold["content"], told["content"]) < 0.5:
        return False
    if not gold["source"] or not told["source"]:
        return not gold["source"] and not told["source"]
    return agreement(gold["source"], told["source"]) >= 0.5


def gold_spans(attribution: Row) -> Spans:
    """A gold attribution's fragments, [[start, end], …] a role."""
    return {role: [(start, end) for start, end in attribution[role]] for role in ROLES}


def told_spans(attribution: Row) -> Spans:
    """A record's attribution's fragments, objects with start and end."""
    return {role: [pair_of(span) for span in attribution.get(role) or []] for role in ROLES}


def _inside_parent(attribution: Row, by_id: dict[str | None, Row]) -> bool:
    """Whether the cue lies wholly inside the content of the attribution named as parent.

    The gold is flat, outermost only: a true child is not counted against the reader.
    """
    parent = by_id.get(attribution.get("parent"))
    if not parent:
        return False
    contents = [pair_of(span) for span in parent.get("content") or []]
    cues = [pair_of(span) for span in attribution.get("cue") or []]
    return all(any(start >= low and end <= high for low, high in contents) for start, end in cues)


def outermost(record: Row) -> list[Spans]:
    """The attributions of a record that are not nested, as fragments."""
    attributions = record.get("attributions", [])
    by_id = {attribution.get("id"): attribution for attribution in attributions}
    return [told_spans(a) for a in attributions if not _inside_parent(a, by_id)]


def linked(
    gold: Sequence[Covered],
    told: Sequence[Covered],
    same: Callable[[Covered, Covered], bool] = same_attribution,
) -> list[tuple[int, int]]:
    """Index pairs of gold and told attributions that are the ``same`` one, each used once, in gold order."""
    used: set[int] = set()
    links = []
    for g, wanted in enumerate(gold):
        free = (k for k in range(len(told)) if k not in used)
        hit = next((k for k in free if same(wanted, told[k])), None)
        if hit is not None:
            used.add(hit)
            links.append((g, hit))
    return links


def attribution(gold: Sequence[Row], records: Sequence[Row]) -> Scores:
    """Token F1 and exact-fragment F1 per role, and linked F1, over all rows."""
    tokens: dict[str, Counter[str]] = {role: Counter() for role in ROLES}
    exact: dict[str, Counter[str]] = {role: Counter() for role in ROLES}
    whole: Counter[str] = Counter()
    for row, record in paired(gold, records):
        text = Tokens(row["text"])
        wanted = [gold_spans(a) for a in row["attributions"]]
        told = outermost(record)
        for role in ROLES:
            gold_fragments = [span for spans in wanted for span in spans[role]]
            told_fragments = [span for spans in told for span in spans[role]]
            gold_tokens, told_tokens = text.touched(gold_fragments), text.touched(told_fragments)
            both = gold_tokens & told_tokens
            tokens[role].update(hits=len(both), told=len(told_tokens), gold=len(gold_tokens))
            same = Counter(gold_fragments) & Counter(told_fragments)
            exact[role].update(hits=same.total(), told=len(told_fragments), gold=len(gold_fragments))
        links = linked([text.touched_by_role(s) for s in wanted], [text.touched_by_role(s) for s in told])
        whole.update(hits=len(links), told=len(told), gold=len(wanted))
    scores = {f"{role} tokens": prf(c["hits"], c["told"], c["gold"]) for role, c in tokens.items()}
    scores |= {f"{role} exact": prf(c["hits"], c["told"], c["gold"]) for role, c in exact.items()}
    return scores | {"linked": prf(whole["hits"], whole["told"], whole["gold"])}
