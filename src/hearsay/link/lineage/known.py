"""What lineage knows of reports, as columns that can be kept, so that the next run compares only what is new.

What is found is what a run over all reports would find, whatever the order in which they came and went.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray

from hearsay.link.components import least_joined
from hearsay.link.lineage.candidates import CROWD, pairs_of, ranks
from hearsay.link.lineage.shingles import Wide
from hearsay.link.lineage.signature import Signature, read_signature
from hearsay.link.lineage.tracing import compare, unknown_others
from hearsay.record.lineage import Edge, EdgeKind, Family

KINDS: tuple[str, ...] = get_args(EdgeKind)
_QUOTES = KINDS.index("quotes")
Numbers = NDArray[np.int64]
Small = NDArray[np.int32]
Fetch = Callable[[Sequence[str]], Mapping[str, bytes]]
"""Signatures of reports by their ids."""
Barred = Collection[frozenset[str]]
"""Pairs of reports of which a person said that neither takes from the other; one alone: from no paper that is not here."""


def _small() -> Small:
    return np.zeros(0, np.int32)


def _wide() -> Wide:
    return np.zeros(0, np.uint64)


@dataclass(frozen=True)
class Known:
    """``ids``, ``published``, ``keys_of``, ``originals``: of each report its id by its digits, when it was published, how
    many of ``keys`` are its own, and the first report of its story, by its digits too. ``copies``, ``others``, ``kinds``:
    of each edge between two reports, by number."""

    ids: Wide = field(default_factory=_wide)
    published: NDArray[np.bytes_] = field(default_factory=lambda: np.zeros(0, "S40"))
    keys_of: Small = field(default_factory=_small)
    keys: Wide = field(default_factory=_wide)
    originals: Wide = field(default_factory=_wide)
    copies: Small = field(default_factory=_small)
    others: Small = field(default_factory=_small)
    kinds: NDArray[np.uint8] = field(default_factory=lambda: np.zeros(0, np.uint8))


@dataclass(frozen=True)
class Traced:
    """What a step found. ``edges`` are all those of the reports ``touched``, by id, which take from another; ``families``
    those of whose first reports ``originals`` are the ids: any other story is as it was. ``stories``: how many there are."""

    known: Known
    touched: frozenset[str]
    edges: tuple[Edge, ...]
    originals: frozenset[str]
    families: tuple[Family, ...]
    stories: int


def traced(
    known: Known,
    fetch: Fetch,
    new: Iterable[bytes] = (),
    gone: Collection[str] = (),
    barred: Barred = frozenset(),
    also: Collection[str] = (),
) -> Traced:
    """Reports taken away and added, by their signatures; ``fetch`` gives those of reports that were known before.

    ``also`` are reports of which the edges are wanted besides: those of pairs that were barred in the step before and are
    no longer, or the other way round. Raises :class:`~hearsay.link.lineage.signature.StaleSignatureError`.
    """
    step = _Step(known, fetch, [read_signature(raw) for raw in sorted(new)], gone)
    step.compare()
    return step.result(barred, also)


class _Step:
    """One step. Reports are numbered as they will be: those left, then the new in the order of their ids."""

    def __init__(self, known: Known, fetch: Fetch, new: Sequence[Signature], gone: Collection[str]) -> None:
        had = _names(known.ids)
        keep = np.array([name not in gone for name in had], bool)
        left = {name for name, stays in zip(had, keep.tolist(), strict=True) if stays}
        fresh = list({row.report: row for row in new if row.report not in left}.values())
        self._fetch = fetch
        self._at_hand = {row.report: row for row in fresh}
        numbers = np.where(keep, np.cumsum(keep) - 1, -1)
        copies, others = numbers[known.copies], numbers[known.others]
        whole = (copies >= 0) & (others >= 0)
        self.touched = set(copies[(copies >= 0) & ~whole].tolist())
        self.copies, self.others, self.kinds = copies[whole], others[whole], known.kinds[whole]
        self.first = int(keep.sum())
        self.ids = np.concatenate([known.ids[keep], _digits(row.report for row in fresh)])
        self.names = _names(self.ids)
        published = np.array([(row.published or "").encode() for row in fresh], "S40")
        self.published = np.concatenate([known.published[keep], published])
        self.keys_of = np.concatenate([known.keys_of[keep], np.array([len(r.keys) for r in fresh], np.int32)])
        self.keys = np.concatenate([known.keys[np.repeat(keep, known.keys_of)], *(row.keys for row in fresh)])
        self.gone_keys = known.keys[np.repeat(~keep, known.keys_of)]
        self.originals = np.concatenate([known.originals[keep], np.zeros(len(fresh), np.uint64)])
        self.gone_originals = known.originals[~keep]
        dates = [when.decode() for when in self.published.tolist()]
        self.age = np.array(ranks(zip(dates, self.names, strict=True)), np.int64)
        self.edges: dict[tuple[int, int], Edge] = {}

    def signature(self, number: int) -> Signature:
        name = self.names[number]
        if name not in self._at_hand:
            self.want([number])
        return self._at_hand[name]

    def want(self, numbers: Iterable[int]) -> None:
        """Fetch what will be asked for, all at once."""
        missing = sorted({self.names[number] for number in numbers} - self._at_hand.keys())
        if missing:
            self._at_hand |= {id_: read_signature(raw) for id_, raw in self._fetch(missing).items()}

    def compare(self) -> None:
        """Compare the pairs that came, and forget those that went: a crowd's eldest are others when an older one comes."""
        owner = np.repeat(np.arange(len(self.ids)), self.keys_of)
        first_key = int(self.keys_of[: self.first].sum())
        moved = np.unique(np.concatenate([self.keys[first_key:], self.gone_keys]))
        here = np.isin(self.keys, moved) if self.first else np.ones(len(self.keys), bool)
        keys, owner = self.keys[here], owner[here]
        now = pairs_of(keys, owner, self.age)
        old = owner < self.first
        before = pairs_of(keys[old], owner[old], self.age)
        size = len(self.ids)
        codes, had = now[:, 0] * size + now[:, 1], before[:, 0] * size + before[:, 1]
        if len(self.gone_keys):  # who was behind those that went in a crowd has not been compared
            same = old & ~np.isin(keys, self.gone_keys)
            compared = pairs_of(keys[same], owner[same], self.age)
            came = now[~np.isin(codes, compared[:, 0] * size + compared[:, 1])]
        else:
            came = now[~np.isin(codes, had)]
        self._forget(np.setdiff1d(had, codes))
        self.want(came.ravel().tolist())
        known = set(zip(self.copies.tolist(), self.others.tolist(), strict=True))
        found = self._edges(came)
        rows = [place for place in found if place not in known]
        self.copies = np.concatenate([self.copies, np.array([copy for copy, _ in rows], np.int64)])
        self.others = np.concatenate([self.others, np.array([other for _, other in rows], np.int64)])
        kinds = np.array([KINDS.index(found[place].kind) for place in rows], np.uint8)
        self.kinds = np.concatenate([self.kinds, kinds])
        self.touched |= {copy for copy, _ in rows} | set(range(self.first, size))
        self.edges |= found

    def _edges(self, pairs: Numbers) -> dict[tuple[int, int], Edge]:
        """The edges among pairs, by copy and original."""
        rows: list[tuple[int, int]] = pairs.tolist()
        last_needed = {place: number for number, pair in enumerate(rows) for place in pair}
        found: dict[tuple[int, int], Edge] = {}
        for number, pair in enumerate(rows):
            one, other = sorted(pair, key=lambda place: self.names[place])
            edge = compare(self.signature(one), self.signature(other))
            if edge is not None:
                found[(one, other) if edge.report == self.names[one] else (other, one)] = edge
            for place in pair:
                if last_needed[place] == number:
                    self.signature(place).forget()
        return found

    def _forget(self, lost: Numbers) -> None:
        """Take away the edges of pairs that no key brings together any longer."""
        size = len(self.ids)
        codes = np.minimum(self.copies, self.others) * size + np.maximum(self.copies, self.others)
        going = np.flatnonzero(np.isin(codes, lost))
        going = (
            going[[not self._paired(self.copies[n], self.others[n]) for n in going]] if len(going) else going
        )
        self.touched |= set(self.copies[going].tolist())
        left = np.ones(len(codes), bool)
        left[going] = False
        self.copies, self.others, self.kinds = self.copies[left], self.others[left], self.kinds[left]

    def _paired(self, one: int, other: int) -> bool:
        """Whether a key brings the two together: both have it, and one is among its eldest."""
        bounds = np.concatenate([[0], np.cumsum(self.keys_of, dtype=np.int64)])
        mine, theirs = (self.keys[bounds[n] : bounds[n + 1]] for n in (one, other))
        owner = np.repeat(np.arange(len(self.ids)), self.keys_of)
        eldest = min(self.age[one], self.age[other])
        return any(
            np.count_nonzero(self.age[owner[self.keys == key]] < eldest) < CROWD
            for key in np.intersect1d(mine, theirs)
        )

    def result(self, barred: Barred, asked: Collection[str]) -> Traced:
        number = {name: n for n, name in enumerate(self.names)}
        originals = self._originals(barred, number)
        moved = originals != self.originals
        anew = (
            set(originals[moved].tolist())
            | set(self.originals[moved].tolist())
            | set(self.gone_originals.tolist())
        )
        told = {number[id_] for id_ in asked if id_ in number} | self.touched
        anew |= set(originals[sorted(told)].tolist())
        anew.discard(0)
        first = frozenset(_names(sorted(anew)))
        told |= {number[id_] for id_ in first if id_ in number}
        edges = tuple(edge for edge in self._all_edges(sorted(told)) if not _said_no(edge, barred))
        families = self._families([id_ for id_ in sorted(first) if id_ in number], originals, edges)
        known = Known(
            self.ids, self.published, self.keys_of, self.keys, originals,
            self.copies.astype(np.int32), self.others.astype(np.int32), self.kinds,
        )  # fmt: skip
        touched = frozenset(self.names[n] for n in told)
        return Traced(known, touched, edges, first, families, len(np.unique(originals)))

    def _all_edges(self, reports: Sequence[int]) -> list[Edge]:
        """Every edge of which one of the reports is the copy, in order of the ids."""
        mine = np.flatnonzero(np.isin(self.copies, reports))
        pairs = list(zip(self.copies[mine].tolist(), self.others[mine].tolist(), strict=True))
        missing = [pair for pair in pairs if pair not in self.edges]
        self.want([*(place for pair in missing for place in pair), *reports])
        self.edges |= self._edges(np.array(missing, np.int64).reshape(-1, 2))
        found = [self.edges[pair] for pair in pairs]
        found += unknown_others([self.signature(place) for place in reports], found)
        return sorted(found, key=lambda e: (e.report, e.other or "", e.publisher or "", e.kind))

    def _originals(self, barred: Barred, number: Mapping[str, int]) -> Wide:
        """Of each report the first of its story, by the digits of its id."""
        joining = self.kinds != _QUOTES
        size = len(self.ids)
        no = [
            sorted(number[id_] for id_ in pair) for pair in barred if len(pair) == 2 and pair <= number.keys()
        ]
        if no:
            codes = np.minimum(self.copies, self.others) * size + np.maximum(self.copies, self.others)
            joining &= ~np.isin(codes, [one * size + other for one, other in no])
        copies, others = self.copies[joining], self.others[joining]
        labels = least_joined(size, copies, others)
        takes = np.zeros(size, bool)
        takes[copies] = True
        order = np.lexsort((self.age, takes, labels))
        starts = np.r_[True, labels[order][1:] != labels[order][:-1]] if size else np.zeros(0, bool)
        eldest = np.zeros(size, np.int64)
        eldest[labels[order][starts]] = order[starts]
        found: Wide = self.ids[eldest[labels]]
        return found

    def _families(self, wanted: Sequence[str], originals: Wide, edges: Iterable[Edge]) -> tuple[Family, ...]:
        elsewhere = {e.report: e.publisher for e in edges if e.other is None and e.kind == "reprint_of"}
        inside = np.flatnonzero(np.isin(originals, _digits(wanted)))
        members: dict[str, list[str]] = {}
        for place, original in zip(inside.tolist(), _names(originals[inside]), strict=True):
            members.setdefault(original, []).append(self.names[place])
        found = []
        for original in wanted:
            row = self._at_hand[original]
            publisher = elsewhere.get(original) or row.publisher or row.printer
            reports = tuple(sorted(members.get(original, ())))
            if reports:
                found.append(Family(original=original, publisher=publisher, reports=reports))
        return tuple(found)


def _said_no(edge: Edge, barred: Barred) -> bool:
    return frozenset((edge.report, edge.other) if edge.other else (edge.report,)) in barred


def _digits(names: Iterable[str]) -> Wide:
    return np.array([int(name[2:], 16) for name in names], np.uint64)


def _names(ids: Iterable[Any]) -> list[str]:
    return [f"r-{int(number):010x}" for number in ids]
