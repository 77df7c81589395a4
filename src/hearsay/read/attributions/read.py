"""Attribution drafts to records: voice, stance, the time of saying, the speaker, the attribution around it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from hearsay.read.attributions.quotes import quoted_ranges, voice_of
from hearsay.read.attributions.stance import stance_of
from hearsay.read.entities.read import resolved
from hearsay.read.network.analysis import Analysis
from hearsay.read.network.drafts import Draft, Range
from hearsay.read.reading import Reading
from hearsay.record import Attribution, Entity, Mention, Span, Time

INNER = 0.4
"""Score below which an attribution found inside another's content is left out."""

_RELATIVE = frozenset({"who", "which", "that"})


class Known:
    """Entities by where they are mentioned."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        told = [(entity, mention) for entity in entities for mention in entity.mentions]
        self._told = sorted(told, key=lambda item: (item[1].start, -item[1].end))
        self._longest = max((mention.end - mention.start for _, mention in told), default=0)

    def within(self, start: int, end: int) -> list[tuple[Entity, Mention]]:
        """The mentions that have some of these characters, in the order of the text, the longer first."""
        first = bisect_left(self._told, start - self._longest, key=lambda item: item[1].start)
        last = bisect_left(self._told, end, key=lambda item: item[1].start)
        return [item for item in self._told[first:last] if start < item[1].end]


def read_attributions(reading: Reading) -> tuple[Attribution, ...]:
    """The attributions of a report in the order of their cues; a nested one names its parent."""
    analysis = reading.analysis
    if analysis is None:
        return ()
    quoted = quoted_ranges(reading.report.text or "")
    known = Known([entity for entity in reading.entities if resolved(entity)])
    made: dict[int, Attribution] = {}
    taken: set[str] = set()
    for number, draft in enumerate(analysis.drafts):
        parent = made.get(draft.parent) if draft.parent is not None else None
        if draft.parent is not None and (parent is None or draft.score < INNER):
            continue
        if _is_spoken_to(analysis, draft):
            draft = replace(draft, source=None)
        built = _attribution(reading, analysis, draft, parent, quoted, known)
        if built.id not in taken:
            taken.add(built.id)
            made[number] = built
    shared = _shared_speakers(analysis, made)
    return tuple(sorted(shared, key=lambda item: (item.anchor()[0].start, item.anchor()[0].end)))


def _span(text: str, analysis: Analysis, words: Range) -> Span:
    return Span.at(text, analysis.words.starts[words[0]], analysis.words.ends[words[1] - 1])


def _attribution(
    reading: Reading,
    analysis: Analysis,
    draft: Draft,
    parent: Attribution | None,
    quoted: Sequence[tuple[int, int]],
    known: Known,
) -> Attribution:
    text = reading.report.text or ""
    cue = _span(text, analysis, draft.cue)
    content = [_span(text, analysis, piece) for piece in draft.content]
    source = [_span(text, analysis, draft.source)] if draft.source else []
    words = [text[analysis.words.starts[i] : analysis.words.ends[i]] for i in range(*draft.cue)]
    said = _time_of_saying(reading, cue, [*content, *source])
    entity = _speaker(known, analysis, draft.source, source[0]) if draft.source else None
    because: dict[str, tuple[str | Span, ...]] = {}
    if entity:
        because["source_entity"] = (source[0],)
    if said:
        because["said"] = (said.id,)
    return Attribution.of(
        source=source,
        cue=[cue],
        content=content,
        voice=voice_of(text, [(piece.start, piece.end) for piece in content], quoted),
        stance=stance_of(words, content[0].words, _head_word(text, analysis, draft.source)),
        source_entity=entity,
        said=said.id if said else None,
        parent=parent.id if parent else None,
        because=because,
    )


def _is_spoken_to(analysis: Analysis, draft: Draft) -> bool:
    """Whether what was taken for the source is whom something is said of or to: "Petrov was charged with", "he was told".

    Not who "was quoted as saying" it: there the cue says it in the active too.
    """
    if draft.source is None:
        return False
    head = _head(analysis, draft.source)
    verb = analysis.heads[head]
    if not analysis.relations[head].startswith("nsubj") or verb not in range(*draft.cue):
        return False
    between = range(min(head, draft.cue[0]), max(head, draft.cue[1]))
    hangs = {analysis.relations[i] for i in between if analysis.heads[i] == verb}
    return "aux:pass" in hangs and "advcl" not in hangs


def _time_of_saying(reading: Reading, cue: Span, others: Sequence[Span]) -> Time | None:
    """The date nearest to the cue in its sentence that is not part of what is said or of who says it."""
    sentence = next(((a, b) for a, b in reading.sentences if a <= cue.start < b), (cue.start, cue.end))
    near = [
        (min(abs(time.start - cue.end), abs(cue.start - time.end)), time.start, time)
        for time in reading.times
        if time.type in ("DATE", "TIME")
        and sentence[0] <= time.start
        and time.end <= sentence[1]
        and not any(other.start < time.end and time.start < other.end for other in others)
    ]
    return min(near, key=lambda item: item[:2])[2] if near else None


def _speaker(entities: Known, analysis: Analysis, words: Range | None, source: Span) -> str | None:
    """The entity named by the head of the source, else the first actor named in it."""
    if words is None:
        return None
    at = analysis.words.starts[_head(analysis, words)]
    inside = entities.within(source.start, source.end)
    heads = [entity for entity, mention in inside if mention.start <= at < mention.end]
    actors = [entity for entity, _ in inside if entity.type in ("person", "organisation", "group")]
    found = next(chain(heads, actors, (entity for entity, _ in inside)), None)
    if found is None and source.words.lower() in _RELATIVE:
        found = _antecedent(entities, analysis, words[0])
    return found.id if found else None


def _antecedent(entities: Known, analysis: Analysis, pronoun: int) -> Entity | None:
    """Whom "which" and "who" stand for: the noun that their clause hangs on, else what is named right before them."""
    verb = analysis.heads[pronoun]
    relative = verb >= 0 and analysis.relations[verb].startswith("acl")
    before = pronoun - 1 if analysis.relations[pronoun - 1] != "punct" else pronoun - 2
    for noun in (analysis.heads[verb] if relative else -1, before):
        if not 0 <= noun < pronoun:
            continue
        at = analysis.words.starts[noun]
        holding = [
            (mention.end - mention.start, entity.id, entity)
            for entity, mention in entities.within(at, at + 1)
        ]
        if holding:
            return min(holding)[2]
    return None


def _head(analysis: Analysis, words: Range) -> int:
    """The word of a range that hangs on none of it."""
    return next((i for i in range(*words) if not words[0] <= analysis.heads[i] < words[1]), words[0])


def _head_word(text: str, analysis: Analysis, words: Range | None) -> str:
    """What that word says; empty where there is no range."""
    if words is None:
        return ""
    head = _head(analysis, words)
    return text[analysis.words.starts[head] : analysis.words.ends[head]]


def _shared_speakers(analysis: Analysis, made: dict[int, Attribution]) -> Iterator[Attribution]:
    """ "He said … and denied …": a cue without a source that is joined to another cue has that one's speaker."""
    cue_of = {index: number for number in made for index in range(*analysis.drafts[number].cue)}
    for number, attribution in made.items():
        draft = analysis.drafts[number]
        if draft.source is None and attribution.source_entity is None:
            other = _joined_cue(analysis, draft, cue_of)
            if other is not None and made[other].source_entity and made[other].parent == attribution.parent:
                yield attribution.replace(
                    source_entity=made[other].source_entity,
                    because={**attribution.because, "source_entity": ("shared subject", made[other].id)},
                )
                continue
        yield attribution


def _joined_cue(analysis: Analysis, draft: Draft, cue_of: dict[int, int]) -> int | None:
    for index in range(*draft.cue):
        head, relation = analysis.heads[index], analysis.relations[index]
        if (
            relation in ("conj", "advcl", "parataxis")
            and head in cue_of
            and not draft.cue[0] <= head < draft.cue[1]
        ):
            return cue_of[head]
    return None
