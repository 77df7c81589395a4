"""Who does what to whom, in syntax alone: the slots around a trigger, before anything is known of its meaning.

Passives are turned round, shared subjects are handed down (coordination, infinitives, participles, relative clauses),
and a noun takes over the arguments of the light verb that carries it ("the rebels carried out an attack").
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from hearsay.read.events.clauses import Tree

Words = tuple[int, ...]

RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_GAPS = frozenset({"obl:tmod", "nmod:tmod", "obl:npmod"})
_DEEP = 5
"""How many clauses a shared subject may be handed down."""
_ACCUSED = frozenset({"of", "with", "for", "from"})
"""Before a participle: "accused him of planting", "charged with killing"."""
_BE = frozenset({"be", "get"})


@cache
def verbs() -> dict[str, frozenset[str]]:
    """The shipped table of verbs that carry, time, count, hedge or tell a happening, by what they do."""
    source = resources.files("hearsay.read").joinpath("tables", "verbs.toml").read_text("utf-8")
    return {name: frozenset(words.split()) for name, words in tomllib.loads(source).items()}


@dataclass(frozen=True)
class Slots:
    """Word indices by what they are to the trigger. ``subject`` acts, ``object`` is acted on, voice undone."""

    subject: Words = ()
    object: Words = ()
    indirect: Words = ()
    obliques: dict[str, Words] = field(default_factory=dict)
    owner: Words = ()
    modifiers: Words = ()
    complements: Words = ()
    carrier: int | None = None
    """The light or aspectual verb that carries a noun trigger."""

    def by(self, *prepositions: str) -> Words:
        """The obliques with one of these prepositions, in text order."""
        return tuple(sorted({i for preposition in prepositions for i in self.obliques.get(preposition, ())}))


class Arguments:
    """Slots of the words of one tree. ``skip``: words that never are arguments (inside a time expression)."""

    def __init__(self, tree: Tree, skip: Iterable[int] = ()) -> None:
        self._tree = tree
        self._skip = frozenset(skip)
        self._known: dict[int, Slots] = {}

    def slots(self, index: int) -> Slots:
        """The slots of a verb, a noun or a predicative adjective."""
        known = self._known.get(index)
        if known is None:
            tree = self._tree
            if tree.is_verb(index):
                known = self._of_verb(index)
            elif tree.is_noun(index):
                known = self._of_noun(index)
            else:
                known = self._of_adjective(index)
            self._known[index] = known
        return known

    def passive(self, index: int) -> bool:
        """True where the surface subject of a verb is the one acted on."""
        tree = self._tree
        if tree.child(index, "nsubj:pass", "aux:pass", "csubj:pass", "obl:agent") is not None:
            return True
        if tree.tags[index] not in ("VBN", "VBD") or tree.child(index, "obj") is not None:
            return False
        helpers = [tree.lemma(child) for child in tree.children(index, "aux", "cop")]
        if helpers:
            return helpers[-1] in _BE
        relation = tree.relations[index]
        if relation == "acl" and tree.child(index, "nsubj") is None:
            return True
        if relation == "conj" and tree.tags[index] == "VBN" and tree.child(index, "nsubj") is None:
            return self.passive(tree.heads[index])
        if tree.child(index, "nsubj") is not None and tree.lemma(index) not in verbs()["undergone"]:
            return False
        return tree.tags[index] == "VBN" and relation in ("root", "advcl", "parataxis", "ccomp", "xcomp")

    def surface(self, index: int, deep: int = _DEEP) -> Words:
        """The subject as it stands, or as it is understood from the clause around."""
        tree = self._tree
        own = [
            c
            for c in tree.children(index, "nsubj", "nsubj:pass", "csubj")
            if tree.is_verb(index) or c != index
        ]
        if own:
            before = [c for c in own if c < index]  # a second one after it is a speaker: "…, a doctor said"
            return self._spread(self._antecedents(before or own, index))
        head, relation = tree.heads[index], tree.relations[index]
        if head < 0 or not deep:
            return ()
        if relation in ("acl", "acl:relcl") and not tree.is_verb(head):
            if tree.tags[index] == "VB":
                return self._planners(head, deep)
            return self._spread([head])
        predicative = tree.child(index, "cop") is not None and tree.is_verb(head)
        if relation == "xcomp" or (predicative and relation in ("obl", "ccomp")):
            return self._controller(head, deep)
        if relation in ("advcl", "acl") and tree.is_verb(head) and _ACCUSED & set(tree.prepositions(index)):
            return self._controller(head, deep)
        if relation in ("conj", "advcl", "acl", "parataxis") and self._shares(index, relation):
            return self.surface(head, deep - 1)
        return ()

    def _shares(self, index: int, relation: str) -> bool:
        tree = self._tree
        if relation == "parataxis":
            return False
        if relation == "advcl":
            finite = tree.tags[index] in ("VBD", "VBZ", "VBP") or tree.child(index, "aux", "cop") is not None
            return not finite
        return True

    def _controller(self, head: int, deep: int) -> Words:
        tree = self._tree
        objects = [c for c in tree.children(head, "obj", "iobj") if c not in self._skip]
        if objects and tree.lemma(head) not in verbs()["subject_control"]:
            return self._spread(objects[:1])
        if tree.lemma(head) in verbs()["oblique_control"]:
            addressed = [
                c for c in tree.children(head, "obl") if {"on", "to", "upon"} & set(tree.prepositions(c))
            ]
            if addressed:
                return self._spread(addressed[:1])
        return self.surface(head, deep - 1)

    def _planners(self, noun: int, deep: int) -> Words:
        """Whose plan it is: "the army's plan to attack", "they have a plan to attack"."""
        tree = self._tree
        owner = tree.children(noun, "nmod:poss")
        if owner:
            return tuple(owner)
        head = tree.heads[noun]
        if head >= 0 and tree.relations[noun] in ("obj", "obl") and tree.is_verb(head):
            return self._deep(head, deep - 1)[0]
        return ()

    def _deep(self, index: int, deep: int = _DEEP) -> tuple[Words, Words]:
        """Who acts and who is acted on."""
        tree = self._tree
        surface = self.surface(index, deep)
        objects = self._spread(c for c in tree.children(index, "obj") if c not in self._skip)
        agents = [c for c in tree.children(index, "obl:agent") if c not in self._skip]
        if self.passive(index):
            agents += [
                c
                for c in tree.children(index, "obl", "nmod")
                if "by" in tree.prepositions(c) and c not in self._skip
            ]
            agents = [c for c in agents if tree.tags[c] != "VBG"]
            return self._spread(dict.fromkeys(agents)), surface or objects
        if not objects and tree.relations[index] == "acl:relcl" and self._object_gap(index):
            objects = self._spread([tree.heads[index]])
        return surface, objects

    def _object_gap(self, index: int) -> bool:
        """ "the man they arrested": a relative clause with a subject of its own and no object."""
        tree = self._tree
        subjects = tree.children(index, "nsubj")
        if not subjects or any(tree.lowers[s] in RELATIVE for s in subjects):
            return False
        return tree.child(index, "obl", "xcomp", "ccomp", "cop") is None

    def _of_verb(self, index: int) -> Slots:
        tree = self._tree
        subject, objects = self._deep(index)
        obliques = self._obliques(index, ("obl", "obl:agent"))
        complements = tree.children(index, "xcomp", "ccomp", "advcl")
        indirect = self._spread(c for c in tree.children(index, "iobj") if c not in self._skip)
        return Slots(subject, objects, indirect, obliques, (), (), tuple(complements))

    def _of_noun(self, index: int) -> Slots:
        tree = self._tree
        obliques = self._obliques(index, ("nmod", "obl"))
        owner = self._spread(c for c in tree.children(index, "nmod:poss") if c not in self._skip)
        modifiers = tuple(
            c for c in tree.children(index, "compound", "amod", "nmod", "nmod:npmod")
            if c < index and c not in self._skip and not tree.prepositions(c)
        )  # fmt: skip
        subject = self._spread(tree.children(index, "nsubj")) if tree.child(index, "cop") is not None else ()
        complements = tuple(tree.children(index, "acl"))
        carrier, carried = self._carrier(index)
        objects: Words = ()
        if carrier is not None:
            above, _ = self._deep(carrier)
            if carried == "object":
                subject = subject or tuple(i for i in above if i != index)
            for preposition, words in self._obliques(carrier, ("obl", "obl:agent")).items():
                if preposition != "by" or not self.passive(carrier):
                    kept = tuple(i for i in words if i != index)
                    obliques[preposition] = tuple(dict.fromkeys((*obliques.get(preposition, ()), *kept)))
        return Slots(subject, objects, (), obliques, owner, modifiers, complements, carrier)

    def _carrier(self, index: int) -> tuple[int | None, str]:
        """The verb that carries the happening a noun names, and what the noun is to it."""
        tree = self._tree
        top = index
        while tree.relations[top] == "conj" and tree.heads[top] >= 0 and tree.is_noun(tree.heads[top]):
            top = tree.heads[top]
        for child in tree.children(index, "acl", "acl:relcl"):  # "the attack carried out by the rebels"
            if tree.lemma(child) in verbs()["light"] | {"launch", "lead"} and self.passive(child):
                return child, "object"
        head, relation = tree.heads[top], tree.relations[top]
        if head < 0 or not tree.is_verb(head):
            return None, ""
        verb, acted_on = tree.lemma(head), relation == "obj" or relation == "nsubj:pass"
        if acted_on and verb in verbs()["carrying"]:
            return head, "object"
        if (
            relation == "obl"
            and verb in verbs()["light"] | {"involve", "join"}
            and "in" in tree.prepositions(top)
        ):
            return head, "object"
        if relation == "obl" and verb in ("go", "be", "come") and "on" in tree.prepositions(top):
            return head, "object"  # "went on strike"
        if relation == "nsubj" and (verb in verbs()["occurring"] or verb in verbs()["aspectual"]):
            return head, "subject"
        return None, ""

    def _of_adjective(self, index: int) -> Slots:
        """ "12 people were dead", "12 feared dead", "left 12 dead", "dead soldiers": the object is who is so."""
        tree = self._tree
        head, relation = tree.heads[index], tree.relations[index]
        who = self._spread(tree.children(index, "nsubj", "nsubj:pass"))
        if not who and relation == "amod" and head >= 0:
            who = self._spread([head])
        elif not who and relation in ("xcomp", "advcl", "advmod", "acl", "conj") and head >= 0:
            if relation == "acl" or tree.is_noun(head):
                who = self._spread([head])
            elif tree.is_verb(head):
                above, below = self._deep(head)
                who = below or above
            else:
                who = self._of_adjective(head).object if head != index and relation == "conj" else ()
        return Slots(
            object=who,
            obliques=self._obliques(index, ("obl", "nmod")),
            complements=tuple(tree.children(index, "xcomp")),
        )

    def _obliques(self, index: int, relations: tuple[str, ...]) -> dict[str, Words]:
        tree = self._tree
        found: dict[str, list[int]] = {}
        for child in tree.children(index, *relations):
            if child in self._skip or child == index:
                continue
            prepositions = tree.prepositions(child)
            if not prepositions and tree.relations[child] in _GAPS:
                continue
            key = prepositions[0] if prepositions else ""
            if len(prepositions) > 1 and prepositions[:2] in (
                ["out", "of"],
                ["because", "of"],
                ["according", "to"],
            ):
                key = " ".join(prepositions[:2])
            if key == "" and child < index:
                continue
            found.setdefault(key, []).extend(self._spread([child]))
        return {key: tuple(words) for key, words in found.items()}

    def _antecedents(self, subjects: Iterable[int], index: int) -> list[int]:
        """Relative pronouns give way to the noun they stand for."""
        tree = self._tree
        out = []
        for subject in subjects:
            if tree.lowers[subject] in RELATIVE:
                verb = index
                while tree.relations[verb] in ("conj", "xcomp") and tree.heads[verb] >= 0:
                    verb = tree.heads[verb]
                if tree.relations[verb] in ("acl:relcl", "acl") and tree.heads[verb] >= 0:
                    out.append(tree.heads[verb])
                    continue
            out.append(subject)
        return out

    def _spread(self, words: Iterable[int]) -> Words:
        """Each word and the nouns coordinated with it."""
        tree = self._tree
        out: list[int] = []
        for word in words:
            if word in self._skip:
                continue
            out.append(word)
            out.extend(c for c in tree.children(word, "conj") if self._nominal(c))
        return tuple(dict.fromkeys(out))

    def _nominal(self, index: int) -> bool:
        tree = self._tree
        if index in self._skip or not (tree.is_noun(index) or tree.tags[index] in ("CD", "PRP")):
            return False
        return tree.child(index, "nsubj", "cop") is None
