"""What became of the people counted, by the syntax of their sentence.

From the noun (or the number, where the noun is elided) the rule climbs over what only joins ("policemen and two
*soldiers*", "a total of *20 people*") to the word that governs it, and asks the tables what that word does to its
subject, its object or what follows its "of". What only describes the people ("20 *wounded* civilians", "20 people
*injured* in the fire") is asked last.
"""

from __future__ import annotations

from collections.abc import Iterator

from hearsay.read.figures.deeds import AFTER, AGENT, ANYWHERE, BEFORE, CLAUSE, IDIOMS, NOUN
from hearsay.read.figures.people import told
from hearsay.read.figures.setting import Hit, Setting

_JOINS = frozenset(
    ("conj", "appos", "compound", "amod", "nummod", "flat", "list", "advmod", "det", "fixed", "dep")
)
_MEASURES = CLAUSE["measures"]
_UNDERGONE = CLAUSE["undergone"]
_COMPANY = CLAUSE["company"]
_INTO = frozenset(("in", "into", "to", "at", "behind", "under", "inside", "from"))
_STEPS = 8


def governed(setting: Setting) -> Hit | None:
    """The outcome that the governing word of the quantity says, and that word; None where it says none."""
    grammar, node = setting.grammar, setting.head
    if not grammar.known(node):
        return None
    for _ in range(_STEPS):
        up, relation = grammar.heads[node], grammar.relations[node]
        if up < 0:
            return _complement(setting, node)
        if relation == "conj" and grammar.is_verb(up) and not grammar.is_verb(node):
            return _as_object(setting, up)
        if relation in _JOINS or setting.item.first <= up <= setting.item.last:
            node = up
        elif relation == "nmod":
            hit = _of(setting, node, up)
            if hit is not None or setting.lower(up) not in _MEASURES:
                return hit
            node = up
        else:
            return _by_relation(setting, node, up, relation)
    return None


def described(setting: Setting) -> Hit | None:
    """The outcome told by an adjective, participle or relative clause of the people counted."""
    grammar, head = setting.grammar, setting.head
    for index in range(setting.item.after, head):
        name = AFTER.get(setting.lower(index))
        if name is not None and grammar.tags[index] in ("VBN", "JJ", "VBD"):
            return name, index
    for child in grammar.children(head, "acl", "acl:relcl"):
        hit = _clause(setting, child)
        if hit is not None:
            return hit
    return None


def _by_relation(setting: Setting, node: int, up: int, relation: str) -> Hit | None:
    grammar = setting.grammar
    if relation == "nsubj:pass" or (relation == "nsubj" and grammar.child(up, "aux:pass") is not None):
        return _as_patient(setting, up)
    if relation == "nsubj":
        return _as_subject(setting, up)
    if relation == "obj" and setting.lower(up) not in CLAUSE["counting"]:
        return _as_object(setting, up)
    if relation in ("obl", "obl:agent", "nmod") and _COMPANY & {setting.lower(i) for i in grammar.case(node)}:
        joined = any(
            setting.lower(i) in ("along", "together") for i in grammar.case(node)
        ) or grammar.is_passive(up)
        return _as_patient(setting, up) if joined or grammar.tags[up] == "VBN" else None
    if setting.lower(up) in CLAUSE["counting"]:
        return _as_sum(setting, up)
    if relation in ("xcomp", "ccomp", "root"):
        return _complement(setting, node)
    return None


def _as_sum(setting: Setting, verb: int) -> Hit | None:
    """ "The death toll rose to 60", "the number of injured stands at 387"."""
    grammar = setting.grammar
    sum_ = grammar.child(verb, "nsubj")
    if sum_ is None or setting.lower(sum_) not in ("toll", "number", "count", "total", "tally"):
        return None
    for child in grammar.children(sum_, "nmod", "compound", "amod"):
        inner = [child, *grammar.children(child, "amod", "acl")]
        name = next((AFTER[setting.lower(i)] for i in inner if setting.lower(i) in AFTER), None)
        name = name or NOUN.get(setting.lower(child)) or BEFORE.get(setting.lower(child))
        if name is not None:
            return name, child
    return ("killed", sum_) if setting.lower(sum_) == "toll" else None


def _of(setting: Setting, node: int, noun: int) -> Hit | None:
    """ "The murder of 19 people", "the bodies of two women", "an assault on a woman"."""
    cases = {setting.lower(index) for index in setting.grammar.case(node)}
    lower = setting.lower(noun)
    if "of" in cases and lower in ("lives", "life"):
        return ("killed", noun) if setting.lower(setting.grammar.heads[noun]) in CLAUSE["losing"] else None
    if "of" in cases:
        name = BEFORE.get(lower) or NOUN.get(lower)
        return (name, noun) if name is not None and not setting.grammar.is_verb(noun) else None
    if cases & {"on", "against"} and lower in CLAUSE["attacks"]:
        return "other", noun
    return None


def negated(setting: Setting, index: int) -> bool:
    """ "Who were not detained", "did not kill": right before the word, with nothing but auxiliaries between."""
    at = index - 1
    while at >= 0 and setting.lower(at) in CLAUSE["auxiliaries"] and setting.lower(at) != "not":
        at -= 1
    lower = setting.lower(at)
    return lower in ("not", "never", "nearly", "almost") or lower.endswith("n't")


def _as_patient(setting: Setting, verb: int) -> Hit | None:
    if negated(setting, verb):
        return None
    lower = setting.lower(verb)
    name = _idiom(setting, verb, "oblique")
    if name is None and lower not in CLAUSE["light"]:
        name = AFTER.get(lower) or BEFORE.get(lower)
    name = name or _idiom(setting, verb, "object")
    if name is not None:
        return name, verb
    return _complement_of(setting, verb) or _anywhere(setting, verb)


def _as_subject(setting: Setting, verb: int) -> Hit | None:
    grammar, lower = setting.grammar, setting.lower(verb)
    if negated(setting, verb):
        return ("killed", verb) if lower in ("survive", "survived") else None
    if not grammar.is_verb(verb) and grammar.child(verb, "case") is not None:  # "are in serious condition"
        name = next((name for name, words in ANYWHERE if lower in words), None)
        return (name, verb) if name is not None else None
    name = _idiom(setting, verb, "object") or _idiom(setting, verb, "oblique")
    if name is not None:
        return name, verb
    himself = _to_themselves(setting, verb)
    if himself is not None:
        return himself
    if grammar.child(verb, "obj") is None or lower in _UNDERGONE:
        name = AFTER.get(lower) if lower in _UNDERGONE or not grammar.is_verb(verb) else None
        if name is not None:
            return name, verb
    if lower in AGENT:
        fights = (
            setting.counted is not None and told(setting.counted.words(setting.words)).status == "combatant"
        )
        return ("deployed", verb) if fights else None
    return _complement_of(setting, verb) or _anywhere(setting, verb)


def _as_object(setting: Setting, verb: int) -> Hit | None:
    lower = setting.lower(verb)
    if lower in CLAUSE["leaving"]:
        return _complement_of(setting, verb) or _left(setting)
    if lower in CLAUSE["light"] or lower in _UNDERGONE:
        return None
    name = BEFORE.get(lower)
    return None if name is None else (name, verb)


def _complement_of(setting: Setting, verb: int) -> Hit | None:
    """ "Were found *dead*", "are feared *dead*", "left two people *homeless*"."""
    for child in setting.grammar.children(verb, "xcomp", "ccomp", "advcl", "obj"):
        name = AFTER.get(setting.lower(child))
        if name is not None and setting.grammar.child(child, "nsubj", "nsubj:pass", "obj") is None:
            return name, child
    return None


def _complement(setting: Setting, node: int) -> Hit | None:
    """ "20 people *dead*": the people are what governs their own adjective."""
    for child in setting.grammar.children(node, "amod", "acl"):
        if child > node and setting.lower(child) in AFTER:
            return AFTER[setting.lower(child)], child
    return None


def _left(setting: Setting) -> Hit | None:
    """ "Left 20 people *dead* / *in custody* / *with burns*"."""
    for index in range(setting.tail, min(setting.tail + 3, len(setting.words))):
        name = AFTER.get(setting.lower(index))
        if name is not None:
            return name, index
    return None


def _clause(setting: Setting, verb: int) -> Hit | None:
    grammar, lower = setting.grammar, setting.lower(verb)
    subject = grammar.child(verb, "nsubj", "nsubj:pass")
    if subject is not None and setting.lower(subject) not in ("who", "that", "which", "whom"):
        if grammar.is_passive(verb):
            return None
        name = None if lower in CLAUSE["light"] else BEFORE.get(lower)
        return None if name is None else (name, verb)
    participle = grammar.relations[verb] == "acl" and grammar.tags[verb] == "VBN"
    if participle or grammar.is_passive(verb):
        return _as_patient(setting, verb)
    return _as_subject(setting, verb)


def _to_themselves(setting: Setting, verb: int) -> Hit | None:
    """ "A child set off a mine, *injuring* himself"."""
    grammar = setting.grammar
    for child in grammar.children(verb, "advcl", "conj"):
        whom = grammar.child(child, "obj")
        if whom is not None and setting.lower(whom) in ("himself", "herself", "themselves", "itself"):
            name = BEFORE.get(setting.lower(child))
            return None if name is None else (name, child)
    return None


def _idiom(setting: Setting, verb: int, kind: str) -> str | None:
    lower, around = setting.lower(verb), frozenset(_dependents(setting, verb, kind))
    return next((name for name, verbs, words in IDIOMS[kind] if lower in verbs and words & around), None)


def _anywhere(setting: Setting, verb: int) -> Hit | None:
    """ "Are in custody", "are spending the night in shelters": the words say it behind any verb."""
    around = frozenset(_dependents(setting, verb, "oblique"))
    return next(((name, verb) for name, words in ANYWHERE if words & around), None)


def _dependents(setting: Setting, verb: int, kind: str) -> Iterator[str]:
    grammar, relations = (
        setting.grammar,
        ("obj", "xcomp") if kind == "object" else ("obl", "nmod", "advmod", "xcomp"),
    )
    for child in grammar.children(verb, *relations):
        if setting.item.first <= child < setting.tail:
            continue
        if kind == "object":  # "suffered various kinds of wounds"
            yield from (setting.lower(inner) for inner in grammar.children(child, "nmod"))
        if kind == "object" or _INTO & {setting.lower(index) for index in grammar.case(child)}:
            yield setting.lower(child)
