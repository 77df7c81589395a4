"""The same happening across reports: coreference measures (B3, MUC, CEAF-e; CoNLL is their mean)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence

from .counts import ratio_f1
from .rows import Row, Scores, overlap, pair_of

Mention = Hashable
Clusters = dict[Hashable, set[Mention]]
Member = tuple[int, int, Hashable]  # start, end, id of the happening


def _where(told: Sequence[Row]) -> dict[str, list[Member]]:
    """Members of the happenings told, by report."""
    members: dict[str, list[Member]] = defaultdict(list)
    for happening in told:
        for member in happening["members"]:
            members[str(member["ref"])].append((member["start"], member["end"], happening["id"]))
    return members


def _lines_with(text: str, mentions: Sequence[Row]) -> list[tuple[int, int]]:
    """Spans of the lines that hold a gold mention: only those were annotated."""
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append((at, at + len(line)))
        at += len(line) + 1
    return [line for line in lines if any(overlap(line, pair_of(m)) for m in mentions)]


def _clusters(gold: Sequence[Row], told: Sequence[Row]) -> tuple[Clusters, Clusters, Clusters]:
    """Gold clusters, told clusters over gold mentions (and spurious ones), one cluster a word form."""
    wanted: Clusters = defaultdict(set)
    found: Clusters = defaultdict(set)
    words: Clusters = defaultdict(set)
    where = _where(told)
    for row in gold:
        mentions = [m for m in row["mentions"] if "ACTION" in m["type"]]
        members = where.get(str(row["id"]), [])
        used: set[Member] = set()
        for k, mention in enumerate(mentions):
            me = (row["id"], k)
            wanted[row["topic"], mention.get("instance") or me].add(me)
            words[row["text"][mention["start"] : mention["end"]].lower()].add(me)
            hit = next((m for m in members if overlap(m[:2], pair_of(mention))), None)
            if hit:
                used.add(hit)
            found[hit[2] if hit else me].add(me)
        lines = _lines_with(row["text"], mentions)
        for n, member in enumerate(members):
            touches = any(overlap(member[:2], pair_of(m)) for m in mentions)
            if member not in used and not touches and any(overlap(member[:2], line) for line in lines):
                found[member[2]].add((row["id"], "spurious", n))
    return wanted, found, words


def _b3(of: list[set[Mention]], at: dict[Mention, int], other: list[set[Mention]]) -> float:
    shared = sum(sum(len(c & other[at[m]]) / len(c) for m in c if m in at) for c in of)
    return shared / max(1, sum(map(len, of)))


def _muc(of: list[set[Mention]], at: dict[Mention, int]) -> float:
    kept = sum(len(c) - len({at.get(m, m) for m in c}) for c in of)
    links = sum(len(c) - 1 for c in of)
    return kept / links if links else 0


def _ceaf(wanted: list[set[Mention]], found: list[set[Mention]], at: dict[Mention, int]) -> float:
    """Entity-based CEAF, clusters paired greedily by their likeness."""
    likeness = sorted(
        (
            (2 * len(cluster & found[j]) / (len(cluster) + len(found[j])), i, j)
            for i, cluster in enumerate(wanted)
            for j in {at[m] for m in cluster}
        ),
        reverse=True,
    )
    used_wanted: set[int] = set()
    used_found: set[int] = set()
    total = 0.0
    for value, i, j in likeness:
        if i not in used_wanted and j not in used_found:
            used_wanted.add(i)
            used_found.add(j)
            total += value
    return ratio_f1(total / max(1, len(found)), total / max(1, len(wanted)))


def _conll(gold: Clusters, told: Clusters) -> tuple[float, float, float, float]:
    """B3, MUC, CEAF-e and their mean, in per cent."""
    wanted, found = list(gold.values()), list(told.values())
    in_wanted = {m: i for i, c in enumerate(wanted) for m in c}
    in_found = {m: i for i, c in enumerate(found) for m in c}
    b3 = ratio_f1(_b3(found, in_wanted, wanted), _b3(wanted, in_found, found))
    muc = ratio_f1(_muc(found, in_wanted), _muc(wanted, in_found))
    ceaf = _ceaf(wanted, found, in_found)
    mean = (b3 + muc + ceaf) / 3
    return round(100 * b3, 1), round(100 * muc, 1), round(100 * ceaf, 1), round(100 * mean, 1)


def happenings(gold: Sequence[Row], told: Sequence[Row]) -> Scores:
    """CoNLL F1 over all topics at once, with two baselines over the gold mentions beside it.

    `told` are happening rows: {"id", "members": [{"ref", "start", "end"}]}. A gold mention that no member
    overlaps is a cluster of one; a member beside every gold mention, in a line with one, costs precision.
    """
    wanted, found, words = _clusters(gold, told)
    b3, muc, ceaf, conll = _conll(wanted, found)
    alone: Clusters = {m: {m} for cluster in wanted.values() for m in cluster}
    return {
        "B3": b3,
        "MUC": muc,
        "CEAF-e (greedy)": ceaf,
        "CoNLL": conll,
        "same-word baseline CoNLL": _conll(wanted, words)[3],
        "singletons CoNLL": _conll(wanted, alone)[3],
        "mentions": sum(map(len, wanted.values())),
        "gold clusters": len(wanted),
        "predicted clusters": len(found),
    }
