"""The network's drafts where the words tell better: two speakers under one, a subject that was cut from its verb."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from hearsay.read.attributions.nested.counts import given_draft, put_draft, recorded_draft
from hearsay.read.attributions.nested.frames import Complement, after_verb
from hearsay.read.attributions.nested.lexicon import lexicon
from hearsay.read.attributions.nested.phrases import group, phrase_after
from hearsay.read.attributions.nested.regions import RELATIVE, Region, draft_of
from hearsay.read.attributions.nested.tokens import Tokens
from hearsay.read.attributions.nested.verbs import speaker, verb_draft
from hearsay.read.network.drafts import Draft

_NOBODY = frozenset(["it", "there", "this", "that", "what", "one", "you"])
_UNDERGOING = frozenset(["face", "draw", "seem", "appear", "come", "mount", "prompt", "get", "receive", "be"])
"""Their subject is told of: "he has faced questions about"."""
_FAR = 14
"""Words from where a second speaker's clause begins to its verb at most."""
_COUNTING = (put_draft, recorded_draft, given_draft)
_OF_THINGS = frozenset(["claim", "deny", "report", "announce", "confirm", "allege", "acknowledge", "reject"])
_AGAINST = frozenset(["while", "whereas", "but"])


def mended(t: Tokens, told: Sequence[Draft], sentences: Iterable[range]) -> tuple[Draft, ...]:
    """The drafts, each with its own speaker's words alone, and those that were hidden in them."""
    ranges = list(sentences)
    freed = [one for draft in told for one in _freed(t, draft, told, ranges)]
    parted = [one for draft in freed for one in _parted(t, draft, freed, ranges)]
    owned = [_owned(t, draft, ranges) for draft in parted]
    whole = [_whole(t, draft, owned, ranges) for draft in owned]
    return tuple(sorted(whole, key=lambda draft: draft.cue))


def _freed(t: Tokens, draft: Draft, told: Sequence[Draft], sentences: Sequence[range]) -> Iterator[Draft]:
    """ "A man accused of | ordering the killing denied it": whose verb stands in the content says that, and is no source of
    what is said of him."""
    verb = _own_verb(t, draft)
    sentence = next((one for one in sentences if draft.cue[0] in one and verb in one), None)
    found = verb_draft(t, Region(sentence.start, sentence.stop, said=False), verb) if sentence else None
    first = group(t, verb, draft.cue[1]) if found else 0
    if found is None or first <= draft.cue[1] or _cued(verb, told):
        yield draft
        return
    yield replace(found, source=draft.source, score=draft.score)
    content = tuple((a, min(b, first)) for a, b in draft.content if a < first)
    if content:
        yield replace(draft, source=None, content=content)


def _own_verb(t: Tokens, draft: Draft) -> int:
    """The finite verb in the content whose subject the source is, where the cue only hangs on the source; else -1."""
    if draft.source is None or draft.cue[0] < draft.source[1]:
        return -1
    head = next((i for i in range(*draft.source) if not draft.source[0] <= t.heads[i] < draft.source[1]), -1)
    if head < 0 or not t.relations[head].startswith("nsubj") or t.tag(draft.cue[0]) != "VBN":
        return -1
    verb = t.heads[head]
    hangs = any(t.relations[k].startswith("acl") and t.heads[k] == head for k in range(*draft.cue))
    inside = any(first <= verb < last for first, last in draft.content)
    return verb if hangs and inside and (t.is_finite(verb) or t.is_past(verb)) else -1


def _parted(t: Tokens, draft: Draft, told: Sequence[Draft], sentences: Sequence[range]) -> Iterator[Draft]:
    """ "The army said it had won, while the rebels claimed that …": the second speaker's words are not the first's."""
    end = max(last for _, last in draft.content)
    for joint in range(draft.cue[1] + 1, end - 2):
        other = _other_speaker(t, joint, end, sentences)
        content = tuple((a, min(b, joint)) for a, b in draft.content if a < joint)
        if other is None or not content or _quoted(t, draft.cue[1], joint):
            continue
        yield replace(draft, content=content)
        if not any(_cued(word, told) for word in range(*other.cue)):
            yield replace(other, score=draft.score)
        return
    yield draft


def _owned(t: Tokens, draft: Draft, sentences: Sequence[range]) -> Draft:
    """ "The dam's owner, a coffee company, denied that": a verb in the active has a subject, and that one says it."""
    sentence = next((one for one in sentences if draft.cue[0] in one), None)
    verb = next((k for k in range(draft.cue[1] - 1, draft.cue[0] - 1, -1) if t.is_verb(k)), None)
    if draft.source is not None or sentence is None or verb is None or t.base(verb) in _UNDERGOING:
        return draft
    source = speaker(t, Region(sentence.start, sentence.stop, said=False), verb)
    content = {k for part in draft.content for k in range(*part)}
    if source is None or not content.isdisjoint(range(*source)) or t.word(source[0]) in _NOBODY:
        return draft
    return replace(draft, source=source)


def _whole(t: Tokens, draft: Draft, told: Sequence[Draft], sentences: Sequence[range]) -> Draft:
    """ "Rescuers pulled a body from the mud, two days after the wall gave way, an official said": from the sentence's first
    word on, where what stands there is nobody else's."""
    sentence = next((one for one in sentences if draft.cue[0] in one), None)
    if sentence is None or draft.source is None:
        return draft
    first = min(draft.cue[0], draft.source[0])
    before = sorted(part for part in draft.content if part[0] in sentence and part[1] <= first)
    start = before[0][0] if before else sentence.start
    gap = range(sentence.start, start)
    others = (span for one in told if one is not draft for span in (one.cue, *one.content))
    if (
        t.word(start - 1) != ","
        or t.word(start) in RELATIVE
        or any(k in gap for span in others for k in span)
    ):
        return draft
    if not any(t.is_finite(k) for k in gap) or any(t.is_quote(k) for k in gap):
        return draft
    content = tuple((sentence.start, last) if at == start else (at, last) for at, last in draft.content)
    return replace(draft, content=content)


def _other_speaker(t: Tokens, joint: int, limit: int, sentences: Sequence[range]) -> Draft | None:
    """What somebody else says in the clause that a joint opens."""
    if t.word(joint) not in (",", ";"):
        return None
    first = joint + 1 + (t.word(joint + 1) in _AGAINST)
    if t.word(joint) == "," and first == joint + 1:
        return None
    sentence = next((one for one in sentences if joint in one), None)
    if sentence is None or t.tag(first) == "PRP":
        return None
    region = Region(first, min(sentence.stop, limit), said=False)
    for verb in range(first + 1, min(first + _FAR, region.last)):
        says = t.base(verb) in lexicon().verbs["clause"]
        for read in (verb_draft, _past_relative, *_COUNTING, _of_a_thing) if says else _COUNTING:
            found = read(t, region, verb)
            if found and found.source and found.source[0] == first and found.source[1] <= found.cue[0]:
                return found
    return None


def _past_relative(t: Tokens, region: Region, verb: int) -> Draft | None:
    """ "The force it is battling claimed it had won": behind who says it stands a clause of its own."""
    end, _ = phrase_after(t, region.first, region.last)
    if t.tag(end) != "PRP" or t.tag(verb) not in ("VBD", "VBN") or not t.is_verb(verb - 1):
        return None
    complement = after_verb(t, verb, region.last)
    if complement is None or complement.kind != "clause":
        return None
    return draft_of(t, region, verb, (verb, complement.cue_last), (region.first, end), complement)


def _of_a_thing(t: Tokens, region: Region, verb: int) -> Draft | None:
    """ "Rebels claim capture": a thing is what is said, with such verbs alone."""
    first = group(t, verb, region.first)
    end, _ = phrase_after(t, region.first, region.last)
    if end != first or t.base(verb) not in _OF_THINGS or not t.is_finite(first):
        return None
    return draft_of(
        t, region, verb, (first, verb + 1), (region.first, end), Complement("phrase", verb + 1, verb + 1)
    )


def _quoted(t: Tokens, first: int, last: int) -> bool:
    """Whether a quotation is open at the end of the words."""
    return sum(t.is_quote(k) for k in range(first, last)) % 2 == 1


def _cued(word: int, told: Sequence[Draft]) -> bool:
    return any(draft.cue[0] <= word < draft.cue[1] for draft in told)
