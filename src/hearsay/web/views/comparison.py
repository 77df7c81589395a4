"""The page that compares two coders: how far they agree by field, and their differences side by side with the words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from markupsafe import Markup

from hearsay.export.comparison import alpha_written, field_name, share_written, standing
from hearsay.export.comparison import words as wordings
from hearsay.export.phrases import one_line
from hearsay.export.rows import rows_csv
from hearsay.flow import codings, settling
from hearsay.flow.codings import Coding
from hearsay.flow.comparing import CLAIM, FIELDS, Coded, Pair
from hearsay.flow.comparison import COLUMNS, Compared, alike, claim_of, compare, key_of, rows
from hearsay.flow.settling import Settled
from hearsay.web.desk import Desk
from hearsay.web.render import part
from hearsay.web.views.claim import shown
from hearsay.web.views.evidence import Piece, places_of, stretch
from hearsay.web.views.queue import source_of, window

VERDICTS = {"accept": "accepted", "reject": "rejected", "correct": "corrected"}


@dataclass(frozen=True)
class FieldLine:
    """Agreement about one field. ``standing`` is how far its alpha carries."""

    field: str
    name: str
    n: int
    alike: str
    alpha: str
    standing: str
    words: str
    differing: int


@dataclass(frozen=True)
class Said:
    """What one coder said of a claim: ``verdict`` in words, the code of it in ``verb``; the sentence with that coder's
    evidence."""

    name: str
    verdict: str
    verb: str
    reasons: tuple[str, ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Line:
    """One claim of two coders. ``rows`` are the fields in which they differ, ``same`` those in which they do not."""

    key: str
    coding: int
    report: str
    title: str
    address: str
    who: str
    sides: tuple[Said, Said]
    rows: tuple[tuple[str, str, str], ...]
    same: tuple[tuple[str, str], ...]
    apart: bool
    alike: bool
    missed: bool
    silent: int | None
    settled: Settled | None
    open: bool

    @property
    def path(self) -> str:
        """Beginning of the addresses of what can be done with it."""
        return f"/codings/{self.coding}/pairs/{self.key}"

    @property
    def waits(self) -> bool:
        """Whether somebody should settle it."""
        return self.open and self.settled is None and not self.alike


@dataclass(frozen=True)
class ComparePage:
    """Everything on the page; ``lines`` are those that the filter lets through, as they are shown."""

    compared: Compared
    fields: tuple[FieldLine, ...]
    means: str
    lines: tuple[Markup, ...]
    field: str
    filters: tuple[tuple[str, str, int], ...]
    agreed: int
    agreed_open: int
    differing: int
    settled: int
    added: int
    open: bool

    @property
    def left(self) -> int:
        """Differences that nobody has settled."""
        return self.differing - self.settled


def compared_of(desk: Desk, number: int) -> Compared:
    """What two coders said, compared once. Raises ``E-CODING-UNKNOWN``, ``-SEALED``."""
    coding = codings.shown(codings.coding_of(desk.ledger, number))
    return desk.shown(("compared", *_state(coding)), lambda: compare(desk.ledger, number))


def compared_csv(desk: Desk, number: int) -> str:
    """The same as rows, one a claim and field. Raises as :func:`compared_of`."""
    compared = compared_of(desk, number)
    what = ("compared csv", *_state(compared.coding))
    return desk.shown(what, lambda: "".join(rows_csv(rows(compared), COLUMNS)))


def _state(coding: Coding) -> tuple[object, ...]:
    """What a comparison depends on: nothing that comes later changes what the two said."""
    return (coding.coding, coding.finished, coding.settled)


def compare_page(desk: Desk, number: int, field: str, lines: bool = True) -> ComparePage:
    """The comparison of a double coding; ``field``: only claims about which the two differ in it (``alone``: that one of
    them left, ``agreed``: on which they do not differ); without ``lines`` no more than is counted. Raises as
    :func:`compared_of`."""
    compared = compared_of(desk, number)
    done = settling.settled(desk.ledger, compared)
    differing = compared.differing()
    same = [one for one in compared.lines if alike(one, compared)]
    about = {
        **{
            name: [one for one in differing if name in one.differ and _both(one, compared)] for name in FIELDS
        },
        "alone": list(compared.alone),
    }
    chosen = same if field == "agreed" else about[field] if field in about else list(differing)
    names = {**{name: field_name(name) for name in FIELDS}, "alone": "judged by one of them"}
    return ComparePage(
        compared=compared,
        fields=tuple(_field(compared, name, len(about[name])) for name in FIELDS),
        means=wordings()["means"]["alpha"],
        lines=_lines(desk, compared, chosen, done) if lines else (),
        field=field if field in (*about, "agreed") else "",
        filters=tuple((code, words, len(about[code])) for code, words in names.items() if about[code]),
        agreed=len(same),
        agreed_open=sum(1 for one in same if key_of(one) not in done),
        differing=len(differing),
        settled=sum(1 for one in differing if key_of(one) in done),
        added=sum(1 for one in compared.pairs if one.either.claim is None),
        open=compared.coding.settled is None,
    )


def _lines(
    desk: Desk, compared: Compared, pairs: Iterable[Pair], done: Mapping[str, Settled]
) -> tuple[Markup, ...]:
    """Claims side by side as they are shown; nothing changes one but its settling."""

    def make(pair: Pair) -> Markup:
        return part("_pair.html", desk=desk, line=line(compared, pair, done))

    may = desk.may("settle a double coding")
    return tuple(
        desk.shown(
            ("pair", *_state(compared.coding), key_of(one), done.get(key_of(one)), may), partial(make, one)
        )
        for one in pairs
    )


def line(compared: Compared, pair: Pair, done: Mapping[str, Settled]) -> Line:
    """One claim side by side."""
    key, report = key_of(pair), pair.either.report
    alone = key in compared.left_by_one
    sides = (_said(compared, pair, 0, alone), _said(compared, pair, 1, alone))
    fields = list(_fields(pair))
    own = compared.own(compared.coding.coders[0 if pair.one else 1], report)
    row = own.rows[claim_of(pair.either, own)]
    places = [tuple((piece.start, piece.classes) for piece in one.pieces) for one in sides if one.pieces]
    return Line(
        key=key,
        coding=compared.coding.coding,
        report=report,
        title=one_line(compared.reports[report].title),
        address=f"/reports/{report}" + (f"?claim={pair.either.claim}" if pair.either.claim else ""),
        who=source_of(row),
        sides=sides,
        rows=tuple((name, one, other) for name, one, other, same in fields if not same),
        same=tuple((name, one) for name, one, _, same in fields if same),
        apart=len(set(places)) > 1,
        alike=alike(pair, compared),
        missed=pair.either.claim is None,
        silent=(0 if pair.one is None else 1) if alone else None,
        settled=done.get(key),
        open=compared.coding.settled is None,
    )


def _both(pair: Pair, compared: Compared) -> bool:
    return key_of(pair) not in compared.left_by_one


def _field(compared: Compared, name: str, differing: int) -> FieldLine:
    about = compared.fields[name]
    how = standing(about.units, about.alpha)
    return FieldLine(
        field=name,
        name=field_name(name),
        n=about.units,
        alike=share_written(about.alike),
        alpha=alpha_written(about.alpha),
        standing=how,
        words=wordings()["alpha"][how],
        differing=differing,
    )


def _fields(pair: Pair) -> Iterator[tuple[str, str, str, bool]]:
    """Each field of which either has a value, what each says, and whether that is the same; of a claim that only one holds
    there is nothing to set against what that one says."""
    one, other = pair.one, pair.other
    if one is not None and other is not None and one.holds and other.holds:
        for name in FIELDS:
            if name != CLAIM:
                mine, theirs = one.values.get(name), other.values.get(name)
                if mine is not None or theirs is not None:
                    yield field_name(name), shown(name, mine), shown(name, theirs), mine == theirs
        return
    held = next((one for one in (pair.one, pair.other) if one is not None and one.holds), pair.either)
    for name in FIELDS:
        if name != CLAIM and held.values.get(name) is not None:
            yield field_name(name), shown(name, held.values[name]), "", True


def _said(compared: Compared, pair: Pair, side: int, alone: bool) -> Said:
    name = one_line(compared.coding.coders[side])
    coded: Coded | None = (pair.one, pair.other)[side]
    if coded is None:
        words = "said nothing of it" if alone else "has no such claim"
        return Said(name, words, "none", (), ())
    own = compared.own(compared.coding.coders[side], coded.report)
    claim = claim_of(coded, own)
    verb = str(own.rows[claim]["decision"])
    verdict = "added it" if coded.claim is None else VERDICTS[verb]
    reasons = [one.signed.reason for one in compared.words(side, pair) if one.signed.reason]
    return Said(
        name=name,
        verdict=verdict,
        verb="added" if coded.claim is None else verb,
        reasons=tuple(one_line(one) for one in reasons),
        pieces=_pieces(own.kept.data, claim),
    )


def _pieces(data: Mapping[str, Any], claim: str) -> tuple[Piece, ...]:
    found = next(one for one in data["claims"] if one["id"] == claim)
    places = places_of(data, found)
    start, end, _ = window(data, found, places["trigger"])
    return stretch(data["report"]["text"] or "", start, end, places)
