"""Who takes part in an event, as what, and how sure the text is that it was they."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hearsay.read.events.arguments import Arguments, Slots, verbs
from hearsay.read.events.clauses import Tree
from hearsay.read.events.doers import Doer, roles
from hearsay.read.events.types import Sense, lexicon
from hearsay.record import Entity, Mention, Participant
from hearsay.record.codes import EntityType, EventType, Role, Standing

ACTORS: frozenset[str] = frozenset({"person", "organisation", "group", "nationality"})
_THINGS: frozenset[str] = frozenset({"facility", "platform", "weapon", "product", "document", "location"})
_SHORT = 4
"""Words of a name of which any stands for the whole, should the tree miss its head."""
_TARGETING: frozenset[EventType | None] = frozenset(
    {"ASSAULT", "COERCE", "PROTEST", "SANCTION", "MOBILIZE", "THREATEN"}
)
_PATIENT_PREPOSITIONS: dict[str, tuple[str, ...]] = {
    "ASSAULT": ("on", "against", "at", "into", "targeting", "of", "upon", "with"),
    "CONSULT": ("with", "to", "between", "among", "of", "by"),
    "COOPERATE": ("with", "to", "between", "against"),
    "AGREE": ("with", "to", "between"),
    "SUPPORT": ("for", "with", "of", "to"),
    "CONCEDE": ("to", "for", "with"),
    "AID": ("to", "for", "with"),
    "RETREAT": ("of", "to", "from", "with", "between", "by"),
    "REQUEST": ("to", "from", "of", "on", "upon", "with"),
    "ACCUSE": ("of", "against", "on", "with", "into", "by", "over"),
    "REJECT": ("of", "from", "to", "by"),
    "THREATEN": ("against", "to", "of", "with"),
    "PROTEST": ("against", "over", "at"),
    "SANCTION": ("on", "against", "with", "of", "from", "to"),
    "MOBILIZE": ("against",),
    "COERCE": ("of", "on", "against", "from"),
    "CASUALTY": ("of", "to", "among"),
    "DEPLOY": ("of",),
    "HONOUR": ("to", "for", "of"),
    "STATEMENT": ("to", "with"),
}
_AGENT_NOUNS = frozenset({"RETREAT", "PROTEST", "CONSULT", "AGREE", "COOPERATE", "MOBILIZE"})


class Cast:
    """The entities of a report by the words that name them."""

    def __init__(self, tree: Tree, entities: Sequence[Entity]) -> None:
        self._tree = tree
        self._by_word: dict[int, list[tuple[int, Entity, Mention]]] = {}
        for entity in entities:
            for mention in entity.mentions:
                head = tree.word_at(mention.start, mention.end)
                for word in tree.words_in(mention.start, mention.end):
                    away = 0 if word == head else 1
                    self._by_word.setdefault(word, []).append((away, entity, mention))
        for found in self._by_word.values():
            found.sort(key=lambda item: (item[0], item[2].start - item[2].end, item[2].start))

    def of(self, word: int) -> tuple[Entity, Mention] | None:
        """The entity that a word names as head, or as part of a short name, with the longest mention there."""
        found = self._by_word.get(word)
        if not found:
            return None
        away, entity, mention = found[0]
        if away and (mention.kind != "name" or len(self._tree.words_in(mention.start, mention.end)) > _SHORT):
            return None
        return entity, mention

    def inside_name(self, word: int) -> bool:
        """Whether the word is a part of a proper name of somebody or something."""
        tree = self._tree
        return any(
            mention.kind == "name"
            and entity.type in (*ACTORS - {"nationality"}, "location", "facility", "platform")
            for _, entity, mention in self._by_word.get(word, ())
            if len(tree.words_in(mention.start, mention.end)) > 1 or tree.tags[word].startswith("NNP")
        )

    def kinds(self, word: int) -> frozenset[str]:
        """Entity types the word is known by; pronouns by what they stand for; "name" for an unknown proper name."""
        tree, lowered = self._tree, self._tree.lowers[word]
        person = roles()["person"]
        if lowered in person["pronouns"]:
            return frozenset({"person"})
        known = self.of(word)
        if known:
            return frozenset({known[0].type})
        if lowered in person["bodies"]:
            return frozenset({"organisation"})
        return frozenset({"name"}) if tree.tags[word].startswith("NNP") else frozenset()

    def acts(self, word: int) -> bool:
        """Whether the word can name somebody who acts."""
        kinds = self.kinds(word)
        if kinds & {"person", "organisation", "group", "nationality"}:
            return True
        if kinds & {"weapon", "platform", "document", "product", "facility"}:
            return False
        if kinds & {"location", "name"}:
            return True
        return not self.named(word, "weapon", "blow") and self.human(word)

    def human(self, word: int) -> bool:
        """Whether the word names people or a body of people, entity or not."""
        if self.kinds(word) & ACTORS:
            return True
        return self.named(word, "people", "force", "police", "armed", "official", "body")

    def named(self, word: int, *classes: str) -> bool:
        """Whether the lexicon lists the word, as it stands or in its base form, in one of these classes."""
        known, keys = lexicon().classes, (self._tree.lemma(word), self._tree.lowers[word])
        return any(key in known[name] for name in classes for key in keys)

    def plural(self, word: int) -> bool:
        """Whether the word is a plural noun: "soldiers", not "the army"."""
        return self._tree.tags[word] in ("NNS", "NNPS")

    def weapon(self, word: int) -> bool:
        """Whether the word names what harm is done with."""
        return bool(self.kinds(word) & {"weapon"}) or self.named(word, "weapon")


def find_participants(
    tree: Tree, arguments: Arguments, cast: Cast, index: int, sense: Sense | None, doers: Iterable[Doer] = ()
) -> tuple[Participant, ...]:
    """The participants of the event with trigger ``index``, in text order, one role for each phrase."""
    slots = arguments.slots(index)
    found: dict[int, tuple[Role, Standing]] = {}
    type_ = sense.type if sense else None

    def add(word: int, role: Role, standing: Standing = "stated") -> None:
        if word != index and word not in found and tree.tags[word] not in ("EX", "WRB"):
            found[word] = (role, standing)

    agents, patients = _sides(tree, arguments, cast, index, sense, slots)
    for doer in doers:
        add(doer.word, _agent_role(type_), doer.standing)
    for word in agents:
        if (type_ == "ASSAULT" and cast.weapon(word)) or _caused(tree, cast, word, type_):
            add(word, "instrument")
        elif cast.acts(word):
            add(word, _agent_role(type_), _standing(tree, arguments, index, word))
    for word in patients:
        role = _patient_role(cast, word, type_)
        if role:
            add(word, role)
    for word in _instruments(tree, cast, index, slots):
        if type_ in ("ASSAULT", "CASUALTY", "PROTEST", None):
            add(word, "instrument")
    told: dict[tuple[int, int], Participant] = {}
    for word, (role, standing) in found.items():
        participant = _participant(tree, cast, word, role, standing)
        told.setdefault((participant.start, participant.end), participant)
    return tuple(told[place] for place in sorted(told))


def _sides(
    tree: Tree, arguments: Arguments, cast: Cast, index: int, sense: Sense | None, slots: Slots
) -> tuple[list[int], list[int]]:
    """Who acts and who is acted on, from the slots and the kind of event."""
    type_ = sense.type if sense else None
    prepositions = _PATIENT_PREPOSITIONS.get(type_ or "", ("against", "with"))
    if not tree.is_noun(index):
        return _verb_sides(tree, arguments, cast, index, type_, slots)
    patient_noun = bool(sense and sense.patient) or tree.lemma(index) in roles()["nouns"]["patients"]
    agents = [*slots.subject, *slots.by("by")]
    patients = [*slots.object, *slots.by(*(p for p in prepositions if p not in ("of", "by")))]
    of = [*slots.by("of")]
    agentive = (type_ in _AGENT_NOUNS and not patient_noun) or tree.lemma(index) in roles()["nouns"]["agents"]
    (agents if agentive else patients).extend(of)
    (patients if patient_noun else agents).extend(slots.owner)
    between = slots.by("between", "among")
    if between:
        agents.extend(between[:1])
        patients = [*[w for w in patients if w != between[0]], *between[1:]]
    for word in slots.modifiers:
        if cast.weapon(word):
            continue
        if _demonym_or_actor(tree, cast, word):
            (patients if patient_noun and tree.tags[word].startswith("NN") else agents).append(word)
        elif type_ == "ASSAULT" and cast.named(word, "building", "people"):
            patients.append(word)
    return agents, patients


def _verb_sides(
    tree: Tree, arguments: Arguments, cast: Cast, index: int, type_: EventType | None, slots: Slots
) -> tuple[list[int], list[int]]:
    prepositions = _PATIENT_PREPOSITIONS.get(type_ or "", ("against", "with"))
    agents, patients = [*slots.subject], [*slots.object, *slots.indirect]
    if all(cast.weapon(w) for w in slots.object) or type_ not in ("ASSAULT", "CASUALTY"):
        patients += [w for w in slots.by(*(p for p in prepositions if p != "of")) if _party(cast, w)]
    adjective = tree.tags[index].startswith("JJ")
    if type_ == "CASUALTY" and not slots.object and not adjective and not _wounding(tree, index):
        agents, patients = [], [*agents, *patients]
    if type_ == "ASSAULT":  # "US warplanes bombed": theirs who fly them
        for word in slots.subject:
            if cast.weapon(word):
                owners = tree.children(word, "nmod:poss", "compound", "amod")
                agents += [w for w in owners if cast.of(w) is not None and cast.acts(w)]
    elif type_ is not None and not any(_party(cast, w) for w in patients):
        patients += _behind_the_object(tree, arguments, cast, slots, type_)
    return agents, patients


def _wounding(tree: Tree, index: int) -> bool:
    """ "Gunmen attacked, killing three and wounding seven": whom it happened to is told, but not as its object."""
    return tree.tags[index] == "VBG" and tree.lemma(index) in verbs()["undergone"]


def _party(cast: Cast, word: int) -> bool:
    return cast.human(word) or cast.acts(word)


def _behind_the_object(
    tree: Tree, arguments: Arguments, cast: Cast, slots: Slots, type_: EventType
) -> list[int]:
    """Whom a deed concerns through the thing it is done with: "sanctions on X", "X's demand", "to attack X"."""
    prepositions = (*_PATIENT_PREPOSITIONS[type_], "by", "of", "on", "with", "against", "from")
    found: list[int] = []
    for thing in slots.object:
        if not tree.is_verb(thing):
            below = arguments.slots(thing)
            found += [*below.owner, *below.by(*prepositions), *below.modifiers]
    for clause in slots.complements:
        if tree.is_verb(clause) and tree.relations[clause] == "xcomp":
            below = arguments.slots(clause)
            found += [*below.object, *below.by("with", "to", "against", "from", "on")]
    agents = set(slots.subject)
    return [w for w in dict.fromkeys(found) if w not in agents and cast.of(w) is not None and cast.acts(w)]


def _demonym_or_actor(tree: Tree, cast: Cast, word: int) -> bool:
    if cast.of(word) is not None:
        return cast.acts(word)
    return cast.named(word, "armed", "police", "force")


def _agent_role(type_: EventType | None) -> Role:
    return "perpetrator" if type_ == "ASSAULT" else "agent"


def _caused(tree: Tree, cast: Cast, word: int, type_: EventType | None) -> bool:
    return type_ == "CASUALTY" and cast.weapon(word)


def _patient_role(cast: Cast, word: int, type_: EventType | None) -> Role | None:
    kinds: frozenset[EntityType | str] = cast.kinds(word)
    if type_ in ("ASSAULT", "CASUALTY"):
        if cast.named(word, "people", "armed", "official") or (
            cast.named(word, "force") and cast.plural(word)
        ):
            return "victim"
        if kinds & {"location", "facility", "platform", "organisation", "product"}:
            return "target" if type_ == "ASSAULT" else None
        if kinds & {"person", "group", "nationality"} or (
            cast.human(word) and not cast.named(word, "force", "body")
        ):
            return "victim"
        return "target" if type_ == "ASSAULT" and (kinds or cast.named(word, "building", "place")) else None
    if kinds & _THINGS:
        if type_ in _TARGETING:
            return "target"
        return "recipient" if kinds & {"location"} else None
    if kinds & ACTORS or kinds & {"name"} or cast.human(word):
        return "recipient"
    return "target" if type_ in ("COERCE",) and cast.named(word, "goods", "building", "place") else None


def _instruments(tree: Tree, cast: Cast, index: int, slots: Slots) -> list[int]:
    found = [w for w in (*slots.by("with", "using", "by", "from"), *slots.modifiers) if cast.weapon(w)]
    if (
        not tree.is_noun(index)
        and slots.object
        and tree.lemma(index) in ("fire", "launch", "throw", "hurl", "lob", "detonate", "use", "plant")
    ):
        found += [w for w in slots.object if cast.weapon(w)]
    for child in tree.children(index, "advcl", "acl"):
        if tree.lemma(child) == "use":
            found += [w for w in tree.children(child, "obj") if cast.weapon(w)]
    return found


def _standing(tree: Tree, arguments: Arguments, index: int, word: int) -> Standing:
    """Stated, unless the noun ("suspected rebels") or what governs the deed ("accused of killing") only suspects."""
    standing = roles()["standing"]
    below = tree.children(word, "amod", "advmod", "compound")
    if any(tree.lowers[i] in standing["suspected"] for i in below):
        return "suspected"
    if any(
        tree.lowers[i] in ("reportedly", "allegedly", "apparently") for i in tree.children(index, "advmod")
    ):
        return (
            "suspected"
            if arguments.slots(index).subject and tree.is_verb(index) and _named_doer(tree, index)
            else "stated"
        )
    for child, relation, head in tree.up(index):
        if relation not in ("xcomp", "advcl", "acl", "conj", "ccomp", "obl"):
            break
        verb = tree.lemma(head)
        if relation == "conj":
            continue
        if verb in standing["proven"]:
            return "stated"
        if verb in standing["accusing"] and {"of", "with", "for", "over", "in"} & set(
            tree.prepositions(child)
        ):
            return "suspected"
        if verb in standing["believed"] and relation == "xcomp" and arguments.passive(head):
            return "suspected"
        if relation in ("ccomp", "obl") or not tree.is_verb(head):
            break
    return "stated"


def _named_doer(tree: Tree, index: int) -> bool:
    return tree.child(index, "nsubj", "obl:agent") is not None


def _participant(tree: Tree, cast: Cast, word: int, role: Role, standing: Standing) -> Participant:
    known = cast.of(word)
    named = tree.child(word, "appos")
    if known is None and named is not None:  # "the island's mayor, Ana Ruiz," is Ana Ruiz
        known = cast.of(named)
    if known is None:
        start, end = tree.phrase(word)
        return Participant.at(tree.text, start, end, role=role, standing=standing)
    entity, mention = known
    return Participant.at(
        tree.text, mention.start, mention.end, role=role, entity=entity.id, standing=standing
    )
