"""Handing on: which incidents, in which format, and what of them is assumed or lost, before anything is downloaded."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import partial
from itertools import chain, islice
from typing import Any, get_args
from urllib.parse import urlencode

from hearsay.export.archive import with_about, zipped
from hearsay.export.incident_sides import countries
from hearsay.export.phrases import one_line, worded
from hearsay.export.tables_files import FORMATS, Form, Format, Piece, export_pieces, forms, policies
from hearsay.flow.choosing import Chosen, Selection, choose
from hearsay.flow.incidents import notice
from hearsay.flow.summaries import made_from
from hearsay.ledger.selection import Judged
from hearsay.ledger.selection import choices as choices_of
from hearsay.ledger.spare import last_linking
from hearsay.ledger.summaries import waiting
from hearsay.record import HearsayError
from hearsay.record.estimate import Policy
from hearsay.record.incident import Incident
from hearsay.web.desk import Desk
from hearsay.web.views.incidents import GATHERED

COUNTED, CLAIMS = 20, 2_000
"""Incidents that are made for a preview, fewer where these have so many claims; of more, all where a person asks for it."""
SHOWN = 5
_LOOKED_UP = 5
_WORDS_SHOWN = 3
WHOLE = "the incident"
_NOT_LINKED = "E-LINK-NONE"
KINDS = {
    "not_exported": "Not exported: no row for these incidents",
    "not_held": "Not held: what the format has no place for, or the reports no value",
    "assumed": "Assumed: needed by the format, said in no report",
}
POLICIES: Mapping[Policy, str] = {
    "ucdp": "UCDP: the best supported number, the lower where no source stands out",
    "acled": "ACLED: the lowest number that is credibly reported",
    "range": "Range: the lowest and the highest that anybody says",
}
JUDGED: Mapping[Judged, str] = {"decided": "judged by a person", "open": "judged by nobody yet"}
_NAMES = tuple(one.name for one in fields(Selection))


@dataclass(frozen=True)
class Asked:
    """What the address says."""

    form: Format = "csv"
    policy: Policy | None = None
    selection: Selection = field(default_factory=Selection)
    whole: bool = False

    def query(self, **others: str) -> str:
        """The same as a query."""
        told = {**self.selection.told(), **({"policy": self.policy} if self.policy else {}), **others}
        return urlencode(told)


@dataclass(frozen=True)
class Choice:
    """One value of a list: its code, its words, whether it is chosen."""

    code: str
    words: str
    chosen: bool


@dataclass(frozen=True)
class Loss:
    """Notes of one kind about columns of which the same is said: how many there are, and some of their words."""

    columns: tuple[str, ...]
    many: int
    words: tuple[str, ...]


@dataclass(frozen=True)
class Held:
    """One file of the archive: its rows, and the first of them as texts in the order of its columns."""

    file: str
    rows: int
    columns: tuple[str, ...]
    first: tuple[tuple[str, ...], ...]


_Said = tuple[str, str, str]
"""What a note says: its kind, the column, the words."""


@dataclass(frozen=True)
class _Part:
    """What an incident adds to a preview: to each file, and how often something is noted. ``claims``: how many it has."""

    files: tuple[Held, ...]
    notes: tuple[tuple[_Said, int], ...]
    claims: int


@dataclass(frozen=True)
class Preview:
    """What an export would hold. ``counted``: of how many incidents that was found out; ``many``: of how many there are;
    ``passed``: how many of the first were left out."""

    many: int
    counted: int
    passed: int
    files: tuple[Held, ...]
    losses: tuple[tuple[str, tuple[Loss, ...]], ...]


@dataclass(frozen=True)
class ExportPage:
    """Everything on the page. ``preview`` is null where nobody has linked the ledger, or where ``refused`` says why."""

    asked: Asked
    forms: tuple[Form, ...]
    lists: Mapping[str, tuple[Choice, ...]]
    linked: bool
    notice: str | None
    preview: Preview | None
    refused: tuple[str, str, str] | None
    remark: str | None
    download: str
    whole: str


def asked_of(query: Mapping[str, str]) -> Asked:
    """What an address asks; what is not known in it is left out."""
    given = {name: query[name].strip() for name in _NAMES if query.get(name, "").strip()}
    if given.get("judged") not in get_args(Judged):
        given.pop("judged", None)
    for name in ("type", "country"):
        if name in given:
            given[name] = given[name].upper()
    form, policy = query.get("form"), query.get("policy")
    return Asked(
        form=form if form in FORMATS else "csv",
        policy=policy if policy in get_args(Policy) else None,  # type: ignore[arg-type]
        selection=Selection(**given),  # type: ignore[arg-type]
        whole=query.get("whole") == "1",
    )


def export_page(desk: Desk, asked: Asked) -> ExportPage:
    """The page: the form, and a preview where something can be exported."""
    found: Preview | None = None
    refused = None
    linked = True
    try:
        found = preview(desk, asked)
    except HearsayError as error:
        linked = error.code != _NOT_LINKED
        if linked:
            refused = (error.code, error.message, error.remedy)
    own = forms()[asked.form].policy
    remark = None
    if own and asked.policy not in (None, own):
        remark = f"{forms()[asked.form].title} has a place for {own.upper()}’s numbers only; the policy is not used."
    return ExportPage(
        asked=asked,
        forms=tuple(forms().values()),
        lists=_lists(desk, asked),
        linked=linked,
        notice=notice(desk.ledger) if linked else None,
        preview=found,
        refused=refused,
        remark=remark,
        download=f"/api/export/{asked.form}?{asked.query()}".rstrip("?"),
        whole=f"/export?{asked.query(form=asked.form, whole='1')}",
    )


def preview(desk: Desk, asked: Asked) -> Preview:
    """What an export would hold. Raises ``E-LINK-…``, ``E-LEDGER-DATE``."""

    def make() -> Preview:
        chosen = _chosen(desk, asked.selection)
        passed = frozenset() if asked.whole else _passed_over(desk, chosen)
        told = _every if asked.whole else _first
        counted = list(
            told(desk, replace(chosen, ids=tuple(one for one in chosen.ids if one not in passed)), asked)
        )
        files, losses = _together((_part(_heads(asked), 0), *counted))
        return Preview(len(chosen.ids), len(counted), len(passed), files, losses)

    return desk.counted(("export", asked, desk.waiting()), make)


def archive(desk: Desk, asked: Asked) -> Iterator[bytes]:
    """The download, as it is made: the bytes of ``hearsay export FORMAT FILE.zip``. Raises ``E-LINK-…`` at once."""
    chosen: Chosen = choose(desk.ledger, asked.selection)
    by = policies(asked.form, asked.policy)
    made = chosen.made(desk.ledger, by)
    pieces = with_about(export_pieces(made, asked.form, asked.policy), chosen.told(asked.form, by))
    stream = zipped(pieces)
    begun = next(stream)  # what refuses does so before the answer has begun
    return chain((begun,), stream)


def _chosen(desk: Desk, selection: Selection) -> Chosen:
    """What is chosen; all of them are the same until the next linking."""
    if selection != Selection():
        return choose(desk.ledger, selection)
    with desk.ledger.reading() as connection:
        linking = last_linking(connection)
    return desk.shown(("chosen", linking), lambda: choose(desk.ledger, selection))


def _passed_over(desk: Desk, chosen: Chosen) -> frozenset[str]:
    """Of the first incidents, where there are more, those that changed and take long to gather: the next stand for them."""
    if len(chosen.ids) <= COUNTED:
        return frozenset()
    with desk.ledger.reading() as connection:
        return frozenset(waiting(connection, chosen.ids[:COUNTED], more_than=GATHERED))


def _heads(asked: Asked) -> list[Piece]:
    """What the files have before any incident."""
    return list(export_pieces((), asked.form, asked.policy))


def _every(desk: Desk, chosen: Chosen, asked: Asked) -> Iterator[_Part]:
    for incident in chosen.made(desk.ledger, policies(asked.form, asked.policy)):
        yield _of(incident, asked)


def _first(desk: Desk, chosen: Chosen, asked: Asked) -> Iterator[_Part]:
    """The first incidents, until they have many claims; each is held until something of it changes."""
    by = policies(asked.form, asked.policy)

    def made(id_: str) -> _Part | None:
        incidents = replace(chosen, ids=(id_,)).made(desk.ledger, by)
        return next((_of(one, asked) for one in incidents), None)

    claims = 0
    for start in range(0, min(COUNTED, len(chosen.ids)), _LOOKED_UP):
        some = chosen.ids[start : min(start + _LOOKED_UP, COUNTED)]
        for id_, now in made_from(desk.ledger, some).items():
            part = desk.shown(("export", asked.form, asked.policy, id_, now), partial(made, id_))
            if part is not None:
                yield part
                claims += part.claims
            if claims >= CLAIMS:
                return


def _of(incident: Incident, asked: Asked) -> _Part:
    pieces = export_pieces((incident,), asked.form, asked.policy)
    return _part(islice(pieces, len(_heads(asked)), None), len(incident.quotes))


def _part(pieces: Iterable[Piece], claims: int) -> _Part:
    rows: Counter[str] = Counter()
    columns: dict[str, tuple[str, ...]] = {}
    first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    notes: Counter[_Said] = Counter()
    for piece in pieces:
        rows[piece.file] += len(piece.rows)
        columns.setdefault(piece.file, piece.columns)
        room = SHOWN - len(first[piece.file])
        first[piece.file] += [_texts(row, piece.columns) for row in islice(piece.rows, max(room, 0))]
        notes.update((note.kind, note.column or WHOLE, one_line(note.words)) for note in piece.notes)
    files = tuple(Held(name, rows[name], columns[name], tuple(first[name])) for name in rows)
    return _Part(files, tuple(notes.items()), claims)


def _together(parts: Sequence[_Part]) -> tuple[tuple[Held, ...], tuple[tuple[str, tuple[Loss, ...]], ...]]:
    """The files of an archive, and what is lost in them, by what each incident adds to it."""
    files: dict[str, Held] = {}
    notes: Counter[_Said] = Counter()
    for part in parts:
        for one in part.files:
            had = files.get(one.file)
            rows, first = (had.rows, had.first) if had else (0, ())
            files[one.file] = replace(one, rows=rows + one.rows, first=(*first, *one.first)[:SHOWN])
        for said, many in part.notes:
            notes[said] += many
    return tuple(files.values()), _losses(notes)


def _texts(row: Mapping[str, Any], columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple("" if row.get(name) is None else one_line(str(row[name])) for name in columns)


def _losses(notes: Mapping[_Said, int]) -> tuple[tuple[str, tuple[Loss, ...]], ...]:
    found: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for (kind, column, words), many in notes.items():
        found[kind][column][words] += many
    return tuple((KINDS[kind], _alike(found[kind])) for kind in KINDS if kind in found)


def _alike(by_column: Mapping[str, Counter[str]]) -> tuple[Loss, ...]:
    """A line a column, one for several of which the same is said, those with most notes first."""
    together: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for column, said in by_column.items():
        together[_words(said)].append(column)
    lines = [
        Loss(tuple(columns), sum(by_column[column].total() for column in columns), words)
        for words, columns in together.items()
    ]
    return tuple(sorted(lines, key=lambda one: (-one.many, one.columns)))


def _words(said: Counter[str]) -> tuple[str, ...]:
    """The commonest words of some notes, each with how often where that is more than once."""
    many = said.most_common()
    told = [f"{words} ({times} times)" if times > 1 else words for words, times in many[:_WORDS_SHOWN]]
    if len(many) > _WORDS_SHOWN:
        told.append(f"and {len(many) - _WORDS_SHOWN} others")
    return tuple(told)


def _lists(desk: Desk, asked: Asked) -> dict[str, tuple[Choice, ...]]:
    def ask() -> dict[str, tuple[str, ...]]:
        with desk.ledger.reading() as connection:
            return choices_of(connection)

    there = desk.counted("choices", ask)
    told = asked.selection.told()
    lists = {
        name: tuple(
            Choice(code, _choice_words(name, code), told.get(name) == code)
            for code in dict.fromkeys((*codes, *filter(None, (told.get(name),))))
        )
        for name, codes in there.items()
    }
    lists["judged"] = tuple(Choice(code, words, told.get("judged") == code) for code, words in JUDGED.items())
    lists["policy"] = tuple(Choice(code, words, asked.policy == code) for code, words in POLICIES.items())
    return lists


def _choice_words(name: str, code: str) -> str:
    if name == "country":
        known = countries().get(code)
        named = known and (known.acled_country or known.gw_name)
        return f"{named} ({code})" if named else code
    return code.lower() if name == "type" else worded(name, code)
