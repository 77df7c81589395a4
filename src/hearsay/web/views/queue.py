"""The queue: claims that need a person, each with the words that it rests on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import Any, get_args
from urllib.parse import urlencode

from markupsafe import Markup

from hearsay.export.phrases import NOWHERE_NAMED, begun, interval, moment, one_line, worded
from hearsay.flow.coding import about
from hearsay.ledger import desk as asking
from hearsay.ledger.desk import Waiting
from hearsay.record.kept import Kept
from hearsay.web.desk import Desk
from hearsay.web.render import part
from hearsay.web.views.claim import Standing, fields_of, standing
from hearsay.web.views.evidence import Piece, corrected_places, places_of, stretch

PAGE = 20
_LONGEST = 700
"""Characters of the report that are shown of one claim at most."""
_NAMES = (
    "state",
    "order",
    "flag",
    "certainty",
    "type",
    "outcome",
    "origin_kind",
    "country",
    "publisher",
    "text",
)
ORDERS = {"weight": "most consequential first", "doubt": "most doubtful first", "new": "newest first"}
STATES = {"open": "waiting", "decided": "judged", "all": "all"}


@dataclass(frozen=True)
class Item:
    """One claim of the queue."""

    report: str
    claim: str
    title: str
    imprint: str
    certainty: str
    certainty_words: str
    certainty_means: str
    kind: str
    who: str
    pieces: tuple[Piece, ...]
    cut: tuple[bool, bool]
    facts: tuple[tuple[str, str], ...]
    fields: tuple[str, ...]
    standing: Standing

    @property
    def path(self) -> str:
        """Beginning of the addresses of what can be done with it."""
        return f"/claims/{self.report}/{self.claim}"


@dataclass(frozen=True)
class Facet:
    """A filter that can be set or taken off, with how many claims it leaves."""

    words: str
    many: int
    address: str
    chosen: bool


@dataclass(frozen=True)
class QueuePage:
    """Everything on the page; ``lines`` are its claims."""

    asked: Waiting
    lines: tuple[Markup, ...]
    many: int
    page: int
    facets: tuple[tuple[str, tuple[Facet, ...]], ...]
    orders: tuple[Facet, ...]
    states: tuple[Facet, ...]
    before: str | None
    after: str | None
    reports: int


def asked_of(query: Mapping[str, str]) -> Waiting:
    """The filters of an address; what is not known in it is left out."""
    given = {name: query[name].strip() for name in _NAMES if query.get(name, "").strip()}
    for name, known in (
        ("state", get_args(asking.State)),
        ("order", get_args(asking.Order)),
        ("flag", asking.FLAGS),
    ):
        if given.get(name) not in known:
            given.pop(name, None)
    return Waiting(**given)  # type: ignore[arg-type]


def address(asked: Waiting, page: int = 1) -> str:
    """The address of a queue."""
    usual = Waiting()
    told = {one.name: getattr(asked, one.name) for one in fields(asked)}
    told = {name: value for name, value in told.items() if value != getattr(usual, name)}
    query = urlencode({**told, **({"page": page} if page > 1 else {})})
    return f"/queue?{query}" if query else "/queue"


def queue_page(desk: Desk, asked: Waiting, page: int) -> QueuePage:
    """One page of the queue, its filters with their numbers."""
    with desk.ledger.reading() as connection:
        rows = asking.waiting(connection, asked, PAGE, (page - 1) * PAGE)
        lines = _lines(desk, rows, partial(asking.kept_together, connection))
    found = desk.alike(asked)
    many = sum(one.many for one in found if one.fits(asked))
    return QueuePage(
        asked=asked,
        lines=lines,
        many=many,
        page=page,
        facets=_facets(asked, asking.facets(found, asked)),
        orders=tuple(
            Facet(words, 0, address(replace(asked, order=code)), asked.order == code)  # type: ignore[arg-type]
            for code, words in ORDERS.items()
        ),
        states=tuple(
            Facet(words, 0, address(replace(asked, state=code)), asked.state == code)  # type: ignore[arg-type]
            for code, words in STATES.items()
        ),
        before=address(asked, page - 1) if page > 1 else None,
        after=address(asked, page + 1) if page * PAGE < many else None,
        reports=desk.numbers()["reports"],
    )


def _lines(
    desk: Desk, rows: Sequence[Mapping[str, Any]], kept_of: Callable[[Sequence[str]], Mapping[str, Kept]]
) -> tuple[Markup, ...]:
    """Claims as they are shown. Nothing changes one but an entry about its report, so each is made once an entry."""
    held: dict[str, Kept] = {}

    def make(row: Mapping[str, Any]) -> Markup:
        if not held:
            held.update(kept_of(tuple({one["report"] for one in rows})))
        return part("_item.html", desk=desk, item=_item(row, held[row["report"]]))

    who = (desk.actor, desk.may("accept"), desk.may("undo"))
    return tuple(
        desk.shown(("item", row["report"], row["touched"], row["claim"], who), partial(make, row))
        for row in rows
    )


def one_item(desk: Desk, report: str, claim: str) -> Item | None:
    """One claim as the queue shows it; null if there is none."""
    with desk.ledger.reading() as connection:
        kept = asking.kept(connection, report)
        row = asking.claim_rows(connection, report, claim).get(claim)
        beside = asking.report_row(connection, report)
    if kept is None or row is None or beside is None:
        return None
    return _item({**beside, **row}, kept)


def _item(row: Mapping[str, Any], kept: Kept) -> Item:
    data = kept.data
    text = data["report"]["text"] or ""
    claim = next(one for one in data["claims"] if one["id"] == row["claim"])
    places = corrected_places(places_of(data, claim), about(kept, row["claim"]))
    start, end, cut = window(data, claim, places["trigger"])
    return Item(
        report=row["report"],
        claim=row["claim"],
        title=one_line(row["title"] or row["ref"]),
        imprint=" · ".join(
            one_line(one)
            for one in (
                row["publisher"] or row["carrier"],
                moment(row["published"]) if row["published"] else None,
            )
            if one
        ),
        certainty=row["certainty"],
        certainty_words=worded("certainty", row["certainty"]),
        certainty_means=worded("certainty_means", row["certainty"]),
        kind=(row["event_type"] or "").lower(),
        who=source_of(row),
        pieces=stretch(text, start, end, places),
        cut=cut,
        facts=tuple(facts(row)),
        fields=fields_of(row),
        standing=standing(kept, row),
    )


def source_of(row: Mapping[str, Any]) -> str:
    """Who says it, outermost first; the ledger has the innermost first, and a question mark for nobody named."""
    chain = [one_line(one) for one in (row["sources"] or "").split(" ‹ ") if one][::-1]
    words = " › ".join(NOWHERE_NAMED if one == "?" else one for one in chain)
    return begun(words or one_line(row["origin_name"] or "the report, in its own voice"))


def facts(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What a claim says in single facts: how many, when, where."""
    told = []
    many = interval(_whole(row["low"]), _whole(row["high"])) or row["figure_words"]
    if many:
        outcome = worded("outcome", row["outcome"]) if row["outcome"] else None
        words = [many, row["counted"], outcome]
        told.append(("how many", one_line(" ".join(one for one in words if one))))
    if row["earliest"]:
        days = (
            row["earliest"]
            if row["earliest"] == row["latest"]
            else f"{row['earliest']} to {row['latest'] or '?'}"
        )
        told.append(("when", days))
    elif row["time_words"]:
        told.append(("when", f"{one_line(row['time_words'])} (no date)"))
    if row["place_name"]:
        told.append(
            ("where", one_line(row["place_name"]) + (f" ({row['country']})" if row["country"] else ""))
        )
    return told


def _whole(value: float | None) -> float | int | None:
    return int(value) if value is not None and value.is_integer() else value


def window(
    data: Mapping[str, Any], claim: Mapping[str, Any], trigger: list[tuple[int, int]]
) -> tuple[int, int, tuple[bool, bool]]:
    """The sentences of a claim, those of its event at least; and whether words were left out at either end."""
    first, last = trigger[0]
    start, end = min(claim["start"], first), max(claim["end"], last)
    inside = [(low, high) for low, high in data["report"]["sentences"] if low < end and high > start]
    if inside:
        start, end = min(start, inside[0][0]), max(end, inside[-1][1])
    if end - start <= _LONGEST:
        return start, end, (False, False)
    low = max(start, min(first - _LONGEST // 2, end - _LONGEST))
    high = min(end, max(low + _LONGEST, last))
    return low, high, (low > start, high < end)


def _with(asked: Waiting, name: str, value: str | None) -> Waiting:
    told: dict[str, Any] = {one.name: getattr(asked, one.name) for one in fields(asked)}
    return Waiting(**{**told, name: value})


def _facets(
    asked: Waiting, counted: Mapping[str, Mapping[str, int]]
) -> tuple[tuple[str, tuple[Facet, ...]], ...]:
    names = {"flag": "Why look", "outcome": "What became of people", "certainty": "How sure", "type": "Kind"}
    tables = {"flag": "review", "outcome": "outcome", "certainty": "certainty"}
    found = []
    for name, heading in names.items():
        chosen = getattr(asked, name)
        values = dict(counted[name])
        if chosen is not None:
            values.setdefault(chosen, 0)
        one = tuple(
            Facet(
                worded(tables[name], code) if name in tables else code.lower(),
                many,
                address(_with(asked, name, None if code == chosen else code)),
                code == chosen,
            )
            for code, many in values.items()
        )
        if one:
            found.append((heading, one))
    return tuple(found)
