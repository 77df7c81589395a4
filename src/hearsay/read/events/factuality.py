"""How sure the text is of a happening, whether it came about, and when: MEANTIME's certainty, polarity and time.

A hedge, a negation or an intention counts for its own clause and for what hangs on it as complement, never for its
neighbours. The marks are in ``tables/factuality.toml``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from hearsay.read.events.arguments import Arguments, verbs
from hearsay.read.events.clauses import Tree
from hearsay.record.codes import EventCertainty, EventTime, Polarity

_RANK: dict[EventCertainty, int] = {"CERTAIN": 0, "PROBABLE": 1, "POSSIBLE": 2, "UNDERSPECIFIED": 3}
_EMBEDDING = frozenset({"xcomp", "ccomp", "csubj", "csubj:pass", "acl"})
HABIT = "habitual would"
"""Why a happening under "would" is none to come."""
_DEEP = 4
"""How many governing clauses are asked."""


@dataclass(frozen=True)
class Factuality:
    """The three marks of one event, and the rules or words that moved them from the plain assertion."""

    certainty: EventCertainty = "CERTAIN"
    polarity: Polarity = "POS"
    time: EventTime = "NON_FUTURE"
    because: tuple[str, ...] = ()

    def hedged(self, certainty: EventCertainty, why: str) -> Factuality:
        """At most as sure as ``certainty``."""
        worse = _RANK[certainty] > _RANK[self.certainty]
        return replace(self, certainty=certainty if worse else self.certainty, because=(*self.because, why))

    def negated(self, why: str) -> Factuality:
        """The other way round."""
        if self.polarity == "UNDERSPECIFIED":
            return self
        other: Polarity = "POS" if self.polarity == "NEG" else "NEG"
        return replace(self, polarity=other, because=(*self.because, why))

    def open(self, why: str) -> Factuality:
        """Only supposed: neither so nor not so."""
        return replace(
            self, certainty="UNDERSPECIFIED", polarity="UNDERSPECIFIED", because=(*self.because, why)
        )

    def future(self, why: str) -> Factuality:
        """Still to come."""
        return replace(self, time="FUTURE", because=(*self.because, why))


@cache
def marks() -> dict[str, dict[str, frozenset[str]]]:
    """The shipped table: section, mark, words."""
    source = resources.files("hearsay.read").joinpath("tables", "factuality.toml").read_text("utf-8")
    return {
        section: {mark: frozenset(words.split()) for mark, words in rows.items()}
        for section, rows in tomllib.loads(source).items()
    }


def find_factuality(
    tree: Tree,
    arguments: Arguments,
    index: int,
    denying: Collection[int] = frozenset(),
    *,
    alone: bool = False,
) -> Factuality:
    """The marks of the event whose trigger is the word ``index``.

    ``denying``: words of attributions that deny; the attribution holds that denial, it is not counted again.
    ``alone``: only the trigger's own modifiers count, what governs it does not.
    """
    if alone:
        return _modifiers(tree, index, Factuality())
    return _Judge(tree, arguments, denying).judge(index)


@cache
def _bearing() -> frozenset[str]:
    """Verbs in whose clause a noun happens or not."""
    kinds = verbs()
    return (
        kinds["light"]
        | kinds["aspectual"]
        | kinds["occurring"]
        | kinds["making"]
        | marks()["governors"]["negative"]
    )


@cache
def _prospective() -> frozenset[str]:
    governors = marks()["governors"]
    return governors["future"] | governors["wished"] | governors["negative"] | {"be"}


@cache
def _nominal_governors() -> frozenset[str]:
    """Words whose noun complement is no happening yet: "called for a truce", "fears of an attack"."""
    governors = marks()["governors"]
    return (
        governors["future"]
        | governors["wished"]
        | governors["negative"]
        | governors["probable"]
        | governors["possible"]
    ) - governors["clausal"]


class _Judge:
    def __init__(self, tree: Tree, arguments: Arguments, denying: Collection[int]) -> None:
        self._tree = tree
        self._arguments = arguments
        self._denying = denying

    def judge(self, index: int) -> Factuality:
        """The marks of one event, from its own words and clause outward."""
        tree, found, carrier = self._tree, Factuality(), index
        if not tree.is_verb(index):
            found = _modifiers(tree, index, found)
            carried = self._carried_by(index)
            if carried is None:
                return self._governed(index, _predicate(tree, index, found), _DEEP)
            carrier = carried
            if self._negates(carrier) and tree.lemma(carrier) not in verbs()["aspectual"]:
                found = found.negated(tree.lowers[carrier])
        return self._governed(carrier, _clause(tree, carrier, found), _DEEP)

    def _negates(self, index: int) -> bool:
        return self._tree.lemma(index) in marks()["governors"]["negative"] and index not in self._denying

    def _carried_by(self, index: int) -> int | None:
        """The verb in whose clause a noun happens: light, aspectual or of occurrence."""
        tree = self._tree
        if not tree.is_noun(index):
            return None
        carrier = self._arguments.slots(index).carrier
        return carrier if carrier is not None and tree.lemma(carrier) in _bearing() else None

    def _governed(self, index: int, found: Factuality, deep: int) -> Factuality:
        """What the word does on which the clause or noun hangs: plan, deny, fear, expect."""
        tree = self._tree
        head, relation = tree.heads[index], tree.relations[index]
        if head < 0:
            return _headline_infinitive(tree, index, found)
        if relation == "conj" and deep:
            return self._coordinated(index, head, found, deep)
        if not deep or not _passes(tree, index, head, relation):
            if deep and relation == "advcl" and tree.tags[index] == "VBG" and not tree.prepositions(index):
                return self._accompanying(head, found, deep)
            return _purpose(tree, index, relation, found)
        found = self._apply(index, head, found)
        if relation in _EMBEDDING and not tree.is_noun(head):
            return self._embed(head, found, deep)
        if tree.is_noun(head):
            return self._governed(head, _modifiers(tree, head, found), deep - 1)
        return found

    def _accompanying(self, head: int, found: Factuality, deep: int) -> Factuality:
        """ "will march on the capital, calling for": a participle is no surer and no earlier than its clause."""
        own = self._governed(head, _clause(self._tree, head, Factuality()), deep - 1)
        if own.certainty != "CERTAIN":
            found = found.hedged(own.certainty, self._tree.lowers[head])
        return found.future(self._tree.lowers[head]) if own.time == "FUTURE" else found

    def _coordinated(self, index: int, head: int, found: Factuality, deep: int) -> Factuality:
        """Coordinated infinitives, participles and nouns share what governs the first of them; finite clauses do not."""
        tree = self._tree
        if tree.is_verb(index) and (
            tree.child(index, "nsubj", "nsubj:pass") is not None or not tree.is_verb(head)
        ):
            return found
        if (
            tree.is_verb(index)
            and tree.tags[index] in ("VBD", "VBZ", "VBP")
            and tree.tags[head] not in ("VBD", "VBZ", "VBP")
        ):
            return found
        if marks()["clauses"]["conditional"] & set(tree.prepositions(head)):
            return found.open("if")
        return self._governed(head, found, deep - 1)

    def _apply(self, index: int, head: int, found: Factuality) -> Factuality:
        tree = self._tree
        governors, word = marks()["governors"], tree.lemma(head)
        infinitive = tree.tags[index] == "VB" and tree.child(index, "aux") is None
        embedded_noun = not tree.is_verb(index)
        participle = tree.tags[index] == "VBG" and tree.child(index, "nsubj", "nsubj:pass", "aux") is None
        prospective = infinitive or embedded_noun or participle
        stopped = word in governors["stopping"] and "from" in tree.prepositions(index)
        if stopped or (self._negates(head) and not (word == "refuse" and embedded_noun)):
            found = found.negated(word)
        elif infinitive and word in ("be", "have", "go"):
            if tree.tags[head] != "VBD" or word == "be":  # "had to leave": so they left
                found = found.future(f"{tree.lowers[head]} to")
        elif word in governors["probable"]:
            found = found.hedged("PROBABLE", word)
            if (
                word in ("expect", "predict", "forecast", "anticipate", "likely")
                and infinitive
                and not _perfect(tree, index)
            ):
                found = found.future(word)
        elif word in governors["possible"]:
            found = found.hedged("POSSIBLE", word)
        elif word in governors["future"] and prospective and word not in governors["wished"]:
            found = found.future(word)
        elif word in governors["wished"] and prospective:
            found = found.hedged("POSSIBLE", word).future(word)
        elif word == "able" and infinitive:
            pass
        elif tree.is_noun(head) and infinitive:
            found = found.future(word)
        return found

    def _embed(self, head: int, found: Factuality, deep: int) -> Factuality:
        """The governor's own doubts: "may agree to send", "did not agree to send", "will try to send"."""
        tree = self._tree
        speaking = tree.lemma(head) in verbs()["telling"]
        own = self._governed(head, _clause(tree, head, Factuality()), deep - 1)
        if speaking:
            return found
        if own.polarity == "NEG" and tree.lemma(head) not in ("rule",):
            found = found.negated("not " + tree.lowers[head])
        if own.certainty != "CERTAIN":
            found = found.hedged(own.certainty, tree.lowers[head])
        if own.time == "FUTURE" and found.time != "FUTURE":
            found = found.future(tree.lowers[head])
        return found


def _modifiers(tree: Tree, index: int, found: Factuality) -> Factuality:
    """ "a possible attack", "no casualties", "the planned visit", "the attack that never came"."""
    adjectives, determiners = marks()["adjectives"], marks()["determiners"]
    for child in tree.children(index, "amod", "compound", "det", "advmod", "case"):
        word = tree.lowers[child]
        if word in determiners["negative"] or word == "without" or word in adjectives["negative"]:
            found = found.negated(word)
        elif word in adjectives["future"]:
            found = found.future(word)
        elif word in adjectives["possible"]:
            found = found.hedged("POSSIBLE", word)
        elif word in adjectives["probable"]:
            found = found.hedged("PROBABLE", word)
    return found


def _predicate(tree: Tree, index: int, found: Factuality) -> Factuality:
    """A noun or adjective with a copula is a clause of its own; one without hangs on its governor."""
    if tree.child(index, "cop", "aux") is not None:
        return _clause(tree, index, found)
    if tree.tags[index].startswith("JJ"):
        return _negations(tree, index, found)
    return found


def _clause(tree: Tree, index: int, found: Factuality) -> Factuality:
    """Auxiliaries, adverbs and negations of one clause."""
    adverbs = marks()["adverbs"]
    found = _auxiliaries(tree, index, _negations(tree, index, found))
    for child in tree.children(index, "advmod", "discourse", "obl"):
        word = tree.lowers[child]
        if word in adverbs["possible"]:
            found = found.hedged("POSSIBLE", word)
        elif word in adverbs["probable"]:
            found = found.hedged("PROBABLE", word)
        elif word in adverbs["future"] and tree.tags[index] not in ("VBD", "VBN"):
            found = found.future(word)
    return _introduced(tree, index, found)


def _auxiliaries(tree: Tree, index: int, found: Factuality) -> Factuality:
    auxiliaries = marks()["auxiliaries"]
    helpers = [*tree.children(index, "aux"), *tree.children(index, "aux:pass")]
    if (
        tree.relations[index] == "conj"
        and not helpers
        and tree.tags[index] == "VB"
        and tree.heads[index] >= 0
    ):
        helpers = tree.children(tree.heads[index], "aux")  # "will meet and discuss"
    lemmas = [tree.lemma(helper) for helper in helpers]
    perfect = "have" in lemmas
    for helper, word in zip(helpers, lemmas, strict=True):
        if word in auxiliaries["possible"]:
            found = found.hedged("POSSIBLE", word)
            found = found if perfect or word in ("can", "could") else found.future(word)
        elif word in auxiliaries["future"]:
            if word == "would" and _habitual(tree, index):
                found = replace(found, because=(*found.because, HABIT))
            else:
                found = found.open("would have") if word == "would" and perfect else found.future(word)
        elif word in auxiliaries["obliged"]:
            found = found.hedged("PROBABLE" if perfect else "UNDERSPECIFIED", word)
            found = found if perfect else found.future(word)
        elif word == "be" and tree.lowers[index] == "going":
            found = found.future("going to")
        if tree.negated(helper) and not any(tree.lowers[c] == "n't" for c in tree.children(index, "advmod")):
            found = found.negated("not")
    return found


def _habitual(tree: Tree, index: int) -> bool:
    """ "They would often flee", "each year hundreds would flee": what used to happen, not what was to come."""
    adverbs, determiners = marks()["adverbs"]["habitual"], marks()["determiners"]["repeated"]
    if any(tree.lowers[child] in adverbs for child in tree.children(index, "advmod")):
        return True
    subject = next(iter(tree.children(index, "nsubj", "nsubj:pass")), index)
    fronted = tree.children(index, "obl", "obl:tmod", "nmod:tmod", "obl:npmod", "obl:unmarked")
    return any(
        tree.lowers[one] in determiners
        for time in fronted
        if time < subject
        for one in tree.children(time, "det")
    )


def _negations(tree: Tree, index: int, found: Factuality) -> Factuality:
    """ "not", "never"; "no soldiers were hurt", "nobody died", "killed no one"; who "did not survive" has died."""
    if tree.lemma(index) in marks()["undone"]["verbs"]:
        return found
    negative, determiners = marks()["adverbs"]["negative"], marks()["determiners"]
    for child in tree.children(index, "advmod", "cc:preconj"):
        if tree.lowers[child] in negative and not _only(tree, child):
            found = found.negated(tree.lowers[child])
        elif tree.lowers[child] == "longer" and tree.lowers[child - 1] == "no":
            found = found.negated("no longer")
    for helper in tree.children(index, "cop"):
        if tree.negated(helper):
            found = found.negated("not")
    for child in tree.children(index, "nsubj", "nsubj:pass", "obj"):
        below = [child, *tree.children(child, "det", "nummod")]
        word = next(
            (
                tree.lowers[i]
                for i in below
                if tree.lowers[i] in determiners["negative"] | determiners["nobody"]
            ),
            None,
        )
        if word or (
            tree.lowers[child] == "one" and "no" in (tree.lowers[i] for i in tree.children(child, "det"))
        ):
            found = found.negated(word or "no one")
    return found


def _only(tree: Tree, index: int) -> bool:
    """ "not only", "not just", "no later than"."""
    after = tree.lowers[index + 1] if index + 1 < len(tree) else ""
    return after in ("only", "just", "merely", "least", "later", "fewer", "less")


def _introduced(tree: Tree, index: int, found: Factuality) -> Factuality:
    """Conditionals, "before" and "without"; and what depends on a condition."""
    clauses = marks()["clauses"]
    for child in tree.children(index, "mark"):
        word = tree.lowers[child]
        if word in clauses["conditional"]:
            found = found.open(word)
        elif word in clauses["without"]:
            found = found.negated(word)
    for clause in tree.children(index, "advcl"):
        marked = {tree.lowers[child] for child in tree.children(clause, "mark")}
        if marked & {"if", "unless"} and clause < len(tree):
            found = found.hedged("POSSIBLE", "if")
    return found


def _passes(tree: Tree, index: int, head: int, relation: str) -> bool:
    """Whether a governor's force reaches the word: clauses as complements, nouns as objects and in "of" phrases."""
    if relation in _EMBEDDING:
        return True
    if relation == "advcl":
        return tree.lemma(head) in _prospective() and "to" in tree.prepositions(index)
    if not tree.is_verb(index) or tree.tags[index] == "VBG":
        if relation in ("obj", "nsubj:pass"):
            return not tree.is_verb(head) or tree.lemma(head) in _nominal_governors()
        if relation in ("obl", "nmod"):
            return bool(
                {"of", "for", "about", "to", "from", "against", "on"} & set(tree.prepositions(index))
            ) and (tree.lemma(head) in _nominal_governors())
    return False


def _perfect(tree: Tree, index: int) -> bool:
    return any(tree.lemma(child) == "have" for child in tree.children(index, "aux"))


def _purpose(tree: Tree, index: int, relation: str, found: Factuality) -> Factuality:
    """ "sent troops to fight", "before they attacked": not said to have come about."""
    if relation in ("advcl", "obl"):
        marked = set(tree.prepositions(index))
        if "to" in marked and tree.tags[index] == "VB":
            return found.hedged("POSSIBLE", "purpose").future("purpose")
    return found


def _headline_infinitive(tree: Tree, index: int, found: Factuality) -> Factuality:
    """ "Army to send troops"."""
    if tree.tags[index] == "VB" and "to" in tree.prepositions(index) and tree.child(index, "aux") is None:
        return found.future("to")
    return found
