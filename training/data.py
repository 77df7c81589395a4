"""Gold sets into training windows: word indices, labels and arcs, all in the words of hearsay.read.network.pieces."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hearsay.read.network.pieces import Window, Words, find_words, make_windows
from hearsay.read.sentences import split_sentences
from training import labels

IGNORE = -100


@dataclass
class Document:
    """One text with its words; ``tags[head]`` holds a label index a word, ``arcs[head]`` a word index (-1: none)."""

    id: str
    words: Words
    sentences: tuple[tuple[int, int], ...]
    tags: dict[str, list[int]] = field(default_factory=dict)
    arcs: dict[str, list[int]] = field(default_factory=dict)


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def _document(row: dict[str, Any]) -> Document:
    words = find_words(row["text"])
    return Document(str(row.get("id", "")), words, split_sentences(row["text"]))


def _mark(tags: list[int], words: Words, start: int, end: int, names: tuple[str, ...], kind: str) -> range:
    """Write B- and I- labels of ``kind`` over the words that begin inside the span (or hold its start)."""
    span = words.between(start, end)
    if not span:
        span = range(max(0, span.start - 1), span.start)
    for index in span:
        tags[index] = names.index(f"{'B' if index == span.start else 'I'}-{kind}")
    return span


HELD = 20
"""Of every so many documents one is kept from training, to count errors on and to calibrate with."""


def is_held(number: int) -> bool:
    """Whether the row of this number (from 0) in a train file is kept from training."""
    return number % HELD == HELD // 2


def attributions(path: Path) -> Iterator[Document]:
    """PolNeAR rows: B/I labels of the three roles, and from each word of source and content an arc to its cue."""
    for row in rows(path):
        document = _document(row)
        words = document.words
        tags, arcs = [0] * len(words), [-1] * len(words)
        for item in row["attributions"]:
            cue = [_mark(tags, words, start, end, labels.ATTRIBUTION, "cue") for start, end in item["cue"]]
            for role in ("source", "content"):
                for start, end in item[role]:
                    for index in _mark(tags, words, start, end, labels.ATTRIBUTION, role):
                        arcs[index] = cue[0].start
        document.tags["attribution"], document.arcs["attribution"] = tags, arcs
        yield document


def entities(path: Path, head: str, names: tuple[str, ...]) -> Iterator[Document]:
    for row in rows(path):
        document = _document(row)
        tags = [0] * len(document.words)
        for item in row["entities"]:
            _mark(tags, document.words, item["start"], item["end"], names, item["type"])
        document.tags[head] = tags
        yield document


def names(path: Path) -> Iterator[Document]:
    """WikiGold rows. Its spans run neighbours of one type together with what stands between: a word written as a
    name inside one may begin another, and what is not may be outside (``labels.NAME_OPEN``)."""
    for row in rows(path):
        document = _document(row)
        words, text = document.words, row["text"]
        tags = [0] * len(words)
        for item in row["entities"]:
            span = words.between(item["start"], item["end"])
            written = [text[words.starts[i]].isupper() or text[words.starts[i]].isdigit() for i in span]
            kind = ("PER", "ORG", "LOC", "MISC").index(item["type"])
            for index, upper in zip(span, written, strict=True):
                if index == span.start:
                    tags[index] = labels.NAME.index(f"B-{item['type']}")
                elif all(written[: index - span.start + 1]):
                    tags[index] = labels.NAME.index(f"I-{item['type']}")
                else:
                    tags[index] = len(labels.NAME) + 2 * kind + (0 if upper else 1)
        document.tags["name"] = tags
        yield document


def triggers(path: Path) -> Iterator[Document]:
    """ECB+ rows: words of event mentions, in the sentences that were annotated at all."""
    for row in rows(path):
        document = _document(row)
        words = document.words
        tags = [IGNORE] * len(words)
        found = [words.between(m["start"], m["end"]) for m in row["mentions"] if "ACTION" in m["type"]]
        marked = {index for span in found for index in span}
        for start, end in document.sentences:
            span = words.between(start, end)
            if not marked.isdisjoint(span):
                for index in span:
                    tags[index] = int(index in marked)
        document.tags["trigger"] = tags
        yield document


def events(path: Path) -> Iterator[Document]:
    for row in rows(path):
        document = _document(row)
        tags = [0] * len(document.words)
        for item in row["events"]:
            for index in document.words.between(item["start"], item["end"]):
                tags[index] = labels.EVENT.index(item["class"])
        document.tags["event"] = tags
        yield document


def syntax(path: Path) -> Iterator[Document]:
    """CoNLL-U documents: tags, heads and relations, moved from treebank tokens onto our words."""
    group: list[list[list[str]]] = []
    for block in path.read_text("utf-8").split("\n\n"):
        lines = block.strip().split("\n")
        if any(line.startswith("# newdoc") for line in lines) and group:
            yield _tree_document(group)
            group = []
        tokens = [line.split("\t") for line in lines if line and line[0].isdigit()]
        if tokens:
            group.append(tokens)
    if group:
        yield _tree_document(group)


def _tree_document(group: list[list[list[str]]]) -> Document:
    text, sentences, placed = "", [], []
    for tokens in group:
        begin = len(text)
        spans: dict[str, tuple[int, int]] = {}
        covered = 0
        for token in tokens:
            number = token[0]
            if "-" in number:  # a multi-word token: its parts are sliced from it
                covered = int(number.split("-")[1])
                spans.update(_parts(tokens, number, len(text), token[1]))
            elif "." in number:
                continue
            elif int(number) > covered:
                spans[number] = (len(text), len(text) + len(token[1]))
            else:
                continue
            text += token[1] + ("" if "SpaceAfter=No" in token[9] else " ")
        sentences.append((begin, len(text.rstrip())))
        placed.append((tokens, spans))
        text = text.rstrip() + " "
    words = find_words(text)
    document = Document("", words, tuple(sentences))
    tags = [IGNORE] * len(words)
    relations = [labels.RELATION.index("continued")] * len(words)
    heads = [index - 1 for index in range(len(words))]
    for tokens, spans in placed:
        anchors = {}
        for number, (start, end) in spans.items():
            inside = words.between(start, end)
            if inside:
                anchors[number] = inside.start
        parents = {token[0]: token[6] for token in tokens if token[0].isdigit()}
        for token in tokens:
            index = anchors.get(token[0])
            if index is None:
                continue
            tags[index] = labels.TAG.index(token[4]) if token[4] in labels.TAG else IGNORE
            relation = token[7] if token[7] in labels.RELATION else token[7].split(":")[0]
            relations[index] = labels.RELATION.index(relation) if relation in labels.RELATION else IGNORE
            parent = token[6]
            while parent != "0" and parent not in anchors:
                parent = parents.get(parent, "0")
            heads[index] = -1 if parent == "0" else anchors[parent]
    document.tags["tag"] = tags
    document.tags["relation"] = relations
    document.arcs["syntax"] = heads
    if any("Entity=" in token[9] for tokens, _ in placed for token in tokens):
        _mentions(document, placed)
    return document


_BRACKET = re.compile(r"\((\d+)(?:\[[^\]]*\])?-([a-z]+)-[^()]*(\))?|(\d+)(?:\[[^\]]*\])?\)")
_JOINING = frozenset({"of", "the", "and", "&", "for", "de", "la", "van", "von", "al"})
_NAMED = {"person": "PER", "organization": "ORG", "place": "LOC"}


def _mentions(document: Document, placed: list[tuple[list[list[str]], dict[str, tuple[int, int]]]]) -> None:
    """GUM's mentions: at each head word its entity's number and type, and B/I labels over those that are names."""
    words = document.words
    entity, kinds, named = [IGNORE] * len(words), [0] * len(words), [0] * len(words)
    for tokens, spans in placed:
        tokens = [token for token in tokens if token[0].isdigit() and token[0] in spans]
        at = {token[0]: position for position, token in enumerate(tokens)}
        for number, kind, first, last in _brackets(tokens):
            inside = range(first, last + 1)
            head = next((i for i in inside if at.get(tokens[i][6], -1) not in inside), first)
            place = words.between(*spans[tokens[head][0]])
            if not place:
                continue
            if entity[place.start] == IGNORE:  # the outermost mention with this head word speaks for it
                entity[place.start] = number
                kinds[place.start] = labels.NOMINAL.index(kind) if kind in labels.NOMINAL else IGNORE
            if tokens[head][4] in ("NNP", "NNPS"):
                begin, end = _name_around(tokens, head, first, last)
                covered = words.between(spans[tokens[begin][0]][0], spans[tokens[end][0]][1])
                if covered and not any(named[i] for i in covered):
                    _mark(named, words, words.starts[covered.start], words.ends[covered.stop - 1],
                          labels.NAME, _NAMED.get(kind, "MISC"))  # fmt: skip
    document.tags["coreference"] = entity
    document.tags["nominal"] = kinds
    document.tags["name"] = named


def _brackets(tokens: list[list[str]]) -> Iterator[tuple[int, str, int, int]]:
    """Entity number, type, first and last token of each mention that ends in its sentence, the longest first."""
    found, waiting = [], []
    for position, token in enumerate(tokens):
        value = next((part[7:] for part in token[9].split("|") if part.startswith("Entity=")), "")
        for match in _BRACKET.finditer(value):
            if match[1]:
                waiting.append((int(match[1]), match[2], position))
            closing = match[1] if match[3] else match[4]
            if closing:
                for index in range(len(waiting) - 1, -1, -1):
                    if waiting[index][0] == int(closing):
                        number, kind, first = waiting.pop(index)
                        found.append((number, kind, first, position))
                        break
    return iter(sorted(found, key=lambda item: item[2] - item[3]))


def _name_around(tokens: list[list[str]], head: int, first: int, last: int) -> tuple[int, int]:
    """First and last token of the run of proper nouns around ``head``, over the small words inside names."""

    def proper(position: int) -> bool:
        return tokens[position][4] in ("NNP", "NNPS", "CD", "HYPH") and tokens[position][1] not in _JOINING

    begin = end = head
    while begin > first:
        step = 1 if proper(begin - 1) else 2 if begin - 2 >= first and proper(begin - 2) else 0
        if not step or (step == 2 and tokens[begin - 1][1] not in _JOINING):
            break
        begin -= step
    while end < last:
        step = 1 if proper(end + 1) else 2 if end + 2 <= last and proper(end + 2) else 0
        if not step or (step == 2 and tokens[end + 1][1] not in _JOINING):
            break
        end += step
    return begin, end


def _parts(tokens: list[list[str]], number: str, at: int, form: str) -> dict[str, tuple[int, int]]:
    first, last = (int(part) for part in number.split("-"))
    spans, offset = {}, at
    for token in tokens:
        if token[0].isdigit() and first <= int(token[0]) <= last:
            length = len(token[1]) if int(token[0]) < last else at + len(form) - offset
            spans[token[0]] = (offset, min(offset + length, at + len(form)))
            offset = spans[token[0]][1]
    return spans


@dataclass
class Example:
    """One window as the network sees it; ``arcs`` are word indices in the window plus one, 0 the mark at its start."""

    pieces: list[int]
    shapes: list[int]
    first: list[int]  # piece position of each word; the mark at the start comes first
    sentence: list[int]  # sentence number of each word, -1 the mark
    tags: dict[str, list[int]]
    arcs: dict[str, list[int]]


def example(document: Document, window: Window, sentence_of: list[int]) -> Example:
    words, span = document.words, range(window.first, window.last)
    base = words.first[window.first]
    pieces = [101, *words.pieces[base : words.first[window.last]], 102]
    shapes = [0]
    for index in span:
        shapes.extend([words.shapes[index]] * (words.first[index + 1] - words.first[index]))
    shapes.append(0)
    tags = {head: [IGNORE, *(tags[index] for index in span)] for head, tags in document.tags.items()}
    arcs = {}
    for head, targets in document.arcs.items():
        local = [IGNORE]
        for index in span:
            target = targets[index]
            inside = window.first <= target < window.last
            if head == "attribution":
                local.append(target - window.first + 1 if inside else (0 if target >= 0 else IGNORE))
            else:
                local.append(target - window.first + 1 if inside else 0)
        arcs[head] = local
    return Example(
        pieces, shapes, [0, *(words.first[index] - base + 1 for index in span)],
        [-1, *(sentence_of[index] for index in span)], tags, arcs,
    )  # fmt: skip


def sentence_numbers(document: Document) -> list[int]:
    numbers = [0] * len(document.words)
    for number, (start, end) in enumerate(document.sentences):
        for index in document.words.between(start, end):
            numbers[index] = number
    return numbers


def windows(document: Document, size: int, rng: random.Random | None) -> Iterator[Example]:
    """Cut a document into windows; with ``rng`` the first window is shortened so that the cuts differ each epoch."""
    numbers = sentence_numbers(document)
    sentences = list(document.sentences)
    if rng is not None and len(sentences) > 3:
        lead = rng.randrange(0, min(6, len(sentences) - 1))
        for window in make_windows(document.words, sentences[:lead], size=size) if lead else ():
            yield example(document, window, numbers)
        sentences = sentences[lead:]
    for window in make_windows(document.words, sentences, size=size):
        yield example(document, window, numbers)


def joined(documents: Iterable[Document], rng: random.Random, length: int) -> Iterator[Document]:
    """Single sentences put together at random into texts of up to ``length`` words, as a report would have them."""
    pool = list(documents)
    rng.shuffle(pool)
    batch: list[Document] = []
    for document in pool:
        if batch and sum(len(item.words) for item in batch) + len(document.words) > length:
            yield _join(batch)
            batch = []
        batch.append(document)
    if batch:
        yield _join(batch)


def _join(batch: list[Document]) -> Document:
    starts: list[int] = []
    ends: list[int] = []
    pieces: list[int] = []
    first: list[int] = [0]
    shapes: list[int] = []
    sentences: list[tuple[int, int]] = []
    tags: dict[str, list[int]] = {head: [] for head in batch[0].tags}
    at = 0
    for item in batch:
        starts.extend(at + start for start in item.words.starts)
        ends.extend(at + end for end in item.words.ends)
        first.extend(len(pieces) + position for position in item.words.first[1:])
        pieces.extend(item.words.pieces)
        shapes.extend(item.words.shapes)
        sentences.extend((at + start, at + end) for start, end in item.sentences)
        for head in tags:
            tags[head].extend(item.tags[head])
        at = (ends[-1] if ends else at) + 2
    words = Words(tuple(starts), tuple(ends), tuple(pieces), tuple(first), tuple(shapes))
    return Document("", words, tuple(sentences), tags)
